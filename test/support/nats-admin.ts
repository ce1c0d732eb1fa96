import { setTimeout as delay } from 'node:timers/promises';
import { connect, type NatsConnection } from 'nats';
import { subjects } from '../../hooks-server/events/envelope.js';
import { connectJetStream } from '../../hooks-server/events/jetstream.js';
import { natsSettings, type NatsSettings } from '../../hooks-server/events/settings.js';

/** Settings with short times, so that faults show soon. */
export function quickNatsSettings(url: string, stream: Partial<NatsSettings['stream']> = {}): NatsSettings {
  return natsSettings.parse({
    servers: [url],
    stream,
    ackTimeoutMs: 500,
    connectTimeoutMs: 2000,
    pingIntervalMs: 500,
    backoffMaxMs: 300,
  });
}

/** A short connection for what only tests do: making and deleting streams by hand. */
export async function asAdmin<T>(url: string, work: (connection: NatsConnection) => Promise<T>): Promise<T> {
  const connection = await connect({ servers: [url], timeout: 5000 });
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

export async function deleteStreams(url: string): Promise<void> {
  await asAdmin(url, async (connection) => {
    const manager = await connection.jetstreamManager();
    for (const { config } of await manager.streams.list().next()) await manager.streams.delete(config.name);
  });
}

/**
 * Reads a stream until `count` different events were seen, over as many connections as it takes. Every delivery of the
 * stream's own messages is in the result, those with an id seen before included. What has come until `signal` fires is
 * the result then, if it is too little.
 */
export async function receiveEvents(
  settings: NatsSettings,
  count: number,
  signal?: AbortSignal,
): Promise<string[]> {
  const bySequence = new Map<number, string>();
  const isComplete = () => new Set(bySequence.values()).size >= count;
  while (!isComplete() && signal?.aborted !== true) {
    try {
      const connection = await connectJetStream(settings);
      const close = () => void connection.close();
      signal?.addEventListener('abort', close);
      try {
        const options = { stream: settings.stream.name, durable: 'test', subjects: Object.values(subjects) };
        for await (const message of await connection.consume(options)) {
          const event = JSON.parse(Buffer.from(message.body).toString()) as { eventId: string };
          bySequence.set(message.sequence, event.eventId);
          message.ack();
          if (isComplete()) break;
        }
      } finally {
        signal?.removeEventListener('abort', close);
        await connection.close();
      }
    } catch {
      await delay(100);
    }
  }
  return [...bySequence].sort(([one], [other]) => one - other).map(([, eventId]) => eventId);
}
