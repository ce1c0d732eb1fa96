import { z } from 'zod';
import type { IngestResult } from '../../../hooks-server/events/ingest.js';
import type { CacheLookupReply, CacheStoreAnswer } from '../../../hooks-server/litellm/cache.js';
import type { CallAnswer } from '../../../hooks-server/litellm/call.js';
import type { GuardrailResponse } from '../../../hooks-server/litellm/guardrail.js';
import { count, kind, share, type Answer } from './answers.js';

const headers = z.record(z.string(), z.string()).describe('For the client, whether or not it is a hit.');
const hit = {
  hit: z.literal(true),
  kind,
  entry: z.string(),
  similarity: share.optional(),
  value: z.unknown(),
};

export const callAnswer = z
  .strictObject({
    changes: z
      .array(z.strictObject({ path: z.array(z.union([z.string(), z.int()])), text: z.string() }))
      .optional()
      .describe('Texts that the provider is to get instead of those at these places of the request.'),
    cache: z
      .union([
        z.strictObject(hit),
        z.strictObject({ hit: z.literal(false), reason: z.string(), store: z.boolean() }),
        z.strictObject({ items: z.array(z.looseObject({}).nullable()), store: z.boolean() }),
      ])
      .optional()
      .describe(
        'What the cache says; `store` is whether the provider’s answer may be kept; `items` for embeddings.',
      ),
    headers: z.record(z.string(), z.string()).optional().describe('For the client.'),
    facts: z
      .string()
      .optional()
      .describe(
        'What is known of the call, sealed: to be sent with what it leaves behind, to whichever hook service.',
      ),
  })
  .meta({ id: 'CallAnswer' }) satisfies Answer<CallAnswer>;

const ingested = {
  accepted: count.describe('Records that are durable, those that were so before included.'),
  duplicates: count.describe('Those of them that had been accepted before.'),
  rejected: count.describe('Records that went to the dead letters.'),
};
export const ingestResult = z.strictObject(ingested).meta({ id: 'Accepted' }) satisfies Answer<IngestResult>;

export const endedAnswer = z
  .strictObject({ ...ingested, stores: count.describe('Answers that were taken, to be stored after this.') })
  .partial({ accepted: true, duplicates: true, rejected: true })
  .meta({ id: 'EndedAnswer' });

export const guardrailAnswer = z
  .union([
    z.strictObject({ action: z.literal('NONE') }),
    z.strictObject({ action: z.literal('GUARDRAIL_INTERVENED'), texts: z.array(z.string()) }),
  ])
  .meta({ id: 'GuardrailAnswer' }) satisfies Answer<GuardrailResponse>;

export const lookupAnswer = z
  .union([
    z.strictObject({ ...hit, headers: headers.optional() }),
    z.strictObject({
      hit: z.literal(false),
      reason: z.string(),
      similarity: share.optional(),
      headers: headers.optional(),
    }),
  ])
  .meta({ id: 'LookupAnswer' }) satisfies Answer<CacheLookupReply>;

export const storeAnswer = z
  .union([
    z.strictObject({ stored: z.literal(true), entry: z.string() }),
    z.strictObject({ stored: z.literal(false), reason: z.string() }),
  ])
  .meta({ id: 'StoreAnswer' }) satisfies Answer<CacheStoreAnswer>;
