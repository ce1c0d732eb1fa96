import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { RetentionPolicy, type StreamAPI } from 'nats';
import { openFileOutbox } from '../../hooks-server/events/file/file-outbox.js';
import type { Outbox } from '../../hooks-server/events/outbox.js';
import { startPublisher } from '../../hooks-server/events/publisher.js';
import { fileOutboxSettings, type NatsSettings } from '../../hooks-server/events/settings.js';
import type { OutboxRecord } from '../../hooks-server/events/envelope.js';
import { commonDeps, idsOf, sampleEvent, sampleEvents, temporaryDirectory } from '../events/support.js';
import { asAdmin, deleteStreams, quickNatsSettings, receiveEvents } from '../support/nats-admin.js';
import { describeWith, natsService, type Service, type ServiceControl } from '../support/services.js';

const service = await natsService();
afterAll(() => service?.stop());

const patience = 60_000;
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let stops: (() => Promise<void>)[] = [];

beforeEach(async () => {
  directory = await temporaryDirectory();
  if (service !== undefined) await deleteStreams(service.url);
});
afterEach(async () => {
  // In reverse, and all of them: a test that failed half way must not leave a publisher running.
  for (const stop of stops.reverse()) await stop();
  stops = [];
  await directory.remove();
}, patience);

async function openOutbox() {
  const deps = commonDeps();
  const outbox = await openFileOutbox(directory.path, fileOutboxSettings.parse({}), deps);
  stops.push(() => outbox.close());
  return { outbox, deps };
}

async function publish(settings: NatsSettings, outbox: Outbox, deps = commonDeps()) {
  const letters: unknown[] = [];
  const deadLetters = { add: (added: readonly unknown[]) => Promise.resolve(void letters.push(...added)) };
  const publisher = await startPublisher(settings, outbox, { ...deps, source: 'test', deadLetters });
  stops.push(() => publisher.stop());
  return { publisher, deps, letters };
}

