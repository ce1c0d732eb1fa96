import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import { createBackoff, type Backoff } from './backoff.js';
import { checkStream } from './check-stream.js';
import type { DeadLetters } from './dead-letters.js';
import {
  connectJetStream,
  failureReason,
  type FailureReason,
  type JetStream,
  type Publication,
} from './jetstream.js';
import { UNKNOWN_TENANT } from './envelope.js';
import type { Outbox, OutboxReader, StoredRecord } from './outbox.js';
import type { NatsSettings } from './settings.js';
import { createOversized, type Oversized } from './oversized.js';
import { createSetAside, type SetAside } from './set-aside.js';
import { giveUp, giveUpOversized } from './undeliverable.js';
import { faultName } from '../errors.js';

export interface PublisherDependencies {
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

interface Context extends PublisherDependencies {
  readonly settings: NatsSettings;
  readonly reader: OutboxReader;
  readonly signal: AbortSignal;
  readonly backoff: Backoff;
  readonly aside: SetAside;
  readonly oversized: Oversized;
  readonly told: { drift: string };
  /** Where the last message stands in the stream: a smaller number means that somebody has made it anew. */
  readonly latest: { sequence: number };
}

/**
 * Drains the outbox to JetStream in the background, for as long as the process lives. Nothing waits for it: while NATS
 * is down, slow, full or refusing, events stay in the outbox, and delivery resumes by itself.
 */
export async function startPublisher(
  settings: NatsSettings,
  outbox: Outbox,
  deps: PublisherDependencies,
): Promise<Publisher> {
  const stopping = new AbortController();
  const reader = await outbox.reader('publisher');
  const backoff = createBackoff(settings.backoffMinMs, settings.backoffMaxMs);
  const aside = createSetAside({ minPauseMs: settings.backoffMinMs, maxPauseMs: settings.backoffMaxMs });
  let connection: JetStream | undefined;
  const context: Context = {
    ...deps,
    settings,
    reader,
    signal: stopping.signal,
    backoff,
    aside,
    oversized: createOversized({ pauseMs: settings.streamCheckSeconds * 1000 }),
    told: { drift: '' },
    latest: { sequence: 0 },
  };
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
      // Stopped while it connected: the event is over.
      if (signal.aborted) closeOnStop();
      onConnection(connection);
      log.info('connected to NATS');
      const look = () => void checkStream(connection, context);
      const timer = setInterval(look, settings.streamCheckSeconds * 1000).unref();
      try {
        await checkStream(connection, context);
        await drain(connection, unsent, context);
      } finally {
        clearInterval(timer);
        onConnection(undefined);
        signal.removeEventListener('abort', closeOnStop);
        await connection.close().catch(() => undefined);
      }
      if (!signal.aborted)
        log.warn({ reason: (await connection.closed)?.message }, 'the connection to NATS is gone');
    } catch (error) {
      metrics.publishRetries.inc({ reason: failureReason(error) });
      log.warn(
        { fault: faultName(error), reason: failureReason(error) },
        'NATS cannot be reached; events stay in the outbox',
      );
    }
    await backoff.pause(signal);
  }
}

/** Sends until the connection closes. `unsent` holds what has been read and not acknowledged, oldest first. */
async function drain(connection: JetStream, unsent: StoredRecord[], context: Context): Promise<void> {
  const { settings, backoff, aside, oversized } = context;
  const closed = new AbortController();
  void connection.closed.then(() => closed.abort());
  let window = settings.maxInFlight;
  while (!closed.signal.aborted) {
    await giveUp(context);
    await giveUpOversized(context);
    unsent.push(...aside.due(), ...oversized.due());
    if (unsent.length === 0) {
      const read = await readOn(closed.signal, context);
      if (read === undefined) return;
      unsent.push(...read.filter((record) => !aside.keep(record)));
    }
    const batch = unsent.slice(0, window);
    if (batch.length === 0) continue;
    const { failed, released, reasons } = await sendAll(connection, batch, context);
    unsent.splice(0, batch.length, ...failed, ...released);
    if (failed.length < batch.length) backoff.reset();
    // A round without any acknowledgement is followed by a single probe instead of another full window.
    window = failed.length === batch.length ? 1 : settings.maxInFlight;
    if (failed.length > 0 && !closed.signal.aborted) await backoff.pause(closed.signal);
    // Somebody deleted the stream: it is made again.
    if (reasons.has('no_stream') && !closed.signal.aborted) {
      if ((await checkStream(connection, context)) === 'made') unsent.push(...aside.release());
    }
  }
}

