import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Every metric of the service, in one list. Names asked for by dashboards elsewhere keep their `litellm_` prefix. */
// eslint-disable-next-line max-lines-per-function -- a list, not a procedure
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
    // Events: ingest, outbox, publishing, missing usage, quota mirror.
    eventsAccepted: new Counter({
      name: 'litellm_hooks_events_accepted_total',
      help: 'Usage records made durable as events, by outcome of the call.',
      labelNames: ['tenant', 'status'],
      registers,
    }),
    eventsDuplicate: new Counter({
      name: 'litellm_hooks_events_duplicate_total',
      help: 'Usage records that had been accepted before: redeliveries after a lost answer.',
      registers,
    }),
    eventsCallIdReused: new Counter({
      name: 'litellm_hooks_events_call_id_reused_total',
      help: 'Different calls that came under one call id, which a client can choose.',
      registers,
    }),
    eventsRejected: new Counter({
      name: 'litellm_hooks_events_rejected_total',
      help: 'Usage records that went to the dead letters.',
      labelNames: ['reason'],
      registers,
    }),
    eventsRefused: new Counter({
      name: 'litellm_hooks_events_refused_total',
      help: 'Deliveries answered 503 because they could not be made durable; the sender keeps them.',
      registers,
    }),
    outboxAppendSeconds: new Histogram({
      name: 'litellm_hooks_outbox_append_seconds',
      help: 'Time until a batch was durable.',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    }),
    outboxDamaged: new Counter({
      name: 'litellm_hooks_outbox_damaged_total',
      help: 'Stored lines that could not be read back.',
      labelNames: ['reader'],
      registers,
    }),
    outboxBacklog: new Gauge({
      name: 'litellm_hooks_outbox_backlog',
      help: 'Durable events that a reader has yet to acknowledge.',
      labelNames: ['reader'],
      registers,
    }),
    outboxBacklogAgeSeconds: new Gauge({
      name: 'litellm_hooks_outbox_backlog_age_seconds',
      help: 'Age of the oldest event that a reader has yet to acknowledge.',
      labelNames: ['reader'],
      registers,
    }),
    eventsPublished: new Counter({
      name: 'litellm_hooks_events_published_total',
      help: 'Events acknowledged by JetStream; duplicate says whether it had the id already.',
      labelNames: ['subject', 'duplicate'],
      registers,
    }),
    publishRetries: new Counter({
      name: 'litellm_hooks_publish_retries_total',
      help: 'Sends that were not acknowledged and are repeated under the same id.',
      labelNames: ['reason'],
      registers,
    }),
    natsConnected: new Gauge({
      name: 'litellm_hooks_nats_connected',
      help: '1 while connected to NATS.',
      registers,
    }),
    streamDrift: new Gauge({
      name: 'litellm_hooks_stream_drift',
      help: '1 for each setting in which the JetStream stream differs from the configuration.',
      labelNames: ['field'],
      registers,
    }),
    usageMissing: new Counter({
      name: 'litellm_hooks_usage_missing_total',
      help: 'Calls that were let through and whose usage did not arrive in time.',
      labelNames: ['tenant'],
      registers,
    }),
    usageLate: new Counter({
      name: 'litellm_hooks_usage_late_total',
      help: 'Calls whose usage arrived after it had been reported missing.',
      registers,
    }),
    callsOpen: new Gauge({
      name: 'litellm_hooks_calls_open',
      help: 'Calls whose usage is awaited.',
      registers,
    }),
    callsUnwatched: new Counter({
      name: 'litellm_hooks_calls_unwatched_total',
      help: 'Calls that could not be watched because too many were open.',
      registers,
    }),
    tenantTokens: new Counter({
      name: 'litellm_tenant_tokens_total',
      help: 'Tokens of finished calls.',
      labelNames: ['tenant', 'model', 'type'],
      registers,
    }),
    tenantCost: new Counter({
      name: 'litellm_tenant_cost_usd_total',
      help: 'Cost of finished calls in USD.',
      labelNames: ['tenant', 'model'],
      registers,
    }),
    tenantSaved: new Counter({
      name: 'litellm_tenant_saved_usd_total',
      help: 'USD that cache hits did not cost.',
      labelNames: ['tenant', 'model'],
      registers,
    }),
    budgetUsedRatio: new Gauge({
      name: 'litellm_hooks_budget_used_ratio',
      help: 'Spend of the running period as a share of the budget, for keys with a budget.',
      labelNames: ['tenant', 'key'],
      registers,
    }),
    quotaThresholds: new Counter({
      name: 'litellm_hooks_quota_threshold_total',
      help: 'Budget thresholds crossed.',
      labelNames: ['tenant', 'percent'],
      registers,
    }),
  } as const;
}

export type Metrics = ReturnType<typeof createMetrics>;
export { Counter, Gauge, Histogram };
