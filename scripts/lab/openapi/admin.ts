import {
  lookupsQuery,
  pageQuery,
  removalQuery,
  revealQuery,
  statsQuery,
} from '../../../hooks-server/http/admin-cache.js';
import { periodQuery, spendQuery } from '../../../hooks-server/http/admin-quota.js';
import { eventsQuery } from '../../../hooks-server/http/admin.js';
import {
  cacheStatistics,
  entriesPage,
  entryView,
  keyHashes,
  keyQuota,
  knownCall,
  latestEvents,
  lookupsView,
  removal,
  removed,
  shadowReport,
  tenantQuota,
  tenantQuotas,
} from './answers-admin.js';
import type { Operation } from './operation.js';

const KEY_HASH = 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9';
const tenant = { tenantId: ['the tenant’s id', 'acme'] } as const;
const entry = { ...tenant, entry: ['the identifier that `X-Cache-Entry` names', 'ENTRY'] } as const;
const sums = {
  calls: 1,
  failures: 0,
  cached: 0,
  promptTokens: 14,
  completionTokens: 7,
  totalTokens: 21,
  costUsd: 0.000105,
  savedUsd: 0,
};
const nothingCompared = { share: 0, lower: 0, upper: 1, n: 0 };
const view = {
  entry: 'ENTRY',
  tenantId: 'acme',
  family: 'chat',
  model: 'gpt-4o',
  createdAt: 1_795_000_000_000,
  expiresAt: 1_795_003_600_000,
  usage: { promptTokens: 14, completionTokens: 7 },
  textCharacters: 30,
};

const HIDDEN = '`texts_hidden`: `server.adminRevealsTexts` is false.';
const NO_ENTRY = '`unknown_entry`: the tenant has no such entry, or it has expired.';
const AWAY = 'The store does not answer at the moment.';
const FOREIGN = 'A key of another type stands in the cache’s place in Redis; the message names it.';

const quotaOperations: readonly Operation[] = [
  {
    id: 'tenantQuotas',
    method: 'get',
    path: '/admin/quota/tenants',
    tag: 'quota',
    summary: 'Tokens and cost of all tenants in the running period.',
    secret: 'admin',
    query: periodQuery,
    answer: { schema: tenantQuotas, example: { period: 'month', tenants: [{ tenantId: 'acme', ...sums }] } },
  },
  {
    id: 'tenantQuota',
    method: 'get',
    path: '/admin/quota/tenants/{tenantId}',
    tag: 'quota',
    summary: 'The same of one tenant.',
    secret: 'admin',
    pathParameters: tenant,
    query: periodQuery,
    answer: { schema: tenantQuota, example: { tenantId: 'acme', period: 'month', ...sums } },
  },
  {
    id: 'keys',
    method: 'get',
    path: '/admin/quota/keys',
    tag: 'quota',
    summary: 'The keys that have been used, by their hash.',
    secret: 'admin',
    answer: { schema: keyHashes, example: { keys: [KEY_HASH] } },
  },
  {
    id: 'keyQuota',
    method: 'get',
    path: '/admin/quota/keys/{keyHash}',
    tag: 'quota',
    summary: 'What one key has used, and spent of its budget’s running period.',
    description: 'LiteLLM’s key file asks this, so that the shared secret opens it too.',
    secret: 'either',
    pathParameters: { keyHash: ['SHA-256 of the key, in hexadecimal digits', KEY_HASH] },
    query: spendQuery,
    answer: {
      schema: keyQuota,
      example: { keyHash: KEY_HASH, period: 'month', ...sums, spend_usd: 0.000105 },
    },
  },
];