/** The next records, or none when it is time to try a refused subject again; undefined when there will be none. */
async function readOn(
  closed: AbortSignal,
  { reader, settings, aside, oversized }: Context,
): Promise<StoredRecord[] | undefined> {
  const waitMs = least(aside.waitMs(), oversized.waitMs());
  if (waitMs !== undefined && aside.isFull()) {
    await delay(waitMs, undefined, { signal: closed }).catch(() => undefined);
    return [];
  }
  // The connection may have closed since it was last looked at: then there is no event to wait for.
  if (closed.aborted) return undefined;
  const waiting = new AbortController();
  const end = () => waiting.abort();
  const timer = waitMs === undefined ? undefined : setTimeout(end, waitMs);
  closed.addEventListener('abort', end);
  try {
    const records = await reader.read(settings.maxInFlight, waiting.signal);
    // Nothing to read though the time is not up means a closed outbox.
    return records.length > 0 || (waiting.signal.aborted && !closed.aborted) ? records : undefined;
  } finally {
    clearTimeout(timer);
    closed.removeEventListener('abort', end);
  }
}

/** Sends a window of records at once; those that failed and those whose subject is taken again are to be sent next. */
async function sendAll(connection: JetStream, batch: readonly StoredRecord[], context: Context) {
  const { reader, metrics, log, aside } = context;
  const failures = new Map<FailureReason, number>();
  const released: StoredRecord[] = [];
  const outcomes = await Promise.all(
    batch.map(async (record): Promise<'done' | 'failed' | 'aside'> => {
      const reason = await send(connection, record, context);
      if (reason === undefined) {
        released.push(...aside.accept(record.subject));
        context.oversized.taken(record);
        return 'done';
      }
      failures.set(reason, (failures.get(reason) ?? 0) + 1);
      if (reason === 'too_large') {
        if (context.oversized.keep(record)) log.warn({ subject: record.subject }, TOO_LARGE);
        return 'aside';
      }
      if (!isOfSubject(reason)) return 'failed';
      noteRefusal(record, reason, context);
      return 'aside';
    }),
  );
  await reader.ack(batch.filter((_, index) => outcomes[index] === 'done'));
  countAside(context);
  for (const [reason, count] of failures) {
    metrics.publishRetries.inc({ reason }, count);
    if (isOfSubject(reason)) continue;
    log.warn({ reason, count }, 'events were not acknowledged and are sent again under the same ids');
  }
  return { failed: batch.filter((_, index) => outcomes[index] === 'failed'), released, reasons: failures };
}

/** Why the record was not acknowledged; undefined when it was. */
async function send(
  connection: JetStream,
  record: StoredRecord,
  context: Context,
): Promise<FailureReason | undefined> {
  const { source, settings, metrics } = context;
  try {
    const publication = publicationOf(record, source);
    const { duplicate, sequence } = await connection.publish(publication, settings.ackTimeoutMs);
    if (sequence !== undefined && !duplicate) noteSequence(sequence, connection, context);
    metrics.eventsPublished.inc({ subject: record.subject, duplicate: String(duplicate) });
    return undefined;
  } catch (error) {
    return failureReason(error);
  }
}

const TOO_LARGE = 'an event exceeds the message size of NATS: it is tried again for a while, and kept whole';

/** A window is sent at once and acknowledged in any order: only a step back by more than that says that it was made anew. */
function noteSequence(sequence: number, connection: JetStream, context: Context): void {
  const { latest, settings, log } = context;
  if (sequence + settings.maxInFlight < latest.sequence || (sequence === 1 && latest.sequence > 1)) {
    log.warn('the JetStream stream was made anew by somebody else; its settings are looked at');
    void checkStream(connection, context);
    latest.sequence = sequence;
  }
  latest.sequence = Math.max(latest.sequence, sequence);
}

function least(...times: (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** Whether it may be the subject that is refused: nobody listens to it, or there is no right to it. */
function isOfSubject(reason: FailureReason): boolean {
  return reason === 'no_stream' || reason === 'permission';
}

function noteRefusal(record: StoredRecord, reason: FailureReason, { aside, log }: Context): void {
  if (!aside.refuse(record)) return;
  log.warn(
    { subject: record.subject, reason },
    'NATS refuses a subject: its events wait, those of other subjects go on',
  );
}

/** A gauge from scratch: a subject that is taken again has no value any more. */
function countAside({ aside, metrics }: Context): void {
  metrics.eventsSetAside.reset();
  for (const [subject, count] of aside.counts()) metrics.eventsSetAside.set({ subject }, count);
}

/** The event as JSON, with CloudEvents attributes as headers (CloudEvents 1.0.2, NATS protocol binding, binary mode). */
function publicationOf({ subject, event }: StoredRecord, source: string): Publication {
  return {
    subject,
    id: event.eventId,
    headers: {
      'ce-specversion': '1.0',
      'ce-id': event.eventId,
      'ce-source': source,
      'ce-type': subject,
      'ce-time': event.occurredAt,
      'ce-subject': headerSafe(event.tenantId ?? UNKNOWN_TENANT),
      'content-type': 'application/json',
    },
    body: Buffer.from(JSON.stringify(event)),
  };
}

/** Percent-encodes what a header cannot carry (CloudEvents, HTTP binding, section 3.1.3.2). */
function headerSafe(value: string): string {
  // Half a surrogate pair, which a tenant id may hold, cannot be encoded.
  return value.toWellFormed().replace(/[^\x21\x23\x24\x26-\x7e]/gu, encodeURIComponent);
}
