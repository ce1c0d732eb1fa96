import { BEFORE_A_CALL, grown, quantile, ratio } from './promql.js';

/** An alert rule but for its values. */
export interface Alert {
  readonly name: string;
  /** PromQL; `above` is the threshold of the values file. */
  readonly expr: (above: number) => string;
  /** One sentence, in which Prometheus sets `$labels` and `$value`. */
  readonly summary: string;
  /** Where it shows: a dashboard's uid and the title of its panel. */
  readonly panel: readonly [dashboard: string, title: string];
}

const CALLS = `{route=~"${BEFORE_A_CALL}"}`;
const requests = (selector = CALLS) => `sum(rate(hooks_request_duration_seconds_count${selector}[5m]))`;

const ofTheService: readonly Alert[] = [
  {
    name: 'LitellmHooksAbsent',
    expr: () => 'absent(up{job="litellm-hooks"} == 1)',
    summary:
      'No hook service answers Prometheus. Calls go on, uncached and uncompressed; events wait in LiteLLM.',
    panel: ['litellm-hooks-service', 'Hook services'],
  },
  {
    name: 'LitellmHooksReplicaDown',
    expr: () => 'up{job="litellm-hooks"} == 0',
    summary: 'The hook service {{ $labels.instance }} does not answer Prometheus.',
    panel: ['litellm-hooks-service', 'Hook services'],
  },
  {
    name: 'LitellmHooksSlow',
    expr: (above) =>
      `${quantile(0.95, 'hooks_request_duration_seconds', { selector: CALLS.slice(1, -1), window: '5m' })} > ${above}`,
    summary: 'Calls wait {{ $value | humanizeDuration }} for the hooks (p95).',
    panel: ['litellm-hooks-service', 'Time that calls wait for the hooks'],
  },
  {
    name: 'LitellmHooksGivenUp',
    expr: (above) => `${ratio(requests(`{route=~"${BEFORE_A_CALL}",status="499"}`), requests())} > ${above}`,
    summary:
      'LiteLLM gave up waiting for {{ $value | humanizePercentage }} of the calls; they went on without the hooks.',
    panel: ['litellm-hooks-service', 'Requests by status'],
  },
  {
    name: 'LitellmHooksFaults',
    expr: (above) => `${ratio('sum(rate(hooks_faults_total[5m]))', requests())} > ${above}`,
    summary:
      '{{ $value | humanizePercentage }} of the calls met a fault inside the hook service and went on without it.',
    panel: ['litellm-hooks-service', 'Neutral answers'],
  },
  {
    name: 'LitellmHooksSecretRefused',
    expr: (above) => `${grown('hooks_refused_secrets_total', '10m')} > ${above}`,
    summary:
      'Requests come with a wrong shared secret: LiteLLM and the hook service may have different ones.',
    panel: ['litellm-hooks-service', 'Refused requests'],
  },
  {
    name: 'LitellmHooksSettingsRefused',
    expr: () => 'hooks_settings_refused == 1',
    summary:
      'The settings of {{ $labels.instance }} were changed to something wrong; the old ones are in force.',
    panel: ['litellm-hooks-service', 'Settings'],
  },
  {
    name: 'LitellmHooksBodiesRefused',
    expr: (above) => `${grown('hooks_bodies_refused_total', '10m')} > ${above}`,
    summary:
      'More bytes came at a time than may be under way: calls went on without the hooks, or events waited.',
    panel: ['litellm-hooks-service', 'Refused requests'],
  },
  {
    name: 'LitellmHooksPluginIncomplete',
    expr: () => 'max by (feature) (hooks_plugin_missing) > 0',
    summary: 'The running LiteLLM does not allow the plugin: {{ $labels.feature }}.',
    panel: ['litellm-hooks-service', 'Plugin in LiteLLM'],
  },
  {
    name: 'LitellmHooksEventLoopLate',
    expr: (above) => `max by (instance) (nodejs_eventloop_lag_p99_seconds{job="litellm-hooks"}) > ${above}`,
    summary: 'The event loop of {{ $labels.instance }} is late by {{ $value | humanizeDuration }}.',
    panel: ['litellm-hooks-service', 'Event loop'],
  },
];

const ofItsJobs: readonly Alert[] = [
  {
    name: 'LitellmHooksCacheStoreDown',
    expr: () => 'min by (store) (litellm_cache_store_up) == 0',
    summary: 'The cache is without its store ({{ $labels.store }}): look-ups are misses.',
    panel: ['litellm-hooks-cache', 'Store'],
  },
  {
    name: 'LitellmHooksFalseHits',
    expr: (above) => `max by (tenant) (litellm_cache_false_hit_share{bound="lower"}) > ${above}`,
    summary:
      'At least {{ $value | humanizePercentage }} of the semantic hits of {{ $labels.tenant }} had a wrong answer.',
    panel: ['litellm-hooks-cache', 'Wrong answers among semantic hits (estimate)'],
  },
  {
    name: 'LitellmHooksAnswersDropped',
    expr: (above) => `${grown('hooks_answers_dropped_total', '30m')} > ${above}`,
    summary: 'Answers were not stored, because the store is slower than the calls.',
    panel: ['litellm-hooks-cache', 'Answers that were not stored in time'],
  },
  {
    name: 'LitellmHooksCompressionSlow',
    expr: (above) => `${quantile(0.95, 'litellm_compression_latency_seconds', { window: '5m' })} > ${above}`,
    summary: 'Compression adds {{ $value | humanizeDuration }} to calls (p95).',
    panel: ['litellm-hooks-compression', 'Time that compression adds'],
  },
  {
    name: 'LitellmHooksManyAlerts',
    expr: (above) => `${grown('litellm_guardrail_alerts_total', '15m', 'tenant')} > ${above}`,
    summary:
      'Detection raised {{ $value | humanize }} alerts of {{ $labels.tenant }} within a quarter of an hour.',
    panel: ['litellm-hooks-detection', 'Alerts by tenant'],
  },
  {
    name: 'LitellmHooksDetectionFaults',
    expr: (above) => `${grown('litellm_detection_errors_total', '30m')} > ${above}`,
    summary: 'Detection failed on texts, which it may not have read to their end.',
    panel: ['litellm-hooks-detection', 'Unread texts and faults'],
  },
];

