/** Series and their values, a minute apart, as promtool writes them. */
export type Series = Readonly<Record<string, string>>;

interface Cases {
  readonly fires: readonly Series[];
  readonly quiet: readonly Series[];
}

const HOOKS = '{job="litellm-hooks",instance="a"}';
const OTHER = '{job="litellm-hooks",instance="b"}';
const up = (a: string, b?: string): Series => ({
  [`up${HOOKS}`]: a,
  ...(b !== undefined && { [`up${OTHER}`]: b }),
});

/** A counter that stands, one that grows in the last minutes, and one that only comes into being then. */
const STANDS = '7x100';
const GROWS = '7x95 8 9 10 11 12';
const BEGINS = '_x95 1x5';
const counter = (metric: string): Cases => ({
  fires: [{ [metric]: GROWS }, { [metric]: BEGINS }],
  quiet: [{ [metric]: STANDS }, { [metric]: '0x100' }, {}],
});

/** A histogram of a hundred observations a minute, of which some are slow. */
const latency = (
  metric: string,
  labels: string,
  [fast, slow]: readonly [string, string],
  slowShare: number,
): Series => ({
  [`${metric}_bucket{${labels}le="${fast}"}`]: `0+${100 * (1 - slowShare)}x100`,
  [`${metric}_bucket{${labels}le="${slow}"}`]: '0+100x100',
  [`${metric}_bucket{${labels}le="+Inf"}`]: '0+100x100',
});

const requests = (perMinute: number, more = '') =>
  ({
    [`hooks_request_duration_seconds_count{route="/calls",status="200"${more}}`]: `0+${perMinute}x100`,
  }) as Series;
const level = (metric: string, bad: string, good: string): Cases => ({
  fires: [{ [metric]: `${bad}x100` }],
  quiet: [{ [metric]: `${good}x100` }, { [metric]: `${good}x97 ${bad} ${good} ${good}` }, {}],
});

