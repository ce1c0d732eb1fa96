import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { createLabelBounds, type Bound, type LabelLimits } from './metrics/bounds.js';
import { cacheMetrics } from './metrics/cache.js';
import { compressionMetrics } from './metrics/compression.js';
import type { MetricDefinition } from './metrics/definition.js';
import { detectionMetrics } from './metrics/detection.js';
import { eventsMetrics } from './metrics/events.js';
import { serviceMetrics } from './metrics/service.js';

/** Every metric of the service, in one list. Names asked for by dashboards elsewhere keep their `litellm_` prefix. */
export const metricList = {
  ...serviceMetrics,
  ...cacheMetrics,
  ...compressionMetrics,
  ...detectionMetrics,
  ...eventsMetrics,
} as const;

type MetricOf<Definition> =
  Definition extends MetricDefinition<'counter', infer Labels>
    ? Counter<Labels[number]>
    : Definition extends MetricDefinition<'gauge', infer Labels>
      ? Gauge<Labels[number]>
      : Definition extends MetricDefinition<'histogram', infer Labels>
        ? Histogram<Labels[number]>
        : never;

export type Metrics = { readonly [Name in keyof typeof metricList]: MetricOf<(typeof metricList)[Name]> } & {
  readonly registry: Registry;
};

export interface MetricsOptions {
  readonly limits?: LabelLimits;
  /** Tenants that are told apart whenever they come. */
  readonly tenants?: readonly string[];
  /** Whether memory, CPU and event loop of the process are measured, too. */
  readonly ofProcess?: boolean;
}

const LIMITS: LabelLimits = { tenants: 100, models: 50, series: 5_000 };
/** Milliseconds between two looks at the event loop's lag: often enough to see a stall, seldom enough to cost nothing. */
const EVENT_LOOP_MS = 50;

/** Makes all metrics, at zero. Labels stay within the limits, whatever is counted. */
export function createMetrics({ limits = LIMITS, tenants, ofProcess = false }: MetricsOptions = {}): Metrics {
  const registry = new Registry();
  const boundsFor = createLabelBounds(limits, tenants);
  const made = Object.entries<MetricDefinition>(metricList).map(
    ([name, definition]) => [name, createMetric(definition, boundsFor(definition.labels), registry)] as const,
  );
  if (ofProcess) collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: EVENT_LOOP_MS });
  return { ...(Object.fromEntries(made) as unknown as Omit<Metrics, 'registry'>), registry };
}

/** A metric of prom-client whose methods bound their labels first. */
function createMetric(
  { type, name, help, labels: labelNames, buckets = [] }: MetricDefinition,
  bound: Bound,
  registry: Registry,
): Counter | Gauge | Histogram {
  const options = { name, help, labelNames: [...labelNames], registers: [registry] };
  if (type === 'counter') {
    const counter = new Counter(options);
    if (labelNames.length > 0) {
      const inc = counter.inc.bind(counter) as (labels: object, value?: number) => void;
      counter.inc = (labels?: object | number, value?: number) => inc(bound(labels as object), value);
    }
    return counter;
  }
  if (type === 'gauge') {
    const gauge = new Gauge(options);
    if (labelNames.length > 0) {
      const set = gauge.set.bind(gauge) as (labels: object, value: number) => void;
      // The last of many values says nothing of the others.
      gauge.set = (labels: object | number, value?: number) => {
        const bounded = bound(labels as object);
        if (bounded === labels) set(bounded, value ?? 0);
      };
    }
    return gauge;
  }
  const histogram = new Histogram({ ...options, buckets: [...buckets] });
  if (labelNames.length > 0) {
    const observe = histogram.observe.bind(histogram) as (labels: object, value: number) => void;
    histogram.observe = (labels: object | number, value?: number) =>
      observe(bound(labels as object), value ?? 0);
  }
  return histogram;
}
