import type { Analysis } from '../text/analyse.js';
import { readOnce } from '../text/read-once.js';
import type { Alignment } from './alignment.js';

/** How well the words of each text find a likeness in the other, by their vectors. */
export interface Nearness {
  readonly meanLow: number;
  readonly meanHigh: number;
  readonly lowest: number;
  readonly secondLowest: number;
  /** The same, of words without a partner only; 1 where there are none. */
  readonly loneLowest: number;
  readonly loneMeanLow: number;
  readonly loneMeanHigh: number;
  /** Of pairs that match by their letters: a word in another sense is far from itself. */
  readonly pairedMean: number;
  readonly pairedLowest: number;
}

/** Best match of each word (function words left out) in the other text, in both directions. */
export function measureNearness(alignment: Alignment): Nearness {
  const { a, b, unmatchedA, unmatchedB } = alignment;
  const indicesA = meaningful(a);
  const indicesB = meaningful(b);
  const bestA = indicesA.map((i) => best(indicesB.map((j) => alignment.similarity(i, j))));
  const bestB = indicesB.map((j) => best(indicesA.map((i) => alignment.similarity(i, j))));
  const sorted = [...bestA, ...bestB].sort((x, y) => x - y);
  const loneA = bestA.filter((_, k) => unmatchedA.includes(indicesA[k]!));
  const loneB = bestB.filter((_, k) => unmatchedB.includes(indicesB[k]!));
  const paired = alignment.pairs
    .filter((pair) => a.words[pair.a]!.kind !== 'function')
    .map((pair) => alignment.similarity(pair.a, pair.b));
  const means = [mean(bestA), mean(bestB)];
  const loneMeans = [mean(loneA), mean(loneB)];
  return {
    meanLow: Math.min(...means),
    meanHigh: Math.max(...means),
    lowest: sorted[0] ?? 1,
    secondLowest: sorted[1] ?? 1,
    loneLowest: Math.min(1, ...loneA, ...loneB),
    loneMeanLow: Math.min(...loneMeans),
    loneMeanHigh: Math.max(...loneMeans),
    pairedMean: mean(paired),
    pairedLowest: Math.min(1, ...paired),
  };
}

const meaningful = readOnce(({ words }: Analysis): readonly number[] =>
  words.flatMap((word, index) => (word.kind === 'function' ? [] : [index])),
);

function best(values: readonly number[]): number {
  return Math.max(0, ...values);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 1 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
