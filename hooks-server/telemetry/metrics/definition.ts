/** The names of all labels, and what each tells. None of them ever holds a text, a key or an id of a call. */
export const labelMeanings = {
  bound: 'which of the three: `estimate`, `lower` or `upper` (of the 95 % interval)',
  detector: 'the detector that found something',
  direction: '`request` or `response`; of tokens `prompt` or `completion`',
  duplicate: '`true` where JetStream had the event already',
  feature: 'a feature of the plugin',
  field: 'a setting of the JetStream stream',
  guard: 'the check of verification that rejected',
  key: "a virtual key's alias; empty for the tenant's own budget",
  kind: 'of hits `exact` or `semantic`; of findings the type; of tokens `original` or `compressed`',
  level: 'how serious a finding is',
  model: 'the name under which clients ask for a model',
  moment: 'the moment of a call at which the plugin works',
  node: 'the release of Node.js',
  outcome: 'what came of it',
  percent: 'a threshold of a budget, in percent (`events.quota.thresholds`)',
  profile: 'the profile of compression',
  reader: 'who reads the outbox',
  reason: 'why',
  route: "a route's pattern; `other` for paths that no route has",
  stage: 'a stage of a look-up; `total` is all of it',
  status: "the status of the answer, 499 where nobody waited for it any more; of events the call's outcome",
  store: 'where the cache is: `redis` or `memory`',
  subject: 'a subject of NATS',
  tenant: 'who calls; `none` or `unknown` where nobody is known',
  type: '`prompt` or `completion`',
  version: 'the release of the hook service',
  where: 'the part in which it happened',
} as const;

export type LabelName = keyof typeof labelMeanings;
export type MetricType = 'counter' | 'gauge' | 'histogram';

/** A metric as it is before anything is counted. */
export interface MetricDefinition<
  Type extends MetricType = MetricType,
  Labels extends readonly LabelName[] = readonly LabelName[],
> {
  readonly type: Type;
  /** Ends in its unit, or in `_total`. */
  readonly name: string;
  readonly help: string;
  readonly labels: Labels;
  /** Upper bounds, of histograms alone. */
  readonly buckets?: readonly number[];
}

export function counter<const Labels extends readonly LabelName[] = readonly []>(
  name: string,
  help: string,
  labels?: Labels,
): MetricDefinition<'counter', Labels> {
  return { type: 'counter', name, help, labels: labels ?? ([] as readonly LabelName[] as Labels) };
}

export function gauge<const Labels extends readonly LabelName[] = readonly []>(
  name: string,
  help: string,
  labels?: Labels,
): MetricDefinition<'gauge', Labels> {
  return { type: 'gauge', name, help, labels: labels ?? ([] as readonly LabelName[] as Labels) };
}

export function histogram<const Labels extends readonly LabelName[]>(
  name: string,
  help: string,
  labels: Labels,
  buckets: readonly number[],
): MetricDefinition<'histogram', Labels> {
  return { type: 'histogram', name, help, labels, buckets };
}
