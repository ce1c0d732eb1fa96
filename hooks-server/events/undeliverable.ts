import { createHash } from 'node:crypto';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { DeadLetters } from './dead-letters.js';
import type { OutboxReader, StoredRecord } from './outbox.js';
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
    await deadLetters.add(
      records.map(({ subject, event }) => {
        const text = JSON.stringify(event);
        const sha256 = createHash('sha256').update(text).digest('hex');
        return {
          reason: 'undeliverable',
          bytes: Buffer.byteLength(text),
          sha256,
          fields: { subject, event },
        };
      }),
    );
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

/** A message that the server can never take must not hold up all others. True once it is among the dead letters. */
export async function buryTooLarge(
  { subject, event }: StoredRecord,
  { deadLetters, log }: Pick<GiveUpDependencies, 'deadLetters' | 'log'>,
): Promise<boolean> {
  try {
    const text = JSON.stringify(event);
    const fields = { subject, eventId: event.eventId, tenantId: event.tenantId };
    await deadLetters.add([{ reason: 'too_large', bytes: Buffer.byteLength(text), sha256: '', fields }]);
    log.error(fields, 'an event exceeds the message size of NATS and went to the dead letters');
    return true;
  } catch (error) {
    log.error({ fault: faultName(error) }, 'a dead letter could not be written');
    return false;
  }
}
