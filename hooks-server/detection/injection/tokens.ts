import { conceptsOf, phrasesFrom, substringAt, type Concept } from './lexicon.js';

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

const asciiWord = /[A-Za-z0-9]+/g;
const anyWord =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{M}\p{N}])+/gu;
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const sentenceEnd = /[.!?](?:\s|["'”»)\]]|$)|[。！？।؟]|\n\s*\n|\n\s*[-*#>]/;

/** Splits a text into words and looks each up. `isAscii` chooses a faster pattern. Linear in the text. */
export function splitWords(text: string, isAscii: boolean): Words {
  const pattern = isAscii ? asciiWord : anyWord;
  const starts: number[] = [];
  const ends: number[] = [];
  const sentences: number[] = [];
  const words: string[] = [];
  const positions = new Map<Concept, number[]>();
  let sentence = 0;
  let previousEnd = 0;
  let covered = 0;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const start = match.index;
    const found = match[0];
    const end = start + found.length;
    if (
      start - previousEnd > 1 &&
      sentenceEnd.test(text.slice(previousEnd, Math.min(start, previousEnd + 64)))
    )
      sentence++;
    else if (start - previousEnd === 1 && /[。！？।]/.test(text.charAt(previousEnd))) sentence++;
    const index = words.length;
    words.push(found.toLowerCase());
    starts.push(start);
    ends.push(end);
    sentences.push(sentence);
    previousEnd = end;
    if (!isAscii && unspaced.test(found)) {
      if (start >= covered) covered = Math.max(covered, lookUpUnspaced(text, start, index, positions));
    } else {
      for (const concept of conceptsOf(words[index] ?? '')) add(positions, concept, index);
    }
  }
  addPhrases(words, sentences, positions);
  for (const list of positions.values()) list.sort((a, b) => a - b);
  return {
    count: words.length,
    starts: Int32Array.from(starts),
    ends: Int32Array.from(ends),
    sentences: Int32Array.from(sentences),
    positions,
  };
}

function lookUpUnspaced(
  text: string,
  start: number,
  index: number,
  positions: Map<Concept, number[]>,
): number {
  const hit = substringAt(text, start);
  if (!hit) return start;
  for (const concept of hit.concepts) add(positions, concept, index);
  return start + hit.length;
}

function addPhrases(
  words: readonly string[],
  sentences: readonly number[],
  positions: Map<Concept, number[]>,
): void {
  for (let index = 0; index < words.length; index++) {
    for (const phrase of phrasesFrom(words[index] ?? '')) {
      const complete = phrase.rest.every((part, offset) => {
        const other = words[index + offset + 1];
        if (other === undefined || sentences[index + offset + 1] !== sentences[index]) return false;
        return part.stem ? other.startsWith(part.text) : other === part.text;
      });
      if (complete) for (const concept of phrase.concepts) add(positions, concept, index);
    }
  }
}

function add(positions: Map<Concept, number[]>, concept: Concept, index: number): void {
  const list = positions.get(concept);
  if (!list) positions.set(concept, [index]);
  else if (list.at(-1) !== index) list.push(index);
}
