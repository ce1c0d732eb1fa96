import { openFileOutbox } from '../../hooks-server/events/file/file-outbox.js';
import { connectJetStream } from '../../hooks-server/events/jetstream.js';
import { startPublisher } from '../../hooks-server/events/publisher.js';
import { fileOutboxSettings, natsSettings, type NatsSettings } from '../../hooks-server/events/settings.js';
import { subjects } from '../../hooks-server/events/envelope.js';
import { commonDeps, idsOf, sampleEvents, temporaryDirectory } from '../events/support.js';
import { describeWith, natsService, type Service } from '../support/services.js';

const service = await natsService();
afterAll(() => service?.stop());

/** Settings with short times and a stream of their own. */
export function testSettings(
  url: string,
  name: string,
  overrides: Partial<NatsSettings['stream']> = {},
): NatsSettings {
  return natsSettings.parse({
    servers: [url],
    stream: { name, ...overrides },
    ackTimeoutMs: 500,
    connectTimeoutMs: 2000,
    pingIntervalMs: 500,
    backoffMaxMs: 300,
  });
}

/** Reads the stream until `count` different events have been seen; every delivery is in the result. */
export async function receive(settings: NatsSettings, count: number, durable = 'test'): Promise<string[]> {
  const connection = await connectJetStream(settings);
  const received: string[] = [];
  const { name: stream } = settings.stream;
  try {
    for await (const message of await connection.consume({
      stream,
      durable,
      subjects: Object.values(subjects),
    })) {
      const event = JSON.parse(Buffer.from(message.body).toString()) as { eventId: string };
      received.push(event.eventId);
      await message.ack();
      if (new Set(received).size === count) break;
    }
  } finally {
    await connection.close();
  }
  return received;
}

describeWith(service, 'publishing to NATS', ({ url }: Service) => {
  it('delivers every event of the outbox once, under its event id', async () => {
    const directory = await temporaryDirectory();
    const deps = commonDeps();
    const outbox = await openFileOutbox(directory.path, fileOutboxSettings.parse({}), deps);
    const settings = testSettings(url, 'BASIC');
    await outbox.append(sampleEvents(1000));
    const publisher = await startPublisher(settings, outbox, {
      ...deps,
      source: 'test',
      deadLetters: { add: () => Promise.resolve() },
    });
    const received = await receive(settings, 1000);
    expect(received).toEqual(idsOf(sampleEvents(1000)));
    await publisher.stop();
    await outbox.close();
    await directory.remove();
  });
});
