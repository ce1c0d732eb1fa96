import {
  coordinators,
  prepositions,
  symmetricRelations,
  unsegmentedCoordinators,
} from '../language/relations.js';
import type { Analysis, Word } from '../text/analyse.js';
import { CLEAR_TEMPORAL_LINES } from '../language/temporal.js';
import { isCommonWord } from '../language/vocabulary.js';
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
  /** The partners as word indices of the other text, in its order. */
  readonly inB: readonly number[];
}

/** Compares the order of the shared words. */
export function compareOrder(alignment: Alignment): OrderFacts {
  const asWritten = sharedSequence(alignment);
  const inversions = inversionShare(asWritten.ranks);
  const sequence = sortJoined(alignment, asWritten);
  const { ranks } = sequence;
  const first = ranks.findIndex((rank, index) => rank !== index);
  if (first < 0) return { inversions, neutralSwap: inversions > 0, exchanged: false, scrambled: false };
  const last = ranks.findLastIndex((rank, index) => rank !== index);
  const kind = classify(alignment, sequence, first, last);
  return {
    inversions,
    neutralSwap: kind === 'neutral',
    exchanged: kind === 'exchange',
    scrambled: kind === 'scramble',
  };
}

function sharedSequence(alignment: Alignment): Sequence {
  const { a, pairs } = alignment;
  const content = pairs.filter((pair) => a.words[pair.a]!.kind !== 'function').sort((x, y) => x.a - y.a);
  const byB = [...content].sort((x, y) => x.b - y.b);
  return {
    positions: content.map((pair) => pair.a),
    ranks: content.map((pair) => byB.indexOf(pair)),
    inB: byB.map((pair) => pair.b),
  };
}

/** Two neighbours that the same word joins in both texts count as in order, wherever they stand: "TCP and UDP", "UDP and TCP". */
function sortJoined(alignment: Alignment, { positions, ranks, inB }: Sequence): Sequence {
  const { a, b } = alignment;
  const sorted = [...ranks];
  for (let index = 0; index + 1 < sorted.length; index += 1) {
    const [left, right] = [sorted[index]!, sorted[index + 1]!];
    if (left !== right + 1) continue;
    if (!isJoint(gapText(a, positions, index)) || !isJoint(gapText(b, inB, right))) continue;
    if (ownsNext(a, positions[index + 1]!) || ownsNext(b, inB[left]!)) continue;
    if (RESPECTIVELY.test(a.folded) || changesForms(alignment, positions[index]!, positions[index + 1]!))
      continue;
    [sorted[index], sorted[index + 1]] = [right, left];
    index += 1;
  }
  return { positions, ranks: sorted, inB };
}

/** What makes of two lists pairs, so that neither may change its order alone. */
const RESPECTIVELY =
  /\brespectively\b|\bjeweils\b|respectiv(?:amente|ement)|rispettivamente|соответственно|分别|それぞれ|각각/iu;

/** Whether both of two words stand in other forms than in the other text: "Tom und Annas Vater", "Anna und Toms Vater". */
function changesForms({ a, b, pairs }: Alignment, ...positions: readonly number[]): boolean {
  return positions.every((position) => {
    const pair = pairs.find((candidate) => candidate.a === position);
    return pair !== undefined && a.words[position]!.lower !== b.words[pair.b]!.lower;
  });
}

