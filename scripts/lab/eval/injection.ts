import { createHash } from 'node:crypto';
import { z } from 'zod';
import { withClassifier, type Classifier } from '../../../hooks-server/detection/classifier.js';
import type { DetectionResult, Detector } from '../../../hooks-server/detection/detector.js';
import { createValueHash } from '../../../hooks-server/detection/redact.js';
import type { DetectionSettings } from '../../../hooks-server/detection/settings.js';
import { percentile, roundTo } from '../statistics.js';

export const injectionCase = z.object({
  text: z.string(),
  label: z.number(),
  class: z.string(),
  source: z.string(),
  /** Who says the text; the user when absent. */
  role: z.string().optional(),
  /** `fetched` when a benign text was found, and not written to look like an attack. */
  how: z.string().optional(),
});
export type InjectionCase = z.infer<typeof injectionCase>;

export interface InjectionEvaluation {
  readonly cases: readonly InjectionCase[];
  readonly detector: Detector;
  readonly settings: DetectionSettings;
  /** Absent to measure rules and linear model alone. */
  readonly classifier?: Classifier | undefined;
  /** Prints what was missed or flagged by mistake to standard error. */
  readonly misses: boolean;
}

interface Scored {
  readonly item: InjectionCase;
  /** The highest score of the text's injection findings; 0 without any. */
  readonly score: number;
  readonly signals: readonly string[];
  readonly latencyMs: number;
}

/** Which half of the sources a case is in: all texts of a source are on one side. */
export function sourceHalf({ source }: InjectionCase): '0' | '1' {
  return (createHash('sha256').update(`split:${source}`).digest()[0] ?? 0) % 2 === 0 ? '0' : '1';
}

const share = (part: number, whole: number) => (whole === 0 ? 0 : roundTo(part / whole, 4));

/** Wilson's interval of 95 % for a share, in the order low, high. */
function interval(part: number, whole: number): [number, number] {
  if (whole === 0) return [0, 1];
  const z95 = 1.96;
  const p = part / whole;
  const root = z95 * Math.sqrt((p * (1 - p)) / whole + (z95 * z95) / (4 * whole * whole));
  const middle = p + (z95 * z95) / (2 * whole);
  const scale = 1 + (z95 * z95) / whole;
  return [roundTo((middle - root) / scale, 4), roundTo((middle + root) / scale, 4)];
}

/** Attacks that say what they want, as the data's README defines them. */
const isExplicit = ({ label, class: kind }: InjectionCase) =>
  label === 1 && !kind.startsWith('context_') && kind !== 'indirect_bipia_implicit';

async function scored(item: InjectionCase, evaluation: InjectionEvaluation): Promise<Scored> {
  const { detector, classifier } = evaluation;
  // Every score is wanted, whatever its level.
  const settings = {
    ...evaluation.settings,
    alertLevel: 'low' as const,
    thresholds: { low: 0, medium: 0.5, high: 0.8 },
  };
  const messages = [{ role: item.role ?? 'user', content: item.text }];
  // The latency is the least of five scans: the work, without the machine's load.
  const results = [1, 2, 3, 4, 5].map(() => detector.scanRequest({ messages, settings }));
  const first = results[0] ?? { findings: [], truncated: false, latencyMs: 0 };
  const result: DetectionResult = classifier
    ? await withClassifier({ settings, result: first, classifier, hashValue: createValueHash('evaluation') })
    : first;
  const [strongest] = result.findings.filter(({ detector: name }) => name === 'injection');
  return {
    item,
    score: strongest?.score ?? 0,
    signals: strongest?.signals ?? [],
    latencyMs: Math.min(...results.map(({ latencyMs }) => latencyMs)),
  };
}

interface Group {
  n: number;
  flagged: number;
  rate: number;
}

function grouped(list: readonly Scored[], threshold: number, nameOf: (item: InjectionCase) => string) {
  const groups: Record<string, Group> = {};
  for (const { item, score } of list) {
    const group = (groups[nameOf(item)] ??= { n: 0, flagged: 0, rate: 0 });
    group.n++;
    if (score >= threshold) group.flagged++;
  }
  for (const group of Object.values(groups)) group.rate = share(group.flagged, group.n);
  return groups;
}