/** Appends in small steps while something goes on, as traffic does. */
async function appendDuring(
  outbox: Outbox,
  events: readonly OutboxRecord[],
  work: () => Promise<void>,
): Promise<void> {
  const half = Math.floor(events.length / 2);
  for (let start = 0; start < half; start += 20)
    await outbox.append(events.slice(start, Math.min(half, start + 20)));
  const working = work();
  for (let start = half; start < events.length; start += 20) {
    await outbox.append(events.slice(start, start + 20));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await working;
}

async function counterOf(
  metric: { get(): Promise<{ values: { value: number; labels: object }[] }> },
  labels: object,
) {
  const { values } = await metric.get();
  const matching = values.filter((entry) =>
    Object.entries(labels).every(
      ([name, value]) => (entry.labels as Record<string, unknown>)[name] === value,
    ),
  );
  return matching.reduce((sum, { value }) => sum + value, 0);
}

async function untilPositive(read: () => Promise<number>): Promise<void> {
  while ((await read()) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function untilDrained(outbox: Outbox): Promise<void> {
  const reader = await outbox.reader('publisher');
  while ((await reader.backlog()).records > 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

describeWith(service, 'publishing to NATS', ({ url }: Service) => {
  it(
    'delivers every event of the outbox once and in order, under its event id',
    async () => {
      const { outbox } = await openOutbox();
      await outbox.append(sampleEvents(1000));
      const settings = quickNatsSettings(url);
      await publish(settings, outbox);
      expect(await receiveEvents(settings, 1000)).toEqual(idsOf(sampleEvents(1000)));
    },
    patience,
  );

  it(
    'says with CloudEvents headers what the event is',
    async () => {
      const { outbox } = await openOutbox();
      await outbox.append([sampleEvent(1, 'Zürich\r\nx: y')]);
      const settings = quickNatsSettings(url);
      await publish(settings, outbox);
      await untilDrained(outbox);
      const message = await asAdmin(url, async (connection) => {
        const manager = await connection.jetstreamManager();
        return manager.streams.getMessage(settings.stream.name, { seq: 1 });
      });
      const { event } = sampleEvent(1);
      expect(
        Object.fromEntries(message.header.keys().map((name) => [name, message.header.get(name)])),
      ).toMatchObject({
        'Nats-Msg-Id': event.eventId,
        'ce-specversion': '1.0',
        'ce-id': event.eventId,
        'ce-source': 'test',
        'ce-type': 'quota.updated',
        'ce-time': event.occurredAt,
        'ce-subject': 'Z%C3%BCrich%0D%0Ax:%20y',
        'content-type': 'application/json',
      });
    },
    patience,
  );

  it(
    'stores an event once that a restarted service sends again',
    async () => {
      const { outbox } = await openOutbox();
      const settings = quickNatsSettings(url);
      await outbox.append(sampleEvents(50));
      await publish(settings, outbox);
      await untilDrained(outbox);
      // The same facts, appended again under the same ids, as after a lost 2xx.
      await outbox.append(sampleEvents(60));
      await untilDrained(outbox);
      expect(await receiveEvents(settings, 60)).toEqual(idsOf(sampleEvents(60)));
    },
    patience,
  );

  it(
    'makes the stream as configured, and changes nothing about one that differs',
    async () => {
      await asAdmin(url, async (connection) => {
        const manager = await connection.jetstreamManager();
        await manager.streams.add({
          name: 'LITELLM_EVENTS',
          subjects: ['quota.>', 'usage.*', 'guardrail.alert'],
          max_msgs: 77,
        });
      });
      const { outbox } = await openOutbox();
      const { deps } = await publish(quickNatsSettings(url), outbox);
      await outbox.append([sampleEvent(1)]);
      await untilDrained(outbox);
      const fields = (await deps.metrics.streamDrift.get()).values.map(({ labels }) => labels.field).sort();
      expect(fields).toEqual(['discard', 'duplicate_window', 'max_age', 'max_msgs']);
      const config = await asAdmin(url, async (connection) => {
        const manager = await connection.jetstreamManager();
        return (await manager.streams.info('LITELLM_EVENTS')).config;
      });
      expect(config).toMatchObject({ max_msgs: 77, discard: 'old' });
    },
    patience,
  );

  it(
    'makes the stream again that somebody deleted, and delivers what is left',
    async () => {
      const { outbox } = await openOutbox();
      const settings = quickNatsSettings(url);
      await publish(settings, outbox);
      await outbox.append(sampleEvents(10));
      await untilDrained(outbox);
      await deleteStreams(url);
      await outbox.append(sampleEvents(10, 10));
      expect(await receiveEvents(settings, 10)).toEqual(idsOf(sampleEvents(10, 10)));
    },
    patience,
  );

  it(
    'loses nothing to a full stream, and goes on when there is room',
    async () => {
      const { outbox } = await openOutbox();
      const settings = quickNatsSettings(url, { maxMessages: 20 });
      const { deps } = await publish(settings, outbox);
      await outbox.append(sampleEvents(50));
      await untilPositive(() => counterOf(deps.metrics.publishRetries, { reason: 'stream_full' }));
      const backlog = await (await outbox.reader('publisher')).backlog();
      expect(backlog.records).toBeGreaterThanOrEqual(30);
      expect(backlog.ageMs).toBeGreaterThan(0);
      await asAdmin(url, async (connection) => {
        const manager = await connection.jetstreamManager();
        await manager.streams.update(settings.stream.name, { max_msgs: -1 });
      });
      expect(new Set(await receiveEvents(settings, 50))).toEqual(new Set(idsOf(sampleEvents(50))));
    },
    patience,
  );

  it(
    'lets a message wait that is larger than the server takes, and sends it when the server takes it',
    async () => {
      await asAdmin(url, async (connection) => {
        const manager = await connection.jetstreamManager();
        await manager.streams.add({ name: 'LITELLM_EVENTS', subjects: ['quota.>'], max_msg_size: 5000 });
      });
      const { outbox } = await openOutbox();
      const settings = { ...quickNatsSettings(url), streamCheckSeconds: 0.2 };
      const { letters } = await publish(settings, outbox);
      const small = sampleEvent(1);
      const large = { ...small, event: { ...small.event, eventId: 'large', payload: 'x'.repeat(10_000) } };
      await outbox.append([large, small]);
      expect(await receiveEvents(settings, 1)).toEqual([small.event.eventId]);
      await asAdmin(url, async (connection) => {
        const manager = await connection.jetstreamManager();
        await manager.streams.update('LITELLM_EVENTS', { max_msg_size: -1 });
      });
      await untilDrained(outbox);
      expect(await receiveEvents(settings, 1)).toEqual(['large']);
      expect(letters).toEqual([]);
    },
    patience,
  );

  it(
    'notices a stream that somebody makes anew and that forgets what nobody reads',
    async () => {
      const { outbox } = await openOutbox();
      const settings = { ...quickNatsSettings(url), streamCheckSeconds: 3 };
      const { deps } = await publish(settings, outbox);
      await outbox.append([sampleEvent(1)]);
      await untilDrained(outbox);
      await asAdmin(url, async (connection) => {
        const { streams } = await connection.jetstreamManager();
        await streams.delete(settings.stream.name);
        const subjects = ['quota.>', 'guardrail.>', 'usage.>', 'event.>'];
        await streams.add({ name: settings.stream.name, subjects, retention: RetentionPolicy.Interest });
      });
      const drift = () => counterOf(deps.metrics.streamDrift, { field: 'retention' });
      await untilPositive(drift);
      expect(await drift()).toBe(1);
    },
    patience,
  );

  it(
    'lets events of a subject wait that the stream does not take, and sends the others meanwhile',
    async () => {
      const admin = (work: (streams: StreamAPI) => Promise<unknown>) =>
        asAdmin(url, async (connection) => work((await connection.jetstreamManager()).streams));
      await admin((streams) => streams.add({ name: 'LITELLM_EVENTS', subjects: ['quota.updated'] }));
      const { outbox } = await openOutbox();
      const settings = quickNatsSettings(url);
      const alert = (number: number) => ({ ...sampleEvent(number), subject: 'guardrail.alert' as const });
      await outbox.append([alert(100)]);
      const { deps } = await publish(settings, outbox);
      await untilPositive(() => counterOf(deps.metrics.eventsSetAside, { subject: 'guardrail.alert' }));
      await outbox.append([...sampleEvents(10), alert(101), ...sampleEvents(10, 10)]);
      expect(await receiveEvents(settings, 20)).toEqual(idsOf(sampleEvents(20)));
      await admin((streams) =>
        streams.update('LITELLM_EVENTS', { subjects: ['quota.updated', 'guardrail.alert'] }),
      );
      await untilDrained(outbox);
      expect(await counterOf(deps.metrics.eventsSetAside, {})).toBe(0);
    },
    patience,
  );

  it(
    'delivers the event of a tenant whose id is not well-formed, and those behind it',
    async () => {
      const { outbox } = await openOutbox();
      const settings = quickNatsSettings(url);
      await publish(settings, outbox);
      await outbox.append([sampleEvent(0, 'half \ud800'), ...sampleEvents(5, 1)]);
      expect(await receiveEvents(settings, 6)).toEqual(idsOf(sampleEvents(6)));
    },
    patience,
  );

  it(
    'waits without growing while nothing answers at the address',
    async () => {
      let sockets = 0;
      const silent = createServer((socket) => {
        sockets += 1;
        socket.resume().on('close', () => (sockets -= 1));
      }).listen(0, '127.0.0.1');
      await once(silent, 'listening');
      stops.push(() => new Promise((resolve) => silent.close(() => resolve())));
      const { port } = silent.address() as { port: number };
      const { outbox } = await openOutbox();
      const { deps, publisher } = await publish(
        { ...quickNatsSettings(`nats://127.0.0.1:${port}`), connectTimeoutMs: 200 },
        outbox,
      );
      await outbox.append(sampleEvents(10));
      await untilPositive(async () => Math.max(0, (await counterOf(deps.metrics.publishRetries, {})) - 3));
      expect(publisher.isConnected()).toBe(false);
      expect(sockets).toBeLessThanOrEqual(1);
      expect((await (await outbox.reader('publisher')).backlog()).records).toBe(10);
    },
    patience,
  );
});

const controlled =
  service?.control === undefined ? undefined : { url: service.url, control: service.control };

describeWith(
  controlled,
  'publishing through faults of NATS',
  ({ url, control }: { url: string; control: ServiceControl }) => {
    const faults: [string, () => Promise<void>][] = [
      [
        'is killed and restarted',
        async () => {
          await control.kill();
          await new Promise((resolve) => setTimeout(resolve, 1000));
          await control.start();
        },
      ],
      [
        'is paused until acknowledgements time out',
        async () => {
          await control.pause();
          await new Promise((resolve) => setTimeout(resolve, 1500));
          await control.unpause();
        },
      ],
    ];

    it.each(faults)(
      'loses nothing and repeats nothing when NATS %s',
      async (_, fault) => {
        const { outbox } = await openOutbox();
        const settings = quickNatsSettings(url);
        await publish(settings, outbox);
        const events = sampleEvents(2000);
        await appendDuring(outbox, events, fault);
        const received = await receiveEvents(settings, events.length);
        expect(received).toHaveLength(events.length);
        expect(new Set(received)).toEqual(new Set(idsOf(events)));
        await untilDrained(outbox);
      },
      patience,
    );

    it(
      'loses nothing when the service itself is restarted while NATS is away',
      async () => {
        const settings = quickNatsSettings(url);
        const first = await openOutbox();
        const { publisher } = await publish(settings, first.outbox);
        await first.outbox.append(sampleEvents(100));
        await control.kill();
        await first.outbox.append(sampleEvents(100, 100));
        await publisher.stop();
        await first.outbox.close();
        await control.start();
        const second = await openOutbox();
        await publish(settings, second.outbox);
        const received = await receiveEvents(settings, 200);
        expect(new Set(received)).toEqual(new Set(idsOf(sampleEvents(200))));
        expect(received).toHaveLength(200);
      },
      patience,
    );
  },
);

describe('the nats package', () => {
  it('is imported by one file of the service', async () => {
    const { readdir } = await import('node:fs/promises');
    const names = await readdir('hooks-server', { recursive: true });
    const sources = names.filter((name) => name.endsWith('.ts'));
    const importing = [];
    for (const name of sources) {
      if (/from 'nats'/.test(await readFile(`hooks-server/${name}`, 'utf8'))) importing.push(name);
    }
    expect(importing).toEqual(['events/jetstream.ts']);
  });
});
