import { quantile } from '../promql.js';
import { graph, type DashboardPlan, type Query } from './panel.js';

const T = 'tenant=~"$tenant"';
const by = (label: string, metric: string, selector = T) =>
  `sum by (${label}) (rate(${metric}${selector && `{${selector}}`}[$__rate_interval]))`;
const lines = (label: string, metric: string, selector?: string): readonly Query[] => [
  [
    by(label, metric, selector),
    label
      .split(', ')
      .map((name) => `{{${name}}}`)
      .join(' '),
  ],
];
const quantiles = (metric: string, label?: string): readonly Query[] =>
  [0.5, 0.95, 0.99].map((q) => [
    quantile(q, metric, label === undefined ? {} : { by: [label] }),
    `p${q * 100}${label === undefined ? '' : ` {{${label}}}`}`,
  ]);

export const cache: DashboardPlan = {
  uid: 'litellm-hooks-cache',
  title: 'LiteLLM hooks: cache',
  description: 'Hits and why not, how sure they are, and what a look-up costs.',
  tenantsOf: 'litellm_cache_miss_total',
  panels: [
    graph('Hits', 'Per second, by layer.', 'reqps', lines('kind', 'litellm_cache_hit_total')),
    graph(
      'Misses by reason',
      'Per second. `store_unavailable` and `error` are faults, everything else is as it should be.',
      'reqps',
      lines('reason', 'litellm_cache_miss_total'),
    ),
    graph(
      'Wrong answers among semantic hits (estimate)',
      'Some hits go to the provider too (`cache.sampling`), and both answers are compared. With the bounds of the 95 % interval.',
      'percentunit',
      [[`max by (tenant, bound) (litellm_cache_false_hit_share{${T}})`, '{{tenant}} {{bound}}']],
    ),
    graph(
      'Sampled hits',
      'Semantic hits whose answer was compared with the provider’s own, per hour.',
      'short',
      [
        [
          `sum by (outcome) (rate(litellm_cache_samples_total{${T}}[$__rate_interval])) * 3600`,
          '{{outcome}}',
        ],
      ],
    ),
    graph(
      'Near misses that verification rejected',
      'Candidates above the threshold, per second, by the guard that saw the difference.',
      'reqps',
      lines('guard', 'litellm_cache_rejected_candidates_total'),
    ),
    graph('Answers offered', 'Stored, or why not.', 'reqps', lines('outcome', 'litellm_cache_store_total')),
    graph(
      'Hits in shadow mode',
      'What would have been served.',
      'reqps',
      lines('kind', 'litellm_cache_shadow_hit_total'),
    ),
    graph('Time of a look-up (p95)', 'By stage; `total` is what a call waits for.', 's', [
      [quantile(0.95, 'litellm_cache_lookup_seconds', { by: ['stage'] }), '{{stage}}'],
    ]),
    graph('Entries', 'Of the store, as of the last sweep.', 'short', [
      ['max by (store) (litellm_cache_entries)', '{{store}}'],
    ]),
    graph('Store', '1 while it answers. At 0 look-ups are misses.', 'short', [
      ['min by (store) (litellm_cache_store_up)', '{{store}}'],
    ]),
    graph('Faults', 'Per second, by stage.', 'reqps', [
      [`${by('stage', 'litellm_cache_fault_total', '')} or vector(0)`, '{{stage}}'],
    ]),
    graph(
      'Answers that were not stored in time',
      'Per second: the store is slower than the calls.',
      'reqps',
      [['sum(rate(hooks_answers_dropped_total[$__rate_interval]))', 'dropped']],
    ),
  ],
};

export const compression: DashboardPlan = {
  uid: 'litellm-hooks-compression',
  title: 'LiteLLM hooks: compression',
  description: 'What is compressed, how far, and how long it takes.',
  tenantsOf: 'litellm_compression_requests_total',
  panels: [
    graph(
      'Requests by outcome',
      'Per second: compressed, or the reason why nothing was changed.',
      'reqps',
      lines('reason', 'litellm_compression_requests_total'),
    ),
    graph(
      'Requests by profile',
      'Per second.',
      'reqps',
      lines('profile', 'litellm_compression_requests_total'),
    ),
    graph(
      'Tokens before and after',
      'Per second, of compressible text.',
      'short',
      lines('kind', 'litellm_compression_tokens_total'),
    ),
    graph(
      'Savings of a request',
      'In percent of its compressible text, where something was changed.',
      'percent',
      [
        ...[0.25, 0.5, 0.75].map((q): Query => [
          quantile(q, 'litellm_compression_savings_percent', { selector: T }),
          q === 0.5 ? 'median' : `p${q * 100}`,
        ]),
      ],
    ),
    graph(
      'Time that compression adds',
      'To each request, whatever came of it.',
      's',
      quantiles('litellm_compression_latency_seconds'),
    ),
    graph('Savings by tenant', 'In percent of compressible text, over an hour.', 'percent', [
      [
        `100 * (1 - sum by (tenant) (increase(litellm_compression_tokens_total{${T},kind="compressed"}[1h])) / (sum by (tenant) (increase(litellm_compression_tokens_total{${T},kind="original"}[1h])) > 0))`,
        '{{tenant}}',
      ],
    ]),
  ],
};

export const detection: DashboardPlan = {
  uid: 'litellm-hooks-detection',
  title: 'LiteLLM hooks: alerts',
  description: 'What detection found. It blocks nothing.',
  tenantsOf: 'litellm_guardrail_alerts_total',
  panels: [
    graph('Alerts by tenant', 'Per hour, as they went to NATS.', 'short', [
      [
        `sum by (tenant, direction) (rate(litellm_guardrail_alerts_total{${T}}[$__rate_interval])) * 3600`,
        '{{tenant}} {{direction}}',
      ],
    ]),
    graph(
      'Findings by detector',
      'Per second, before repeats are folded.',
      'short',
      lines('detector, level', 'litellm_detection_findings_total'),
    ),
    graph('Findings by type', 'Per second.', 'short', lines('kind', 'litellm_detection_findings_total')),
    graph(
      'Folded repeats',
      'Findings counted into a later alert, per second.',
      'short',
      lines('detector', 'litellm_detection_folded_total'),
    ),
    graph(
      'Time of a scan',
      'Nobody waits for it: it is done when the answer has left.',
      's',
      quantiles('litellm_detection_latency_seconds', 'direction'),
    ),
    graph(
      'Unread texts and faults',
      'Per second: scans that left text unread, texts the classifier was not asked about, faults.',
      'short',
      [
        ['sum(rate(litellm_detection_truncated_total[$__rate_interval])) or vector(0)', 'left unread'],
        ['sum(rate(litellm_detection_classifier_shed_total[$__rate_interval]))', 'without classifier'],
        ['sum(rate(litellm_detection_errors_total[$__rate_interval])) or vector(0)', 'faults'],
      ],
    ),
  ],
};
