/** A recording rule: a name that dashboards elsewhere ask for, over what stock LiteLLM emits. */
export interface Recording {
  readonly record: string;
  readonly expr: string;
  readonly meaning: string;
}

/** Which of LiteLLM's labels are kept; the instance, because a counter of several begins anew when one of them does. */
const WHO = 'instance, team, team_alias, requested_model';

/**
 * LiteLLM's own metrics have other names since its first `prometheus` callback. Histograms are recorded with their buckets,
 * so that quantiles can be asked of them as of the originals.
 */
export const recordings: readonly Recording[] = [
  {
    record: 'litellm_requests_total',
    expr: `sum by (${WHO}, status_code) (litellm_proxy_total_requests_metric_total)`,
    meaning: 'Requests to the proxy, by status of their answer.',
  },
  ...['bucket', 'sum', 'count'].map((part) => ({
    record: `litellm_request_duration_seconds_${part}`,
    expr: `sum by (${part === 'bucket' ? 'le, ' : ''}${WHO}) (litellm_request_total_latency_metric_${part})`,
    meaning: 'Time from a request to its answer, in LiteLLM and at the provider; a histogram.',
  })),
  {
    record: 'litellm_tokens_total',
    expr: [
      `label_replace(sum by (${WHO}) (litellm_input_tokens_metric_total), "type", "prompt", "", "")`,
      `label_replace(sum by (${WHO}) (litellm_output_tokens_metric_total), "type", "completion", "", "")`,
    ].join(' or '),
    meaning: 'Tokens, `type` is `prompt` or `completion`.',
  },
  {
    record: 'litellm_spend_total',
    expr: `sum by (${WHO}) (litellm_spend_metric_total)`,
    meaning: 'Spend in USD.',
  },
  ...['bucket', 'sum', 'count'].map((part) => ({
    record: `litellm_latency_seconds_${part}`,
    expr: `sum by (${part === 'bucket' ? 'le, ' : ''}${WHO}) (litellm_llm_api_latency_metric_${part})`,
    meaning: 'Time of the provider alone; a histogram.',
  })),
];
