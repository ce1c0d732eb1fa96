import type { z } from 'zod';
import { createCache, type Cache, type CacheOptions } from '../../hooks-server/cache/cache.js';
import type { CacheAuditEntry } from '../../hooks-server/cache/dependencies.js';
import { cacheSettings, type CacheSettings } from '../../hooks-server/cache/settings.js';
import { createMemoryStore } from '../../hooks-server/cache/stores/memory.js';
import type { Judge } from '../../hooks-server/verification/verdict.js';
import type { CacheLookup, CacheStoreAnswer } from '../../hooks-server/litellm/cache.js';
import { createLog } from '../../hooks-server/telemetry/log.js';
import { createMetrics, type Metrics } from '../../hooks-server/telemetry/metrics.js';
import type { Tenant } from '../../hooks-server/tenancy/tenant.js';
import { createWordEmbedder, type WordEmbedder } from '../support/word-embedder.js';

export const acme: Tenant = { id: 'acme' };
export const globex: Tenant = { id: 'globex' };

/** Takes the cosine for the score, and rejects a candidate with other numbers, as the least of what verification does. */
export const sameNumbers: Judge = {
  judge(query, candidates, { mode }) {
    const numbers = (text: string) => (text.match(/\d+/g) ?? []).join(' ');
    const verdicts = candidates.map(({ text, cosine }) =>
      mode === 'off' || numbers(query) === numbers(text)
        ? { score: Math.max(0, cosine) }
        : { score: 0, guard: 'numbers' },
    );
    return Promise.resolve(verdicts);
  },
};

export interface TestCache {
  readonly cache: Cache;
  readonly embedder: WordEmbedder;
  readonly metrics: Metrics;
  readonly audit: CacheAuditEntry[];
  /** Moves the clock. */
  pass(milliseconds: number): void;
}

export function testSettings(input: z.input<typeof cacheSettings> = {}): CacheSettings {
  return cacheSettings.parse(input);
}

/** A cache in memory with a clock that stands still. */
export function createTestCache(
  settings: z.input<typeof cacheSettings> = {},
  options: Partial<CacheOptions> = {},
): TestCache {
  let now = Date.now();
  const parsed = testSettings(settings);
  const embedder = createWordEmbedder();
  const metrics = createMetrics();
  const audit: CacheAuditEntry[] = [];
  const cache = createCache({
    settings: () => parsed,
    store: createMemoryStore({ maxEntries: 10_000, maxBytes: 100_000_000 }),
    embedder,
    judge: sameNumbers,
    secret: 'a secret for tests',
    clock: () => now,
    random: () => 0.5,
    metrics,
    log: createLog('silent'),
    audit: (entry) => audit.push(entry),
    callContext: () => undefined,
    ...options,
  });
  return { cache, embedder, metrics, audit, pass: (milliseconds) => (now += milliseconds) };
}

/** A chat call that asks one question. */
export function chat(text: string, changes: Partial<CacheLookup> = {}): CacheLookup {
  return {
    callId: `call ${text}`,
    callType: 'acompletion',
    model: 'gpt-4o',
    ...changes,
    request: { messages: [{ role: 'user', content: text }], ...changes.request },
  };
}

/** A chat answer as LiteLLM stores it. */
export function chatAnswer(text: string, choice: Record<string, unknown> = {}): unknown {
  const response = {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    model: 'gpt-4o',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text }, ...choice }],
    usage: { prompt_tokens: 11, completion_tokens: 5, total_tokens: 16 },
  };
  return { timestamp: 1_700_000_000.5, response: JSON.stringify(response) };
}

/** Stores an answer to a question, and expects that it was stored. */
export async function stored(
  cache: Cache,
  text: string,
  {
    tenant = acme,
    answer = `answer to ${text}`,
    ...changes
  }: { tenant?: Tenant; answer?: string } & Partial<CacheLookup> = {},
): Promise<CacheStoreAnswer> {
  const call = chat(text, changes);
  const outcome = await cache.store(call, tenant, chatAnswer(answer));
  if (!outcome.stored) throw new Error(`Expected "${text}" to be stored, got ${outcome.reason}.`);
  return outcome;
}

/** What a look-up came to: the kind of hit, or the reason of the miss. */
export async function outcomeOf(
  cache: Cache,
  text: string,
  { tenant = acme, ...changes }: { tenant?: Tenant } & Partial<CacheLookup> = {},
): Promise<string> {
  const answer = await cache.lookup(chat(text, changes), tenant);
  return answer.hit ? answer.kind : answer.reason;
}

/** A counter's value for these labels. */
export async function counted(
  metrics: Metrics,
  name: string,
  labels: Record<string, string>,
): Promise<number> {
  const metric = (await metrics.registry.getMetricsAsJSON()).find((one) => one.name === name);
  const value = metric?.values.find((one) =>
    Object.entries(labels).every(([label, expected]) => Reflect.get(one.labels, label) === expected),
  );
  return value?.value ?? 0;
}
