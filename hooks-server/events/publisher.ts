import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import { createBackoff, type Backoff } from './backoff.js';
import type { DeadLetters } from './dead-letters.js';
import {
  connectJetStream,
  failureReason,
  type FailureReason,
  type JetStream,
  type Publication,
} from './jetstream.js';
import type { Outbox, OutboxReader, StoredRecord } from './outbox.js';
import type { NatsSettings } from './settings.js';
import { desiredStream, driftOf, type StreamShape } from './stream.js';

export interface PublisherDeps {
  readonly source: string;
  readonly deadLetters: DeadLetters;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Replaced in tests that need a server's rare answers. */
  readonly connect?: (settings: NatsSettings) => Promise<JetStream>;
}

export interface Publisher {
  /** True while connected to NATS. */
  isConnected(): boolean;
  /** Ends the draining; what is in flight is acknowledged or sent again after the next start. */
  stop(): Promise<void>;
}

interface Context extends PublisherDeps {
  readonly settings: NatsSettings;
  readonly reader: OutboxReader;
  readonly signal: AbortSignal;
  readonly backoff: Backoff;
}

/**
 * Drains the outbox to JetStream in the background, for as long as the process lives. Nothing waits for it: while NATS
 * is down, slow, full or refusing, events stay in the outbox, and delivery resumes by itself.
 */
