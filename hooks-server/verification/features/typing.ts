import { REAL_WORD_SWAPS } from '../language/spelling.js';
import type { Analysis } from '../text/analyse.js';
import { readOnce } from '../text/read-once.js';
import { isSwap } from './word-match.js';

/**
 * Whether two texts have the same letters, digits and symbols in a row but for one swap of neighbours: blanks, case and
 * punctuation do not count. Marks do, since in many scripts they are the vowels.
 */
export function sameLetters(a: Analysis, b: Analysis): boolean {
  const [x, y] = [letters(a), letters(b)];
  if (x === y) return x.length > 0;
  return (
    x.length === y.length &&
    x.length >= 8 &&
    isSwap(x, y) &&
    !touchesDigits(x, y) &&
    !makesAnotherWord(a.folded, b.folded)
  );
}

const letters = readOnce(({ folded }: Analysis): string =>
  folded.toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Sm}\p{Sc}\p{So}#]/gu, ''),
);

function touchesDigits(x: string, y: string): boolean {
  return [...x].some((letter, index) => letter !== y[index] && /\p{N}/u.test(letter));
}

/** A swap inside one word may make another word of it: "from" and "form". */
function makesAnotherWord(a: string, b: string): boolean {
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const [wordsA, wordsB] = [words(a), words(b)];
  return (
    wordsA.length === wordsB.length &&
    wordsA.some((word, index) => REAL_WORD_SWAPS.has(`${word}/${wordsB[index]}`))
  );
}
