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

/** A name of two or three parts, as programs have them: `ignore_previous` says nothing to a reader. */
const IDENTIFIER = '(?<![A-Za-z0-9_])[A-Za-z0-9]+(?:_[A-Za-z0-9]+){1,2}(?![A-Za-z0-9_])';
const ASCII_WORD = new RegExp(`${IDENTIFIER}|[A-Za-z0-9]+`, 'g');
const ANY_WORD = new RegExp(
  `${IDENTIFIER}|` +
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{M}\p{N}])+/u
      .source,
  'gu',
);
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const SENTENCE_END = /[.!?](?:\s|["'”»)\]]|$)|[。！？।؟]|\n\s*\n|\n\s*[-*#>]/;

/** Any letter outside ASCII; typographic marks, symbols and emoji are none. */
const FOREIGN_LETTER =
  /[^\x00-\x7f\u00a0-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2000-\u206f\u20a0-\u20cf\u2190-\u27bf\u3000-\u3004\u3008-\u3020\udc00-\udfff\ud83c-\ud83e]/; // eslint-disable-line no-control-regex

const nothingKnown: LexiconEntry = { concepts: [], phrases: [] };

/** Splits a text into words and looks each up; a text of ASCII letters takes a faster pattern. Linear in the text. */
export function splitWords(text: string): Words {
  const isAscii = !FOREIGN_LETTER.test(text);
  const pattern = isAscii ? ASCII_WORD : ANY_WORD;
  const starts: number[] = [];
  const ends: number[] = [];
  const sentences: number[] = [];
  const words: string[] = [];
  const positions = new Map<Concept, number[]>();
  const begun: Begun[] = [];
  let sentence = 0;
  let end = 0;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const start = match.index;
    if (endsSentence(text, end, start)) sentence++;
    const index = words.length;
    const word = match[0].toLowerCase();
    const isName = word.includes('_');
    const hit = !isAscii && UNSPACED.test(word) ? substringAt(text, start) : undefined;
    const entry = isName ? nothingKnown : (hit ?? lookUp(word));
    for (const concept of entry.concepts) add(positions, concept, index);
    if ('phrases' in entry && entry.phrases.length > 0) begun.push({ index, phrases: entry.phrases });
    end = start + (hit?.length ?? match[0].length);
    pattern.lastIndex = end;
    words.push(word);
    starts.push(start);
    ends.push(end);
    sentences.push(sentence);
  }
  for (const { index, phrases } of begun) addPhrases(words, sentences, positions, index, phrases);
  for (const list of positions.values()) list.sort((a, b) => a - b);
  return {
    count: words.length,
    starts: Int32Array.from(starts),
    ends: Int32Array.from(ends),
    sentences: Int32Array.from(sentences),
    positions,
  };
}

function endsSentence(text: string, from: number, to: number): boolean {
  if (to - from > 1) return SENTENCE_END.test(text.slice(from, Math.min(to, from + 64)));
  return to - from === 1 && /[。！？।]/.test(text.charAt(from));
}

/** Phrases whose first word was seen, to be checked once the words after it are known. */
interface Begun {
  readonly index: number;
  readonly phrases: readonly Phrase[];
}

function addPhrases(
  words: readonly string[],
  sentences: readonly number[],
  positions: Map<Concept, number[]>,
  index: number,
  phrases: readonly Phrase[],
): void {
  for (const { rest, concepts } of phrases) {
    const complete = rest.every((part, offset) => {
      const other = words[index + offset + 1];
      if (other === undefined || sentences[index + offset + 1] !== sentences[index]) return false;
      return part.stem ? other.startsWith(part.text) : other === part.text;
    });
    if (complete) for (const concept of concepts) add(positions, concept, index);
  }
}

function add(positions: Map<Concept, number[]>, concept: Concept, index: number): void {
  const list = positions.get(concept);
  if (!list) positions.set(concept, [index]);
  else if (list.at(-1) !== index) list.push(index);
}
