import { quantile, rate } from '../promql.js';
import { graph, type DashboardPlan, type Query } from './panel.js';

/** LiteLLM's own metrics, by the names that the recording rules give them. */
export const litellm: DashboardPlan = {
  uid: 'litellm',
  title: 'LiteLLM',
  description: 'LiteLLM’s own metrics: there with the callback `prometheus` and its metrics port.',
  panels: [
    graph('Requests by status', 'Per second.', 'reqps', [
      [rate('litellm_requests_total', 'status_code'), '{{status_code}}'],
    ]),
    graph('Requests by model', 'Per second.', 'reqps', [
      [rate('litellm_requests_total', 'requested_model'), '{{requested_model}}'],
    ]),
    graph('Time of a request', 'In LiteLLM and at the provider.', 's', [
      ...[0.5, 0.95, 0.99].map((q): Query => [
        quantile(q, 'litellm_request_duration_seconds'),
        `p${q * 100}`,
      ]),
    ]),
    graph('Time of providers (p95)', 'By model.', 's', [
      [quantile(0.95, 'litellm_latency_seconds', { by: ['requested_model'] }), '{{requested_model}}'],
    ]),
    graph('Time to the first token (p95)', 'Of streams.', 's', [
      [quantile(0.95, 'litellm_llm_api_time_to_first_token_metric'), 'p95'],
    ]),
    graph('Time in LiteLLM’s queue (p95)', '', 's', [
      [quantile(0.95, 'litellm_request_queue_time_seconds'), 'p95'],
    ]),
    graph('Tokens', 'Per second.', 'short', [[rate('litellm_tokens_total', 'type'), '{{type}}']]),
    graph('Spend by team', 'USD per hour.', 'currencyUSD', [
      [`${rate('litellm_spend_total', 'team')} * 3600`, '{{team}}'],
    ]),
    graph('Failed at a provider', 'Per second, by kind of error.', 'reqps', [
      [rate('litellm_deployment_failure_responses_total', 'exception_class'), '{{exception_class}}'],
    ]),
    graph('State of deployments', '0: well, 1: some fail, 2: all fail.', 'short', [
      [
        'max by (litellm_model_name, api_provider) (litellm_deployment_state)',
        '{{api_provider}} {{litellm_model_name}}',
      ],
    ]),
    graph('Requests in flight', '', 'short', [['sum(litellm_in_flight_requests)', 'requests']]),
    graph('LiteLLM', '1 while it answers Prometheus.', 'short', [['up{job="litellm"}', '{{instance}}']]),
  ],
};
