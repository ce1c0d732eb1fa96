import { tableOfUnits } from '../../unicode.js';

/** Buckets of the hashed n-grams; a power of two. */
export const BUCKETS = 1 << 18;
/** Words of a window, and from one window to the next. */
export const WINDOW_WORDS = 48;
export const STEP_WORDS = 24;

/** Takes what a text's n-grams are, word by word. */
export interface GramSink {
  /** A word begins at this UTF-16 offset. */
  word(at: number): void;
  /** The bucket of an n-gram of the word that began last. */
  gram(bucket: number): void;
}

const LETTER = 1;
const ALONE = 2;
const MARK = 3;

/** What a code unit is for the n-grams: 0 parts words. */
const kinds = tableOfUnits(kindOf);

function kindOf(unit: number): number {
  const character = String.fromCharCode(unit);
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(character)) return ALONE;
  if (/[\p{L}\p{M}]/u.test(character) || (unit >= 0xd800 && unit <= 0xdfff)) return LETTER;
  if (/\p{N}/u.test(character)) return LETTER;
  return /[<>[\]{}():;"'`#*=|@!?/\\~_\n—«»“”「」。！？：]/.test(character) ? MARK : 0;
}

/** Lower case of the units that a text's n-grams are made of, one unit for one. */
const lower = new Uint16Array(65_536);
for (let unit = 0; unit < lower.length; unit++) {
  const small = String.fromCharCode(unit).toLowerCase();
  lower[unit] = unit >= 48 && unit <= 57 ? 48 : small.length === 1 ? small.charCodeAt(0) : unit;
}

const PRIME = 0x01000193;
const mix = (hash: number, value: number) => Math.imul(hash ^ value, PRIME);
/** Spreads a hash over all bits, of which the upper ones are the bucket (the end of MurmurHash3). */
function bucketOf(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  return (Math.imul(h, 0xc2b2ae35) >>> 14) & (BUCKETS - 1);
}

const LONGEST_WORD = 24;
const GRAM_SIZE = 4;

/**
 * Words alone, in pairs (also over one word) and threes, runs of four letters of each word with its edges, and marks.
 * All numbers count alike. Linear in the text.
 */
export function eachGram(text: string, sink: GramSink): void {
  let before = 1;
  let beforeThat = 2;
  for (let at = 0; at < text.length;) {
    const kind = kinds[text.charCodeAt(at)] ?? 0;
    if (kind === 0) {
      at++;
      continue;
    }
    let end = at + 1;
    if (kind === LETTER) while (end < text.length && kinds[text.charCodeAt(end)] === LETTER) end++;
    else if (kind === MARK) while (end < text.length && end - at < 8 && text[end] === text[at]) end++;
    const hash = isNumber(text, at, end) ? NUMBER : hashOf(text, at, end, kind);
    if (hash === NUMBER && before === NUMBER) {
      at = end;
      continue;
    }
    sink.word(at);
    sink.gram(bucketOf(hash));
    sink.gram(bucketOf(mix(mix(0x51ed270b, before), hash)));
    sink.gram(bucketOf(mix(mix(0x2545f491, beforeThat), hash)));
    sink.gram(bucketOf(mix(mix(mix(0x7feb352d, beforeThat), before), hash)));
    if (kind === LETTER && hash !== NUMBER) runsOf(text, at, Math.min(end, at + LONGEST_WORD), sink);
    beforeThat = before;
    before = hash;
    at = end;
  }
}

/** All numbers are one word, and a row of them is one number: data is not language. */
const NUMBER = 0x2f6e2b1;

function isNumber(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 48 || unit > 57) return false;
  }
  return true;
}

function hashOf(text: string, from: number, to: number, kind: number): number {
  let hash = kind;
  for (let at = from; at < to; at++) hash = mix(hash, lower[text.charCodeAt(at)] ?? 0);
  return hash;
}

/** Runs of four letters, the word's edges included. */
function runsOf(text: string, from: number, to: number, sink: GramSink): void {
  if (to - from + 2 <= GRAM_SIZE) return;
  for (let at = from - 1; at + GRAM_SIZE <= to + 1; at++) {
    let hash = 0x9e3779b1;
    for (let index = at; index < at + GRAM_SIZE; index++) {
      hash = mix(hash, index < from || index >= to ? 1 : (lower[text.charCodeAt(index)] ?? 0));
    }
    sink.gram(bucketOf(hash));
  }
}

/** A window: its words, the last one not included. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** How many overlapping windows cover all words; a short text is one. */
export const windowCount = (words: number): number =>
  words === 0 ? 0 : 1 + Math.max(0, Math.ceil((words - WINDOW_WORDS) / STEP_WORDS));

/** Overlapping windows that cover all words. */
export function windowsOf(words: number): Window[] {
  return Array.from({ length: windowCount(words) }, (_, number) => ({
    from: number * STEP_WORDS,
    to: Math.min(words, number * STEP_WORDS + WINDOW_WORDS),
  }));
}
