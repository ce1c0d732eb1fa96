import { z } from 'zod';
import type { DetectionResult } from '../../../hooks-server/detection/detector.js';
import { percentile, roundTo } from '../statistics.js';

export const piiCase = z.object({
  text: z.string(),
  entities: z.array(
    z.object({ type: z.string(), start: z.number(), end: z.number(), subtype: z.string().nullish() }),
  ),
  source: z.string(),
  group: z.string().nullish(),
});
export type PiiCase = z.infer<typeof piiCase>;

/** Types that are no identifiers: a prediction on one is no false alarm, and none is expected. */
const SOFT = new Set(
  'PERSON STREET_ADDRESS ORGANIZATION GPE DATE_TIME NRP TITLE AGE ZIP_CODE DOMAIN_NAME'.split(' '),
);

interface Span {
  start: number;
  end: number;
}

/** For each code point its offset in UTF-16 units, and one more for the end of the text. */
function unitOffsets(text: string): number[] {
  const offsets: number[] = [];
  let unit = 0;
  for (const character of text) {
    offsets.push(unit);
    unit += character.length;
  }
  return [...offsets, unit];
}

function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else result.push({ ...span });
  }
  return result;
}

const overlap = (a: Span, b: Span) => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
const covers = (spans: readonly Span[], label: Span) =>
  spans.some((span) => overlap(span, label) * 2 >= label.end - label.start);

/** Wilson's interval of a share at 95 %, and the share itself; null where nothing was counted. */
function proportion(part: number, whole: number) {
  if (whole === 0) return null;
  const z95 = 1.96;
  const share = part / whole;
  const middle = share + z95 ** 2 / (2 * whole);
  const spread = z95 * Math.sqrt((share * (1 - share)) / whole + z95 ** 2 / (4 * whole ** 2));
  const scale = 1 + z95 ** 2 / whole;
  return {
    rate: roundTo(share, 4),
    of: whole,
    interval95: [roundTo((middle - spread) / scale, 4), roundTo((middle + spread) / scale, 4)],
  };
}

function createTally() {
  const counts = { core: 0, alerted: 0, reserved: 0, predicted: 0, touching: 0, clean: 0, cleanFlagged: 0 };
  return {
    counts,
    figures: () => ({
      spanRecall: proportion(counts.alerted, counts.core),
      spanRecallWithReserved: proportion(counts.alerted + counts.reserved, counts.core),
      spanPrecision: proportion(counts.touching, counts.predicted),
      documentFalsePositives: proportion(counts.cleanFlagged, counts.clean),
    }),
  };
}
type Tally = ReturnType<typeof createTally>;

/** What one labelled text adds to the tallies; `report` is told of misses and of false alarms. */
function addCase(
  { text, entities }: PiiCase,
  { findings }: DetectionResult,
  tallies: readonly Tally[],
  types: Map<string, { n: number; found: number }>,
  report: (line: string) => void,
): void {
  const offsets = unitOffsets(text);
  const labels = entities.map(({ type, start, end }) => ({
    type,
    start: offsets[start] ?? 0,
    end: offsets[end] ?? text.length,
  }));
  const wanted = findings.filter(({ detector }) => detector === 'pii' || detector === 'secret');
  const alerts = wanted.filter(({ level }) => level === 'medium' || level === 'high');
  const reserved = wanted.filter(({ level }) => level === 'reserved');
  const predictions = merged(alerts.map(({ where }) => where));
  const withReserved = merged([...alerts, ...reserved].map(({ where }) => where));
  const core = labels.filter(({ type }) => !SOFT.has(type));
  const off = predictions.filter((span) => !labels.some((label) => overlap(span, label) > 0));
  for (const label of core) {
    const alerted = covers(predictions, label);
    const isReserved = !alerted && covers(withReserved, label);
    const type = types.get(label.type) ?? { n: 0, found: 0 };
    types.set(label.type, { n: type.n + 1, found: type.found + Number(alerted || isReserved) });
    for (const { counts } of tallies) {
      counts.core++;
      counts.alerted += Number(alerted);
      counts.reserved += Number(isReserved);
    }
    if (!alerted && !isReserved) report(`FN ${label.type} ${JSON.stringify(text.slice(0, 200))}`);
  }
  for (const { counts } of tallies) {
    counts.predicted += predictions.length;
    counts.touching += predictions.length - off.length;
    if (core.length > 0) continue;
    counts.clean++;
    counts.cleanFlagged += Number(off.length > 0);
  }
  if (off.length > 0)
    report(`FP ${alerts.map(({ kind }) => kind).join(',')} ${JSON.stringify(text.slice(0, 200))}`);
}

/**
 * Measures personal data and secrets on labelled texts. `scan` must report findings of level `reserved` too: they raise
 * no alert, so that they count in a recall of their own and never as false alarms. With `tuned`, the groups that rules
 * were written against, the figures of these and of the others stand apart.
 */
export function evaluatePii(
  cases: readonly PiiCase[],
  scan: (text: string) => DetectionResult,
  { misses, tuned }: { misses: boolean; tuned: readonly string[] | undefined },
) {
  const all = createTally();
  const parts = { tuned: createTally(), fresh: createTally() };
  const groups = new Map<string, Tally>();
  const types = new Map<string, { n: number; found: number }>();
  const latencies: number[] = [];
  for (const item of cases) {
    const name = item.group ?? 'none';
    const group = groups.get(name) ?? createTally();
    groups.set(name, group);
    const result = scan(item.text);
    latencies.push(result.latencyMs);
    const part = tuned?.includes(name) === true ? parts.tuned : parts.fresh;
    addCase(item, result, [all, group, part], types, (line) => misses && console.error(line));
  }
  const { counts } = all;
  return {
    spanRecall: roundTo(counts.alerted / Math.max(1, counts.core), 4),
    spanRecallWithReserved: roundTo((counts.alerted + counts.reserved) / Math.max(1, counts.core), 4),
    spanPrecision: roundTo(counts.touching / Math.max(1, counts.predicted), 4),
    documentFalsePositiveRate: roundTo(counts.cleanFlagged / Math.max(1, counts.clean), 4),
    all: all.figures(),
    ...(tuned && { tuned: parts.tuned.figures(), fresh: parts.fresh.figures() }),
    byGroup: Object.fromEntries([...groups].map(([name, group]) => [name, group.figures()])),
    byType: Object.fromEntries(
      [...types].map(([type, { n, found }]) => [type, { n, found, recall: roundTo(found / n, 4) }]),
    ),
    p50Ms: roundTo(percentile(latencies, 0.5), 4),
    p99Ms: roundTo(percentile(latencies, 0.99), 4),
  };
}