/** Whether what follows belongs to a word alone and not to what is joined to it: "John and Mary's mother". */
function ownsNext({ folded, words }: Analysis, index: number): boolean {
  const { offset, text } = words[index]!;
  return folded.startsWith("'", offset + text.length);
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
  const [start, end] = [sequence.positions[first]!, sequence.positions[last]!];
  if (ownsNext(alignment.a, end) || RESPECTIVELY.test(alignment.a.folded)) return 'exchange';
  if (changesForms(alignment, start, end)) return 'exchange';
  if (isList(alignment.a, sequence, first, last)) return 'neutral';
  const blocks = findBlocks(sequence.ranks, first, last);
  if (!blocks) return 'scramble';
  const words = (from: number, length: number) =>
    sequence.positions.slice(from, from + length).map((position) => alignment.a.words[position]!);
  const x = words(first, blocks.x);
  const middle = words(first + blocks.x, blocks.middle);
  const y = words(last - blocks.y + 1, blocks.y);
  if (x.length === 1 && y.length === 1 && areSynonyms(x[0]!, y[0]!)) return 'neutral';
  if (middle.length === 0 && isTime(x) !== isTime(y)) return 'move';
  if (middle.length === 0) {
    const turned = turnOf(alignment, sequence.positions.slice(first, last + 1), blocks.x);
    if (turned) return turned;
  }
  const after = words(last + 1, blocks.middle);
  const before = words(first - blocks.middle, blocks.middle);
  const sameHead = middle.length > 0 && (sameWords(middle, after) || sameWords(middle, before));
  const gap = gapText(alignment.a, sequence.positions, first + blocks.x - 1 + (sameHead ? blocks.middle : 0));
  if ((middle.length === 0 || sameHead) && isJoint(gap)) return 'neutral';
  if (middle.length < 3 && middle.some(isSymmetric)) return 'neutral';
  if (middle.length === 1 && unsegmentedCoordinators.has(middle[0]!.lower)) return 'neutral';
  if (/\b(?:and|or)\b/.test(gap) && precededByBetween(alignment.a, sequence.positions[first]!))
    return 'neutral';
  const moved = sequence.positions.slice(first, last + 1);
  if (middle.length > 0 && !keepsPart(alignment, moved, blocks)) return 'exchange';
  return rolesChanged(alignment, moved) ? 'exchange' : 'move';
}

/** Prepositions that make of two nouns what the nouns side by side are: "an ep from the eighties", "an eighties ep". */
const GENITIVE = /^ (of|from|in|for|by|on|at)(?: (?:the|an?|my|your))? $/;

/** And those that make one noun the complement of the other: "a pointer to an array", "an array of pointers". */
const COMPLEMENT =
  /^ (of|from|in|for|by|on|at|to|into|about|against|over|under|without)(?: (?:the|an?|my|your))? $/;

/**
 * What it means that two neighbouring blocks stand the other way round: nothing where a preposition joins them in one text and
 * none in the other; another thing where one does in both ("the derivative of a function", "the function of a derivative"), and
 * where they are two nouns in the place of one ("chocolate milk", "milk chocolate").
 */
