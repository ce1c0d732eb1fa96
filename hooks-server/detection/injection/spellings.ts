import { isKnownWord, mayBeScrambled, unscrambled } from './lexicon.js';
import type { Signs } from './signs.js';

/** A text as it reads once a way of spelling it is undone; undefined where that way was not used. */
export interface Spelling {
  readonly name: string;
  /** Whether a text of such signs can be spelled so; without it, any. */
  readonly mayOccur?: (signs: Signs) => boolean;
  readonly read: (text: string) => string | undefined;
}

const fromCode = (code: number) =>
  code > 31 && code < 0x110000 && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' ';

/** Replaces what a pattern finds, if it finds at least `least` of them. */
function replaced(
  text: string,
  pattern: RegExp,
  least: number,
  read: (...groups: string[]) => string,
): string | undefined {
  let count = 0;
  const result = text.replace(pattern, (_, ...groups: string[]) => {
    count++;
    return read(...groups);
  });
  return count >= least ? result : undefined;
}

const htmlEntities: Spelling = {
  name: 'html-entities',
  read: (text) =>
    text.includes('&#')
      ? replaced(text, /&#(x?)([0-9a-f]{2,6});/gi, 6, (hex, digits) =>
          fromCode(Number.parseInt(digits, hex === '' ? 10 : 16)),
        )
      : undefined,
};

const escapes: Spelling = {
  name: 'escapes',
  read: (text) =>
    text.includes('\\u') || text.includes('\\x') || text.includes('U+')
      ? replaced(text, /(?:\\u\{?|\\x|U\+)([0-9a-f]{2,5})\}?[ ,]?/gi, 6, (digits) =>
          fromCode(Number.parseInt(digits, 16)),
        )
      : undefined,
};

const urlEncoding: Spelling = {
  name: 'url',
  read: (text) => {
    if (!text.includes('%')) return undefined;
    const least = /(?:%[0-9a-f]{2}){8}/i.test(text) ? 1 : 3;
    return replaced(text, /((?:%[0-9a-f]{2})+)/gi, least, (run) => {
      const bytes = Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8');
      return bytes.includes('\ufffd') ? ' ' : bytes;
    })?.replace(/(?<=\w)\+(?=\w)/g, ' ');
  },
};

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function fromBase32(run: string): string {
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const letter of run) {
    const digit = LETTERS.indexOf(letter);
    if (digit < 0) break;
    value = ((value << 5) | digit) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((value >> bits) & 0xff);
  }
  return Buffer.from(bytes).toString('utf8');
}

const base32: Spelling = {
  name: 'base32',
  mayOccur: ({ base32 }) => base32,
  read: (text) =>
    replaced(text, /(?<![A-Za-z0-9+/])([A-Z2-7]{24,4000})={0,6}(?![A-Za-z0-9+/])/g, 1, fromBase32),
};

const morseLetters = new Map(
  '.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..'
    .split(' ')
    .map((code, index): [string, string] => [code, String.fromCharCode(97 + index)]),
);

const morse: Spelling = {
  name: 'morse',
  mayOccur: ({ morse }) => morse,
  read: (text) => {
    if (!/[.·•-]{1,5} [.·•−-]{1,5} [.·•−-]{1,5}/.test(text)) return undefined;
    return replaced(text, /((?:[.·•−-]{1,6}(?: {1,3}| ?[/|] ?|\n|$)){10,4000})/g, 1, (run) =>
      run
        .split(/ {2,3}| ?[/|] ?|\n/)
        .map((word) =>
          word
            .split(' ')
            .map((code) => morseLetters.get(code.replace(/[·•]/g, '.').replaceAll('−', '-')) ?? '')
            .join(''),
        )
        .join(' '),
    );
  },
};

const binary: Spelling = {
  name: 'binary',
  mayOccur: ({ bits }) => bits,
  read: (text) =>
    replaced(text, /(?<![0-9])((?:[01]{8}[ ,]?){8,2000})(?![0-9])/g, 1, (run) =>
      (run.match(/[01]{8}/g) ?? []).map((byte) => fromCode(Number.parseInt(byte, 2))).join(''),
    ),
};

