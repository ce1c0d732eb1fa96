import { z } from 'zod';
import type { Identity } from '../tenancy/tenant.js';

/** What says more about a call but is not worth its event: text, or else nothing. A client's `"model": 5` comes here. */
const remark = z.preprocess(
  (value) => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value),
  z.string().nullish().catch(undefined),
);
const count = z.number().int().nonnegative().nullish();
const text = z.string().nullish();
/** USD. More than any call costs; sums in billionths stay whole numbers, and never become infinite. */
const usd = z.number().nonnegative().max(1_000_000).nullish();

/**
 * What the callback sink needs of LiteLLM's StandardLoggingPayload. The plugin's compact records hold exactly these
 * fields under the same names, so that one schema reads them and the stock logger's full payloads alike.
 */
export const usageRecordSchema = z.looseObject({
  id: remark,
  litellm_call_id: z.string().min(1),
  trace_id: remark,
  /** The id under which LiteLLM's Langfuse callback puts the call's trace, where LiteLLM has Langfuse's keys. */
  langfuse_trace_id: remark,
  call_type: remark,
  status: z.enum(['success', 'failure']),
  cache_hit: z.boolean().nullish(),
  cache_key: remark,
  stream: z.boolean().nullish().catch(undefined),
  custom_llm_provider: remark,
  model: remark,
  model_group: remark,
  startTime: z.number().nullish().describe('Unix seconds with a fraction.'),
  endTime: z.number().nullish(),
  prompt_tokens: count,
  completion_tokens: count,
  total_tokens: count,
  usage_estimated: z
    .boolean()
    .nullish()
    .catch(undefined)
    .describe('The tokens were counted by nobody, but estimated from the texts.'),
  response_cost: usd.describe('USD.'),
  saved_cache_cost: usd.describe('USD that a cache hit did not cost.'),
  metadata: z
    .looseObject({
      user_api_key_hash: text,
      user_api_key_alias: text,
      user_api_key_team_id: text,
      user_api_key_auth_metadata: z.record(z.string(), z.unknown()).nullish(),
      requester_custom_headers: z.record(z.string(), z.unknown()).nullish(),
    })
    .nullish(),
  error_information: z.looseObject({ error_code: remark, error_class: remark }).nullish(),
  /**
   * The provider's whole answer: from the plugin as JSON text, when response detection is on, and from the stock logger
   * as it is.
   */
  response: z.unknown().optional(),
  /** What a hook service said of the call before it, sealed. */
  facts: text.catch(undefined),
  /** The plugin sent the first part of an answer that is too long, or could not send it at all. */
  response_truncated: z.boolean().nullish().catch(undefined),
});

export type UsageRecord = z.infer<typeof usageRecordSchema>;

/** The callback's view of the caller, key metadata included. */
export function usageIdentity({ metadata }: UsageRecord): Identity {
  return {
    ...(metadata?.user_api_key_hash && { keyHash: metadata.user_api_key_hash }),
    ...(metadata?.user_api_key_alias && { keyAlias: metadata.user_api_key_alias }),
    ...(metadata?.user_api_key_team_id && { teamId: metadata.user_api_key_team_id }),
    ...(metadata?.user_api_key_auth_metadata && { keyMetadata: metadata.user_api_key_auth_metadata }),
  };
}
