import { counter, gauge, histogram } from './definition.js';

export const eventsMetrics = {
  eventsAccepted: counter(
    'litellm_hooks_events_accepted_total',
    'Usage records made durable as events, by outcome of the call.',
    ['tenant', 'status'],
  ),
  eventsDuplicate: counter(
    'litellm_hooks_events_duplicate_total',
    'Usage records that had been accepted before: redeliveries after a lost answer.',
  ),
  eventsCallIdReused: counter(
    'litellm_hooks_events_call_id_reused_total',
    'Different calls that came under one call id, which a client can choose.',
  ),
  eventsRejected: counter(
    'litellm_hooks_events_rejected_total',
    'Usage records that went to the dead letters.',
    ['reason'],
  ),
  eventsRefused: counter(
    'litellm_hooks_events_refused_total',
    'Deliveries answered 503 because they could not be made durable; the sender keeps them.',
  ),
  outboxAppendSeconds: histogram(
    'litellm_hooks_outbox_append_seconds',
    'Time until a batch was durable.',
    [],
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
  ),
  outboxDamaged: counter('litellm_hooks_outbox_damaged_total', 'Stored lines that could not be read back.', [
    'reader',
  ]),
  outboxUp: gauge(
    'litellm_hooks_outbox_up',
    '1 while the outbox answers. While it is 0, backlog and age are the last known.',
  ),
  outboxBacklog: gauge(
    'litellm_hooks_outbox_backlog',
    'Durable events that a reader has yet to acknowledge.',
    ['reader'],
  ),
  outboxBacklogAgeSeconds: gauge(
    'litellm_hooks_outbox_backlog_age_seconds',
    'Age of the oldest event that a reader has yet to acknowledge.',
    ['reader'],
  ),
  eventsPublished: counter(
    'litellm_hooks_events_published_total',
    'Events acknowledged by JetStream; duplicate says whether it had the id already.',
    ['subject', 'duplicate'],
  ),
  publishRetries: counter(
    'litellm_hooks_publish_retries_total',
    'Sends that were not acknowledged and are repeated under the same id.',
    ['reason'],
  ),
  eventsSetAside: gauge(
    'litellm_hooks_events_set_aside',
    'Events that wait because NATS refuses their subject while it takes others.',
    ['subject'],
  ),
  natsConnected: gauge('litellm_hooks_nats_connected', '1 while connected to NATS.'),
  streamDrift: gauge(
    'litellm_hooks_stream_drift',
    '1 for each setting in which the JetStream stream differs from the configuration.',
    ['field'],
  ),
  usageMissing: counter(
    'litellm_hooks_usage_missing_total',
    'Calls that were let through and whose usage did not arrive in time.',
    ['tenant'],
  ),
  usageLate: counter(
    'litellm_hooks_usage_late_total',
    'Calls whose usage arrived after it had been reported missing.',
  ),
  callsOpen: gauge('litellm_hooks_calls_open', 'Calls whose usage is awaited.'),
  callsUnwatched: counter(
    'litellm_hooks_calls_unwatched_total',
    'Calls that could not be watched: too many were open, or Redis was away.',
  ),
  tenantTokens: counter('litellm_tenant_tokens_total', 'Tokens of finished calls.', [
    'tenant',
    'model',
    'type',
  ]),
  tenantCost: counter('litellm_tenant_cost_usd_total', 'Cost of finished calls in USD.', ['tenant', 'model']),
  tenantSaved: counter('litellm_tenant_saved_usd_total', 'USD that cache hits did not cost.', [
    'tenant',
    'model',
  ]),
  budgetUsedRatio: gauge(
    'litellm_hooks_budget_used_ratio',
    'Spend of the running period as a share of the budget, for keys with a budget.',
    ['tenant', 'key'],
  ),
  quotaThresholds: counter('litellm_hooks_quota_threshold_total', 'Budget thresholds crossed.', [
    'tenant',
    'percent',
  ]),
} as const;
