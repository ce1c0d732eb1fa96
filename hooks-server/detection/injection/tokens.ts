import { lowerCase, tableOfUnits } from '../../unicode.js';
import type { Concept } from './concepts.js';
import { conceptNames, lookUp, substringAt, type LexiconEntry, type Phrase } from './lexicon.js';

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
  /** How often a word is said again at once, at most. */
  readonly repeats: number;
}

const OTHER = 0;
const LETTER = 1;
/** Of a script without blanks between words: a word by itself. */
const ALONE = 2;
const HIGH_SURROGATE = 3;

/** What a code unit is for words. */
const kinds = tableOfUnits(kindOf);

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

const nothingKnown: LexiconEntry = { concepts: [], phrases: [] };

/** Room for the words of one text, kept for the next unless it is very long: a text is split without waiting for anything. */
let room = new Int32Array(4 * 4_096);
const KEPT_UNITS = 131_072;

function roomFor(units: number): Int32Array {
  if (units <= room.length) return room;
  const larger = new Int32Array(units);
  if (units <= 4 * KEPT_UNITS) room = larger;
  return larger;
}

/** Splits a text into words and looks each up; `lower` is its lower case. Linear in the text. */
export function splitWords(text: string, lower = lowerCase(text)): Words {
  const size = text.length;
  // As many words as units: a script without blanks has one in each.
  const space = roomFor(4 * size);
  const starts = space.subarray(0, size);
  const ends = space.subarray(size, 2 * size);
  const sentences = space.subarray(2 * size, 3 * size);
  /** The words that phrases begin with. */
  const heads = space.subarray(3 * size, 4 * size);
  const places: Places = conceptNames.map(() => undefined);
  const begun: (readonly Phrase[])[] = [];
  let count = 0;
  let sentence = 0;
  let end = 0;
  let again = 0;
  let repeats = 0;
  for (let start = 0; start < size;) {
    const kind = kindAt(text, start);
    if (kind === OTHER) {
      start += kinds[text.charCodeAt(start)] === OTHER ? 1 : sizeAt(text, start);
      continue;
    }
    if (endsSentence(text, end, start)) sentence++;
    const entry = kind === ALONE ? wordAlone(text, lower, start) : wordOfLetters(text, lower, start);
    again = count > 0 && isSame(lower, starts[count - 1]!, end, start, wordEnd) ? again + 1 : 0;
    if (again > repeats) repeats = again;
    end = wordEnd;
    for (const concept of entry.concepts) add(places, concept, count);
    if (entry.phrases.length > 0) heads[begun.push(entry.phrases) - 1] = count;
    starts[count] = start;
    ends[count] = end;
    sentences[count] = sentence;
    count++;
    start = end;
  }
  const words = {
    count,
    starts: starts.slice(0, count),
    ends: ends.slice(0, count),
    sentences: sentences.slice(0, count),
    repeats,
  };
  begun.forEach((phrases, number) => addPhrases(lower, words, places, heads[number]!, phrases));
  return { ...words, positions: byName(places) };
}

/** Word numbers for each concept's number. */
type Places = (number[] | undefined)[];

function byName(places: Places): Map<Concept, readonly number[]> {
  const positions = new Map<Concept, readonly number[]>();
  places.forEach((list, concept) => {
    if (list) positions.set(conceptNames[concept]!, isRising(list) ? list : list.sort((a, b) => a - b));
  });
  return positions;
}

/** Whether [start, end) says the same as [from, to). */
function isSame(text: string, from: number, to: number, start: number, end: number): boolean {
  if (to - from !== end - start) return false;
  for (let at = 0; at < to - from; at++)
    if (text.charCodeAt(from + at) !== text.charCodeAt(start + at)) return false;
  return true;
}

/** Where the word ends that was read last. */
let wordEnd = 0;

const PRIME = 0x01000193;

