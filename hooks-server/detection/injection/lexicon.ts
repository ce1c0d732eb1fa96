import type { Concept } from './concepts.js';
import { englishConcepts } from './words-english.js';
import { eastern } from './words-eastern.js';
import { european } from './words-european.js';
import { northern } from './words-northern.js';
import { worldwide } from './words-worldwide.js';

interface Part {
  readonly text: string;
  readonly stem: boolean;
}

export interface Phrase {
  readonly rest: readonly Part[];
  readonly concepts: readonly number[];
}

/** An entry of a script without blanks. */
interface Substring {
  readonly text: string;
  readonly length: number;
  readonly concepts: number[];
  readonly phrases: readonly Phrase[];
}

/** Every concept's name by its number, by which entries know it. */
export const conceptNames = Object.keys(englishConcepts) as Concept[];
const numbers = new Map<string, number>(conceptNames.map((name, number) => [name, number]));

const exact = new Map<string, number[]>();
const phrases = new Map<string, Phrase[]>();
const substrings = new Map<number, Substring[]>();
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]+$/u;

/** Beginnings of words, unit by unit: the concepts and the phrases of those that end here. */
interface StemNode {
  readonly next: Map<number, StemNode>;
  readonly concepts: number[];
  readonly phrases: Phrase[];
}

const stemNode = (): StemNode => ({ next: new Map(), concepts: [], phrases: [] });
const stems = stemNode();

function stemOf(text: string): StemNode {
  let node = stems;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const child = node.next.get(unit) ?? stemNode();
    node.next.set(unit, child);
    node = child;
  }
  return node;
}

for (const list of [englishConcepts, ...european, ...eastern, ...northern, ...worldwide]) {
  for (const [concept, words] of Object.entries(list)) {
    for (const entry of words.split(','))
      addEntry(entry.trim().normalize('NFKC').toLowerCase(), numbers.get(concept)!);
  }
}