const ofEvents: readonly Alert[] = [
  {
    name: 'LitellmHooksEventsHeldUp',
    expr: (above) => `max by (reader) (litellm_hooks_outbox_backlog_age_seconds) > ${above}`,
    summary: 'The oldest event for {{ $labels.reader }} has waited for {{ $value | humanizeDuration }}.',
    panel: ['litellm-hooks-events', 'Age of the oldest event that waits'],
  },
  {
    name: 'LitellmHooksEventsRefused',
    expr: (above) => `${grown('litellm_hooks_events_refused_total', '10m')} > ${above}`,
    summary: 'Events could not be made durable and are kept back in LiteLLM, whose queue has an end.',
    panel: ['litellm-hooks-events', 'Refused, rejected and damaged'],
  },
  {
    name: 'LitellmHooksEventsRejected',
    expr: (above) => `${grown('litellm_hooks_events_rejected_total', '1h')} > ${above}`,
    summary: 'Usage records went to the dead letters: {{ $value | humanize }}.',
    panel: ['litellm-hooks-events', 'Refused, rejected and damaged'],
  },
  {
    name: 'LitellmHooksOutboxDown',
    expr: () => 'min(litellm_hooks_outbox_up) == 0',
    summary: 'The outbox does not answer: events are kept back in LiteLLM, whose queue has an end.',
    panel: ['litellm-hooks-events', 'Outbox and NATS'],
  },
  {
    name: 'LitellmHooksOutboxDamaged',
    expr: (above) => `${grown('litellm_hooks_outbox_damaged_total', '1h')} > ${above}`,
    summary: 'Stored events could not be read back: {{ $value | humanize }}.',
    panel: ['litellm-hooks-events', 'Refused, rejected and damaged'],
  },
  {
    name: 'LitellmHooksEventsSetAside',
    expr: () => 'max by (subject) (litellm_hooks_events_set_aside) > 0',
    summary: 'NATS refuses the events of {{ $labels.subject }}, while it takes others.',
    panel: ['litellm-hooks-events', 'Set aside and drift'],
  },
  {
    name: 'LitellmHooksStreamDrift',
    expr: () => 'max by (field) (litellm_hooks_stream_drift) > 0',
    summary: 'The JetStream stream differs from the settings in {{ $labels.field }}.',
    panel: ['litellm-hooks-events', 'Set aside and drift'],
  },
  {
    name: 'LitellmHooksUsageMissing',
    expr: (above) => `${grown('litellm_hooks_usage_missing_total', '1h')} > ${above}`,
    summary:
      'Calls began whose usage never arrived. `scripts/reconcile` finds them in LiteLLM’s request log.',
    panel: ['litellm-hooks-events', 'Calls without usage'],
  },
  {
    name: 'LitellmHooksBudgetNearlySpent',
    expr: (above) => `max by (tenant, key) (litellm_hooks_budget_used_ratio) > ${above}`,
    summary:
      '{{ $value | humanizePercentage }} of a budget is spent: {{ $labels.tenant }} {{ $labels.key }}.',
    panel: ['litellm-hooks-events', 'Budgets'],
  },
];

const ofLitellm: readonly Alert[] = [
  {
    name: 'LitellmDown',
    // Where its address is looked up by name, one that is gone has no address any more; one that never was is not missed.
    expr: () =>
      'up{job="litellm"} == 0 or (absent(up{job="litellm"}) and on () sum(count_over_time(up{job="litellm"}[1h])))',
    summary: 'LiteLLM does not answer Prometheus. {{ $labels.instance }}',
    panel: ['litellm', 'LiteLLM'],
  },
  {
    name: 'LitellmFailing',
    expr: (above) =>
      `${ratio(
        'sum(rate(litellm_proxy_total_requests_metric_total{status_code=~"5.."}[5m]))',
        'sum(rate(litellm_proxy_total_requests_metric_total[5m]))',
      )} > ${above}`,
    summary: '{{ $value | humanizePercentage }} of LiteLLM’s requests fail.',
    panel: ['litellm', 'Requests by status'],
  },
];

/** Every alert rule, in the order of the rule file. */
export const alerts: readonly Alert[] = [...ofTheService, ...ofItsJobs, ...ofEvents, ...ofLitellm];
