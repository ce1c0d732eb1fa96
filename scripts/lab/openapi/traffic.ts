import { z } from 'zod';
import { cacheLookupSchema, cacheStoreSchema } from '../../../hooks-server/litellm/cache.js';
import {
  answeredCallSchema,
  callQuestionSchema,
  endedCallsSchema,
} from '../../../hooks-server/litellm/call.js';
import { guardrailRequestSchema } from '../../../hooks-server/litellm/guardrail.js';
import { usageRecordSchema } from '../../../hooks-server/litellm/usage-record.js';
import {
  callAnswer,
  endedAnswer,
  guardrailAnswer,
  ingestResult,
  lookupAnswer,
  storeAnswer,
} from './answers-traffic.js';
import type { Operation } from './operation.js';
import { plain } from './plain.js';

const question = plain(callQuestionSchema).meta({ id: 'CallQuestion' });
const record = plain(usageRecordSchema).meta({
  id: 'UsageRecord',
  description: 'What is read of LiteLLM’s StandardLoggingPayload; further fields are allowed.',
});
const answered = plain(answeredCallSchema).extend({ call: question }).meta({
  id: 'AnsweredCall',
  description: 'An answer to be stored: the question as it was asked, and the answer as LiteLLM keeps it.',
});

const identity = {
  keyHash: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
  keyAlias: 'acme-web',
  teamId: 'acme',
  keyMetadata: { tenant_id: 'acme' },
};
const request = {
  model: 'gpt-4o',
  messages: [{ role: 'user', content: 'What is the capital of France?' }],
};
const call = { callId: 'call-1', callType: 'acompletion', model: 'gpt-4o', identity, request };
const completion = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_795_000_000,
  model: 'gpt-4o',
  choices: [
    {
      index: 0,
      finish_reason: 'stop',
      message: { role: 'assistant', content: 'The capital of France is Paris.' },
    },
  ],
  usage: { prompt_tokens: 14, completion_tokens: 7, total_tokens: 21 },
};
const value = { timestamp: 1_795_000_000, response: JSON.stringify(completion) };
const usage = {
  litellm_call_id: 'call-1',
  id: 'chatcmpl-1',
  call_type: 'acompletion',
  status: 'success',
  cache_hit: false,
  stream: false,
  custom_llm_provider: 'openai',
  model: 'gpt-4o',
  model_group: 'gpt-4o',
  startTime: 1_795_000_000.1,
  endTime: 1_795_000_000.9,
  prompt_tokens: 14,
  completion_tokens: 7,
  total_tokens: 21,
  response_cost: 0.000105,
  metadata: {
    user_api_key_hash: identity.keyHash,
    user_api_key_alias: 'acme-web',
    user_api_key_team_id: 'acme',
    user_api_key_auth_metadata: { tenant_id: 'acme' },
  },
};
const look = { ...call, callId: 'call-2' };
const ENTRY = 'an entry’s identifier';
const miss = { 'X-Cache': 'MISS', 'X-Cache-Reason': 'not-found' };

const NOT_DURABLE = 'What was sent is not durable; send all of it again.';

/** What the plugin and LiteLLM ask. */
export const trafficOperations: readonly Operation[] = [
  {
    id: 'beginCall',
    method: 'post',
    path: '/calls',
    tag: 'calls',
    summary: 'The one request before each call: look up, compress, detect.',
    description: 'Everything in an answer may be absent.',
    isNeutral: true,
    secret: 'shared',
    body: { schema: question, example: call },
    answer: {
      schema: callAnswer,
      example: { cache: { hit: false, reason: 'not-found', store: true }, headers: miss, facts: 'e30.…' },
    },
  },
  {
    id: 'endCalls',
    method: 'post',
    path: '/calls/ended',
    tag: 'calls',
    summary: 'What calls leave behind: usage records, answers to be stored, the plugin’s report.',
    description:
      'Answered when each record is durable. Answers are stored afterwards, as far as they are admitted.',
    secret: 'shared',
    body: {
      schema: plain(endedCallsSchema)
        .extend({ records: z.array(record), stores: z.array(answered).optional() })
        .meta({ id: 'EndedCalls' }),
      example: {
        records: [usage],
        stores: [{ call, value }],
        report: { missing: [], faults: {}, opened: 0 },
      },
    },
    answer: { schema: endedAnswer, example: { accepted: 1, duplicates: 0, rejected: 0, stores: 1 } },
    errors: { 400: '`bad_batch`: no object with a list of records.', 503: NOT_DURABLE },
  },
  {
    id: 'acceptEvents',
    method: 'post',
    path: '/events',
    tag: 'calls',
    summary: 'Usage records of LiteLLM’s stock `generic_api` logger, in each of its formats.',
    description: 'A JSON array, JSON lines or one object. Answered when each record is durable.',
    secret: 'shared',
    body: { schema: z.array(record), example: [{ ...usage, litellm_call_id: 'call-3' }] },
    answer: { schema: ingestResult, example: { accepted: 1, duplicates: 0, rejected: 0 } },
    errors: { 400: '`empty_body`: no usage record.', 503: NOT_DURABLE },
  },
  {
    id: 'inspectRequest',
    method: 'post',
    path: '/beta/litellm_basic_guardrail_api',
    tag: 'guardrail',
    summary: 'LiteLLM’s generic guardrail API (`transport: generic`): compress, detect.',
    description: 'The path is LiteLLM’s.',
    isNeutral: true,
    secret: 'shared',
    body: {
      schema: plain(guardrailRequestSchema).meta({ id: 'GuardrailRequest' }),
      example: {
        input_type: 'request',
        litellm_call_id: 'call-4',
        model: 'gpt-4o',
        texts: ['What is the capital of France?'],
        structured_messages: request.messages,
        request_data: { user_api_key_hash: identity.keyHash, user_api_key_team_id: 'acme' },
      },
    },
    answer: { schema: guardrailAnswer, example: { action: 'NONE' } },
  },
  {
    id: 'lookUp',
    method: 'post',
    path: '/cache/lookup',
    tag: 'cache',
    summary: 'Asks the cache alone; for a cache backend of one’s own.',
    isNeutral: true,
    secret: 'shared',
    body: { schema: plain(cacheLookupSchema).meta({ id: 'CacheLookup' }), example: look },
    answer: {
      schema: lookupAnswer,
      example: {
        hit: true,
        kind: 'exact',
        entry: ENTRY,
        value,
        headers: {
          'X-Cache': 'HIT',
          'X-Cache-Kind': 'exact',
          'X-Cache-Entry': ENTRY,
          'X-Cache-Similarity': '1.0000',
        },
      },
    },
  },
  {
    id: 'store',
    method: 'post',
    path: '/cache/store',
    tag: 'cache',
    summary: 'Offers an answer to the cache; admission decides.',
    isNeutral: true,
    secret: 'shared',
    body: { schema: plain(cacheStoreSchema).meta({ id: 'CacheStore' }), example: { ...look, value } },
    answer: { schema: storeAnswer, example: { stored: true, entry: ENTRY } },
  },
];
