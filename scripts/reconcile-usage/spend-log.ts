import { z } from 'zod';
import { CommandError } from '../operate/service-client.js';

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

const pageSchema = z.object({ data: z.array(z.unknown()), total_pages: z.number() });

export interface SpendLogOptions {
  /** LiteLLM's address. */
  readonly url: string;
  readonly masterKey: string;
  readonly from: Date;
  readonly to: Date;
  readonly fetch?: typeof fetch;
}

/** All rows of a stretch of time, page by page. Throws when LiteLLM refuses. */
export async function* readSpendLog(options: SpendLogOptions): AsyncIterable<unknown> {
  const { url, masterKey, from, to, fetch: request = fetch } = options;
  for (let page = 1; ; page += 1) {
    const target = new URL('/spend/logs/v2', url);
    const query = { start_date: format(from), end_date: format(to), page: String(page), page_size: '1000' };
    for (const [name, value] of Object.entries(query)) target.searchParams.set(name, value);
    // By start time, oldest first: new rows then come behind the pages that were read.
    target.searchParams.set('sort_by', 'startTime');
    target.searchParams.set('sort_order', 'asc');
    const response = await request(target, { headers: { authorization: `Bearer ${masterKey}` } });
    if (!response.ok) throw new CommandError(`LiteLLM answered ${response.status} to ${target.pathname}.`);
    const { data, total_pages: pages } = pageSchema.parse(await response.json());
    yield* data;
    if (page >= pages) return;
  }
}

/** LiteLLM takes `YYYY-MM-DD HH:MM:SS`, UTC. */
function format(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ');
}

/**
 * The usage record of a row, for the callback route: with the same call id and status it becomes the same event.
 * Undefined for rows of a LiteLLM that did not log the call id; their event's id cannot be told.
 */
export function toUsageRecord(row: SpendRow): Record<string, unknown> | undefined {
  if (!row.litellm_call_id) return undefined;
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
      user_api_key_auth_metadata: metadata['user_api_key_auth_metadata'] ?? null,
    },
    error_information: metadata['error_information'] ?? null,
    reconciled: true,
  };
}

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
