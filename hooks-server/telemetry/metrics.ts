import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Every metric of the service, in one list. Names asked for by dashboards elsewhere keep their `litellm_` prefix. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    cacheHits: new Counter({
      name: 'litellm_cache_hit_total',
      help: 'Answers served from the cache.',
      labelNames: ['tenant', 'kind'],
      registers,
    }),
    cacheMisses: new Counter({
      name: 'litellm_cache_miss_total',
      help: 'Look-ups that were not served, by reason.',
      labelNames: ['tenant', 'reason'],
      registers,
    }),
    ...cacheTrafficMetrics(registers),
    ...cacheHealthMetrics(registers),
  } as const;
}

function cacheTrafficMetrics(registers: Registry[]) {
  return {
    cacheStores: new Counter({
      name: 'litellm_cache_store_total',
      help: 'Answers offered to the cache: stored, or the reason why not.',
      labelNames: ['tenant', 'outcome'],
      registers,
    }),
    cacheShadowHits: new Counter({
      name: 'litellm_cache_shadow_hit_total',
      help: 'Answers that shadow mode would have served.',
      labelNames: ['tenant', 'kind'],
      registers,
    }),
    cacheRejections: new Counter({
      name: 'litellm_cache_rejected_candidates_total',
      help: 'Candidates above the threshold that verification rejected, by guard.',
      labelNames: ['tenant', 'guard'],
      registers,
    }),
    cacheSavedTokens: new Counter({
      name: 'litellm_cache_saved_tokens_total',
      help: 'Tokens that hits did not use at a provider.',
      labelNames: ['tenant', 'direction'],
      registers,
    }),
    cacheSavedUsd: new Counter({
      name: 'litellm_cache_saved_usd_total',
      help: 'US dollars that hits did not cost.',
      labelNames: ['tenant'],
      registers,
    }),
  } as const;
}

function cacheHealthMetrics(registers: Registry[]) {
  return {
    cacheLookupSeconds: new Histogram({
      name: 'litellm_cache_lookup_seconds',
      help: 'Time of a look-up and of its stages.',
      labelNames: ['stage'],
      buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25],
      registers,
    }),
    cacheEntries: new Gauge({
      name: 'litellm_cache_entries',
      help: 'Living entries of the store, as of the last sweep.',
      labelNames: ['store'],
      registers,
    }),
    cacheStoreUp: new Gauge({
      name: 'litellm_cache_store_up',
      help: '1 while the store answers, 0 while look-ups are misses because it does not.',
      labelNames: ['store'],
      registers,
    }),
    cacheFaults: new Counter({
      name: 'litellm_cache_fault_total',
      help: 'Internal faults that became misses or answers not stored, by stage.',
      labelNames: ['stage'],
      registers,
    }),
    cacheSamples: new Counter({
      name: 'litellm_cache_samples_total',
      help: 'Semantic hits that went to the provider too, by whether the answers were the same.',
      labelNames: ['tenant', 'outcome'],
      registers,
    }),
    cacheFalseHits: new Gauge({
      name: 'litellm_cache_false_hit_share',
      help: 'Estimated share of semantic hits with a wrong answer; lower and upper bound its 95 % interval.',
      labelNames: ['tenant', 'bound'],
      registers,
    }),
  } as const;
}

export type Metrics = ReturnType<typeof createMetrics>;
export { Counter, Gauge, Histogram };
