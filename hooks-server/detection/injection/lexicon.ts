import { english } from './words-english.js';
import { european } from './words-european.js';
import { worldwide } from './words-worldwide.js';

/** What a word means for the rules: a verb, a scope, an object, an attitude. */
export type Concept = keyof typeof english;

/** Words by concept: parted by commas; `*` ends a stem; several words make a phrase. */
export type WordList = Partial<Record<Concept, string>>;

interface Part {
  readonly text: string;
  readonly stem: boolean;
}

interface Phrase {
  readonly rest: readonly Part[];
  readonly concepts: readonly Concept[];
}

const none: readonly never[] = [];
const exact = new Map<string, Concept[]>();
const stems = new Map<string, Concept[]>();
const phrases = new Map<string, Phrase[]>();
const stemPhrases = new Map<string, Phrase[]>();
const substrings = new Map<string, { readonly text: string; readonly concepts: Concept[] }[]>();
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]+$/u;
let longestStem = 0;

for (const list of [english, ...european, ...worldwide]) {
  for (const [concept, words] of Object.entries(list)) {
    for (const entry of words.split(','))
      addEntry(entry.trim().normalize('NFKC').toLowerCase(), concept as Concept);
  }
}

function addEntry(entry: string, concept: Concept): void {
  if (entry === '') return;
  if (unspaced.test(entry)) return addSubstring(entry, concept);
  const parts = entry
    .split(/[\s'’-]+/)
    .map((part) => ({ text: part.replace(/\*$/, ''), stem: part.endsWith('*') }));
  const [first, ...rest] = parts;
  if (!first) return;
  if (rest.length > 0) {
    push(first.stem ? stemPhrases : phrases, first.text, { rest, concepts: [concept] });
    if (first.stem) longestStem = Math.max(longestStem, first.text.length);
  } else if (first.stem) {
    push(stems, first.text, concept);
    longestStem = Math.max(longestStem, first.text.length);
  } else push(exact, first.text, concept);
}

function addSubstring(entry: string, concept: Concept): void {
  const head = entry.charAt(0);
  const known = substrings.get(head) ?? [];
  const same = known.find(({ text }) => text === entry);
  if (same) same.concepts.push(concept);
  else known.push({ text: entry, concepts: [concept] });
  known.sort((a, b) => b.text.length - a.text.length);
  substrings.set(head, known);
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

const cacheLimit = 8192;
const cache = new Map<string, readonly Concept[]>();

/** The concepts of a lower-cased word, by itself or by one of its stems. Short words are remembered. */
export function conceptsOf(word: string): readonly Concept[] {
  const known = cache.get(word);
  if (known) return known;
  let found: Concept[] | undefined = exact.get(word);
  for (let size = Math.min(longestStem, word.length); size > 1; size--) {
    const byStem = stems.get(word.slice(0, size));
    if (byStem) found = found ? [...new Set([...found, ...byStem])] : byStem;
  }
  const concepts = found ?? none;
  if (word.length <= 16) {
    if (cache.size >= cacheLimit) cache.clear();
    cache.set(word, concepts);
  }
  return concepts;
}

/** Phrases that begin with a word. */
export function phrasesFrom(word: string): readonly Phrase[] {
  const whole = phrases.get(word);
  if (stemPhrases.size === 0) return whole ?? none;
  let found = whole;
  for (let size = Math.min(longestStem, word.length); size > 2; size--) {
    const byStem = stemPhrases.get(word.slice(0, size));
    if (byStem) found = found ? [...found, ...byStem] : byStem;
  }
  return found ?? none;
}

/** The longest entry of a script without blanks that begins at `start`. */
export function substringAt(
  text: string,
  start: number,
): { readonly length: number; readonly concepts: readonly Concept[] } | undefined {
  const hit = substrings.get(text.charAt(start))?.find((entry) => text.startsWith(entry.text, start));
  return hit && { length: hit.text.length, concepts: hit.concepts };
}