const characterCodes: Spelling = {
  name: 'character-codes',
  mayOccur: ({ codes }) => codes,
  read: (text) =>
    replaced(
      text,
      /(?<![0-9.])((?:(?:3[2-9]|[4-9][0-9]|1[01][0-9]|12[0-6])(?:[ ,;]{1,2}|$|(?=[\])}]))){10,2000})/g,
      1,
      (run) => (run.match(/[0-9]+/g) ?? []).map((code) => fromCode(Number(code))).join(''),
    ),
};

const brokenLines: Spelling = {
  name: 'broken-lines',
  read: (text) => {
    const hyphenated = text.includes('-\n')
      ? replaced(text, /(\p{L})-\n(?=\s?\p{L})/gu, 3, (letter) => letter)
      : undefined;
    if (hyphenated !== undefined) return hyphenated;
    const first = text.indexOf('\n');
    if (first < 0 || first > 8) return undefined;
    const lines = text.split('\n');
    const isBroken = lines.length >= 6 && lines.every((line) => line.length <= 8);
    return isBroken ? lines.join('') : undefined;
  },
};

const QUOTED_PIECE = /(?<![\p{L}\p{N}])(["'])((?:(?!\1)[^\n]){1,300})\1/gu;

/** That pieces are to be put together; most programs hold strings that are not. */
const PLUS = /["'] ?\+ ?["'\p{L}]|(?<![\p{L}\p{N}_])\p{L}\w{0,16} ?\+ ?\p{L}\w{0,16}/u;
const JOINING = /\.(?:concat|join)\(|\b(?:join|combine|concatenate|concat|put together|glue)\b/i;
const areJoined = (text: string) => (text.includes('+') && PLUS.test(text)) || JOINING.test(text);

/** `a = "Dis"; b = "regard"`, to be put together. */
const pieces: Spelling = {
  name: 'pieces',
  read: (text) => {
    if (!/["'] ?[;,+\n]/.test(text) || !areJoined(text.slice(0, 4_000))) return undefined;
    const found = Array.from(text.slice(0, 4_000).matchAll(QUOTED_PIECE), (match) => match[2] ?? '');
    return found.length >= 2 ? found.join('') : undefined;
  },
};

const PIG_WORD = /\b(\p{L}{2,16})ay\b/giu;

/** Each word with its first letters at its end and "ay" behind them. */
const pigLatin: Spelling = {
  name: 'pig-latin',
  read: (text) => {
    if ((text.match(/ay\b/gi)?.length ?? 0) < 4) return undefined;
    const found = text.match(PIG_WORD)?.length ?? 0;
    if (found < 4 || found * 3 < (text.match(/\p{L}+/gu)?.length ?? 0)) return undefined;
    return text.replace(PIG_WORD, (_, rest: string) => pigRead(rest.toLowerCase()));
  },
};

function pigRead(rest: string): string {
  const whole = rest.replace(/[wy]$/, '');
  if (isKnownWord(whole)) return whole;
  if (isKnownWord(rest)) return rest;
  const moved = [1, 2, 3]
    .filter((size) => size < rest.length)
    .map((size) => rest.slice(-size) + rest.slice(0, -size));
  return moved.find(isKnownWord) ?? moved[0] ?? rest;
}

/** Words whose inner letters change places are still read: "fregot yuor relus". */
const scrambled: Spelling = {
  name: 'scrambled',
  read: (text) => {
    if (!mayBeScrambled(text.slice(0, 4_000))) return undefined;
    let changed = 0;
    const result = text.slice(0, 4_000).replace(/(?<!\p{L})[A-Za-z]{4,14}(?!\p{L})/gu, (word) => {
      const meant = unscrambled(word.toLowerCase());
      if (meant !== undefined) changed++;
      return meant ?? word;
    });
    return changed >= 2 ? result : undefined;
  },
};

/** Every way of spelling that is undone, cheap ones first. Each is linear and runs only where a cheap look finds a sign. */
export const spellings: readonly Spelling[] = [
  htmlEntities,
  escapes,
  urlEncoding,
  base32,
  binary,
  characterCodes,
  morse,
  brokenLines,
  pieces,
  pigLatin,
  scrambled,
];
