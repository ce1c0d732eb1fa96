import { editDistance } from '../../edit-distance.js';
import type { Alignment, Pair } from '../features/alignment.js';
import { withoutAccents } from '../features/lookalikes.js';
import { isSwap } from '../features/word-match.js';
import { mentions } from '../language/mentions.js';
import { productNames } from '../language/names.js';
import { determiners, namingWords } from '../language/naming.js';
import { places } from '../language/places.js';
import { isCommonWord, isKnownWord } from '../language/vocabulary.js';
import type { Analysis, Word } from '../text/analyse.js';
import { readOnce } from '../text/read-once.js';
import { sharesStem } from '../text/lemma.js';
import { isEnglish } from './reading.js';

/**
 * Whether words were paired as typing errors or inflections of each other that may be two names: both are common words
 * (payer, payee), or neither is (hostalpha, hostalphb; apigw, apigws), or they stand where a name stands (table user,
 * table users).
 */
export function spellingDiffers(alignment: Alignment): boolean {
  const { a, b, pairs } = alignment;
  const english = isEnglish(a) && isEnglish(b);
  if (mentionsAnother(a, b)) return true;
  if (swapsNames(alignment, english)) return true;
  return pairs.some((pair) => {
    const [x, y] = [a.words[pair.a]!, b.words[pair.b]!];
    if (x.lower === y.lower || x.quantity || y.quantity || x.kind === 'function') return false;
    if (x.temporal !== undefined && x.temporal === y.temporal) return false;
    if (isAgentAndPatient(x.lower, y.lower)) return true;
    if (pair.kind === 'typo') return isDoubtfulTypo(x, y, english);
    if (pair.kind === 'same' || pair.kind === 'stem')
      return english && (isUnknownForm(alignment, pair) || isName(a, pair.a) || isName(b, pair.b));
    return false;
  });
}

/** Whether both texts ask about a word itself, and not about the same one: affect and effect, necessary and necessarily. */
function mentionsAnother(a: Analysis, b: Analysis): boolean {
  const [x, y] = [mentioned(a), mentioned(b)];
  return x !== undefined && y !== undefined && x !== y;
}

const mentioned = readOnce(({ lower }: Analysis): string | undefined => {
  for (const pattern of mentions) {
    const word = pattern.exec(lower)?.groups?.['word'];
    if (word !== undefined && !POINTING.test(word)) return word;
  }
  return undefined;
});

/** Words that stand for what was said: "what does that mean". */
const POINTING =
  /^(?:it|this|that|these|those|das|dies|es|esto|eso|ello|cela|ça|ceci|questo|ciò|isso|isto|dit|dat|to|bu|это)$/u;

/** Words of the one text alone and of the other alone: neither is common, so that each may be a name; or payer and payee. */
function swapsNames({ a, b, unmatchedA, unmatchedB }: Alignment, english: boolean): boolean {
  const rare = ({ kind, quantity, lower }: Word) =>
    english && kind === 'content' && !quantity && /^\p{L}{2,}$/u.test(lower) && !isCommonWord(lower);
  return unmatchedA.some((i) =>
    unmatchedB.some((j) => {
      const [x, y] = [a.words[i]!, b.words[j]!];
      return (
        isAgentAndPatient(x.lower, y.lower) ||
        (rare(x) && rare(y)) ||
        (english && isName(a, i) && isName(b, j))
      );
    }),
  );
}

/**
 * Whether a word of the one text alone and one of the other differ in a letter or two, both words (ethanol, methanol) or both
 * names (John, Jon): a slip of the fingers makes of a word none.
 */
export function swapsLookalikes({ a, b, unmatchedA, unmatchedB }: Alignment): boolean {
  if (!isEnglish(a) || !isEnglish(b)) return false;
  return unmatchedA.some((i) => unmatchedB.some((j) => areLookalikes(a.words[i]!, b.words[j]!)));
}

