import { BEFORE_A_CALL, quantile, rate } from '../promql.js';
import { graph, type DashboardPlan, type Query } from './panel.js';

/** Of what may never have happened: then it is 0, and not unknown. */
const rateOrNone = (metric: string) => `${rate(metric)} or vector(0)`;
const OF_SERVICE = '{job="litellm-hooks"}';

export const events: DashboardPlan = {
  uid: 'litellm-hooks-events',
  title: 'LiteLLM hooks: events',
  description: 'From LiteLLM’s usage records to acknowledged events: nothing is lost, nothing counted twice.',
  panels: [
    graph('Events that wait', 'By reader of the outbox.', 'short', [
      ['sum by (reader) (litellm_hooks_outbox_backlog)', '{{reader}}'],
    ]),
    graph('Age of the oldest event that waits', 'It grows while NATS is away.', 's', [
      ['max by (reader) (litellm_hooks_outbox_backlog_age_seconds)', '{{reader}}'],
    ]),
    graph('Accepted', 'Usage records made durable, per second, by outcome of the call.', 'short', [
      [rate('litellm_hooks_events_accepted_total', 'status'), '{{status}}'],
    ]),
    graph('Published', 'Acknowledged by JetStream, per second.', 'short', [
      [rate('litellm_hooks_events_published_total', 'subject'), '{{subject}}'],
    ]),
    graph(
      'Calls without usage',
      'Calls whose usage did not come in time, that came late, and that could not be watched; per hour.',
      'short',
      [
        [`(${rateOrNone('litellm_hooks_usage_missing_total')}) * 3600`, 'missing'],
        [`${rate('litellm_hooks_usage_late_total')} * 3600`, 'late'],
        [`${rate('litellm_hooks_calls_unwatched_total')} * 3600`, 'not watched'],
      ],
    ),
    graph('Calls whose usage is awaited', 'A call, from its start to its usage record.', 'short', [
      ['max(litellm_hooks_calls_open)', 'open'],
    ]),
    graph(
      'Refused, rejected and damaged',
      'Per hour. Refused deliveries stay with LiteLLM, rejected records are dead letters.',
      'short',
      [
        [`${rate('litellm_hooks_events_refused_total')} * 3600`, 'refused'],
        [`(${rateOrNone('litellm_hooks_events_rejected_total')}) * 3600`, 'rejected'],
        [`(${rateOrNone('litellm_hooks_outbox_damaged_total')}) * 3600`, 'damaged'],
      ],
    ),
    graph('Redelivered and repeated', 'Per second. Each is told once all the same.', 'short', [
      [rate('litellm_hooks_events_duplicate_total'), 'delivered again'],
      [rate('litellm_hooks_events_call_id_reused_total'), 'call id used again'],
      [rateOrNone('litellm_hooks_publish_retries_total'), 'sent again'],
    ]),
    graph(
      'Outbox and NATS',
      '1 while they answer. Without `events.nats.servers` there is no NATS.',
      'short',
      [
        ['min(litellm_hooks_outbox_up)', 'outbox'],
        ['min(litellm_hooks_nats_connected)', 'NATS'],
      ],
    ),
    graph(
      'Set aside and drift',
      'Events whose subject NATS refuses, and settings in which its stream differs.',
      'short',
      [
        ['sum(litellm_hooks_events_set_aside) or vector(0)', 'set aside'],
        ['sum(litellm_hooks_stream_drift) or vector(0)', 'drift'],
      ],
    ),
    graph('Time until a batch is durable', '', 's', [
      [quantile(0.5, 'litellm_hooks_outbox_append_seconds'), 'p50'],
      [quantile(0.95, 'litellm_hooks_outbox_append_seconds'), 'p95'],
    ]),
    graph('Budgets', 'Share that is spent, the highest ten.', 'percentunit', [
      ['topk(10, max by (tenant, key) (litellm_hooks_budget_used_ratio))', '{{tenant}} {{key}}'],
    ]),
    graph('Thresholds crossed', 'Per hour, by percent of the budget.', 'short', [
      [`${rate('litellm_hooks_quota_threshold_total', 'percent')} * 3600`, '{{percent}} %'],
    ]),
  ],
};

