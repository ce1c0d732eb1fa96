/** What LiteLLM waits for before a call: the plugin's one request, or the guardrail's and the look-up's. */
export const BEFORE_A_CALL = '/calls|/beta/litellm_basic_guardrail_api|/cache/lookup';

/** A quantile of a histogram; `by` keeps labels apart. */
export const quantile = (
  q: number,
  metric: string,
  { selector = '', window = '$__rate_interval', by = [] as string[] } = {},
) =>
  `histogram_quantile(${q}, sum by (${['le', ...by].join(', ')}) (rate(${metric}_bucket${selector && `{${selector}}`}[${window}])))`;

/**
 * How much counters grew within a window, also those that began in it: a series that comes into being with its first event
 * has no increase to Prometheus, and it is the first lost event that somebody wants to hear of.
 */
export const grown = (counter: string, window: string, by = '') => {
  const sum = by === '' ? 'sum' : `sum by (${by})`;
  return `(${sum}(increase(${counter}[${window}])) > 0 or ${sum}(${counter} unless ${counter} offset ${window}))`;
};

/** Events a second; `by` keeps labels apart. */
export const rate = (metric: string, by = '') =>
  by === '' ? `sum(rate(${metric}[$__rate_interval]))` : `sum by (${by}) (rate(${metric}[$__rate_interval]))`;

/** A ratio that is nothing at all while there is nothing to divide by. */
export const ratio = (part: string, whole: string) => `(${part}) / (${whole} > 0)`;
