import type { Concept } from './concepts.js';
import { lookUp, substringAt, type LexiconEntry, type Phrase } from './lexicon.js';

/** A text as numbered words, and where each concept of the lexicon stands among them. */
export interface Words {
  readonly count: number;
  /** Offset of each word's first unit, and of the unit after its last. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Number of the sentence each word is in. */
  readonly sentences: Int32Array;
  /** Rising word numbers for each concept that occurs. */
  readonly positions: ReadonlyMap<Concept, readonly number[]>;
}

const OTHER = 0;
const LETTER = 1;
/** Of a script without blanks between words: a word by itself. */
const ALONE = 2;
const HIGH_SURROGATE = 3;

/** What a code unit is for words. */
const kinds = new Uint8Array(65_536);
for (let unit = 0; unit < kinds.length; unit++) kinds[unit] = kindOf(unit);

function kindOf(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdbff) return HIGH_SURROGATE;
  const character = String.fromCharCode(unit);
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]/u.test(character))
    return ALONE;
  return /[\p{L}\p{M}\p{N}]/u.test(character) ? LETTER : OTHER;
}

/** What the character at an offset is; of one of two units its first is asked for. */
function kindAt(text: string, at: number): number {
  const kind = kinds[text.charCodeAt(at)] ?? OTHER;
  if (kind !== HIGH_SURROGATE) return kind;
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (/\p{Script=Han}/u.test(character)) return ALONE;
  return /[\p{L}\p{M}\p{N}]/u.test(character) ? LETTER : OTHER;
}

const sizeAt = (text: string, at: number) => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

function wordEnd(text: string, start: number): number {
  let end = start + sizeAt(text, start);
  if (kindAt(text, start) !== LETTER) return end;
  while (end < text.length && kindAt(text, end) === LETTER) end += sizeAt(text, end);
  return end;
}

const UNDERSCORE = 95;
const isNameUnit = (unit: number) =>
  (unit >= 48 && unit <= 57) || ((unit | 32) >= 97 && (unit | 32) <= 122) || unit === UNDERSCORE;

/**
 * End of a name of two or three parts that begins at `start`, as programs have them: `ignore_previous` says nothing to a
 * reader. Undefined where there is none. Each run of such units is read once, at its beginning.
 */
function nameEnd(text: string, start: number): number | undefined {
  if (start > 0 && isNameUnit(text.charCodeAt(start - 1))) return undefined;
  let end = start;
  let parts = 1;
  let isProper = true;
  for (; end < text.length && isNameUnit(text.charCodeAt(end)); end++) {
    if (text.charCodeAt(end) !== UNDERSCORE) continue;
    parts++;
    if (end === start || text.charCodeAt(end - 1) === UNDERSCORE) isProper = false;
  }
  if (end === start || text.charCodeAt(end - 1) === UNDERSCORE) return undefined;
  return isProper && (parts === 2 || parts === 3) ? end : undefined;
}

const SENTENCE_END = /[.!?](?:\s|["'”»)\]]|$)|[。！？।؟]|\n\s*\n|\n\s*[-*#>]/;

const nothingKnown: LexiconEntry = { concepts: [], phrases: [] };

/** Splits a text into words and looks each up. Linear in the text. */
export function splitWords(text: string): Words {
  // As many words as units: a script without blanks has one in each.
  const starts = new Int32Array(text.length);
  const ends = new Int32Array(text.length);
  const sentences = new Int32Array(text.length);
  const words: string[] = [];
  const positions = new Map<Concept, number[]>();
  const begun: Begun[] = [];
  const small = text.toLowerCase();
  const lower = small.length === text.length ? small : undefined;
  let sentence = 0;
  let end = 0;
  for (let start = 0; start < text.length;) {
    const kind = kindAt(text, start);
    if (kind === OTHER) {
      start += sizeAt(text, start);
      continue;
    }
    if (endsSentence(text, end, start)) sentence++;
    const index = words.length;
    const named = nameEnd(text, start);
    const hit = kind === ALONE ? substringAt(text, start) : undefined;
    end = named ?? (hit ? start + hit.length : wordEnd(text, start));
    const word = lower?.slice(start, end) ?? text.slice(start, end).toLowerCase();
    const entry = named === undefined ? (hit ?? lookUp(word)) : nothingKnown;
    for (const concept of entry.concepts) add(positions, concept, index);
    if ('phrases' in entry && entry.phrases.length > 0) begun.push({ index, phrases: entry.phrases });
    words.push(word);
    starts[index] = start;
    ends[index] = end;
    sentences[index] = sentence;
    start = end;
  }
  for (const { index, phrases } of begun) addPhrases(words, sentences, positions, index, phrases);
  for (const list of positions.values()) if (!isRising(list)) list.sort((a, b) => a - b);
  return {
    count: words.length,
    starts: starts.subarray(0, words.length),
    ends: ends.subarray(0, words.length),
    sentences: sentences.subarray(0, words.length),
    positions,
  };
}

/** Units without which no sentence ends. */
const endMarks = new Uint8Array(65_536);
for (const mark of '.!?\n。！？।؟') endMarks[mark.charCodeAt(0)] = 1;
const LONGEST_GAP = 64;

function endsSentence(text: string, from: number, to: number): boolean {
  const end = Math.min(to, from + LONGEST_GAP);
  for (let at = from; at < end; at++) {
    if (endMarks[text.charCodeAt(at)] !== 1) continue;
    if (to - from === 1) return /[。！？।]/.test(text.charAt(from));
    return SENTENCE_END.test(text.slice(from, end));
  }
  return false;
}

/** Phrases whose first word was seen, to be checked once the words after it are known. */
interface Begun {
  readonly index: number;
  readonly phrases: readonly Phrase[];
}

function addPhrases(
  words: readonly string[],
  sentences: Int32Array,
  positions: Map<Concept, number[]>,
  index: number,
  phrases: readonly Phrase[],
): void {
  for (const { rest, concepts } of phrases) {
    if (isComplete(words, sentences, index, rest))
      for (const concept of concepts) add(positions, concept, index);
  }
}

/** Whether the words after `index` are the rest of a phrase, in the same sentence. A loop, as it runs for each short word. */
function isComplete(
  words: readonly string[],
  sentences: Int32Array,
  index: number,
  rest: Phrase['rest'],
): boolean {
  for (let offset = 0; offset < rest.length; offset++) {
    const part = rest[offset];
    const word = words[index + offset + 1];
    if (part === undefined || word === undefined) return false;
    if (part.stem ? !word.startsWith(part.text) : word !== part.text) return false;
    if (sentences[index + offset + 1] !== sentences[index]) return false;
  }
  return true;
}

function isRising(list: readonly number[]): boolean {
  for (let at = 1; at < list.length; at++) if ((list[at] ?? 0) < (list[at - 1] ?? 0)) return false;
  return true;
}

function add(positions: Map<Concept, number[]>, concept: Concept, index: number): void {
  const list = positions.get(concept);
  if (!list) positions.set(concept, [index]);
  else if (list.at(-1) !== index) list.push(index);
}
