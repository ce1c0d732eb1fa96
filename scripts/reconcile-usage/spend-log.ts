import { z } from 'zod';
import { askLitellm, type LitellmAddress } from './ask-litellm.js';
import type { KnownKey } from './key-reader.js';

/** A row of LiteLLM's spend log (table LiteLLM_SpendLogs), as `/spend/logs/v2` gives it. */
export const spendRowSchema = z.looseObject({
  request_id: z.string(),
  litellm_call_id: z.string().nullish(),
  call_type: z.string().nullish(),
  api_key: z.string().nullish(),
  spend: z.number().nullish(),
  total_tokens: z.number().nullish(),
  prompt_tokens: z.number().nullish(),
  completion_tokens: z.number().nullish(),
  startTime: z.string(),
  endTime: z.string(),
  model: z.string().nullish(),
  model_group: z.string().nullish(),
  custom_llm_provider: z.string().nullish(),
  cache_hit: z.string().nullish(),
  status: z.string().nullish(),
  team_id: z.string().nullish(),
  metadata: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
});

export type SpendRow = z.infer<typeof spendRowSchema>;

/** A row that names its call. Those of an older LiteLLM do not, and their event's id cannot be told. */
export type CallRow = SpendRow & { readonly litellm_call_id: string };

export function namesCall(row: SpendRow): row is CallRow {
  return Boolean(row.litellm_call_id);
}

const pageSchema = z.object({ data: z.array(z.unknown()) });

/** What LiteLLM gives at most. */
const PAGE_SIZE = 1000;

export interface SpendLogOptions extends LitellmAddress {
  readonly from: Date;
  readonly to: Date;
}

/**
 * All rows of a stretch of time, each once. Throws when LiteLLM refuses. LiteLLM counts no more than 10,000 rows, so that
 * its number of pages says nothing; and it orders by start time alone, so that rows of one time may be missed between two
 * pages. Each page therefore begins at the second in which the one before it ended.
 */
export async function* readSpendLog(options: SpendLogOptions): AsyncIterable<unknown> {
  let start = wholeSecond(options.from);
  let known = new Set<unknown>();
  for (;;) {
    const rows = await readPage(options, { from: start, page: 1, size: PAGE_SIZE });
    yield* unknownOf(rows, known);
    if (rows.length < PAGE_SIZE) return;
    const last = startOf(rows.at(-1));
    if (last > start) [start, known] = [last, new Set(rows.map(requestId))];
    else {
      for await (const page of readSecond(options, start)) yield* unknownOf(page, known);
      start = new Date(start.getTime() + 1000);
    }
  }
}

/**
 * The rows of a second that has more than a page of them, in pages of two sizes: rows of one time that the border of two
 * pages parts are in the midst of a page of the other size.
 */
async function* readSecond(options: SpendLogOptions, from: Date): AsyncIterable<unknown[]> {
  const second = { ...options, to: new Date(from.getTime() + 1000) };
  for (const size of [PAGE_SIZE, PAGE_SIZE * 0.9]) {
    for (let page = 1; ; page += 1) {
      const rows = await readPage(second, { from, page, size });
      yield rows;
      if (rows.length < size) break;
    }
  }
}

function unknownOf(rows: readonly unknown[], known: Set<unknown>): unknown[] {
  const fresh = rows.filter((row) => !known.has(requestId(row)));
  for (const row of fresh) known.add(requestId(row));
  return fresh;
}

/** The primary key of the table; whatever else a row is, it is known by itself. */
function requestId(row: unknown): unknown {
  return spendRowSchema.safeParse(row).data?.request_id ?? row;
}

/** The second in which the call of a row began; long ago for what is no row. */
function startOf(row: unknown): Date {
  const start = spendRowSchema.safeParse(row).data?.startTime;
  return wholeSecond(new Date(start === undefined ? 0 : seconds(start) * 1000));
}

function wholeSecond(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}

interface Page {
  readonly from: Date;
  /** From 1 on. */
  readonly page: number;
  readonly size: number;
}

async function readPage(options: SpendLogOptions, { from, page, size }: Page): Promise<unknown[]> {
  const query = {
    start_date: format(from),
    end_date: format(options.to),
    page: String(page),
    page_size: String(size),
    sort_by: 'startTime',
    sort_order: 'asc',
  };
  return pageSchema.parse(await askLitellm(options, '/spend/logs/v2', query)).data;
}

/** LiteLLM takes `YYYY-MM-DD HH:MM:SS`, UTC. */
function format(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ');
}

/**
 * The usage record of a row, for the callback route: with the same call id and status it becomes the same event. `key` is
 * what LiteLLM has of the row's key, where that is known.
 */
export function toUsageRecord(row: CallRow, key?: KnownKey): Record<string, unknown> {
  const metadata = parseMetadata(row.metadata);
  return {
    id: row.request_id,
    litellm_call_id: row.litellm_call_id,
    call_type: row.call_type ?? null,
    status: row.status === 'failure' ? 'failure' : 'success',
    cache_hit: row.cache_hit?.toLowerCase() === 'true',
    custom_llm_provider: row.custom_llm_provider ?? null,
    model: row.model ?? null,
    model_group: row.model_group ?? null,
    startTime: seconds(row.startTime),
    endTime: seconds(row.endTime),
    prompt_tokens: row.prompt_tokens ?? 0,
    completion_tokens: row.completion_tokens ?? 0,
    total_tokens: row.total_tokens ?? 0,
    response_cost: row.spend ?? 0,
    metadata: {
      user_api_key_hash: row.api_key ?? null,
      user_api_key_alias: textOf(metadata['user_api_key_alias']),
      user_api_key_team_id: row.team_id ?? textOf(metadata['user_api_key_team_id']),
      user_api_key_auth_metadata: key?.metadata ?? metadata['user_api_key_auth_metadata'] ?? null,
    },
    error_information: metadata['error_information'] ?? null,
    reconciled: true,
  };
}

/** Whether LiteLLM had no such key when it was called: it may have deleted it since, or long before. */
export function isOfUnknownKey({ metadata }: SpendRow): boolean {
  const { error_class: name } = (parseMetadata(metadata)['error_information'] ?? {}) as {
    error_class?: unknown;
  };
  return name === 'KeyNotFoundError';
}

/** Unix milliseconds. */
export const endOf = ({ endTime }: SpendRow): number => seconds(endTime) * 1000;

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function seconds(time: string): number {
  // Without a zone the times are UTC.
  return Date.parse(/(z|[+-]\d\d:\d\d)$/i.test(time) ? time : `${time}Z`) / 1000;
}

function parseMetadata(metadata: SpendRow['metadata']): Record<string, unknown> {
  if (typeof metadata !== 'string') return metadata ?? {};
  try {
    return (JSON.parse(metadata) as Record<string, unknown> | null) ?? {};
  } catch {
    return {};
  }
}
