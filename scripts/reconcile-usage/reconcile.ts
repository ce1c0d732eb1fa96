import { quotaEventId } from '../../hooks-server/events/quota-updated.js';
import type { KnownEvents } from './known-events.js';
import { spendRowSchema, toUsageRecord } from './spend-log.js';

export interface ReconcileOptions {
  readonly source: string;
  readonly rows: AsyncIterable<unknown>;
  readonly known: KnownEvents;
  /** Hands records to the service; resolves when they are durable. */
  readonly send: (records: readonly Record<string, unknown>[]) => Promise<void>;
}

export interface ReconcileResult {
  readonly rows: number;
  readonly present: number;
  /** Calls whose event was absent and has been sent. */
  readonly emitted: number;
  /** Rows without a call id, or not understood: nothing could be done for them. */
  readonly unusable: number;
  /** Calls that ended before the outbox's oldest event: whether theirs was emitted can no longer be told. */
  readonly tooOld: number;
}

const BATCH_SIZE = 100;

/** Sends the event of every call in LiteLLM's spend log that is not among the known ones, under the id it always has. */
export async function reconcile({ source, rows, known, send }: ReconcileOptions): Promise<ReconcileResult> {
  const result = { rows: 0, present: 0, emitted: 0, unusable: 0, tooOld: 0 };
  let absent: Record<string, unknown>[] = [];
  const sent = new Set<string>();
  const flush = async () => {
    if (absent.length > 0) await send(absent);
    result.emitted += absent.length;
    absent = [];
  };
  for await (const value of rows) {
    result.rows += 1;
    const row = spendRowSchema.safeParse(value);
    const record = row.success ? toUsageRecord(row.data) : undefined;
    if (record === undefined) {
      result.unusable += 1;
      continue;
    }
    const status = record['status'] === 'failure' ? 'failure' : 'success';
    const eventId = quotaEventId(source, String(record['litellm_call_id']), status);
    if (known.ids.has(eventId) || sent.has(eventId)) {
      result.present += 1;
      continue;
    }
    if (Number(record['endTime']) * 1000 < known.completeSince) {
      result.tooOld += 1;
      continue;
    }
    sent.add(eventId);
    absent.push(record);
    if (absent.length >= BATCH_SIZE) await flush();
  }
  await flush();
  return result;
}
