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
    detectionFindings: new Counter({
      name: 'litellm_detection_findings_total',
      help: 'Findings of alert-only detection, before repeats are folded.',
      labelNames: ['tenant', 'direction', 'detector', 'kind', 'level'],
      registers,
    }),
    detectionFolded: new Counter({
      name: 'litellm_detection_folded_total',
      help: 'Findings counted into a later alert, because the same key sent the same value lately.',
      labelNames: ['tenant', 'detector'],
      registers,
    }),
    detectionLatency: new Histogram({
      name: 'litellm_detection_latency_seconds',
      help: 'Time that a scan took.',
      labelNames: ['direction'],
      buckets: [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1],
      registers,
    }),
    detectionTruncated: new Counter({
      name: 'litellm_detection_truncated_total',
      help: 'Scans that left some of the text unread, because the size or the time budget was spent.',
      labelNames: ['direction'],
      registers,
    }),
    detectionErrors: new Counter({
      name: 'litellm_detection_errors_total',
      help: 'Faults in a detector or in handing on its findings; the request went on.',
      labelNames: ['where'],
      registers,
    }),
  } as const;
}

export type Metrics = ReturnType<typeof createMetrics>;
export { Counter, Gauge, Histogram };