/** Recall and false alarms from a score on. */
function ratesAt(list: readonly Scored[], threshold: number) {
  const flagged = (part: readonly Scored[]) => part.filter(({ score }) => score >= threshold).length;
  const explicit = list.filter(({ item }) => isExplicit(item));
  const benign = list.filter(({ item }) => item.label === 0);
  const found = benign.filter(({ item }) => item.how !== 'authored');
  return {
    threshold,
    explicitRecall: share(flagged(explicit), explicit.length),
    falsePositiveRate: share(flagged(benign), benign.length),
    foundFalsePositiveRate: share(flagged(found), found.length),
  };
}

/** Of the texts with a score in each fifth, how many are attacks: beside the mean score it tells how well that is calibrated. */
function reliability(list: readonly Scored[]) {
  return [0, 0.2, 0.4, 0.6, 0.8].map((from) => {
    const part = list.filter(({ score }) => score >= from && (score < from + 0.2 || from === 0.8));
    const total = part.reduce((sum, { score }) => sum + score, 0);
    const attacks = part.filter(({ item }) => item.label === 1).length;
    return {
      from,
      n: part.length,
      meanScore: share(total, part.length),
      attacks: share(attacks, part.length),
    };
  });
}

/** Measures injection detection; a finding counts from level medium on. */
export async function evaluateInjection(evaluation: InjectionEvaluation) {
  const { cases, settings, misses } = evaluation;
  const { low, medium, high } = settings.thresholds;
  const list: Scored[] = [];
  for (const item of cases) list.push(await scored(item, evaluation));
  if (misses) tellMisses(list, medium);
  const flagged = list.filter(({ score }) => score >= medium);
  const attacks = list.filter(({ item }) => item.label === 1);
  const explicit = list.filter(({ item }) => isExplicit(item));
  const hits = flagged.filter(({ item }) => item.label === 1).length;
  const explicitHits = flagged.filter(({ item }) => isExplicit(item)).length;
  const byClass = grouped(list, medium, (item) => item.class);
  const { falsePositiveRate, foundFalsePositiveRate, explicitRecall } = ratesAt(list, medium);
  const latencies = list.map(({ latencyMs }) => latencyMs);
  return {
    precision: share(hits, flagged.length),
    recall: share(hits, attacks.length),
    explicitRecall,
    explicitRecallInterval: interval(explicitHits, explicit.length),
    obfuscatedRecall: rateOf(byClass, 'obfuscated_'),
    falsePositiveRate,
    falsePositiveInterval: interval(flagged.length - hits, list.length - attacks.length),
    foundFalsePositiveRate,
    notInjectRate: rateOf(byClass, 'hardneg_notinject'),
    byClass,
    byRole: grouped(
      list,
      medium,
      (item) => `${item.role ?? 'user'}:${item.label === 1 ? 'attack' : 'benign'}`,
    ),
    thresholds: { low: ratesAt(list, low), medium: ratesAt(list, medium), high: ratesAt(list, high) },
    reliability: reliability(list),
    p50Ms: roundTo(percentile(latencies, 0.5), 4),
    p99Ms: roundTo(percentile(latencies, 0.99), 4),
  };
}

function rateOf(byClass: Readonly<Record<string, Group>>, prefix: string): number {
  const groups = Object.entries(byClass).filter(([name]) => name.startsWith(prefix));
  return share(
    groups.reduce((sum, [, { flagged }]) => sum + flagged, 0),
    groups.reduce((sum, [, { n }]) => sum + n, 0),
  );
}

function tellMisses(list: readonly Scored[], threshold: number): void {
  for (const { item, score, signals } of list) {
    const isFlagged = score >= threshold;
    if (isFlagged === (item.label === 1)) continue;
    const line = `${isFlagged ? 'FP' : 'FN'} ${score} ${item.class} [${signals.join(',')}]`;
    console.error(`${line} ${JSON.stringify(item.text.slice(0, 300))}`);
  }
}
