import { counter, gauge, histogram } from './definition.js';

export const cacheMetrics = {
  cacheHits: counter('litellm_cache_hit_total', 'Answers served from the cache.', ['tenant', 'kind']),
  cacheMisses: counter('litellm_cache_miss_total', 'Look-ups that were not served, by reason.', [
    'tenant',
    'reason',
  ]),
  cacheStores: counter(
    'litellm_cache_store_total',
    'Answers offered to the cache: stored, or the reason why not.',
    ['tenant', 'outcome'],
  ),
  cacheShadowHits: counter('litellm_cache_shadow_hit_total', 'Answers that shadow mode would have served.', [
    'tenant',
    'kind',
  ]),
  cacheRejections: counter(
    'litellm_cache_rejected_candidates_total',
    'Candidates above the threshold that verification rejected, by guard.',
    ['tenant', 'guard'],
  ),
  cacheSavedTokens: counter(
    'litellm_cache_saved_tokens_total',
    'Tokens that hits did not use at a provider.',
    ['tenant', 'direction'],
  ),
  cacheSavedUsd: counter('litellm_cache_saved_usd_total', 'US dollars that hits did not cost.', ['tenant']),
  cacheLookupSeconds: histogram(
    'litellm_cache_lookup_seconds',
    'Time of a look-up and of its stages.',
    ['stage'],
    [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25],
  ),
  cacheEntries: gauge('litellm_cache_entries', 'Living entries of the store, as of the last sweep.', [
    'store',
  ]),
  cacheStoreUp: gauge(
    'litellm_cache_store_up',
    '1 while the store answers, 0 while look-ups are misses because it does not.',
    ['store'],
  ),
  cacheFaults: counter(
    'litellm_cache_fault_total',
    'Internal faults that became misses or answers not stored, by stage.',
    ['stage'],
  ),
  cacheSamples: counter(
    'litellm_cache_samples_total',
    'Semantic hits that went to the provider too, by whether the answers were the same.',
    ['tenant', 'outcome'],
  ),
  cacheFalseHits: gauge(
    'litellm_cache_false_hit_share',
    'Estimated share of semantic hits with a wrong answer; lower and upper bound its 95 % interval.',
    ['tenant', 'bound'],
  ),
} as const;