function wordAlone(text: string, lower: string, start: number): LexiconEntry {
  const hit = substringAt(text, start);
  wordEnd = start + (hit?.length ?? sizeAt(text, start));
  return hit ?? lookUp(lower, start, wordEnd, lower.charCodeAt(start));
}

function wordOfLetters(text: string, lower: string, start: number): LexiconEntry {
  let hash = 0;
  let end = start;
  for (;;) {
    const kind = kinds[text.charCodeAt(end)];
    if (kind !== LETTER && (kind !== HIGH_SURROGATE || kindAt(text, end) !== LETTER)) break;
    hash = Math.imul(hash ^ lower.charCodeAt(end), PRIME);
    end += kind === LETTER ? 1 : sizeAt(text, end);
  }
  const named = text.charCodeAt(end) === UNDERSCORE ? nameEnd(text, start) : undefined;
  wordEnd = named ?? end;
  return named === undefined ? lookUp(lower, start, end, hash) : nothingKnown;
}

/** Units without which no sentence ends: those that a blank must follow, those that end one by themselves, and new lines. */
const FULL_STOP = 1;
const WIDE_STOP = 2;
const NEW_LINE = 3;
const endMarks = new Uint8Array(65_536);
for (const mark of '.!?') endMarks[mark.charCodeAt(0)] = FULL_STOP;
for (const mark of '。！？।؟') endMarks[mark.charCodeAt(0)] = WIDE_STOP;
endMarks[10] = NEW_LINE;
const LONGEST_GAP = 64;
const AFTER_FULL_STOP = /[\s"'”»)\]]/;
const PARAGRAPH_END = /[.!?](?:\s|["'”»)\]]|$)|[。！？।؟]|\n\s*\n|\n\s*[-*#>]/;

/** Whether a sentence ends between two words. */
function endsSentence(text: string, from: number, to: number): boolean {
  const end = Math.min(to, from + LONGEST_GAP);
  for (let at = from; at < end; at++) {
    const mark = endMarks[text.charCodeAt(at)]!;
    if (mark === 0) continue;
    if (to - from === 1) return mark === WIDE_STOP && text[from] !== '؟';
    if (mark === WIDE_STOP) return true;
    if (mark === NEW_LINE) return PARAGRAPH_END.test(text.slice(at, end));
    if (at + 1 === end || text.charCodeAt(at + 1) === 32 || AFTER_FULL_STOP.test(text.charAt(at + 1)))
      return true;
  }
  return false;
}

/** Adds the concepts of the phrases that the word begins and the words after it complete. */
function addPhrases(
  lower: string,
  words: Omit<Words, 'positions'>,
  places: Places,
  index: number,
  phrases: readonly Phrase[],
): void {
  for (const { rest, concepts } of phrases) {
    if (isComplete(lower, words, index, rest)) for (const concept of concepts) add(places, concept, index);
  }
}

/** Whether the words after `index` are the rest of a phrase, in the same sentence. A loop, as it runs for each short word. */
function isComplete(
  lower: string,
  { count, starts, ends, sentences }: Omit<Words, 'positions'>,
  index: number,
  rest: Phrase['rest'],
): boolean {
  if (index + rest.length >= count) return false;
  for (let offset = 0; offset < rest.length; offset++) {
    const { text, stem } = rest[offset]!;
    const start = starts[index + offset + 1]!;
    const size = ends[index + offset + 1]! - start;
    if (stem ? size < text.length : size !== text.length) return false;
    if (!lower.startsWith(text, start)) return false;
    if (sentences[index + offset + 1] !== sentences[index]) return false;
  }
  return true;
}

function isRising(list: readonly number[]): boolean {
  for (let at = 1; at < list.length; at++) if ((list[at] ?? 0) < (list[at - 1] ?? 0)) return false;
  return true;
}

function add(places: Places, concept: number, index: number): void {
  const list = places[concept];
  if (!list) places[concept] = [index];
  else if (list[list.length - 1] !== index) list.push(index);
}