export const cases: Readonly<Record<string, Cases>> = {
  LitellmHooksAbsent: {
    fires: [{}, up('0x100', '0x100')],
    quiet: [up('1x100'), up('1x100', '0x100'), up('1x96 0x2 1x2')],
  },
  LitellmHooksReplicaDown: {
    fires: [up('1x100', '1x80 0x20')],
    quiet: [up('1x100', '1x100'), up('1x100', '1x97 0x3'), {}],
  },
  LitellmHooksSlow: {
    fires: [latency('hooks_request_duration_seconds', 'route="/calls",', ['0.05', '0.5'], 0.2)],
    quiet: [
      latency('hooks_request_duration_seconds', 'route="/calls",', ['0.05', '0.5'], 0.01),
      // What comes after a call keeps nobody waiting.
      latency('hooks_request_duration_seconds', 'route="/calls/ended",', ['0.05', '0.5'], 0.2),
      {},
    ],
  },
  LitellmHooksGivenUp: {
    fires: [
      { ...requests(100), 'hooks_request_duration_seconds_count{route="/calls",status="499"}': '0+5x100' },
    ],
    quiet: [
      { ...requests(10_000), 'hooks_request_duration_seconds_count{route="/calls",status="499"}': '0+5x100' },
      { ...requests(100), 'hooks_request_duration_seconds_count{route="/events",status="499"}': '0+50x100' },
      requests(100),
    ],
  },
  LitellmHooksFaults: {
    fires: [{ ...requests(100), 'hooks_faults_total{route="calls"}': '0+5x100' }],
    quiet: [{ ...requests(1_000), 'hooks_faults_total{route="calls"}': '0+5x100' }, requests(100), {}],
  },
  LitellmHooksSecretRefused: {
    fires: [{ hooks_refused_secrets_total: '0x90 1+1x10' }],
    quiet: [{ hooks_refused_secrets_total: '0x98 1 2' }, { hooks_refused_secrets_total: '900x100' }, {}],
  },
  LitellmHooksSettingsRefused: level(`hooks_settings_refused${HOOKS}`, '1', '0'),
  LitellmHooksBodiesRefused: counter('hooks_bodies_refused_total{route="calls"}'),
  LitellmHooksPluginIncomplete: level('hooks_plugin_missing{feature="streams"}', '1', '0'),
  LitellmHooksEventLoopLate: level(`nodejs_eventloop_lag_p99_seconds${HOOKS}`, '0.4', '0.01'),
  LitellmHooksCacheStoreDown: {
    fires: [
      {
        [`litellm_cache_store_up{store="redis",instance="a"}`]: '0x100',
        [`litellm_cache_store_up{store="redis",instance="b"}`]: '1x100',
      },
    ],
    quiet: [
      { 'litellm_cache_store_up{store="redis"}': '1x100' },
      { 'litellm_cache_store_up{store="redis"}': '1x97 0 1 1' },
      {},
    ],
  },
  LitellmHooksFalseHits: {
    fires: [{ 'litellm_cache_false_hit_share{tenant="acme",bound="lower"}': '0.02x100' }],
    quiet: [
      { 'litellm_cache_false_hit_share{tenant="acme",bound="lower"}': '0x100' },
      // Few samples: the upper bound is high by itself.
      { 'litellm_cache_false_hit_share{tenant="acme",bound="upper"}': '0.4x100' },
    ],
  },
  LitellmHooksAnswersDropped: {
    fires: [{ hooks_answers_dropped_total: '0+10x100' }],
    quiet: [{ hooks_answers_dropped_total: '0+1x100' }, { hooks_answers_dropped_total: '5000x100' }],
  },
  LitellmHooksCompressionSlow: {
    fires: [latency('litellm_compression_latency_seconds', 'profile="chat",', ['0.04', '0.1'], 0.2)],
    quiet: [latency('litellm_compression_latency_seconds', 'profile="chat",', ['0.04', '0.1'], 0.01), {}],
  },
  LitellmHooksManyAlerts: {
    fires: [
      { 'litellm_guardrail_alerts_total{tenant="acme",direction="request"}': '0+3x100' },
      { 'litellm_guardrail_alerts_total{tenant="acme",direction="request"}': '_x98 50x2' },
    ],
    quiet: [
      { 'litellm_guardrail_alerts_total{tenant="acme",direction="request"}': '0+1x100' },
      // Many tenants with few each.
      Object.fromEntries(
        ['a', 'b', 'c', 'd'].map((tenant) => [
          `litellm_guardrail_alerts_total{tenant="${tenant}",direction="request"}`,
          '0+1x100',
        ]),
      ),
    ],
  },
  LitellmHooksDetectionFaults: counter('litellm_detection_errors_total{where="pii"}'),
  LitellmHooksEventsHeldUp: {
    fires: [{ 'litellm_hooks_outbox_backlog_age_seconds{reader="publisher"}': '0+60x100' }],
    quiet: [{ 'litellm_hooks_outbox_backlog_age_seconds{reader="publisher"}': '500x100' }, {}],
  },
  LitellmHooksEventsRefused: counter('litellm_hooks_events_refused_total'),
  LitellmHooksEventsRejected: {
    fires: [
      { 'litellm_hooks_events_rejected_total{reason="not_json"}': GROWS },
      { 'litellm_hooks_events_rejected_total{reason="not_json"}': BEGINS },
    ],
    quiet: [{ 'litellm_hooks_events_rejected_total{reason="not_json"}': STANDS }, {}],
  },
  LitellmHooksOutboxDown: level(`litellm_hooks_outbox_up${HOOKS}`, '0', '1'),
  LitellmHooksOutboxDamaged: counter('litellm_hooks_outbox_damaged_total{reader="publisher"}'),
  LitellmHooksEventsSetAside: level('litellm_hooks_events_set_aside{subject="quota.updated"}', '3', '0'),
  LitellmHooksStreamDrift: level('litellm_hooks_stream_drift{field="maxAge"}', '1', '0'),
  LitellmHooksUsageMissing: counter('litellm_hooks_usage_missing_total{tenant="acme"}'),
  LitellmHooksBudgetNearlySpent: {
    fires: [{ 'litellm_hooks_budget_used_ratio{tenant="acme",key=""}': '0.95x100' }],
    quiet: [{ 'litellm_hooks_budget_used_ratio{tenant="acme",key=""}': '0.5x100' }, {}],
  },
  LitellmDown: {
    fires: [
      { 'up{job="litellm",instance="a"}': '0x100', 'up{job="litellm",instance="b"}': '1x100' },
      { 'up{job="litellm",instance="a"}': '1x80 _x20' },
    ],
    // Where LiteLLM's metrics are not asked for, nothing is amiss.
    quiet: [
      { 'up{job="litellm",instance="a"}': '1x100' },
      { 'up{job="litellm",instance="a"}': '1x97 0x3' },
      {},
    ],
  },
  LitellmFailing: {
    fires: [
      {
        'litellm_proxy_total_requests_metric_total{status_code="200"}': '0+100x100',
        'litellm_proxy_total_requests_metric_total{status_code="503"}': '0+20x100',
      },
    ],
    quiet: [
      {
        'litellm_proxy_total_requests_metric_total{status_code="200"}': '0+100x100',
        'litellm_proxy_total_requests_metric_total{status_code="429"}': '0+50x100',
        'litellm_proxy_total_requests_metric_total{status_code="500"}': '0+1x100',
      },
      {},
    ],
  },
};
