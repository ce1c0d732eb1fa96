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
  } as const;
}

export type Metrics = ReturnType<typeof createMetrics>;
export { Counter, Gauge, Histogram };
