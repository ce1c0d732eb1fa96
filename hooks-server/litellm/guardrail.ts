import { z } from 'zod';
import type { Identity } from '../tenancy/tenant.js';
import { messageSchema, type Message } from './messages.js';

const text = z.string().nullish();

/** In place of a message of an unknown form: its texts stand in `texts`, and the other messages are read all the same. */
function unreadable(input: unknown): Message {
  const role: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, 'role') : undefined;
  return { role: typeof role === 'string' ? role : 'user', content: null };
}

/** LiteLLM's generic guardrail API, version 1: what it posts before (`request`) and after (`response`) a call. */
export const guardrailRequestSchema = z.looseObject({
  input_type: z.enum(['request', 'response']),
  litellm_call_id: text,
  litellm_trace_id: text,
  model: text,
  texts: z.array(z.string()).nullish(),
  structured_messages: z
    .array(messageSchema.catch(({ input }) => unreadable(input)))
    .nullish()
    .catch(undefined),
  tools: z.array(z.unknown()).nullish(),
  request_data: z
    .looseObject({ user_api_key_hash: text, user_api_key_alias: text, user_api_key_team_id: text })
    .nullish(),
  request_headers: z.record(z.string(), z.unknown()).nullish(),
  additional_provider_specific_params: z.record(z.string(), z.unknown()).nullish(),
});

export type GuardrailRequest = z.infer<typeof guardrailRequestSchema>;

export type GuardrailResponse =
  | { readonly action: 'NONE' }
  | { readonly action: 'GUARDRAIL_INTERVENED'; readonly texts: readonly string[] };

/** The guardrail hook's view of the caller; LiteLLM does not send the key's metadata here. */
export function guardrailIdentity({ request_data: data }: GuardrailRequest): Identity {
  return {
    ...(data?.user_api_key_hash && { keyHash: data.user_api_key_hash }),
    ...(data?.user_api_key_alias && { keyAlias: data.user_api_key_alias }),
    ...(data?.user_api_key_team_id && { teamId: data.user_api_key_team_id }),
  };
}