export const service: DashboardPlan = {
  uid: 'litellm-hooks-service',
  title: 'LiteLLM hooks: service',
  description: 'What the hooks add to a call, and how the service itself is.',
  panels: [
    graph(
      'Time that calls wait for the hooks',
      'From the plugin’s question to its answer, over all calls.',
      's',
      [
        ...[0.5, 0.95, 0.99].map((q): Query => [
          quantile(q, 'hooks_request_duration_seconds', { selector: `route=~"${BEFORE_A_CALL}"` }),
          `p${q * 100}`,
        ]),
      ],
    ),
    graph('Time by route (p95)', 'What comes after a call keeps nobody waiting.', 's', [
      [quantile(0.95, 'hooks_request_duration_seconds', { by: ['route'] }), '{{route}}'],
    ]),
    graph('Requests by route', 'Per second.', 'reqps', [
      [rate('hooks_request_duration_seconds_count', 'route'), '{{route}}'],
    ]),
    graph(
      'Requests by status',
      'Per second. 499: LiteLLM did not wait any longer, and the call went on.',
      'reqps',
      [[rate('hooks_request_duration_seconds_count', 'status'), '{{status}}']],
    ),
    graph(
      'Neutral answers',
      'Per second: something failed inside, and the call went on without it.',
      'reqps',
      [[rateOrNone('hooks_faults_total'), 'faults']],
    ),
    graph(
      'Refused requests',
      'Per second, for a wrong secret, or because too many bytes were under way.',
      'reqps',
      [
        [rate('hooks_refused_secrets_total'), 'wrong secret'],
        [rateOrNone('hooks_bodies_refused_total'), 'too many bytes'],
      ],
    ),
    graph('Requests in flight', '', 'short', [['sum(hooks_requests_in_flight)', 'requests']]),
    graph('Bytes in flight', 'Of bodies; `server.bodiesInFlightMegabytes` bounds them.', 'bytes', [
      ['sum(hooks_body_bytes)', 'bytes'],
    ]),
    graph('Hook services', '1 while it answers Prometheus.', 'short', [[`up${OF_SERVICE}`, '{{instance}}']]),
    graph('Releases', 'How many run each.', 'short', [
      ['count by (version, node) (hooks_build_info)', '{{version}} on Node.js {{node}}'],
    ]),
    graph(
      'Settings',
      'Read again, per hour; refused: wrong files, with the old settings in force.',
      'short',
      [
        [`(${rateOrNone('hooks_settings_reloads_total')}) * 3600`, 'read again'],
        ['max(hooks_settings_refused)', 'refused now'],
      ],
    ),
    graph(
      'Plugin in LiteLLM',
      'Features that the running LiteLLM does not allow, and faults since it began.',
      'short',
      [
        ['sum(hooks_plugin_missing) or vector(0)', 'missing'],
        ['sum(hooks_plugin_faults) or vector(0)', 'faults'],
      ],
    ),
    graph('Event loop', 'How late it is, 99th percentile.', 's', [
      [`nodejs_eventloop_lag_p99_seconds${OF_SERVICE}`, '{{instance}}'],
    ]),
    graph('CPU', 'Cores.', 'short', [
      [`rate(process_cpu_seconds_total${OF_SERVICE}[$__rate_interval])`, '{{instance}}'],
    ]),
    graph('Memory', 'Resident, and the heap of V8.', 'bytes', [
      [`process_resident_memory_bytes${OF_SERVICE}`, '{{instance}}'],
      [`nodejs_heap_size_used_bytes${OF_SERVICE}`, '{{instance}} heap'],
    ]),
    graph('Garbage collection', 'Share of the time.', 'percentunit', [
      [
        `sum by (instance) (rate(nodejs_gc_duration_seconds_sum${OF_SERVICE}[$__rate_interval]))`,
        '{{instance}}',
      ],
    ]),
  ],
};