export async function startPublisher(
  settings: NatsSettings,
  outbox: Outbox,
  deps: PublisherDeps,
): Promise<Publisher> {
  const stopping = new AbortController();
  const reader = await outbox.reader('publisher');
  const backoff = createBackoff(settings.backoffMinMs, settings.backoffMaxMs);
  let connection: JetStream | undefined;
  const context: Context = { ...deps, settings, reader, signal: stopping.signal, backoff };
  const running = run(context, (current) => {
    connection = current;
    deps.metrics.natsConnected.set(current === undefined ? 0 : 1);
  });
  return {
    isConnected: () => connection !== undefined,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** One round for each connection. Records that were read and not acknowledged go with into the next round. */
async function run(context: Context, onConnection: (connection?: JetStream) => void): Promise<void> {
  const { settings, signal, backoff, log, metrics, connect = connectJetStream } = context;
  const unsent: StoredRecord[] = [];
  while (!signal.aborted) {
    try {
      const connection = await connect(settings);
      const closeOnStop = () => void connection.close();
      signal.addEventListener('abort', closeOnStop);
      onConnection(connection);
      log.info('Connected to NATS.');
      try {
        await checkStream(connection, context);
        await drain(connection, unsent, context);
      } finally {
        onConnection(undefined);
        signal.removeEventListener('abort', closeOnStop);
        await connection.close().catch(() => undefined);
      }
      if (!signal.aborted)
        log.warn({ reason: (await connection.closed)?.message }, 'The connection to NATS is gone.');
    } catch (error) {
      metrics.publishRetries.inc({ reason: failureReason(error) });
      log.warn(
        { err: error, reason: failureReason(error) },
        'NATS cannot be reached; events stay in the outbox.',
      );
    }
    await backoff.pause(signal);
  }
}

/** Makes the stream when there is none, and reports in what it differs from the settings. Changes nothing that exists. */
async function checkStream(connection: JetStream, { settings, log, metrics }: Context): Promise<void> {
  const desired = desiredStream(settings.stream);
  metrics.streamDrift.reset();
  try {
    const actual = await connection.stream(desired.name);
    if (actual === undefined) {
      await connection.createStream(desired);
      log.info({ stream: desired.name }, 'Made the JetStream stream.');
      return;
    }
    reportDrift(desired, actual, { log, metrics });
  } catch (error) {
    // No right to look or to create, or another stream has the subjects: publishing may work all the same.
    metrics.streamDrift.set({ field: 'unchecked' }, 1);
    log.error(
      { err: error, stream: desired.name },
      'The JetStream stream could be neither checked nor made.',
    );
  }
}

function reportDrift(
  desired: StreamShape,
  actual: StreamShape,
  { log, metrics }: Pick<Context, 'log' | 'metrics'>,
) {
  for (const { field, expected, actual: found } of driftOf(desired, actual)) {
    metrics.streamDrift.set({ field }, 1);
    log.warn(
      { stream: desired.name, field, expected, found },
      'The JetStream stream differs from the settings.',
    );
  }
}

/** Sends until the connection closes. `unsent` holds what has been read and not acknowledged, oldest first. */
async function drain(connection: JetStream, unsent: StoredRecord[], context: Context): Promise<void> {
  const { reader, settings, backoff } = context;
  const closed = new AbortController();
  void connection.closed.then(() => closed.abort());
  let window = settings.maxInFlight;
  while (!closed.signal.aborted) {
    if (unsent.length === 0) unsent.push(...(await reader.read(settings.maxInFlight, closed.signal)));
    const batch = unsent.slice(0, window);
    // Nothing to read means aborted, or a closed outbox.
    if (batch.length === 0) return;
    const { failed, reasons } = await sendAll(connection, batch, context);
    unsent.splice(0, batch.length, ...failed);
    if (failed.length < batch.length) backoff.reset();
    // A round without any acknowledgement is followed by a single probe instead of another full window.
    window = failed.length === batch.length ? 1 : settings.maxInFlight;
    if (failed.length > 0 && !closed.signal.aborted) await backoff.pause(closed.signal);
    // Somebody deleted the stream: it is made again.
    if (reasons.has('no_stream') && !closed.signal.aborted) await checkStream(connection, context);
  }
}

/** Sends a window of records at once and returns those to be sent again. */
async function sendAll(connection: JetStream, batch: readonly StoredRecord[], context: Context) {
  const { settings, reader, metrics, log } = context;
  const failures = new Map<FailureReason, number>();
  const outcomes = await Promise.all(
    batch.map(async (record) => {
      try {
        const { duplicate } = await connection.publish(
          publicationOf(record, context.source),
          settings.ackTimeoutMs,
        );
        metrics.eventsPublished.inc({ subject: record.subject, duplicate: String(duplicate) });
        return true;
      } catch (error) {
        const reason = failureReason(error);
        if (reason === 'too_large') return buryTooLarge(record, context);
        failures.set(reason, (failures.get(reason) ?? 0) + 1);
        return false;
      }
    }),
  );
  await reader.ack(batch.filter((_, index) => outcomes[index]));
  for (const [reason, count] of failures) {
    metrics.publishRetries.inc({ reason }, count);
    log.warn({ reason, count }, 'Events were not acknowledged and are sent again under the same ids.');
  }
  return { failed: batch.filter((_, index) => !outcomes[index]), reasons: failures };
}

/** A message that the server can never take must not hold up all others. True once it is among the dead letters. */
async function buryTooLarge(
  { subject, event }: StoredRecord,
  { deadLetters, log }: Context,
): Promise<boolean> {
  try {
    const text = JSON.stringify(event);
    const fields = { subject, eventId: event.eventId, tenantId: event.tenantId };
    await deadLetters.add([{ reason: 'too_large', bytes: Buffer.byteLength(text), sha256: '', fields }]);
    log.error(fields, 'An event exceeds the message size of NATS and went to the dead letters.');
    return true;
  } catch (error) {
    log.error({ err: error }, 'A dead letter could not be written.');
    return false;
  }
}

/** The event as JSON, with CloudEvents attributes as headers (CloudEvents 1.0.2, NATS protocol binding, binary mode). */
export function publicationOf({ subject, event }: StoredRecord, source: string): Publication {
  return {
    subject,
    id: event.eventId,
    headers: {
      'ce-specversion': '1.0',
      'ce-id': event.eventId,
      'ce-source': source,
      'ce-type': subject,
      'ce-time': event.occurredAt,
      'ce-subject': headerSafe(event.tenantId),
      'content-type': 'application/json',
    },
    body: Buffer.from(JSON.stringify(event)),
  };
}

/** Percent-encodes what a header cannot carry (CloudEvents, HTTP binding, section 3.1.3.2). */
function headerSafe(value: string): string {
  return value.replace(/[^\x21\x23\x24\x26-\x7e]/gu, encodeURIComponent);
}
