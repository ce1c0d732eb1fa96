import type { Unit } from '../text/unit.js';
import { createPriorityQueue } from './priority-queue.js';
import type { ScoredUnits } from './score.js';
import { inverseFrequency, termsOf } from './term-index.js';
import type { ScoringWeights } from './weights.js';

export interface SelectionInput {
  readonly units: readonly Unit[];
  readonly tokens: ArrayLike<number>;
  readonly scored: ScoredUnits;
  readonly weights: ScoringWeights;
  /** Units that stay in any case. */
  readonly forced: readonly boolean[];
  /** Units that may be chosen. */
  readonly allowed: readonly boolean[];
  /** Tokens that the kept units and the cut marks may take together. */
  readonly budget: number;
  /** How far off the budget the selection may end, in tokens. */
  readonly tolerance: number;
}

/** Tokens of a cut mark in prose, and in JSON, where it is a member of its own. */
const MARK_TOKENS = 1.5;
const JSON_MARK_TOKENS = 7;

interface Selection {
  readonly input: SelectionInput;
  readonly kept: boolean[];
  used: number;
}

function markTokens(unit: Unit | undefined): number {
  return unit?.container === undefined ? MARK_TOKENS : JSON_MARK_TOKENS;
}

/** Tokens that keeping one more unit adds: its own, its title's, and the cut marks that it opens or closes. */
function costOf({ input: { units, tokens }, kept }: Selection, at: number): number {
  const unit = units[at];
  const title = unit?.title ?? -1;
  const withTitle = title >= 0 && !kept[title] ? (tokens[title] ?? 0) : 0;
  const before = at === 0 || kept[at - 1] || (withTitle > 0 && title === at - 1);
  const after = at === units.length - 1 || kept[at + 1];
  const marks = before && after ? -1 : before || after ? 0 : 1;
  return (tokens[at] ?? 0) + withTitle + marks * markTokens(unit);
}

function keep(selection: Selection, at: number): void {
  selection.used += costOf(selection, at);
  selection.kept[at] = true;
  const title = selection.input.units[at]?.title ?? -1;
  if (title >= 0) selection.kept[title] = true;
}

/** Share (0 to 1) of a unit's term weight that the selection already has: the redundancy of MMR in linear time. */
function createRedundancy({ index }: ScoredUnits) {
  const covered = new Uint8Array(index.documentFrequency.length);
  const weights = Float64Array.from(index.documentFrequency, (_, term) => inverseFrequency(index, term));
  return {
    of(unit: number): number {
      let all = 0;
      let known = 0;
      for (const term of termsOf(index, unit)) {
        const weight = weights[term] ?? 0;
        all += weight;
        if (covered[term]) known += weight;
      }
      return all > 0 ? known / all : 0;
    },
    add(unit: number): void {
      for (const term of termsOf(index, unit)) covered[term] = 1;
    },
  };
}

function isCandidate({ kind }: Unit): boolean {
  return kind !== 'title' && kind !== 'header' && kind !== 'structure';
}

/** Takes units by score, less what the selection already says, as long as they fit. Returns them in that order. */
function takeBest(selection: Selection): number[] {
  const { units, tokens, scored, weights, allowed, budget, tolerance } = selection.input;
  const priorities = scored.scores.map(
    (score, at) => score / Math.max(1, tokens[at] ?? 1) ** weights.lengthExponent,
  );
  const base = Float64Array.from(priorities);
  const redundancy = createRedundancy(scored);
  const open = units.flatMap((unit, at) =>
    isCandidate(unit) && !selection.kept[at] && allowed[at] ? [at] : [],
  );
  const queue = createPriorityQueue(open, priorities);
  const taken: number[] = [];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (selection.used >= budget - tolerance) break;
    if (selection.kept[at]) continue;
    const now = (base[at] ?? 0) - weights.redundancy * redundancy.of(at);
    if (now < queue.peek() && now < (priorities[at] ?? 0)) {
      priorities[at] = now;
      queue.push(at);
      continue;
    }
    if (selection.used + costOf(selection, at) > budget + tolerance) continue;
    keep(selection, at);
    redundancy.add(at);
    taken.push(at);
  }
  return taken;
}

/** Trades one of the weakest units for one that fills the budget better, when whole units left a gap. */
function tradeForFit(selection: Selection, taken: readonly number[]): void {
  const { units, tokens, scored, allowed, budget, tolerance } = selection.input;
  const gap = budget - selection.used;
  if (gap <= tolerance) return;
  const weakest = taken.slice(-12).reverse();
  for (const out of weakest) {
    let best: number | undefined;
    units.forEach((unit, at) => {
      if (!isCandidate(unit) || !allowed[at] || selection.kept[at] || unit.title !== units[out]?.title)
        return;
      const gain = (tokens[at] ?? 0) - (tokens[out] ?? 0);
      if (Math.abs(gap - gain) > tolerance) return;
      if (best === undefined || (scored.scores[at] ?? 0) > (scored.scores[best] ?? 0)) best = at;
    });
    if (best === undefined) continue;
    selection.used += (tokens[best] ?? 0) - (tokens[out] ?? 0);
    selection.kept[out] = false;
    selection.kept[best] = true;
    return;
  }
}

/** Chooses the units to keep: the forced ones, then the best by score that fit into the budget. */
export function selectUnits(input: SelectionInput): boolean[] {
  const selection: Selection = { input, kept: input.units.map(() => false), used: MARK_TOKENS };
  input.forced.forEach((forced, at) => {
    if (forced) keep(selection, at);
  });
  const taken = takeBest(selection);
  tradeForFit(selection, taken);
  return selection.kept;
}
