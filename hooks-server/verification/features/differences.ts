import type { Word } from '../text/analyse.js';
import type { Alignment } from './alignment.js';

/** The places where two texts part, read side by side. */
export interface Differences {
  /** Places where each text has content of its own. */
  readonly substitutions: number;
  /** Places where only one text has content. */
  readonly insertions: number;
  /** Nearness of the words that replace each other: the least and the mean; 1 without a substitution. */
  readonly substitutionLowest: number;
  readonly substitutionMean: number;
  /** The only difference is one content word for one other. */
  readonly singleSubstitution: boolean;
  /** The only difference is content that one text has more. */
  readonly onlyInsertion: boolean;
  /** Mean length of lone content words, in letters: rare words are long. */
  readonly loneLength: number;
}

interface Hunk {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

/** Finds the differences between the words that keep their order. */
export function findDifferences(alignment: Alignment): Differences {
  const { a, b } = alignment;
  const hunks = readHunks(alignment).map(({ a: inA, b: inB }) => ({
    a: inA.filter((index) => isLoneContent(a.words[index]!, alignment.unmatchedA, index)),
    b: inB.filter((index) => isLoneContent(b.words[index]!, alignment.unmatchedB, index)),
  }));
  const substitutions = hunks.filter((hunk) => hunk.a.length > 0 && hunk.b.length > 0);
  const insertions = hunks.filter((hunk) => hunk.a.length > 0 !== hunk.b.length > 0);
  const likeness = substitutions.map((hunk) => hunkSimilarity(alignment, hunk));
  const only = substitutions.length === 1 && insertions.length === 0 ? substitutions[0] : undefined;
  const lone = hunks.flatMap((hunk) => [
    ...hunk.a.map((i) => a.words[i]!),
    ...hunk.b.map((i) => b.words[i]!),
  ]);
  return {
    substitutions: substitutions.length,
    insertions: insertions.length,
    substitutionLowest: Math.min(1, ...likeness),
    substitutionMean: likeness.length ? likeness.reduce((sum, value) => sum + value, 0) / likeness.length : 1,
    singleSubstitution: only !== undefined && only.a.length === 1 && only.b.length === 1,
    onlyInsertion: substitutions.length === 0 && insertions.length > 0,
    loneLength: lone.length ? lone.reduce((sum, word) => sum + word.lower.length, 0) / lone.length : 0,
  };
}

function isLoneContent(word: Word, unmatched: readonly number[], index: number): boolean {
  return word.kind === 'content' && unmatched.includes(index);
}

/** Walks along the pairs that keep the order; what lies between two of them is a hunk. */
function readHunks({ a, b, pairs }: Alignment): Hunk[] {
  const kept = longestIncreasing(
    [...pairs].sort((x, y) => x.a - y.a).map((pair) => [pair.a, pair.b] as const),
  );
  const hunks: Hunk[] = [];
  let [lastA, lastB] = [-1, -1];
  for (const [nextA, nextB] of [...kept, [a.words.length, b.words.length] as const]) {
    hunks.push({ a: between(lastA, nextA), b: between(lastB, nextB) });
    [lastA, lastB] = [nextA, nextB];
  }
  return hunks;
}

function between(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from - 1) }, (_, index) => from + 1 + index);
}

/** The longest row of pairs that increase on both sides; quadratic, for texts of at most some hundred words. */
function longestIncreasing(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const lengths: number[] = [];
  const before: number[] = [];
  pairs.forEach(([, b], i) => {
    let [length, previous] = [1, -1];
    for (let j = 0; j < i; j += 1) {
      if (pairs[j]![1] < b && lengths[j]! + 1 > length) [length, previous] = [lengths[j]! + 1, j];
    }
    lengths.push(length);
    before.push(previous);
  });
  const row: (readonly [number, number])[] = [];
  for (let i = lengths.indexOf(Math.max(0, ...lengths)); i >= 0; i = before[i]!) row.unshift(pairs[i]!);
  return row;
}

/** How near the words are that stand for each other: mean of each side's best matches. */
function hunkSimilarity(alignment: Alignment, { a, b }: Hunk): number {
  const best = [
    ...a.map((i) => Math.max(...b.map((j) => alignment.similarity(i, j)))),
    ...b.map((j) => Math.max(...a.map((i) => alignment.similarity(i, j)))),
  ];
  return best.reduce((sum, value) => sum + value, 0) / best.length;
}
