import { tableOfUnits } from '../../unicode.js';
import { createRunFinder } from '../runs.js';

const LETTER = 1;
const BLANK = 1 << 1;
/** A letter, a digit or a mark that may stand in the place of a spaced-out letter. */
const SPACED = 1 << 2;
/** What may stand between two letters of a word that is spelled out. */
const MARK = 1 << 3;
const LEET_LETTER = 1 << 4;
const LEET_DIGIT = 1 << 5;
const LEET_SIGN = 1 << 6;
const LEET = LEET_LETTER | LEET_DIGIT | LEET_SIGN;
const LOW_HALF = 1 << 7;
/** What each unit may be. */
const classes = tableOfUnits(classesOf);

function classesOf(unit: number): number {
  if (unit >= 0xdc00 && unit <= 0xdfff) return LOW_HALF;
  const character = String.fromCharCode(unit);
  const isHigh = unit >= 0xd800 && unit <= 0xdbff;
  const has = (pattern: RegExp, bit: number) => (pattern.test(character) ? bit : 0);
  return (
    (isHigh ? LETTER | SPACED : 0) |
    has(/\p{L}/u, LETTER) |
    has(/[\p{L}\p{N}'.,:!?]/u, SPACED) |
    // The rest is Latin-1: not asked of every unit, for it is asked at every start.
    (unit > 0xff ? 0 : latinClassesOf(has))
  );
}

function latinClassesOf(has: (pattern: RegExp, bit: number) => number): number {
  return (
    has(/[ \t]/, BLANK) |
    has(/[-*_.~·|+]/, MARK) |
    has(/[A-Za-z]/, LEET_LETTER) |
    has(/[0-9]/, LEET_DIGIT) |
    has(/[@$!|]/, LEET_SIGN)
  );
}

/** What a look at a text's units tells of what may be hidden in it: of most texts, that nothing is. */
export interface Signs {
  /** Runs of an alphabet; of bits and codes with what parts them. */
  readonly base64: boolean;
  readonly hex: boolean;
  readonly base32: boolean;
  readonly bits: boolean;
  readonly codes: boolean;
  readonly morse: boolean;
  /** Letters that stand alone between blanks, one after another; and letters that marks part. */
  readonly spaced: number;
  readonly marked: number;
  /** Whether a word has digits or signs among its letters, not only before or after them. */
  readonly leet: boolean;
}

/** The shortest runs that the patterns of views.ts and spellings.ts match. */
const runs = {
  base64: createRunFinder(/[A-Za-z0-9+/_-]/, 16),
  hex: createRunFinder(/[0-9A-Fa-f :]/, 24),
  base32: createRunFinder(/[A-Z2-7]/, 24),
  bits: createRunFinder(/[01 ,]/, 64),
  codes: createRunFinder(/[0-9 ,;]/, 29),
  morse: createRunFinder(/[.·•−\- /|\n]/, 19),
};

/** Most of a text's units are looked at once or twice. */
export function signsOf(text: string): Signs {
  return {
    base64: runs.base64(text),
    hex: runs.hex(text),
    base32: runs.base32(text),
    bits: runs.bits(text),
    codes: runs.codes(text),
    morse: runs.morse(text),
    ...lettersApart(text),
    leet: hasLeet(text),
  };
}

function lettersApart(text: string): { spaced: number; marked: number } {
  let blanks = 0;
  let spaced = 0;
  let marked = 0;
  let mostSpaced = 0;
  let mostMarked = 0;
  let before = 0;
  let beforeThat = 0;
  for (let at = 0; at < text.length; at++) {
    const now = classes[text.charCodeAt(at)]!;
    if (now === LOW_HALF) continue;
    if ((now & BLANK) !== 0) blanks++;
    else {
      spaced = (now & SPACED) !== 0 && blanks > 0 && blanks < 4 ? spaced + 1 : 0;
      if (spaced > mostSpaced) mostSpaced = spaced;
      blanks = 0;
    }
    if ((now & LETTER) !== 0) {
      marked = (before & MARK) !== 0 && (beforeThat & LETTER) !== 0 ? marked + 1 : 0;
      if (marked > mostMarked) mostMarked = marked;
    }
    beforeThat = before;
    before = now;
  }
  return { spaced: mostSpaced, marked: mostMarked };
}

/** `h3ll0` and `p@ss`, but not `v1`, `abc123` or `3rd`. */
function hasLeet(text: string): boolean {
  let letters = 0;
  let changes = 0;
  let seen = 0;
  let first = 0;
  let before = 0;
  for (let at = 0; at <= text.length; at++) {
    const now = at < text.length ? classes[text.charCodeAt(at)]! & LEET : 0;
    if (now === 0) {
      const isMixed = (seen & LEET_LETTER) !== 0 && (seen & ~LEET_LETTER) !== 0;
      const isInside = (seen & LEET_SIGN) !== 0 || changes > 1 || (first === LEET_DIGIT && letters > 2);
      if (isMixed && isInside) return true;
      letters = changes = seen = 0;
    } else {
      if (seen === 0) first = now;
      else if (now !== before) changes++;
      if (now === LEET_LETTER) letters++;
      seen |= now;
    }
    before = now;
  }
  return false;
}
