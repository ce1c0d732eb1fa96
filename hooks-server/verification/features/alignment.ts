import type { Analysis, Word } from '../text/analyse.js';
import { readOnce } from '../text/read-once.js';
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
  /** Cosine of two words' vectors. */
  similarity(a: number, b: number): number;
}

const KINDS: readonly MatchKind[] = ['same', 'typo', 'synonym', 'stem'];

/** Matches each word at most once: surest kind first, then nearest in place, since what stays in place seldom changes roles. */
export function align(a: Analysis, b: Analysis, vectorsA: WordVectors, vectorsB: WordVectors): Alignment {
  const pairs = matchAll(a, b);
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
    similarity: createSimilarity(vectorsA, vectorsB, b.words.length),
  };
}

function matchAll(textA: Analysis, textB: Analysis): Pair[] {
  const [a, b] = [textA.words, textB.words];
  const free = { a: new Set(a.keys()), b: new Set(b.keys()) };
  const scale = { a: Math.max(1, a.length), b: Math.max(1, b.length) };
  const distance = (pair: Pair) => Math.abs(pair.a / scale.a - pair.b / scale.b);
  const take = (candidates: Pair[]): Pair[] =>
    candidates
      .sort(
        (x, y) =>
          KINDS.indexOf(x.kind) - KINDS.indexOf(y.kind) ||
          distance(x) - distance(y) ||
          x.a - y.a ||
          x.b - y.b,
      )
      .filter(
        (pair) => free.a.has(pair.a) && free.b.has(pair.b) && free.a.delete(pair.a) && free.b.delete(pair.b),
      );
  const same = take(samePairs(textA, textB));
  return [...same, ...take(similarPairs(a, b, free))];
}

/** Occurrences of one word up to which each is weighed against each; beyond, only against those of about its own rank. */
const FEW_OCCURRENCES = 8;

/** Pairs of the same word, found by its lemma: most words of near texts are paired here. */
function samePairs({ words: a }: Analysis, textB: Analysis): Pair[] {
  const places = placesOf(textB);
  const ranks = new Map<string, number>();
  const pairs: Pair[] = [];
  for (const [index, word] of a.entries()) {
    const key = keyOf(word);
    const rank = ranks.get(key) ?? 0;
    ranks.set(key, rank + 1);
    for (const place of near(places.get(key) ?? [], rank))
      if (!word.quantity || matchWords(word, textB.words[place]!) === 'same')
        pairs.push({ a: index, b: place, kind: 'same' });
  }
  return pairs;
}

const keyOf = readOnce((word: Word): string => (word.quantity ? `# ${word.quantity.value}` : word.lemma));

/** Where each word of a text stands. */
const placesOf = readOnce(({ words }: Analysis): ReadonlyMap<string, readonly number[]> => {
  const places = new Map<string, number[]>();
  words.forEach((word, index) => pushTo(places, keyOf(word), index));
  return places;
});

/** A text of one word over and over has as many pairs as the square of its length; most could never be the nearest. */
function near(places: readonly number[], rank: number): readonly number[] {
  if (places.length <= FEW_OCCURRENCES) return places;
  return places.slice(Math.max(0, rank - FEW_OCCURRENCES / 2), rank + FEW_OCCURRENCES / 2);
}

function pushTo(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Pairs of different words with content that can stand for each other, among those still free. */
function similarPairs(
  a: readonly Word[],
  b: readonly Word[],
  free: { a: ReadonlySet<number>; b: ReadonlySet<number> },
): Pair[] {
  const left = [...free.a].filter((index) => a[index]!.kind !== 'function');
  const right = [...free.b].filter((index) => b[index]!.kind !== 'function');
  return left.flatMap((x) =>
    right.flatMap((y): Pair[] => {
      const kind = matchWords(a[x]!, b[y]!);
      return kind ? [{ a: x, b: y, kind }] : [];
    }),
  );
}

/** Cosines of two texts' words, each computed once. `length` is the number of words of the second. */
export function createSimilarity(vectorsA: WordVectors, vectorsB: WordVectors, length: number) {
  const known: (number | undefined)[] = [];
  return (a: number, b: number): number => (known[a * length + b] ??= cosine(vectorsA(a), vectorsB(b)));
}

function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a[i]! * b[i]!;
  return sum;
}
