import { coordinators, prepositions, symmetricRelations } from '../language/relations.js';
import type { Analysis, Word } from '../text/analyse.js';
import type { Alignment } from './alignment.js';
import { areSynonyms } from './word-match.js';

/** What became of the order of the words that both texts share. */
export interface OrderFacts {
  /** Share of word pairs that stand the other way round, 0 to 1. */
  readonly inversions: number;
  /** Parts joined by "and" or "or", or on both sides of a symmetric relation, have changed places: nothing changed. */
  readonly neutralSwap: boolean;
  /** Words have taken each other's part: who does what to whom, from where to where. */
  readonly exchanged: boolean;
  /** Words moved in another way. */
  readonly scrambled: boolean;
}

interface Sequence {
  /** Content words that have a partner, in order, as word indices. */
  readonly positions: readonly number[];
  /** For each of them, the place of its partner in the other text's sequence. */
  readonly ranks: readonly number[];
}

/** Compares the order of the shared words. */
export function compareOrder(alignment: Alignment): OrderFacts {
  const sequence = sharedSequence(alignment);
  const { ranks } = sequence;
  const first = ranks.findIndex((rank, index) => rank !== index);
  if (first < 0) return { inversions: 0, neutralSwap: false, exchanged: false, scrambled: false };
  const last = ranks.findLastIndex((rank, index) => rank !== index);
  const kind = classify(alignment, sequence, first, last);
  return {
    inversions: inversionShare(ranks),
    neutralSwap: kind === 'neutral',
    exchanged: kind === 'exchange',
    scrambled: kind === 'scramble',
  };
}

function sharedSequence({ a, pairs }: Alignment): Sequence {
  const content = pairs.filter((pair) => a.words[pair.a]!.kind !== 'function').sort((x, y) => x.a - y.a);
  const byB = [...content].sort((x, y) => x.b - y.b);
  return { positions: content.map((pair) => pair.a), ranks: content.map((pair) => byB.indexOf(pair)) };
}

function inversionShare(ranks: readonly number[]): number {
  let inverted = 0;
  ranks.forEach((rank, i) => {
    for (let j = i + 1; j < ranks.length; j += 1) if (ranks[j]! < rank) inverted += 1;
  });
  return ranks.length < 2 ? 0 : (2 * inverted) / (ranks.length * (ranks.length - 1));
}

type SwapKind = 'neutral' | 'exchange' | 'move' | 'scramble';

function classify(alignment: Alignment, sequence: Sequence, first: number, last: number): SwapKind {
  if (isList(alignment.a, sequence.positions.slice(first, last + 1))) return 'neutral';
  const blocks = findBlocks(sequence.ranks, first, last);
  if (!blocks) return 'scramble';
  const words = (from: number, length: number) =>
    sequence.positions.slice(from, from + length).map((position) => alignment.a.words[position]!);
  const x = words(first, blocks.x);
  const middle = words(first + blocks.x, blocks.middle);
  const y = words(last - blocks.y + 1, blocks.y);
  if (x.length === 1 && y.length === 1 && areSynonyms(x[0]!, y[0]!)) return 'neutral';
  const after = words(last + 1, blocks.middle);
  const before = words(first - blocks.middle, blocks.middle);
  const sameHead = middle.length > 0 && (sameWords(middle, after) || sameWords(middle, before));
  const gap = gapText(alignment.a, sequence.positions, first + blocks.x - 1 + (sameHead ? blocks.middle : 0));
  if ((middle.length === 0 || sameHead) && isJoint(gap)) return 'neutral';
  if (middle.length < 3 && middle.some(isSymmetric)) return 'neutral';
  if (/\b(?:and|or)\b/.test(gap) && precededByBetween(alignment.a, sequence.positions[first]!))
    return 'neutral';
  return middle.length > 0 || rolesChanged(alignment, sequence, first, last) ? 'exchange' : 'move';
}

/** Splits the part that changed into X, middle, Y with X and Y exchanged; undefined when it changed in another way. */
function findBlocks(ranks: readonly number[], first: number, last: number) {
  const length = last - first + 1;
  const segment = ranks.slice(first, last + 1).map((rank) => rank - first);
  for (let x = 1; x < length; x += 1) {
    for (let y = 1; x + y <= length; y += 1) {
      const middle = length - x - y;
      const expected = segment.map((_, i) =>
        i < x ? i + y + middle : i < x + middle ? i - x + y : i - x - middle,
      );
      if (expected.every((rank, i) => rank === segment[i])) return { x, middle, y };
    }
  }
  return undefined;
}

function sameWords(a: readonly Word[], b: readonly Word[]): boolean {
  return a.length === b.length && a.every((word, index) => word.lemma === b[index]!.lemma);
}

function isSymmetric(word: Word): boolean {
  return symmetricRelations.has(word.lower);
}

/** "the difference between X and Y": the relation stands before both. */
function precededByBetween({ words }: Analysis, position: number): boolean {
  return words.slice(Math.max(0, position - 4), position).some((word) => word.lower === 'between');
}

/** What stands between a shared word and the next shared one, lower case. */
function gapText({ folded, words }: Analysis, positions: readonly number[], index: number): string {
  const from = words[positions[index] ?? 0];
  const to = words[positions[index + 1] ?? 0];
  return from && to ? folded.slice(from.offset + from.text.length, to.offset).toLowerCase() : '';
}

const DETERMINERS = /^(?:the|a|an|my|your|his|her|their|our|just|maybe|also|even|only|is|to)$/;

/** Whether a gap only joins: a coordinator or a comma, and no preposition or verb. */
function isJoint(gap: string): boolean {
  const words = gap.match(/[\p{L}&]+/gu) ?? [];
  const joins = words.some((word) => coordinators.has(word)) || /[,/]/.test(gap);
  return joins && words.every((word) => coordinators.has(word) || DETERMINERS.test(word));
}

function isList(a: Analysis, positions: readonly number[]): boolean {
  return (
    positions.length > 1 && positions.slice(0, -1).every((_, index) => isJoint(gapText(a, positions, index)))
  );
}

/** Whether a word that moved stands behind another preposition than before. */
function rolesChanged(
  { a, b, pairs }: Alignment,
  { positions }: Sequence,
  first: number,
  last: number,
): boolean {
  return positions.slice(first, last + 1).some((position) => {
    const partner = pairs.find((pair) => pair.a === position)!.b;
    const [before, after] = [prepositionBefore(a.words, position), prepositionBefore(b.words, partner)];
    return before !== undefined && after !== undefined && before !== after;
  });
}

function prepositionBefore(words: readonly Word[], position: number): string | undefined {
  for (let i = position - 1; i >= 0 && i >= position - 3 && words[i]!.kind === 'function'; i -= 1) {
    if (prepositions.has(words[i]!.lower)) return words[i]!.lower;
  }
  return undefined;
}
