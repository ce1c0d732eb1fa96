import { ErrorCode, NatsError } from 'nats';
import { openFileOutbox } from '../../hooks-server/events/file/file-outbox.js';
import type { JetStream } from '../../hooks-server/events/jetstream.js';
import { startPublisher } from '../../hooks-server/events/publisher.js';
import { fileOutboxSettings, natsSettings } from '../../hooks-server/events/settings.js';
import { desiredStream } from '../../hooks-server/events/stream.js';
import { commonDeps, sampleEvent, sampleEvents, temporaryDirectory } from './support.js';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

const desired = desiredStream(natsSettings.parse({}).stream);

/** The publisher before a server that answers as the test says. */
async function start(changes: Pick<JetStream, 'publish'> & Partial<JetStream>, streamCheckSeconds: number) {
  const deps = commonDeps();
  const settings = natsSettings.parse({ servers: ['nats://x'], streamCheckSeconds, maxInFlight: 1 });
  const outbox = await openFileOutbox(directory.path, fileOutboxSettings.parse({}), deps);
  let end: () => void = () => undefined;
  const server: JetStream = {
    stream: () => Promise.resolve(desired),
    createStream: () => Promise.resolve(),
    consume: () => Promise.reject(new Error('not here')),
    closed: new Promise((resolve) => (end = () => resolve(undefined))),
    close: () => Promise.resolve(end()),
    ...changes,
  };
  const letters: unknown[] = [];
  const deadLetters = { add: (added: readonly unknown[]) => Promise.resolve(void letters.push(...added)) };
  const connect = () => Promise.resolve(server);
  const publisher = await startPublisher(settings, outbox, { ...deps, source: 'test', deadLetters, connect });
  const stop = async () => {
    await publisher.stop();
    await outbox.close();
  };
  return { outbox, letters, stop, metrics: deps.metrics };
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

it('what is too large for the server waits, whole, while others go, and is sent when it is taken', async () => {
  let takesLarge = false;
  const sent: string[] = [];
  const { outbox, letters, stop } = await start(
    {
      publish({ id }) {
        if (id === sampleEvent(0).event.eventId && !takesLarge)
          return Promise.reject(new NatsError('too large', ErrorCode.MaxPayloadExceeded));
        sent.push(id);
        return Promise.resolve({ stream: 's', duplicate: false, sequence: sent.length });
      },
    },
    0.05,
  );
  await outbox.append(sampleEvents(2));
  while (sent.length < 1) await pause();
  takesLarge = true;
  while (sent.length < 2) await pause();
  expect(sent).toEqual([1, 0].map((number) => sampleEvent(number).event.eventId));
  expect(letters).toEqual([]);
  await stop();
});

/** A server whose connections the test opens and closes, with how many there were. */
function connections(onStream: (close: () => void) => void) {
  let opened = 0;
  const connect = (): Promise<JetStream> => {
    opened += 1;
    let close: () => void = () => undefined;
    const closed = new Promise<undefined>((resolve) => (close = () => resolve(undefined)));
    return Promise.resolve({
      closed,
      stream() {
        onStream(close);
        return Promise.resolve(desired);
      },
      createStream: () => Promise.resolve(),
      publish: () => Promise.reject(new Error('not here')),
      consume: () => Promise.reject(new Error('not here')),
      close: () => Promise.resolve(close()),
    });
  };
  return { connect, opened: () => opened };
}

async function startWith(connect: () => Promise<JetStream>) {
  const deps = { ...commonDeps(), source: 'test', deadLetters: { add: () => Promise.resolve() } };
  const settings = natsSettings.parse({ servers: ['nats://x'], backoffMinMs: 1, backoffMaxMs: 1 });
  const outbox = await openFileOutbox(directory.path, fileOutboxSettings.parse({}), deps);
  return { outbox, publisher: await startPublisher(settings, outbox, { ...deps, connect }) };
}

it('a connection that closes while it is looked at is replaced, though there is nothing to send', async () => {
  const server = connections((close) => close());
  const { outbox, publisher } = await startWith(server.connect);
  while (server.opened() < 3) await pause();
  await publisher.stop();
  expect(publisher.isConnected()).toBe(false);
  await outbox.close();
});

it('stops while it connects', async () => {
  let answer: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  const server = connections(() => undefined);
  const { outbox, publisher } = await startWith(() => answered.then(server.connect));
  const stopped = publisher.stop();
  answer();
  await stopped;
  expect([publisher.isConnected(), server.opened()]).toEqual([false, 1]);
  await outbox.close();
});

it.each([
  ['by its numbers that begin anew', 3_600, 1],
  ['at intervals', 0.05, 3],
])('a stream that somebody made anew, by interest, is noticed %s', async (_, seconds, sequenceAfter) => {
  let [retention, sequence] = ['limits', 0];
  const { outbox, stop, metrics } = await start(
    {
      publish: () => Promise.resolve({ stream: 's', duplicate: false, sequence: (sequence += 1) }),
      stream: () => Promise.resolve({ ...desired, retention }),
    },
    seconds,
  );
  const drift = async () => (await metrics.streamDrift.get()).values.map(({ labels }) => labels.field);
  await outbox.append(sampleEvents(2));
  while (sequence < 2) await pause();
  expect(await drift()).toEqual([]);
  [retention, sequence] = ['interest', sequenceAfter - 1];
  await outbox.append([sampleEvent(2)]);
  while ((await drift()).length === 0) await pause();
  expect(await drift()).toEqual(['retention']);
  await stop();
});
