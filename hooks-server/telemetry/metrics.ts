import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Every metric of the service, in one list. Names asked for by dashboards elsewhere keep their `litellm_` prefix. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    faults: new Counter({
      name: 'hooks_faults_total',
      help: "Requests of LiteLLM's that were answered neutrally because something failed inside, by route.",
      labelNames: ['route'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'hooks_request_duration_seconds',
      help: 'Time from a request to its answer, by route.',
      labelNames: ['route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
      registers,
    }),
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
    ...compressionMetrics(registers),
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

function compressionMetrics(registers: Registry[]) {
  return {
    compressionRequests: new Counter({
      name: 'litellm_compression_requests_total',
      help: 'Requests that the compressor saw, by profile and by what came of them.',
      labelNames: ['tenant', 'profile', 'reason'],
      registers,
    }),
    compressionSavings: new Histogram({
      name: 'litellm_compression_savings_percent',
      help: 'Tokens saved, in percent of the compressible text, for each request that was changed.',
      labelNames: ['tenant', 'profile'],
      buckets: [5, 10, 20, 30, 40, 45, 50, 55, 60, 65, 70, 80, 90],
      registers,
    }),
    compressionLatency: new Histogram({
      name: 'litellm_compression_latency_seconds',
      help: 'Time that compression added to a request, whatever came of it.',
      labelNames: ['profile'],
      buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.1],
      registers,
    }),
    compressionTokens: new Counter({
      name: 'litellm_compression_tokens_total',
      help: 'Tokens of compressible text before (original) and after (compressed), counted in the model’s encoding.',
      labelNames: ['tenant', 'kind'],
      registers,
    }),
  } as const;
}

export type Metrics = ReturnType<typeof createMetrics>;
export { Counter, Gauge, Histogram };