function addEntry(entry: string, concept: number): void {
  if (entry === '') return;
  if (UNSPACED.test(entry)) return addSubstring(entry, concept);
  const parts = entry
    .split(/[\s'’-]+/)
    .map((part) => ({ text: part.replace(/\*$/, ''), stem: part.endsWith('*') }));
  const [first, ...rest] = parts;
  if (!first) return;
  if (rest.length > 0) {
    const phrase = { rest, concepts: [concept] };
    if (first.stem) stemOf(first.text).phrases.push(phrase);
    else push(phrases, first.text, phrase);
  } else if (first.stem) stemOf(first.text).concepts.push(concept);
  else push(exact, first.text, concept);
}

function addSubstring(entry: string, concept: number): void {
  const head = entry.charCodeAt(0);
  const known = substrings.get(head) ?? [];
  const same = known.find(({ text }) => text === entry);
  if (same) same.concepts.push(concept);
  else known.push({ text: entry, length: entry.length, concepts: [concept], phrases: [] });
  known.sort((a, b) => b.text.length - a.text.length);
  substrings.set(head, known);
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Words that attacks misspell to pass filters, each under itself and under every spelling with one letter left out. */
const misspellings = new Map<string, string>();
const MISSPELLED = 'ignore disregard forget previous instructions instruction everything prompt system'.split(
  ' ',
);
for (const word of MISSPELLED) {
  for (const short of [word, ...withoutOneLetter(word)]) misspellings.set(short, word);
}

/** A bit for each letter that a word has; some letters share one. */
function lettersIn(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

const misspelledLetters = MISSPELLED.map(lettersIn);
/** Of words that are one letter apart at most one letter is in one alone, each way. */
function mayBeMisspelled(word: string): boolean {
  if (word.length < 6 || word.length > 14) return false;
  const letters = lettersIn(word);
  return misspelledLetters.some((others) => atMostTwo(letters ^ others));
}

/** Whether a number has at most two bits. */
function atMostTwo(bits: number): boolean {
  const withoutLowest = bits & (bits - 1);
  return (withoutLowest & (withoutLowest - 1)) === 0;
}

function withoutOneLetter(word: string): string[] {
  return Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1));
}

/** The word that a spelling is one letter away from: left out, doubled, changed or swapped with its neighbour. */
function misspelled(word: string): string | undefined {
  if (!mayBeMisspelled(word)) return undefined;
  for (const short of [word, ...withoutOneLetter(word)]) {
    const meant = misspellings.get(short);
    if (meant !== undefined && Math.abs(meant.length - word.length) <= 1) return meant;
  }
  return undefined;
}

/** All that the lexicon knows of a word: its concepts, and the phrases that begin with it. */
export interface LexiconEntry {
  readonly concepts: readonly number[];
  readonly phrases: readonly Phrase[];
}

/** Words that were looked up last, each in the place that its hash gives it. Longer ones are not remembered. */
const PLACES = 1 << 14;
const LONGEST_REMEMBERED = 16;
const remembered: (string | undefined)[] = new Array<undefined>(PLACES).fill(undefined);
const entries: LexiconEntry[] = [];
const unknown: LexiconEntry = { concepts: [], phrases: [] };

/**
 * What the lexicon knows of the word at [start, end) of a lower-cased text, by itself or by one of its stems. `hash` is any
 * hash of the word's units: a word that was met before is found without being cut out of its text.
 */
export function lookUp(text: string, start: number, end: number, hash: number): LexiconEntry {
  const place = (hash ^ (hash >>> 15)) & (PLACES - 1);
  const last = remembered[place];
  if (last !== undefined && last.length === end - start && text.startsWith(last, start))
    return entries[place]!;
  const word = text.slice(start, end);
  const entry = entryOf(word);
  if (word.length <= LONGEST_REMEMBERED) {
    remembered[place] = word;
    entries[place] = entry;
  }
  return entry;
}

function entryOf(word: string): LexiconEntry {
  const concepts = new Set(exact.get(word));
  const found = [...(phrases.get(word) ?? [])];
  let node: StemNode | undefined = stems;
  for (let at = 0; at < word.length && node; at++) {
    node = node.next.get(word.charCodeAt(at));
    if (node === undefined || at === 0) continue;
    for (const concept of node.concepts) concepts.add(concept);
    found.push(...node.phrases);
  }
  if (concepts.size + found.length === 0) {
    for (const concept of exact.get(misspelled(word) ?? '') ?? []) concepts.add(concept);
  }
  return concepts.size + found.length === 0 ? unknown : { concepts: [...concepts], phrases: found };
}

/** The longest entry of a script without blanks that begins at `start`. */
export function substringAt(text: string, start: number): Substring | undefined {
  const known = substrings.get(text.charCodeAt(start));
  if (known === undefined) return undefined;
  for (const entry of known) if (text.startsWith(entry.text, start)) return entry;
  return undefined;
}

/** Common words that carry no concept but part a text whose blanks were removed. */
const FILLERS = new Set(
  'the that you your and are for with this what then have will not now from was but can about how they who why when were there'.split(
    ' ',
  ),
);
const LONGEST_WORD = 14;
/** Letters of one run that are looked at. */
const MOST_LETTERS = 4_000;

/**
 * Puts blanks back into letters that were joined without any, by always taking the longest known word; unknown letters
 * stay as they are, and so do those after the first four thousand. Linear: at every letter at most fourteen look-ups.
 */
export function segmentLetters(run: string): string {
  const letters = run.slice(0, MOST_LETTERS);
  const lower = letters.toLowerCase();
  let result = '';
  for (let index = 0; index < letters.length;) {
    let size = Math.min(LONGEST_WORD, letters.length - index);
    while (size > 2 && !isKnown(lower.slice(index, index + size))) size--;
    if (size > 2) result += ` ${letters.slice(index, index + size)} `;
    else result += letters.charAt(index);
    index += size > 2 ? size : 1;
  }
  return result.replace(/ {2,}/g, ' ').trim() + run.slice(MOST_LETTERS);
}

const isKnown = (word: string) => FILLERS.has(word) || exact.has(word);

/** Whether the lexicon has a word as it is. */
export const isKnownWord = isKnown;

/** Words that an attack needs, by their first and last letter and the sorted ones between. */
const byLetters = new Map<string, string>();
for (const word of 'ignore forget disregard override previous earlier instruction instructions directives guidelines rules your everything reveal repeat print output display prompt system hidden secret password limits restrictions without answer respond pretend above before command message original initial developer'.split(
  ' ',
)) {
  byLetters.set(lettersOf(word), word);
}

/** What is seen of a word without sorting its letters: its first, its last, their number. Most words are none of these. */
const outlineOf = (first: number, last: number, size: number) =>
  size < 16 ? ((first & 31) << 9) | ((last & 31) << 4) | size : 0;
const outlines = new Uint8Array(1 << 14);
for (const word of byLetters.values())
  outlines[outlineOf(word.charCodeAt(0), word.charCodeAt(word.length - 1), word.length)] = 1;

const isAsciiLetter = (unit: number) => (unit | 32) >= 97 && (unit | 32) <= 122;

/** Whether a text has two words or more with their inner letters in another order. */
export function mayBeScrambled(text: string): boolean {
  let found = 0;
  for (let start = 0; start < text.length; start++) {
    if (!isAsciiLetter(text.charCodeAt(start))) continue;
    let end = start + 1;
    while (end < text.length && isAsciiLetter(text.charCodeAt(end))) end++;
    const outline = outlineOf(text.charCodeAt(start), text.charCodeAt(end - 1), end - start);
    if (outlines[outline] === 1 && unscrambled(text.slice(start, end).toLowerCase()) !== undefined) found++;
    if (found > 1) return true;
    start = end;
  }
  return false;
}

function lettersOf(word: string): string {
  return word.charAt(0) + Array.from(word.slice(1, -1)).sort().join('') + word.slice(-1);
}

/** The word that a lower-cased one is with its inner letters in another order; undefined when it is none, or is it. */
export function unscrambled(word: string): string | undefined {
  const outline = outlineOf(word.charCodeAt(0), word.charCodeAt(word.length - 1), word.length);
  if (outlines[outline] !== 1 || isKnown(word)) return undefined;
  const meant = byLetters.get(lettersOf(word));
  return meant === word ? undefined : meant;
}
