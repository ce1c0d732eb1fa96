import { synonymLines } from '../language/synonyms.js';
import { REAL_WORD_SWAPS } from '../language/spelling.js';
import { sharesStem } from '../text/lemma.js';
import type { Word } from '../text/analyse.js';
import { readOnce } from '../text/read-once.js';

/** How two words can mean the same without a look at their context, best first. */
export type MatchKind = 'same' | 'typo' | 'synonym' | 'stem';

/** Why `a` may stand for `b`, or undefined. Quantities and names only ever match themselves (names: or a typing error). */
export function matchWords(a: Word, b: Word): MatchKind | undefined {
  if (a.quantity || b.quantity) return sameQuantity(a, b) ? 'same' : undefined;
  if (a.lemma === b.lemma) return 'same';
  if (isTypo(a, b)) return 'typo';
  if (a.entity && b.entity) return undefined;
  if (areSynonyms(a, b)) return 'synonym';
  return !a.entity && !b.entity && sharesStem(a.lemma, b.lemma) ? 'stem' : undefined;
}

function sameQuantity(a: Word, b: Word): boolean {
  if (!a.quantity || !b.quantity || a.quantity.value !== b.quantity.value) return false;
  return !a.quantity.unit || !b.quantity.unit || a.quantity.unit === b.quantity.unit;
}

/** Whether a line of the synonym lexicon holds both words. */
export function areSynonyms(a: Word, b: Word): boolean {
  const linesOfB = senses(b);
  return senses(a).some((line) => linesOfB.includes(line));
}

const senses = readOnce(
  ({ lower, lemma }: Word): readonly number[] =>
    synonymLines.get(lower) ?? synonymLines.get(lemma) ?? synonymLines.get(`${lemma}e`) ?? [],
);

/** Digits; marks, which are the vowels of their scripts; and scripts without blanks, whose "words" are whole sentences. */
const NEVER_TYPED_WRONG = /[\d\p{M}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/**
 * Whether one word is a slip of the fingers of the other: two neighbouring letters swapped, or in words of six letters
 * and more one letter too many or too few. Another letter in a place ("gas", "gap") is rather another word.
 */
function isTypo(a: Word, b: Word): boolean {
  const [x, y] = [a.lower, b.lower];
  if (x === y || Math.abs(x.length - y.length) > 1 || NEVER_TYPED_WRONG.test(x + y)) return false;
  if (x.length === y.length) return isSwap(x, y) && !REAL_WORD_SWAPS.has(`${x}/${y}`);
  const [short, long] = x.length < y.length ? [x, y] : [y, x];
  return short.length >= 6 && !/s$/.test(long) && isOneLetterLonger(short, long);
}

/** Whether two strings of the same length differ in one swap of neighbouring characters. */
export function isSwap(x: string, y: string): boolean {
  let at = 0;
  while (at < x.length && x[at] === y[at]) at += 1;
  return (
    x[at] === y[at + 1] && x[at + 1] === y[at] && x[at] !== x[at + 1] && x.slice(at + 2) === y.slice(at + 2)
  );
}

function isOneLetterLonger(short: string, long: string): boolean {
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  return at > 0 && short.slice(at) === long.slice(at + 1);
}
