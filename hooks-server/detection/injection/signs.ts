/** What one look at a text's units tells of what may be hidden in it: of most texts, that nothing is. */
export interface Signs {
  /** The longest run of units of each alphabet. */
  readonly base64: number;
  readonly hex: number;
  readonly base32: number;
  /** Of zeros and ones, and of digits, with what parts them. */
  readonly bits: number;
  readonly codes: number;
  readonly morse: number;
  /** Letters that stand alone between blanks, one after another; and letters parted by the same kind of mark. */
  readonly spaced: number;
  readonly marked: number;
  /** Whether a word has digits or signs among its letters, not only before or after them. */
  readonly leet: boolean;
}

const alphabets = [
  ['base64', /[A-Za-z0-9+/_-]/],
  ['hex', /[0-9A-Fa-f :]/],
  ['base32', /[A-Z2-7]/],
  ['bits', /[01 ,]/],
  ['codes', /[0-9 ,;]/],
  ['morse', /[.·•−\- /|\n]/],
] as const;
const LETTER = 1 << 6;
const BLANK = 1 << 7;
/** A letter, a digit or a mark that may stand in the place of a spaced-out letter. */
const SPACED = 1 << 8;
/** What may stand between two letters of a word that is spelled out. */
const MARK = 1 << 9;
const LEET_LETTER = 1 << 10;
const LEET_DIGIT = 1 << 11;
const LEET_SIGN = 1 << 12;
const LEET = LEET_LETTER | LEET_DIGIT | LEET_SIGN;
const LOW_HALF = 1 << 13;
const RUNS = 63;

/** What each unit may be. */
const classes = new Uint16Array(65_536);
for (let unit = 0; unit < classes.length; unit++) classes[unit] = classesOf(unit);

function classesOf(unit: number): number {
  if (unit >= 0xdc00 && unit <= 0xdfff) return LOW_HALF;
  const character = String.fromCharCode(unit);
  const isHigh = unit >= 0xd800 && unit <= 0xdbff;
  const has = (pattern: RegExp, bit: number) => (pattern.test(character) ? bit : 0);
  return (
    alphabets.reduce((bits, [, pattern], index) => bits | has(pattern, 1 << index), 0) |
    (isHigh ? LETTER | SPACED : 0) |
    has(/\p{L}/u, LETTER) |
    has(/[ \t]/, BLANK) |
    has(/[\p{L}\p{N}'.,:!?]/u, SPACED) |
    has(/[-*_.~·|+]/, MARK) |
    has(/[A-Za-z]/, LEET_LETTER) |
    has(/[0-9]/, LEET_DIGIT) |
    has(/[@$!|]/, LEET_SIGN)
  );
}

/** Looks at each unit once. */
export function signsOf(text: string): Signs {
  const longest = longestRuns(text);
  return {
    base64: longest[0]!,
    hex: longest[1]!,
    base32: longest[2]!,
    bits: longest[3]!,
    codes: longest[4]!,
    morse: longest[5]!,
    ...lettersApart(text),
    leet: hasLeet(text),
  };
}

function longestRuns(text: string): number[] {
  const begun = [0, 0, 0, 0, 0, 0];
  const longest = [0, 0, 0, 0, 0, 0];
  let before = 0;
  for (let at = 0; at <= text.length; at++) {
    const now = at < text.length ? classes[text.charCodeAt(at)]! & RUNS : 0;
    let changed = now ^ before;
    while (changed !== 0) {
      const index = 31 - Math.clz32(changed);
      changed ^= 1 << index;
      if ((now & (1 << index)) !== 0) begun[index] = at;
      else if (at - begun[index]! > longest[index]!) longest[index] = at - begun[index]!;
    }
    before = now;
  }
  return longest;
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
