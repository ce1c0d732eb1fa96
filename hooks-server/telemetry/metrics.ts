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
    refusedSecrets: new Counter({
      name: 'hooks_refused_secrets_total',
      help: "Requests of LiteLLM's routes with a wrong shared secret, or without one.",
      registers,
    }),
    answersDropped: new Counter({
      name: 'hooks_answers_dropped_total',
      help: 'Answers that were not stored because too many others waited.',
      registers,
    }),
    bodiesRefused: new Counter({
      name: 'hooks_bodies_refused_total',
      help: 'Requests that were not read because as many bytes as there may be were under way, by route.',
      labelNames: ['route'],
      registers,
    }),
    bodyBytes: new Gauge({
      name: 'hooks_body_bytes',
      help: 'Bytes of the bodies that are under way.',
      registers,
    }),
    pluginMissing: new Gauge({
      name: 'hooks_plugin_missing',
      help: 'Features of the plugin that the running LiteLLM does not allow, as the plugin last said: 1 for each.',
      labelNames: ['feature'],
      registers,
    }),
    pluginFaults: new Gauge({
      name: 'hooks_plugin_faults',
      help: 'Faults of the plugin since its process began, by the moment of a call; the calls went on.',
      labelNames: ['moment'],
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
    ...detectionMetrics(registers),
    ...eventsMetrics(registers),
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

function eventsMetrics(registers: Registry[]) {
  return {
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
    eventsSetAside: new Gauge({
      name: 'litellm_hooks_events_set_aside',
      help: 'Events that wait because NATS refuses their subject while it takes others.',
      labelNames: ['subject'],
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

function detectionMetrics(registers: Registry[]) {
  return {
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
    detectionShed: new Counter({
      name: 'litellm_detection_classifier_shed_total',
      help: 'Texts in the grey band that the classifier was not asked about, because it had computed enough.',
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