function turnOf(
  { a, b, pairs }: Alignment,
  positions: readonly number[],
  lengthOfX: number,
): SwapKind | undefined {
  const partner = (index: number) => pairs.find((pair) => pair.a === index)!.b;
  const [endOfX, startOfY] = [positions[lengthOfX - 1]!, positions[lengthOfX]!];
  const [endOfY, startOfX] = [partner(positions.at(-1)!), partner(positions[0]!)];
  const gaps = [gapText(a, [endOfX, startOfY], 0), gapText(b, [endOfY, startOfX], 0)];
  const isAdjacent = (gap: string) => gap === ' ' || gap === '-' || gap === "'s ";
  if (gaps.filter(isAdjacent).length === 1 && gaps.some((gap) => GENITIVE.test(gap))) return 'move';
  const [joinedA, joinedB] = gaps.map((gap) => COMPLEMENT.exec(gap)?.[1]);
  // Behind "with" and "in" are the whole and its part: "a string with quotes", "quotes in a string".
  if (joinedA !== undefined && (joinedA === joinedB || [joinedA, joinedB].sort().join() === 'of,to'))
    return 'exchange';
  if (!gaps.every((gap) => gap === ' ') || positions.length !== 2) return undefined;
  const isNoun = ({ lower, entity, quantity, temporal }: Word) =>
    !entity && !quantity && temporal === undefined && isCommonWord(lower);
  const [before, beforeInB] = [a.words[endOfX - 1], b.words[endOfY - 1]];
  const sameFrame = before !== undefined && before.lower === beforeInB?.lower && before.lower !== 'to';
  return sameFrame && isNoun(a.words[endOfX]!) && isNoun(a.words[startOfY]!) ? 'exchange' : undefined;
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

/** Whether what changed are a list's items, each whole and in its own order, which stand in another order of their own. */
function isList(a: Analysis, { positions, ranks }: Sequence, first: number, last: number): boolean {
  let items = 1;
  for (let index = first; index < last; index += 1) {
    if (isJoint(gapText(a, positions, index))) items += 1;
    else if (ranks[index + 1] !== ranks[index]! + 1) return false;
  }
  return items > 1;
}

/** Whether all words of a block tell a time: when something is asked may be said before or after what. */
function isTime(words: readonly Word[]): boolean {
  return words.some(tellsTime) && words.every((word) => tellsTime(word) || DATE_WORD.test(word.lower));
}

/** What makes a date of the name of a day or a month: its number, or which of them is meant. */
const DATE_WORD = /^(?:\d{1,2}(?:st|nd|rd|th)?,?|(?:19|20)\d\d|next|last|early|late)$/;

function tellsTime({ temporal, quantity, lower }: Word): boolean {
  if (quantity === undefined) return temporal !== undefined && CLEAR_TEMPORAL_LINES.has(temporal);
  return quantity.unit === 'am' || quantity.unit === 'pm' || /^(?:\d{1,2}:\d\d|(?:19|20)\d\d)$/.test(lower);
}

interface Governed {
  readonly inA: string | undefined;
  readonly inB: string | undefined;
}

/** The prepositions in front of a shared word. */
function governorsOf({ a, b, pairs }: Alignment, position: number): Governed {
  const partner = pairs.find((pair) => pair.a === position)!.b;
  return { inA: prepositionBefore(a.words, position), inB: prepositionBefore(b.words, partner) };
}

/** Verbs with which "with" holds one way only: elsewhere what is used, compared or compatible with another is so both ways. */
const REPLACES =
  /\b(?:replac|substitut|swap|exchang|fill|cover|coat|stuff|feed|provid|suppl|treat|cut|mark|wrap|open|kill|hit)\p{L}*\b/iu;

/** Whether a word that moved stands behind the preposition that another of them has given up. */
function rolesChanged(alignment: Alignment, moved: readonly number[]): boolean {
  const bindsWith = REPLACES.test(alignment.a.folded);
  const governed = moved.map((position) => governorsOf(alignment, position));
  return governed.some(
    ({ inA, inB }) =>
      inB !== undefined &&
      inA !== inB &&
      (inB !== 'with' || bindsWith) &&
      governed.some((other) => other.inA === inB && other.inB !== inB) &&
      // In front of a verb "to" is no preposition.
      (inB !== 'to' || inA !== undefined),
  );
}

/** Prepositions that say where, when or for whom wherever their noun stands. */
const ADVERBIAL = /^(?:in|on|at|for|during|from|to|into|under|through|within|across|near)$/;

/**
 * Whether one of two blocks that changed places around others keeps a preposition that the other has not: "the forecast in Rome
 * for snow", "will snow be in Rome". Then neither has taken the other's part.
 */
function keepsPart(
  alignment: Alignment,
  moved: readonly number[],
  { x, y }: { readonly x: number; readonly y: number },
): boolean {
  const [governedX, governedY] = [moved[0]!, moved[moved.length - y]!].map((position) =>
    governorsOf(alignment, position),
  ) as [Governed, Governed];
  const keeps = ({ inA, inB }: Governed, other: Governed) =>
    inA !== undefined && inA === inB && ADVERBIAL.test(inA) && other.inA !== inA && other.inB !== inA;
  return (x < 4 && keeps(governedX, governedY)) || (y < 4 && keeps(governedY, governedX));
}

function prepositionBefore(words: readonly Word[], position: number): string | undefined {
  for (let i = position - 1; i >= 0 && i >= position - 3 && words[i]!.kind === 'function'; i -= 1) {
    if (prepositions.has(words[i]!.lower)) return words[i]!.lower;
  }
  return undefined;
}
