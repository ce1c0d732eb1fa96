import { quotaEventId } from '../../hooks-server/events/quota-updated.js';
import type { KeyReader } from './key-reader.js';
import type { KnownEvents } from './known-events.js';
import {
  endOf,
  isOfUnknownKey,
  namesCall,
  spendRowSchema,
  toUsageRecord,
  type SpendRow,
} from './spend-log.js';

export interface ReconcileOptions {
  readonly source: string;
  readonly rows: AsyncIterable<unknown>;
  readonly known: KnownEvents;
  /** Absent where LiteLLM cannot be asked: then its spend log alone says whose a call was. */
  readonly readKey?: KeyReader;
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
  /** Calls that were refused because LiteLLM has no such key: nobody's, as the plugin has it too. */
  readonly nobodys: number;
}

const BATCH_SIZE = 100;

/** Sends the event of every call in LiteLLM's spend log that is not among the known ones, under the id it always has. */
export async function reconcile(options: ReconcileOptions): Promise<ReconcileResult> {
  const result = { rows: 0, present: 0, emitted: 0, unusable: 0, tooOld: 0, nobodys: 0 };
  let absent: Record<string, unknown>[] = [];
  const sent = new Set<string>();
  const flush = async () => {
    if (absent.length > 0) await options.send(absent);
    result.emitted += absent.length;
    absent = [];
  };
  for await (const value of options.rows) {
    result.rows += 1;
    const found = await judge(value, sent, options);
    if (typeof found === 'string') {
      result[found] += 1;
      continue;
    }
    sent.add(found.eventId);
    absent.push(found.record);
    if (absent.length >= BATCH_SIZE) await flush();
  }
  await flush();
  return result;
}

interface Absent {
  readonly eventId: string;
  readonly record: Record<string, unknown>;
}

/** The record of a call whose event is absent, or why there is nothing to send. */
async function judge(
  value: unknown,
  sent: ReadonlySet<string>,
  { source, known, readKey }: ReconcileOptions,
): Promise<Absent | 'unusable' | 'present' | 'tooOld' | 'nobodys'> {
  const row = spendRowSchema.safeParse(value).data;
  if (row === undefined || !namesCall(row)) return 'unusable';
  const status = row.status === 'failure' ? 'failure' : 'success';
  const eventId = quotaEventId(source, row.litellm_call_id, status);
  if (known.ids.has(eventId) || sent.has(eventId)) return 'present';
  if (endOf(row) < known.completeSince) return 'tooOld';
  const key = await keyOf(row, readKey);
  if (key === 'none' && status === 'failure') return 'nobodys';
  return { eventId, record: toUsageRecord(row, key === 'none' ? undefined : key) };
}

const HASH = /^[0-9a-f]{64}$/;

/** What LiteLLM has of a row's key; `none` when it has no such key, undefined when nobody can say (the master key). */
async function keyOf(row: SpendRow, readKey: KeyReader | undefined) {
  const { api_key: hash } = row;
  if (!hash || isOfUnknownKey(row)) return 'none';
  return readKey && HASH.test(hash) ? ((await readKey(hash)) ?? 'none') : undefined;
}
