import { createHash } from 'node:crypto';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { DeadLetter, DeadLetters } from './dead-letters.js';
import type { OutboxReader, StoredRecord } from './outbox.js';
import type { Oversized } from './oversized.js';
import type { SetAside } from './set-aside.js';
import { faultName } from '../errors.js';

export interface GiveUpDependencies {
  readonly aside: SetAside;
  readonly deadLetters: DeadLetters;
  readonly reader: OutboxReader;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Moves what was refused for too long to the dead letters, whole, and lets the outbox go on. */
export async function giveUp({
  aside,
  deadLetters,
  reader,
  metrics,
  log,
}: GiveUpDependencies): Promise<void> {
  const records = aside.givenUp();
  if (records.length === 0) return;
  try {
    await deadLetters.add(records.map((record) => letterOf(record, 'undeliverable')));
    await reader.ack(records);
    metrics.eventsRejected.inc({ reason: 'undeliverable' }, records.length);
    log.error({ count: records.length }, 'events whose subject NATS refuses went to the dead letters');
  } catch (error) {
    for (const record of records) aside.keep(record);
    log.error(
      { fault: faultName(error) },
      'undeliverable events could not be written to the dead letters; they wait',
    );
  }
}

/**
 * Moves what was too large for too long to the dead letters, whole: its tokens and cost can be counted from there. Until
 * then a server whose limit is raised gets it.
 */
export async function giveUpOversized({
  oversized,
  deadLetters,
  reader,
  metrics,
  log,
}: Omit<GiveUpDependencies, 'aside'> & { readonly oversized: Oversized }): Promise<void> {
  const records = oversized.givenUp();
  if (records.length === 0) return;
  try {
    await deadLetters.add(records.map((record) => letterOf(record, 'too_large')));
    await reader.ack(records);
    metrics.eventsRejected.inc({ reason: 'too_large' }, records.length);
    log.error(
      { count: records.length },
      'events that exceed the message size of NATS went to the dead letters, whole',
    );
  } catch (error) {
    for (const record of records) oversized.keep(record);
    log.error(
      { fault: faultName(error) },
      'events that are too large could not be written to the dead letters; they wait',
    );
  }
}

function letterOf({ subject, event }: StoredRecord, reason: string): DeadLetter {
  const text = JSON.stringify(event);
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { reason, bytes: Buffer.byteLength(text), sha256, fields: { subject, event } };
}
