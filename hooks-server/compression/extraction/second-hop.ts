import type { Unit } from '../text/unit.js';
import { indexTerms } from '../text/words.js';
import { inverseFrequency, termsOf, type TermIndex } from './term-index.js';

/** Units that lend their words to the second hop, words taken from them, and how much more a name counts there. */
const HOP_UNITS = 8;
const HOP_TERMS = 32;
const HOP_NAME_WEIGHT = 3;

/** Only this many characters of a unit are searched for names, lest one giant unit takes all the time. */
const LONGEST_LOOK = 2_000;

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Words of a unit that look like names or values: with a capital (but not the first word) or with digits. */
function namesIn(text: string): string {
  const words = text.slice(0, LONGEST_LOOK).match(WORD) ?? [];
  return words.filter((word, at) => /\p{N}/u.test(word) || (at > 0 && /^\p{Lu}/u.test(word))).join(' ');
}

const best = (scores: Float64Array, count: number): number[] =>
  Array.from(scores.keys())
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
    .slice(0, count);

/** Words of the best units that the question does not have: rare ones, from the units that answer it best. */
export function hopTerms(
  index: TermIndex,
  texts: readonly string[],
  first: Float64Array,
  query: ReadonlyMap<number, number>,
): Map<number, number> {
  const collected = new Map<number, number>();
  for (const unit of best(first, HOP_UNITS)) {
    const names = new Set(indexTerms(namesIn(texts[unit] ?? '')));
    const nameNumbers = new Set([...names].map((name) => index.numbers.get(name)));
    for (const term of termsOf(index, unit)) {
      const frequency = index.documentFrequency[term] ?? 0;
      if (query.has(term) || frequency < 2 || frequency > index.texts / 4) continue;
      const weight = (nameNumbers.has(term) ? HOP_NAME_WEIGHT : 1) * (first[unit] ?? 0);
      collected.set(term, (collected.get(term) ?? 0) + weight);
    }
  }
  const value = ([term, weight]: [number, number]) => weight * inverseFrequency(index, term);
  return new Map([...collected].sort((a, b) => value(b) - value(a) || a[0] - b[0]).slice(0, HOP_TERMS));
}

/** Units from which a bridge may start. */
const BRIDGE_SEEDS = 4;

/** Weights by the number of their term: looked up for every word of every unit, where a map would be slow. */
function tableOf(index: TermIndex, weights: ReadonlyMap<number, number>): Float64Array {
  const table = new Float64Array(index.numbers.size);
  for (const [term, weight] of weights) table[term] = weight;
  return table;
}

/** Tells what a unit and its title hold of weighted terms. */
function createWeighing(index: TermIndex): (unit: Unit, at: number, weights: Float64Array) => number {
  /** The unit that a term was last seen in, from 1 on. */
  const seenIn = new Uint32Array(index.numbers.size);
  return ({ title }, at, weights) => {
    let sum = 0;
    for (const term of termsOf(index, at)) {
      sum += weights[term]!;
      seenIn[term] = at + 1;
    }
    if (title < 0) return sum;
    for (const term of termsOf(index, title)) if (seenIn[term] !== at + 1) sum += weights[term]!;
    return sum;
  };
}

/**
 * Second steps of questions whose first step names somebody or something ("the employer of X" is found with X, when it
 * was founded is not): units that hold a name from a unit about X, and a word of the question that the latter does not
 * answer. For each unit the best product of the two over the units to start from.
 */
export function bridgeScores(
  index: TermIndex,
  units: readonly Unit[],
  texts: readonly string[],
  own: Float64Array,
  content: ReadonlySet<number>,
): Float64Array {
  const scores = new Float64Array(units.length);
  const weightIn = createWeighing(index);
  for (const seed of best(own, BRIDGE_SEEDS)) {
    const said = new Set(termsOf(index, seed));
    const open = new Map<number, number>();
    for (const term of content) if (!said.has(term)) open.set(term, inverseFrequency(index, term));
    const bridges = new Map<number, number>();
    for (const name of indexTerms(namesIn(texts[seed] ?? ''))) {
      const term = index.numbers.get(name);
      if (term === undefined || content.has(term)) continue;
      const frequency = index.documentFrequency[term] ?? 0;
      if (frequency >= 2 && frequency <= index.texts / 4) bridges.set(term, inverseFrequency(index, term));
    }
    if (bridges.size === 0 || open.size === 0) continue;
    const strength = own[seed] ?? 0;
    const [bridgeTable, openTable] = [tableOf(index, bridges), tableOf(index, open)];
    units.forEach((unit, at) => {
      if (at === seed) return;
      const bridge = weightIn(unit, at, bridgeTable);
      if (bridge === 0) return;
      const score = strength * bridge * weightIn(unit, at, openTable);
      if (score > (scores[at] ?? 0)) scores[at] = score;
    });
  }
  return scores;
}

/** A word of the question that stands in no more units than this is found where it stands. */
const RARE = 3;

/** 1 for the best unit of each rare word of the question: what nothing else tells of. */
export function soleHolders(
  index: TermIndex,
  scores: Float64Array,
  content: ReadonlySet<number>,
): Float64Array {
  const holders = new Map<number, number>();
  for (let at = 0; at < index.texts; at += 1) {
    for (const term of termsOf(index, at)) {
      if (!content.has(term) || (index.documentFrequency[term] ?? 0) > RARE) continue;
      const known = holders.get(term);
      if (known === undefined || (scores[at] ?? 0) > (scores[known] ?? 0)) holders.set(term, at);
    }
  }
  const sole = new Float64Array(index.texts);
  for (const at of holders.values()) sole[at] = 1;
  return sole;
}
