import { BEFORE_A_CALL, quantile, ratio } from '../promql.js';
import type { DashboardPlan } from './panel.js';

const T = 'tenant=~"$tenant"';
const HITS = `sum(increase(litellm_cache_hit_total{${T}}[$__range]))`;
const MISSES = `sum(increase(litellm_cache_miss_total{${T}}[$__range]))`;
const removed = (window: string, by = '') =>
  ['original', 'compressed']
    .map((kind) => `sum${by}(increase(litellm_compression_tokens_total{${T},kind="${kind}"}[${window}]))`)
    .join(' - ');

/** The page for everybody: what is saved, for whom, and what it costs in time. */
export const savings: DashboardPlan = {
  uid: 'litellm-hooks-savings',
  title: 'LiteLLM hooks: savings',
  description: 'What cache and compression saved, by tenant, and what it costs in time.',
  tenantsOf: 'litellm_cache_miss_total',
  panels: [
    {
      title: 'USD saved by the cache',
      description:
        'What hits would have cost at the provider, as LiteLLM prices it, in the time that is shown.',
      kind: 'stat',
      unit: 'currencyUSD',
      width: 4,
      queries: [[`sum(increase(litellm_tenant_saved_usd_total{${T}}[$__range]))`, 'saved']],
    },
    {
      title: 'USD spent',
      description: 'What finished calls cost.',
      kind: 'stat',
      unit: 'currencyUSD',
      width: 4,
      queries: [[`sum(increase(litellm_tenant_cost_usd_total{${T}}[$__range]))`, 'spent']],
    },
    {
      title: 'Tokens saved by the cache',
      description: 'Prompt and completion tokens that hits did not use at a provider.',
      kind: 'stat',
      unit: 'short',
      width: 4,
      queries: [[`sum(increase(litellm_cache_saved_tokens_total{${T}}[$__range]))`, 'tokens']],
    },
    {
      title: 'Tokens saved by compression',
      description: 'Prompt tokens that compression took out. Providers price them as input.',
      kind: 'stat',
      unit: 'short',
      width: 4,
      queries: [[removed('$__range'), 'tokens']],
    },
    {
      title: 'Hit rate',
      description: 'Share of all look-ups that were served, whether or not they could be.',
      kind: 'stat',
      unit: 'percentunit',
      width: 4,
      queries: [[ratio(HITS, `(${HITS} or vector(0)) + ${MISSES}`), 'hits']],
    },
    {
      title: 'Time added (p95)',
      description: 'What 95 % of the calls wait for the hooks at most.',
      kind: 'stat',
      unit: 's',
      width: 4,
      queries: [
        [
          quantile(0.95, 'hooks_request_duration_seconds', {
            selector: `route=~"${BEFORE_A_CALL}"`,
            window: '$__range',
          }),
          'p95',
        ],
      ],
    },
    {
      title: 'USD saved by tenant',
      description: 'Per hour. Only what the cache saved: it is known to the cent.',
      kind: 'bars',
      unit: 'currencyUSD',
      width: 12,
      queries: [
        [
          `sum by (tenant) (rate(litellm_cache_saved_usd_total{${T}}[$__rate_interval])) * 3600`,
          '{{tenant}}',
        ],
      ],
    },
    {
      title: 'USD spent by tenant',
      description: 'Per hour.',
      kind: 'bars',
      unit: 'currencyUSD',
      width: 12,
      queries: [
        [
          `sum by (tenant) (rate(litellm_tenant_cost_usd_total{${T}}[$__rate_interval])) * 3600`,
          '{{tenant}}',
        ],
      ],
    },
    {
      title: 'Tokens saved by the cache, by tenant',
      description: 'Per hour.',
      kind: 'bars',
      unit: 'short',
      width: 12,
      queries: [
        [
          `sum by (tenant) (rate(litellm_cache_saved_tokens_total{${T}}[$__rate_interval])) * 3600`,
          '{{tenant}}',
        ],
      ],
    },
    {
      title: 'Tokens saved by compression, by tenant',
      description: 'Per hour.',
      kind: 'bars',
      unit: 'short',
      width: 12,
      queries: [[removed('1h', ' by (tenant) '), '{{tenant}}']],
    },
    {
      title: 'Tokens used by model',
      description: 'Per second, prompt and completion.',
      kind: 'graph',
      unit: 'short',
      width: 12,
      queries: [
        [
          `sum by (model, type) (rate(litellm_tenant_tokens_total{${T}}[$__rate_interval]))`,
          '{{model}} {{type}}',
        ],
      ],
    },
    {
      title: 'Hit rate by tenant',
      description: 'Share of the look-ups that were served.',
      kind: 'graph',
      unit: 'percentunit',
      width: 12,
      queries: [
        [
          ratio(
            `sum by (tenant) (rate(litellm_cache_hit_total{${T}}[$__rate_interval]))`,
            `sum by (tenant) (rate(litellm_cache_hit_total{${T}}[$__rate_interval])) + sum by (tenant) (rate(litellm_cache_miss_total{${T}}[$__rate_interval]))`,
          ),
          '{{tenant}}',
        ],
      ],
    },
  ],
};
