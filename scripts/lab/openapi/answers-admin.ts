import { z } from 'zod';
import type {
  CacheStatistics,
  EntryView,
  LookupsView,
  ShadowReportView,
} from '../../../hooks-server/cache/administration.js';
import type { ExplainedCall } from '../../../hooks-server/console/explain.js';
import type { QuotaView } from '../../../hooks-server/events/quota/mirror.js';
import type { CallRecord } from '../../../hooks-server/hooks/call-registry.js';
import type { PublishedEvent } from '../../../hooks-server/hooks/latest-events.js';
import type { InstanceView } from '../../../hooks-server/http/admin-cache.js';
import { count, kind, share, unixMilliseconds, usd, type Answer } from './answers.js';

const counts = z.record(z.string(), count);

export const knownCall = z
  .strictObject({
    callId: z.string(),
    seenAt: unixMilliseconds,
    tenantId: z.string().optional(),
    model: z.string().optional(),
    correlationId: z.string().optional(),
    alerts: z.array(z.strictObject({ detector: z.string(), kind: z.string(), level: z.string() })).optional(),
    compression: z
      .strictObject({
        originalTokens: count,
        compressedTokens: count,
        reason: z.string(),
        profile: z.string(),
        latencyMs: z.number().nonnegative(),
      })
      .optional(),
    cache: z
      .strictObject({
        outcome: z.enum(['hit', 'miss']),
        kind: kind.optional(),
        reason: z.string().optional(),
        entry: z.string().optional(),
        similarity: share.optional(),
        stored: z.string().optional().describe('Whether the answer was kept, or why it was not.'),
      })
      .optional(),
    steps: z
      .array(
        z.strictObject({
          part: z.enum(['Tenant', 'Cache', 'Compression', 'Detection', 'Answer', 'Usage']),
          text: z.string(),
        }),
      )
      .describe('The same in sentences, as the console and `hooks explain` show it.'),
  })
  .meta({ id: 'KnownCall' }) satisfies Answer<Partial<CallRecord> & Pick<ExplainedCall, 'steps'>>;

export const latestEvents = z
  .strictObject({
    events: z.array(
      z.strictObject({
        subject: z.string(),
        event: z
          .looseObject({ eventId: z.string(), occurredAt: z.iso.datetime(), correlationId: z.string() })
          .describe('As consumers get it: docs/schemas/SUBJECT.schema.json.'),
      }),
    ),
  })
  .meta({ id: 'LatestEvents' }) satisfies Answer<{ events: PublishedEvent[] }>;

const sums = {
  calls: count,
  failures: count,
  cached: count,
  promptTokens: count,
  completionTokens: count,
  totalTokens: count,
  costUsd: usd,
  savedUsd: usd,
};
const quotaView = z.strictObject(sums) satisfies Answer<QuotaView>;
const period = z.enum(['hour', 'day', 'month', 'total']);

const quotaOfTenant = quotaView.extend({ tenantId: z.string() });
export const tenantQuota = quotaOfTenant.extend({ period }).meta({ id: 'TenantQuota' });
export const tenantQuotas = z
  .strictObject({ period, tenants: z.array(quotaOfTenant) })
  .meta({ id: 'TenantQuotas' });
export const keyHashes = z
  .strictObject({ keys: z.array(z.string()).describe('SHA-256 of each key that has been used.') })
  .meta({ id: 'Keys' });
export const keyQuota = quotaView
  .extend({ keyHash: z.string(), period, spend_usd: usd.describe('Of the budget’s running period.') })
  .meta({ id: 'KeyQuota' });

const estimate = z
  .strictObject({ share, lower: share, upper: share, n: count.describe('Observations it rests on.') })
  .meta({ id: 'ShareEstimate', description: 'A share with its 95 % interval.' });

const instance = z
  .strictObject({ name: z.string(), replicas: count })
  .describe('Whose counts these are, and how many share the traffic.');

export const cacheStatistics = z
  .strictObject({
    instance,
    store: z.strictObject({
      kind: z.enum(['memory', 'redis']),
      available: z.boolean(),
      takesAnswers: z.boolean(),
      semantic: z.boolean().describe('False when only the exact layer works (Redis below 8).'),
    }),
    entries: count,
    tenants: z.array(
      z.strictObject({
        tenant: z.string(),
        hits: z.strictObject({ exact: count, semantic: count }),
        shadowHits: z.strictObject({ exact: count, semantic: count }),
        misses: counts.describe('By reason.'),
        stored: count,
        refused: counts.describe('Answers that were not stored, by reason.'),
        rejected: counts.describe('Candidates that verification rejected, by guard.'),
        savedTokens: count,
        savedUsd: usd,
        hitRate: share,
        entries: count,
        falseHits: estimate,
      }),
    ),
  })
  .meta({ id: 'CacheStatistics' }) satisfies Answer<CacheStatistics & { instance: InstanceView }>;

const histogram = z.array(z.strictObject({ from: share, to: share, served: count, missed: count }));
const compared = z.enum(['same', 'different']).optional();

export const lookupsView = z
  .strictObject({
    lookups: z.array(
      z.strictObject({
        at: unixMilliseconds,
        outcome: z.enum(['hit', 'would-hit', 'miss']),
        kind: kind.optional(),
        reason: z.string().optional(),
        similarity: share.optional(),
        stored: z.string().optional(),
        asked: z.string().optional(),
        compared,
      }),
    ),
    histogram,
  })
  .meta({ id: 'Lookups' }) satisfies Answer<LookupsView>;

export const shadowReport = z
  .strictObject({
    instance,
    tenant: z.string(),
    lookups: count,
    since: unixMilliseconds.optional(),
    exactHits: count,
    thresholds: z.array(z.strictObject({ threshold: share, hits: count, share, falseHits: estimate })),
    recommended: share.optional().describe('Absent while too little was compared.'),
    histogram,
    riskiest: z.array(
      z.strictObject({
        similarity: share,
        compared,
        stored: z.string(),
        asked: z.string(),
        storedText: z.string().optional(),
        askedText: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'ShadowReport' }) satisfies Answer<ShadowReportView & { instance: InstanceView }>;

export const entryView = z
  .strictObject({
    entry: z.string(),
    tenantId: z.string(),
    family: z.enum(['chat', 'text', 'messages', 'responses', 'embedding']),
    model: z.string(),
    createdAt: unixMilliseconds,
    expiresAt: unixMilliseconds,
    usage: z.strictObject({ promptTokens: count, completionTokens: count }),
    textCharacters: count,
    text: z.string().optional().describe('The question, where texts may be shown.'),
    value: z.unknown().optional().describe('The answer, where texts may be shown.'),
  })
  .meta({ id: 'Entry' }) satisfies Answer<EntryView>;

export const entriesPage = z
  .strictObject({
    entries: z.array(entryView),
    cursor: z.string().optional().describe('Of the next page; absent on the last.'),
  })
  .meta({ id: 'Entries' });

export const removed = z.strictObject({ removed: z.literal(1) }).meta({ id: 'Removed' });
export const removal = z
  .strictObject({ dryRun: z.boolean(), entries: count.describe('How many are, or would be, erased.') })
  .meta({ id: 'Removal' });
