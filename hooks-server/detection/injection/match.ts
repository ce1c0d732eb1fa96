import type { Concept } from './concepts.js';
import type { Words } from './tokens.js';

/** One place of a rule: any of some concepts, at most `gap` words after the place before. */
export interface Step {
  readonly concepts: readonly Concept[];
  readonly gap: number;
}

/** A run of words that satisfied a rule: word numbers, the last one included. */
export interface Hit {
  readonly first: number;
  readonly last: number;
}

/** At most so many hits of one rule are looked at in one text. */
const MAXIMUM_HITS = 8;

/**
 * Where the steps stand one after another, in one sentence. For each first word the nearest continuation is taken, by
 * binary search, so that the cost grows with n log n of the words whatever the text.
 */
export function findSequence(words: Words, steps: readonly Step[]): readonly Hit[] {
  // Before anything is made: most of hundreds of rules end here.
  if (!mayHold(words, steps)) return NO_HITS;
  const [head, ...rest] = steps;
  if (!head) return NO_HITS;
  const hits: Hit[] = [];
  for (const concept of head.concepts) {
    for (const first of words.positions.get(concept) ?? []) {
      const last = follow(words, rest, first);
      if (last !== undefined) hits.push({ first, last });
      if (hits.length >= MAXIMUM_HITS) return hits;
    }
  }
  return hits;
}

const NO_HITS: readonly Hit[] = [];

/** Whether each step has a word. */
function mayHold(words: Words, steps: readonly Step[]): boolean {
  for (const { concepts } of steps) if (!hasAny(words, concepts)) return false;
  return true;
}

function hasAny({ positions }: Words, concepts: readonly Concept[]): boolean {
  for (const concept of concepts) if (positions.has(concept)) return true;
  return false;
}

function follow(words: Words, steps: readonly Step[], first: number): number | undefined {
  let at = first;
  for (const step of steps) {
    const next = nearest(words, step.concepts, at, step.gap);
    if (next === undefined || words.sentences[next] !== words.sentences[first]) return undefined;
    at = next;
  }
  return at;
}

/** The nearest word after `at` with one of the concepts, at most `gap` words between them. */
function nearest(words: Words, concepts: readonly Concept[], at: number, gap: number): number | undefined {
  let best: number | undefined;
  for (const concept of concepts) {
    const list = words.positions.get(concept);
    if (!list) continue;
    const position = list[firstAfter(list, at)];
    if (position !== undefined && position - at - 1 <= gap && (best === undefined || position < best))
      best = position;
  }
  return best;
}

/** Index of the first entry greater than `value` in a rising list. */
function firstAfter(list: readonly number[], value: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether one of the concepts stands among the `distance` words before `index`, in the same sentence. */
export function precededBy(words: Words, concept: Concept, index: number, distance: number): boolean {
  const list = words.positions.get(concept);
  if (!list) return false;
  const before = list[firstAfter(list, index - 1) - 1];
  return (
    before !== undefined && index - before <= distance && words.sentences[before] === words.sentences[index]
  );
}

/** Whether one of the concepts stands among the `distance` words after `index`, in the same sentence. */
export function followedBy(words: Words, concept: Concept, index: number, distance: number): boolean {
  const list = words.positions.get(concept);
  const after = list?.[firstAfter(list, index)];
  return (
    after !== undefined && after - index <= distance && words.sentences[after] === words.sentences[index]
  );
}
