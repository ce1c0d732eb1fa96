import { normaliseUnicode } from '../../unicode.js';
import { createSpanTable, hashSpan, unitsOf } from './span-table.js';
import { stem } from './stem.js';

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const WORD_HERE = /[\p{L}\p{M}\p{N}]+/uy;

/** Scripts written without blanks between words (or, like Korean, with particles glued on): taken as character pairs. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}]/u;
const UNSPACED_RUN =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}]+|[^\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}]+/gu;

/** The lowest code unit of an unspaced script (Thai); lets most words skip the slower test. */
const FIRST_UNSPACED = 0x0e00;

/** A stretch of letters and digits longer than this is data (base64, hashes), of which the start identifies it. */
const LONGEST_WORD = 64;

function pairs(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return [run];
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`);
}

function termsOf(word: string): readonly string[] {
  if (word.length > LONGEST_WORD && !UNSPACED.test(word)) return [word.slice(0, LONGEST_WORD)];
  const folded = normaliseUnicode(word, 'NFKD')
    .replace(/[\u0300-\u036f]+/g, '')
    .normalize('NFC')
    .toLowerCase();
  if (folded === '') return [];
  const first = folded.charCodeAt(0);
  const plain = first < FIRST_UNSPACED && !UNSPACED.test(folded);
  if (plain) return [stem(folded)];
  return (folded.match(UNSPACED_RUN) ?? []).flatMap((run) => (UNSPACED.test(run) ? pairs(run) : [stem(run)]));
}

/**
 * The index terms of a text, in order and with repetitions: words split at everything that is neither letter, mark
 * nor digit, case and accents folded, endings cut; character pairs for scripts without word boundaries (the usual
 * indexing of Chinese and Japanese, e.g. Lucene's CJKBigramFilter).
 */
export function indexTerms(text: string): string[] {
  return (text.match(WORD) ?? []).flatMap(termsOf);
}

/** Words remembered with their terms, and their length together; forgotten all at once when there are more. */
const REMEMBERED_WORDS = 50_000;
const REMEMBERED_UNITS = 500_000;
const REMEMBERED_TERMS = 100_000;

const FIRST_BEYOND_ASCII = 128;
const IS_WORD = Uint8Array.from({ length: FIRST_BEYOND_ASCII }, (_, unit) =>
  Number(/[a-z0-9]/i.test(String.fromCharCode(unit))),
);

/** End of the word that starts at `at`, or `at` when none does. ASCII by hand, the rest by the pattern. */
function wordEnd(text: string, units: Uint16Array, at: number): number {
  let end = at;
  while (end < units.length && IS_WORD[units[end] ?? 0] === 1) end += 1;
  if (end >= units.length || (units[end] ?? 0) < FIRST_BEYOND_ASCII) return end;
  WORD_HERE.lastIndex = at;
  return WORD_HERE.test(text) ? WORD_HERE.lastIndex : at;
}

/** Units of the character at `at`: two for a surrogate pair. */
function characterLength(units: Uint16Array, at: number): number {
  const isPair = ((units[at] ?? 0) & 0xfc00) === 0xd800 && ((units[at + 1] ?? 0) & 0xfc00) === 0xdc00;
  return isPair ? 2 : 1;
}

/**
 * An index term with room for the number it has in one index, so that numbering a text's terms takes no look-up by
 * string. `index` says which index `number` is of.
 */
export interface NumberedTerm {
  readonly term: string;
  index: number;
  number: number;
}

/** Reads words of many texts as lists of index terms; the lists of the words it has seen are the same arrays again. */
export interface WordReader {
  /** Calls `each` with the terms of every word of the text, in order. Equal terms may be several objects. */
  read(text: string, each: (terms: readonly NumberedTerm[]) => void): void;
}

function createWordReader(): WordReader {
  const remembered = createSpanTable(REMEMBERED_WORDS, REMEMBERED_UNITS);
  const interned = new Map<string, NumberedTerm>();
  let lists: (readonly NumberedTerm[])[] = [];
  const intern = (term: string): NumberedTerm => {
    const known = interned.get(term) ?? { term, index: -1, number: -1 };
    if (interned.size < REMEMBERED_TERMS) interned.set(term, known);
    return known;
  };
  const listOf = (text: string, units: Uint16Array, start: number, end: number) => {
    if (end - start > LONGEST_WORD) return termsOf(text.slice(start, end)).map(intern);
    const hash = hashSpan(units, start, end);
    const known = remembered.find(units, start, end, hash);
    if (known >= 0) return lists[known] ?? [];
    const terms = termsOf(text.slice(start, end)).map(intern);
    const hasRoom = lists.length < 2 * REMEMBERED_WORDS;
    if (hasRoom && remembered.add(units, start, end, hash, lists.length)) {
      lists.push(terms);
    } else {
      remembered.clear();
      interned.clear();
      lists = [];
    }
    return terms;
  };
  return {
    read(text, each) {
      const units = unitsOf(text);
      for (let at = 0; at < units.length;) {
        const end = wordEnd(text, units, at);
        if (end > at) each(listOf(text, units, at, end));
        at = end > at ? end : at + characterLength(units, at);
      }
    },
  };
}

/** The words of one thread's texts. */
export const words: WordReader = createWordReader();
