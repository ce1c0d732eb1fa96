import { modals, prepositions, quantifiers } from '../language/relations.js';
import type { Analysis, Word } from '../text/analyse.js';
import { readOnce } from '../text/read-once.js';
import type { Alignment, Pair } from './alignment.js';

/** How much of each text the other has. "Low" and "high" are the smaller and the larger of both sides' values. */
export interface Overlap {
  readonly jaccard: number;
  readonly containmentLow: number;
  readonly containmentHigh: number;
  readonly exactShare: number;
  readonly bigrams: number;
  readonly trigramDice: number;
  readonly unmatchedLow: number;
  readonly unmatchedHigh: number;
  readonly lightUnmatched: number;
  readonly functionUnmatched: number;
  readonly prepositionsUnmatched: number;
  readonly quantifiersUnmatched: number;
  readonly modalsUnmatched: number;
  readonly lengthDifference: number;
  readonly length: number;
}

/** Counts shared and lone words; a light word counts a third of a content word. */
export function measureOverlap(alignment: Alignment): Overlap {
  const { a, b, pairs, unmatchedA, unmatchedB } = alignment;
  const total = { a: weigh(a.words), b: weigh(b.words) };
  const lone = { a: weigh(pick(a, unmatchedA)), b: weigh(pick(b, unmatchedB)) };
  const shared = (total.a - lone.a + total.b - lone.b) / 2;
  const contained = [total.a ? 1 - lone.a / total.a : 1, total.b ? 1 - lone.b / total.b : 1];
  const loneFunction = loneFunctionWords(alignment);
  const isContent = (word: Word) => word.kind === 'content';
  const contentLone = [
    pick(a, unmatchedA).filter(isContent).length,
    pick(b, unmatchedB).filter(isContent).length,
  ];
  const among = (words: ReadonlySet<string>) => loneFunction.filter(({ lower }) => words.has(lower)).length;
  return {
    jaccard: shared / Math.max(1e-6, total.a + total.b - shared),
    containmentLow: Math.min(...contained),
    containmentHigh: Math.max(...contained),
    exactShare:
      pairs.filter((pair) => isExact(alignment, pair)).length /
      Math.max(1, Math.max(a.words.length, b.words.length)),
    bigrams: dice(bigrams(a), bigrams(b)),
    trigramDice: dice(trigrams(a), trigrams(b)),
    unmatchedLow: Math.min(...contentLone),
    unmatchedHigh: Math.max(...contentLone),
    lightUnmatched: unmatchedA.length + unmatchedB.length - contentLone[0]! - contentLone[1]!,
    functionUnmatched: loneFunction.length,
    prepositionsUnmatched: among(prepositions),
    quantifiersUnmatched: among(quantifiers),
    modalsUnmatched: among(modals),
    lengthDifference: Math.abs(a.words.length - b.words.length),
    length: Math.max(a.words.length, b.words.length),
  };
}

function weigh(words: readonly Word[]): number {
  return words.reduce((sum, { kind }) => sum + (kind === 'content' ? 1 : kind === 'light' ? 0.33 : 0), 0);
}

function pick({ words }: Analysis, indices: readonly number[]): Word[] {
  return indices.map((index) => words[index]!);
}

function isExact({ a, b }: Alignment, pair: Pair): boolean {
  return pair.kind === 'same' && a.words[pair.a]!.lower === b.words[pair.b]!.lower;
}

function loneFunctionWords({ a, b, pairs }: Alignment): Word[] {
  const inA = new Set(pairs.map((pair) => pair.a));
  const inB = new Set(pairs.map((pair) => pair.b));
  const lone = (words: readonly Word[], paired: ReadonlySet<number>) =>
    words.filter((word, index) => word.kind === 'function' && !paired.has(index));
  return [...lone(a.words, inA), ...lone(b.words, inB)];
}

const bigrams = readOnce(({ words }: Analysis): readonly string[] =>
  words.slice(1).map((word, index) => `${words[index]!.lemma} ${word.lemma}`),
);

const UTF16_UNITS = 0x10000;

/** All runs of three UTF-16 units as numbers, which are faster to count than strings. */
const trigrams = readOnce(({ folded }: Analysis): readonly number[] => {
  const text = `  ${folded
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
  const runs: number[] = [];
  for (let index = 0; index + 2 < text.length; index += 1) {
    const [first, second, third] = [
      text.charCodeAt(index),
      text.charCodeAt(index + 1),
      text.charCodeAt(index + 2),
    ];
    runs.push((first * UTF16_UNITS + second) * UTF16_UNITS + third);
  }
  return runs;
});

/** Twice the shared part over the sum, counting repetitions (Dice's coefficient). */
function dice<Item>(a: readonly Item[], b: readonly Item[]): number {
  if (a.length + b.length === 0) return 1;
  const counts = new Map<Item, number>();
  for (const item of a) counts.set(item, (counts.get(item) ?? 0) + 1);
  let shared = 0;
  for (const item of b) {
    const left = counts.get(item) ?? 0;
    if (left > 0) {
      shared += 1;
      counts.set(item, left - 1);
    }
  }
  return (2 * shared) / (a.length + b.length);
}
