import { z } from 'zod';
import { embedderSettings } from './embedders/settings.js';
import { verificationSettings } from '../verification/settings.js';

const fraction = z.number().min(0).max(1);
const positive = z.number().int().positive();

const semanticSettings = z.strictObject({
  enabled: z.boolean().default(true).describe('Also serve answers to questions that mean the same.'),
  threshold: fraction
    .default(0.8)
    .describe(
      'Least calibrated score, from 0 to 1, that two questions want the same answer: 0.7 is lenient, 0.8 the standard, 0.9 strict; docs/Cache.md has the measured rates.',
    ),
  thresholdByModel: z
    .record(z.string(), fraction)
    .default({})
    .describe('Thresholds of single model groups, in place of `threshold`.'),
  candidates: positive.max(50).default(5).describe('How many nearest questions are verified.'),
  verification: z
    .enum(['strict', 'standard', 'off'])
    .default('standard')
    .describe(
      'How strictly a candidate is verified before its answer is served; off trusts the cosine alone.',
    ),
  maxTextTokens: positive
    .default(200)
    .describe(
      'Longer questions (estimated tokens) are cached exactly only: the models are made for short ones.',
    ),
});

const admissionSettings = z.strictObject({
  maxTemperature: z
    .number()
    .min(0)
    .default(1)
    .describe('Answers sampled at a higher temperature are not cached: they are meant to differ.'),
  refuseVolatile: z
    .boolean()
    .default(true)
    .describe(
      'Never cache what changes with the day or the state of the world: today, the latest, prices, whether something is up.',
    ),
  refuseOneOff: z
    .boolean()
    .default(true)
    .describe('Never cache what must differ each time: passwords, keys, random picks, names, jokes.'),
  refusePersonal: z
    .boolean()
    .default(true)
    .describe('Never cache what depends on who asks ("my", "our", "I am") or on what was said.'),
  refuseMutating: z
    .boolean()
    .default(true)
    .describe('Never cache requests to do something (send, delete, book).'),
  refuseUnread: z
    .boolean()
    .default(true)
    .describe(
      'Never cache what is said in a language that admission cannot read, questions of knowledge in some of them apart.',
    ),
  refuseFollowUps: z.boolean().default(true).describe('Never cache bare follow-ups ("yes", "continue").'),
  refuseAlerted: z.boolean().default(true).describe('Never cache texts that raised an alert.'),
  maxEntryBytes: positive.default(1_000_000).describe('Larger answers (bytes of JSON) are not cached.'),
});

const samplingSettings = z.strictObject({
  share: fraction
    .default(0.01)
    .describe('Share of semantic hits that go to the provider all the same, to estimate false hits.'),
  answerThreshold: fraction
    .default(0.8)
    .describe('Cosine from which two answers count as the same when a sampled hit is compared.'),
  pendingSeconds: positive
    .default(600)
    .describe('How long a sampled call waits for the answer of its provider.'),
});

const memorySettings = z.strictObject({
  maxEntries: positive.default(10_000).describe('Most entries kept in memory, over all tenants.'),
  maxBytes: positive
    .default(64 * 1024 * 1024)
    .describe(
      'Most bytes kept in memory, over all tenants; far more need a larger heap (--max-old-space-size).',
    ),
});

const redisSettings = z.strictObject({
  timeoutMs: positive.default(100).describe('A command that Redis did not answer in this time is a miss.'),
  breakerFailures: positive.default(5).describe('Failures in a row after which Redis is left alone.'),
  breakerRetryMs: positive.default(1_000).describe('After this pause one call tries whether Redis is back.'),
  searchEffort: positive
    .max(1_000_000)
    .default(100)
    .describe('EF of VSIM: nodes explored in a search; more finds more and takes longer.'),
  maxEntriesPerTenant: positive
    .default(500_000)
    .describe('Most entries of one tenant; those that expire first make room.'),
});

const storeSettings = z.strictObject({
  kind: z
    .enum(['auto', 'memory', 'redis'])
    .default('auto')
    .describe('Where answers are kept; auto takes Redis when a url is given.'),
  namespace: z
    .string()
    .regex(/^[\w:.-]+$/)
    .default('litellm:cache')
    .describe('Prefix of every key in Redis.'),
  sweepSeconds: positive.default(60).describe('How often expired entries are removed from the vector sets.'),
  memory: memorySettings.prefault({}).describe('Bounds of the memory store.'),
  redis: redisSettings.prefault({}).describe('Time and size limits of the Redis store.'),
});

/**
 * The only parameters that are no part of a key: the model (which has its own part), whether the answer is streamed, and
 * what LiteLLM keeps for itself. Of what a client may send none of them reaches a provider.
 */
const IGNORED_PARAMETERS = [
  'model',
  'stream',
  'cache',
  'no-log',
  'litellm_call_id',
  'litellm_trace_id',
  'litellm_session_id',
];

/** The semantic cache's settings. All but `embedder`, `verification` and `store` may be set for a single tenant. */
export const cacheSettings = z.strictObject({
  mode: z
    .enum(['on', 'shadow', 'off'])
    .default('on')
    .describe('on serves answers; shadow only counts what it would have served; off does neither.'),
  deadlineMs: positive
    .default(200)
    .describe('A look-up that takes longer is a miss; LiteLLM waits 250 ms by default.'),
  ttlSeconds: positive
    .default(3_600)
    .describe('How long an answer is served after it was stored; a hit does not renew it.'),
  maxTtlSeconds: positive.default(86_400).describe('The longest ttl that a request may ask for.'),
  policyVersion: z
    .string()
    .default('1')
    .describe('Part of every key: a change makes all stored answers unreachable.'),
  ignoredParameters: z
    .array(z.string())
    .default(IGNORED_PARAMETERS)
    .describe(
      'Request parameters that are no part of the key. Every other one is, also one that nobody knows. Add what you know to change no answer of your providers (user, metadata, prompt_cache_key, safety_identifier).',
    ),
  semantic: semanticSettings.prefault({}).describe('The layer for questions that mean the same.'),
  admission: admissionSettings.prefault({}).describe('What is never cached.'),
  sampling: samplingSettings.prefault({}).describe('The estimate of false hits.'),
  embedder: embedderSettings
    .prefault({})
    .describe('What turns questions into vectors; the same for all tenants, and read at the start.'),
  verification: verificationSettings
    .prefault({})
    .describe(
      'The verifier behind `semantic.verification`; the same for all tenants, and read at the start.',
    ),
  store: storeSettings
    .prefault({})
    .describe('Where answers are kept; the same for all tenants, and read at the start.'),
});

export type CacheSettings = z.infer<typeof cacheSettings>;
export type StoreSettings = CacheSettings['store'];