const cacheOperations: readonly Operation[] = [
  {
    id: 'cacheStatistics',
    method: 'get',
    path: '/admin/cache/stats',
    tag: 'cache administration',
    summary: 'Entries, hits, misses and the estimate of false hits, by tenant.',
    description: 'Hits and misses are this process’s since its start; entries and samples are the store’s.',
    secret: 'admin',
    query: statsQuery,
    answer: {
      schema: cacheStatistics,
      example: {
        instance: { name: 'litellm-hooks-0', replicas: 1 },
        store: { kind: 'memory', available: true, takesAnswers: true, semantic: true },
        entries: 1,
        tenants: [
          {
            tenant: 'acme',
            hits: { exact: 1, semantic: 0 },
            shadowHits: { exact: 0, semantic: 0 },
            misses: { 'not-found': 1 },
            stored: 1,
            refused: {},
            rejected: {},
            savedTokens: 21,
            savedUsd: 0.000105,
            hitRate: 0.5,
            entries: 1,
            falseHits: nothingCompared,
          },
        ],
      },
    },
    errors: { 503: AWAY },
  },
  {
    id: 'lookups',
    method: 'get',
    path: '/admin/cache/tenants/{tenantId}/lookups',
    tag: 'cache administration',
    summary: 'The last 500 look-ups of this process without texts, newest first, and where all scores lie.',
    secret: 'admin',
    pathParameters: tenant,
    query: lookupsQuery,
    answer: {
      schema: lookupsView,
      example: {
        lookups: [{ at: 1_795_000_000_000, outcome: 'miss', reason: 'not-found' }],
        histogram: [{ from: 0, to: 0.05, served: 0, missed: 0 }],
      },
    },
  },
  {
    id: 'shadowReport',
    method: 'get',
    path: '/admin/cache/tenants/{tenantId}/report',
    tag: 'cache administration',
    summary: 'What would have hit at each threshold, how often wrongly, and the pairs to judge.',
    secret: 'admin',
    pathParameters: tenant,
    query: revealQuery,
    answer: {
      schema: shadowReport,
      example: {
        instance: { name: 'litellm-hooks-0', replicas: 1 },
        tenant: 'acme',
        lookups: 2,
        since: 1_795_000_000_000,
        exactHits: 1,
        thresholds: [{ threshold: 0.8, hits: 0, share: 0, falseHits: nothingCompared }],
        histogram: [],
        riskiest: [],
      },
    },
    errors: { 403: HIDDEN, 503: AWAY },
  },
  {
    id: 'entries',
    method: 'get',
    path: '/admin/cache/tenants/{tenantId}/entries',
    tag: 'cache administration',
    summary: 'A tenant’s stored answers, those that expire first at the front.',
    secret: 'admin',
    pathParameters: tenant,
    query: pageQuery,
    answer: { schema: entriesPage, example: { entries: [view] } },
    errors: { 403: HIDDEN, 409: FOREIGN, 503: AWAY },
  },
  {
    id: 'entry',
    method: 'get',
    path: '/admin/cache/tenants/{tenantId}/entries/{entry}',
    tag: 'cache administration',
    summary: 'One stored answer.',
    secret: 'admin',
    pathParameters: entry,
    query: revealQuery,
    answer: { schema: entryView, example: view },
    errors: { 403: HIDDEN, 404: NO_ENTRY, 503: AWAY },
  },
  {
    id: 'removeEntry',
    method: 'delete',
    path: '/admin/cache/tenants/{tenantId}/entries/{entry}',
    tag: 'cache administration',
    summary: 'Erases one stored answer, at once.',
    secret: 'admin',
    pathParameters: entry,
    answer: { schema: removed, example: { removed: 1 } },
    errors: { 404: NO_ENTRY, 503: AWAY },
  },
  {
    id: 'removeTenant',
    method: 'delete',
    path: '/admin/cache/tenants/{tenantId}',
    tag: 'cache administration',
    summary: 'Counts a tenant’s stored answers, and erases them with `dryRun=false`.',
    secret: 'admin',
    pathParameters: tenant,
    query: removalQuery,
    answer: { schema: removal, example: { dryRun: true, entries: 1 } },
    errors: { 409: FOREIGN, 503: AWAY },
  },
  {
    id: 'removeAll',
    method: 'delete',
    path: '/admin/cache',
    tag: 'cache administration',
    summary: 'The same for all tenants.',
    secret: 'admin',
    query: removalQuery,
    answer: { schema: removal, example: { dryRun: true, entries: 1 } },
    errors: { 409: FOREIGN, 503: AWAY },
  },
];

/** What people and scripts ask. */
export const adminOperations: readonly Operation[] = [
  {
    id: 'explainCall',
    method: 'get',
    path: '/admin/calls/{callId}',
    tag: 'explain',
    summary: 'What each part did with a recent call, and why.',
    secret: 'admin',
    pathParameters: { callId: ['LiteLLM’s call id, which answers have as `x-litellm-call-id`', 'call-1'] },
    answer: {
      schema: knownCall,
      example: {
        callId: 'call-1',
        seenAt: 1_795_000_000_000,
        tenantId: 'acme',
        model: 'gpt-4o',
        correlationId: 'call-1',
        cache: { outcome: 'miss', reason: 'not-found', stored: 'stored' },
        steps: [
          { part: 'Tenant', text: 'acme' },
          { part: 'Cache', text: 'Miss: nothing near was stored.' },
          { part: 'Compression', text: 'Nothing changed: below_minimum (default).' },
          { part: 'Detection', text: 'Nothing found in the request.' },
          { part: 'Answer', text: 'Kept in the cache.' },
          { part: 'Usage', text: '21 tokens, $0.000105, 750 ms, by openai.' },
        ],
      },
    },
    errors: { 404: '`unknown_call`: it is not known to this process, or too old.' },
  },
  {
    id: 'latestEvents',
    method: 'get',
    path: '/admin/events',
    tag: 'explain',
    summary: 'The latest 1,000 events of this process: a window, not the delivery.',
    description: 'With `correlationIds` and `waitMs` it waits until each of these has its quota event.',
    secret: 'admin',
    query: eventsQuery,
    answer: {
      schema: latestEvents,
      example: {
        events: [
          {
            subject: 'quota.updated',
            event: {
              eventId: '0f2b7c34-58a4-5d0e-9c3c-0a4f0a6a2f11',
              occurredAt: '2026-11-21T00:15:47.250Z',
              tenantId: 'acme',
              correlationId: 'call-1',
              actor: 'litellm-proxy',
            },
          },
        ],
      },
    },
  },
  ...quotaOperations,
  ...cacheOperations,
];
