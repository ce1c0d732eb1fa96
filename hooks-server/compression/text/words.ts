import { stem } from './stem.js';

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Scripts written without blanks between words (or, like Korean, with particles glued on): taken as character pairs. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}]/u;
const UNSPACED_RUN =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}]+|[^\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}]+/gu;

/** The lowest code unit of an unspaced script (Thai); lets most words skip the slower test. */
const FIRST_UNSPACED = 0x0e00;

/** A stretch of letters and digits longer than this is data (base64, hashes), of which the start identifies it. */
const LONGEST_WORD = 64;

/** Words remembered with their terms; forgotten all at once when there are more. */
const REMEMBERED_WORDS = 50_000;
const remembered = new Map<string, readonly string[]>();

function pairs(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return [run];
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`);
}

function termsOf(word: string): readonly string[] {
  if (word.length > LONGEST_WORD && !UNSPACED.test(word)) return [word.slice(0, LONGEST_WORD)];
  const folded = word
    .normalize('NFKD')
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
  const result: string[] = [];
  for (const word of text.match(WORD) ?? []) {
    if (word.length > LONGEST_WORD) {
      for (const term of termsOf(word)) result.push(term);
      continue;
    }
    let known = remembered.get(word);
    if (known === undefined) {
      known = termsOf(word);
      if (remembered.size >= REMEMBERED_WORDS) remembered.clear();
      remembered.set(word, known);
    }
    for (const term of known) result.push(term);
  }
  return result;
}
