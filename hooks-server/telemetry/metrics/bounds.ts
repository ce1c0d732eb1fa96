import type { LabelName } from './definition.js';

/** What stands for all values of a label that are not told apart any more. */
export const OTHER = 'other';

export interface LabelLimits {
  /** Tenants that are told apart. */
  readonly tenants: number;
  /** Models that are told apart. */
  readonly models: number;
  /** Combinations of labels of one metric that are told apart. */
  readonly series: number;
}

/** Values of a label that the code, the settings or the plugin name: far fewer, unless something goes wrong. */
const OTHER_VALUES = 200;
/** Characters. What is longer is no name that somebody gave. */
const LONGEST_VALUE = 200;

export type LabelValues = Readonly<Partial<Record<LabelName, string | number>>>;
/** Gives the labels under which a metric counts: the same object where all of its values are told apart. */
export type Bound = (labels: LabelValues) => LabelValues;

/**
 * Keeps the memory that metrics take, here and in Prometheus, within limits. The first values that come are told apart and
 * stay so, in all metrics alike; what comes beyond is counted as `other`, so that sums stay right. Tenants that are known
 * beforehand have their place whenever they come.
 */
export function createLabelBounds(limits: LabelLimits, knownTenants: readonly string[] = []) {
  const admitted = new Map<string, Set<string | number>>([['tenant', new Set(knownTenants)]]);
  const limitOf = (name: string) =>
    name === 'tenant' || name === 'key' ? limits.tenants : name === 'model' ? limits.models : OTHER_VALUES;
  const isAdmitted = (name: string, value: string | number) => {
    let values = admitted.get(name);
    if (values === undefined) admitted.set(name, (values = new Set()));
    if (values.has(value)) return true;
    if (values.size >= limitOf(name) || String(value).length > LONGEST_VALUE) return false;
    values.add(value);
    return true;
  };
  const within = (labels: LabelValues): LabelValues => {
    let bounded: Record<string, string | number> | undefined;
    for (const [name, value] of Object.entries(labels))
      if (!isAdmitted(name, value))
        (bounded ??= { ...labels } as Record<string, string | number>)[name] = OTHER;
    return bounded ?? labels;
  };
  /** For one metric, whose combinations it counts. */
  return (names: readonly LabelName[]): Bound => {
    const series = new Set<string>();
    const idOf = (labels: LabelValues) => {
      let id = '';
      for (const name of names) id += `${labels[name]}\n`;
      return id;
    };
    return (labels) => {
      // By far the most calls end here.
      if (series.has(idOf(labels))) return labels;
      const bounded = within(labels);
      const id = idOf(bounded);
      if (series.has(id)) return bounded;
      if (names.length > 1 && series.size >= limits.series)
        return Object.fromEntries(names.map((name) => [name, OTHER]));
      series.add(id);
      return bounded;
    };
  };
}