function areLookalikes(x: Word, y: Word): boolean {
  if (x.kind !== 'content' || y.kind !== 'content' || x.quantity || y.quantity) return false;
  // An accent that is left out in typing makes no other English word.
  if (isForm(x, y) || withoutAccents(x) === withoutAccents(y)) return false;
  const length = Math.max(x.lower.length, y.lower.length);
  const changed = editDistance(x.lower, y.lower);
  // Another letter in so short a word makes another of it, and names are short: sh and zsh, vi and vim.
  if (length <= SHORT_WORD) return changed === 1;
  const bothKnown = isKnownWord(x.lower) && isKnownWord(y.lower);
  return (bothKnown || (x.entity && y.entity)) && changed <= Math.min(2, Math.floor(length / 4));
}

const SHORT_WORD = 4;
const ENDING = /^(?:e?s|e?d|e?r|e?st|ly|y|ing)$/;

/** Forms of one word: "white" and "whiter". */
function isForm(x: Word, y: Word): boolean {
  const [short, long] = x.lower.length < y.lower.length ? [x.lower, y.lower] : [y.lower, x.lower];
  if (long.startsWith(short) && ENDING.test(long.slice(short.length))) return true;
  return sharesStem(x.lemma, y.lemma);
}

/** Who does it and to whom it is done: payer and payee, lessor and lessee. */
function isAgentAndPatient(x: string, y: string): boolean {
  const [ends, other] = /ees?$/.test(x) ? [x, y] : [y, x];
  const stem = ends.replace(/ees?$/, '');
  return stem !== ends && stem.length >= 3 && new RegExp(`^${stem}(?:er|or)s?$`).test(other);
}

/** A typing error turns a common word into none. Elsewhere than in English an ending is rather an inflection. */
function isDoubtfulTypo(x: Word, y: Word, english: boolean): boolean {
  if (isSlipOfName(x.lower, y.lower) || isSlipOfName(y.lower, x.lower)) return false;
  if (!english && (isEnding(x.lower, y.lower) || isSwap(x.lower, y.lower) || isDoubled(x.lower, y.lower)))
    return false;
  if (english && isKnownWord(x.lower) && isKnownWord(y.lower)) return true;
  return isCommonWord(x.lower) === isCommonWord(y.lower);
}

/** A slip inside a name of a place or product that everybody knows, which makes no word: "Bosotn", "Mastercrd". */
function isSlipOfName(name: string, typed: string): boolean {
  if (name.length < 6 || !(places.has(name) || productNames.has(name))) return false;
  return !isKnownWord(typed) && name[0] === typed[0] && name.at(-1) === typed.at(-1);
}

/** One letter typed twice. */
function isDoubled(x: string, y: string): boolean {
  const once = (word: string) => word.replace(/(\p{L})\1+/gu, '$1');
  return once(x) === once(y);
}

function isEnding(x: string, y: string): boolean {
  return x.startsWith(y) || y.startsWith(x) || x.slice(0, -1) === y.slice(0, -1);
}

/** Two forms of a word that is not common. With "a" before one of them it is an ordinary noun all the same. */
function isUnknownForm({ a, b }: Alignment, pair: Pair): boolean {
  const [x, y] = [a.words[pair.a]!, b.words[pair.b]!];
  if (isCommonWord(x.lower) || isCommonWord(y.lower) || x.known || y.known) return false;
  if (sameApartFromSigns(x.lower, y.lower)) return false;
  return !hasArticle(a, pair.a) && !hasArticle(b, pair.b);
}

function sameApartFromSigns(x: string, y: string): boolean {
  const letters = (word: string) => word.replace(/[^\p{L}\p{N}]/gu, '');
  return letters(x) === letters(y);
}

function hasArticle({ words }: Analysis, index: number): boolean {
  return words.slice(Math.max(0, index - 3), index).some(({ lower }) => lower === 'a' || lower === 'an');
}

/** Whether a word stands where a name does: behind "table", "group" or "the word", without an article before those. */
function isName({ words }: Analysis, index: number): boolean {
  const [before, earlier] = [words[index - 1], words[index - 2]];
  if (!before || !namingWords.has(before.lower)) return false;
  if (/^(?:word|term|verb)$/.test(before.lower)) return true;
  return earlier === undefined || (earlier.kind === 'function' && !determiners.has(earlier.lower));
}
