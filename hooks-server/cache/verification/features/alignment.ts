import type { Analysis, Word } from '../text/analyse.js';
import { matchWords, type MatchKind } from './word-match.js';
import type { WordVectors } from './word-vectors.js';

export interface Pair {
  readonly a: number;
  readonly b: number;
  readonly kind: MatchKind;
}

/** Which word of one text stands for which of the other, and how near the words are in the model's eyes. */
export interface Alignment {
  readonly a: Analysis;
  readonly b: Analysis;
  readonly pairs: readonly Pair[];
  /** Words without a partner, as indices: function words left out. */
  readonly unmatchedA: readonly number[];
  readonly unmatchedB: readonly number[];
  /** Cosine of two words' vectors; 0 where one has none. */
  similarity(a: number, b: number): number;
}

const KINDS: readonly MatchKind[] = ['same', 'typo', 'synonym', 'stem'];

/** Matches each word at most once: surest kind first, then nearest in place, since what stays in place seldom changes roles. */
export function align(a: Analysis, b: Analysis, vectorsA: WordVectors, vectorsB: WordVectors): Alignment {
  const pairs = matchAll(a.words, b.words);
  const taken = { a: new Set(pairs.map((pair) => pair.a)), b: new Set(pairs.map((pair) => pair.b)) };
  const unmatched = (words: readonly Word[], used: ReadonlySet<number>) =>
    words.flatMap((word, index) =>
      (word.kind === 'function' && !word.negation) || used.has(index) ? [] : [index],
    );
  return {
    a,
    b,
    pairs,
    unmatchedA: unmatched(a.words, taken.a),
    unmatchedB: unmatched(b.words, taken.b),
    similarity: createSimilarity(vectorsA, vectorsB),
  };
}

function matchAll(a: readonly Word[], b: readonly Word[]): Pair[] {
  const freeA = new Set(a.keys());
  const freeB = new Set(b.keys());
  const candidates = a.flatMap((wordA, indexA) =>
    b.flatMap((wordB, indexB): Pair[] => {
      if ((wordA.kind === 'function') !== (wordB.kind === 'function') && wordA.lemma !== wordB.lemma)
        return [];
      const kind =
        wordA.kind === 'function'
          ? wordA.lemma === wordB.lemma
            ? 'same'
            : undefined
          : matchWords(wordA, wordB);
      return kind ? [{ a: indexA, b: indexB, kind }] : [];
    }),
  );
  const distance = ({ a: x, b: y }: Pair) => Math.abs(x / a.length - y / b.length);
  candidates.sort((x, y) => KINDS.indexOf(x.kind) - KINDS.indexOf(y.kind) || distance(x) - distance(y));
  return candidates.filter(
    (pair) => freeA.has(pair.a) && freeB.has(pair.b) && freeA.delete(pair.a) && freeB.delete(pair.b),
  );
}

function createSimilarity(vectorsA: WordVectors, vectorsB: WordVectors) {
  const known = new Map<number, number>();
  return (a: number, b: number): number => {
    const key = a * 4_096 + b;
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = cosine(vectorsA[a], vectorsB[b]);
    known.set(key, value);
    return value;
  };
}

function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (!a || !b) return 0;
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a[i]! * b[i]!;
  return sum;
}
