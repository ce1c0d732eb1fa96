import type { Metric } from 'prom-client';
import type { Metrics } from '../telemetry/metrics.js';

/** What the counters of `/metrics` say since the process started, of one tenant or of all. */
export interface Figures {
  /** Calls whose usage arrived. */
  readonly calls: number;
  readonly exactHits: number;
  readonly semanticHits: number;
  readonly shadowHits: number;
  readonly misses: number;
  /** US dollars and tokens that hits did not cost. */
  readonly savedUsd: number;
  readonly cacheTokens: number;
  /** Tokens before and after compression. */
  readonly originalTokens: number;
  readonly compressedTokens: number;
  readonly spentUsd: number;
  readonly findings: number;
}

type Writable = { -readonly [Name in keyof Figures]: number };

/** A count under its label. */
export interface Count {
  readonly name: string;
  readonly count: number;
}

interface Value {
  readonly labels: Readonly<Partial<Record<string, string | number>>>;
  readonly value: number;
}

const empty = (): Writable => ({
  calls: 0,
  exactHits: 0,
  semanticHits: 0,
  shadowHits: 0,
  misses: 0,
  savedUsd: 0,
  cacheTokens: 0,
  originalTokens: 0,
  compressedTokens: 0,
  spentUsd: 0,
  findings: 0,
});

/** The counters of each tenant. They are the ones that `/metrics` shows, so that both always say the same. */
export async function readFigures(metrics: Metrics): Promise<ReadonlyMap<string, Figures>> {
  const byTenant = new Map<string, Writable>();
  const add = async (metric: Metric, fieldOf: (labels: Value['labels']) => keyof Figures | undefined) => {
    for (const { labels, value } of await valuesOf(metric)) {
      const field = fieldOf(labels);
      if (field === undefined) continue;
      const tenant = String(labels['tenant'] ?? 'none');
      const figures = byTenant.get(tenant) ?? empty();
      figures[field] += value;
      byTenant.set(tenant, figures);
    }
  };
  await add(metrics.eventsAccepted, () => 'calls');
  await add(metrics.cacheHits, ({ kind }) => (kind === 'exact' ? 'exactHits' : 'semanticHits'));
  await add(metrics.cacheShadowHits, () => 'shadowHits');
  await add(metrics.cacheMisses, () => 'misses');
  await add(metrics.cacheSavedUsd, () => 'savedUsd');
  await add(metrics.cacheSavedTokens, () => 'cacheTokens');
  await add(metrics.compressionTokens, ({ kind }) =>
    kind === 'original' ? 'originalTokens' : 'compressedTokens',
  );
  await add(metrics.tenantCost, () => 'spentUsd');
  await add(metrics.detectionFindings, () => 'findings');
  return byTenant;
}

/** The sum over all tenants. */
export function totalOf(figures: Iterable<Figures>): Figures {
  const total = empty();
  for (const one of figures) for (const name of Object.keys(total)) add(total, one, name as keyof Figures);
  return total;
}

function add(total: Writable, one: Figures, name: keyof Figures): void {
  total[name] += one[name];
}

/** Counts of one label's values, of one tenant or of all, the largest first. */
export async function countsBy(metric: Metric, label: string, tenant: string | undefined): Promise<Count[]> {
  const counts = new Map<string, number>();
  for (const { labels, value } of await valuesOf(metric)) {
    if (tenant !== undefined && labels['tenant'] !== tenant) continue;
    const name = String(labels[label] ?? '');
    counts.set(name, (counts.get(name) ?? 0) + value);
  }
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}

/** The values of a metric without those of a histogram's buckets, whose names differ. */
export async function valuesOf(metric: Metric): Promise<readonly Value[]> {
  return (await metric.get()).values;
}

/**
 * A quantile in seconds of the requests of one route, as Prometheus' `histogram_quantile` has it; undefined before the
 * first.
 */
export async function quantileOf(
  { requestSeconds }: Pick<Metrics, 'requestSeconds'>,
  route: string,
  quantile: number,
): Promise<number | undefined> {
  const buckets = new Map<number, number>();
  for (const { labels, value } of await valuesOf(requestSeconds)) {
    if (labels['route'] !== route || labels['le'] === undefined) continue;
    const bound = labels['le'] === '+Inf' ? Infinity : Number(labels['le']);
    buckets.set(bound, (buckets.get(bound) ?? 0) + value);
  }
  const bounds = [...buckets.keys()].sort((a, b) => a - b);
  const wanted = quantile * (buckets.get(Infinity) ?? 0);
  if (wanted === 0) return undefined;
  const place = bounds.findIndex((bound) => (buckets.get(bound) ?? 0) >= wanted);
  const [below = 0, bound = 0] = [bounds[place - 1], bounds[place]];
  // Beyond the last bound nobody knows how far.
  if (bound === Infinity) return below;
  const before = buckets.get(below) ?? 0;
  return below + ((bound - below) * (wanted - before)) / ((buckets.get(bound) ?? 0) - before);
}
