import { normaliseUnicode } from '../../unicode.js';
import type { TokenVectors } from '../../vectors/embedding.js';
import { rowLength } from '../../vectors/quantize.js';
import { hash } from '../../vectors/hash.js';
import type { Word } from '../text/analyse.js';

/** Length of the vectors that stand in for a model's: letter trigrams, hashed. */
const STAND_IN_LENGTH = 64;

/**
 * The vector of length 1 of the word at an index; undefined for a word that the embedding does not cover. Made when it
 * is first asked for: most function words never are.
 */
export type WordVectors = (index: number) => Float32Array | undefined;

/** Finds each word's vector in a model's token vectors; without them, makes one of the word's letters. */
export function wordVectors(words: readonly Word[], tokens: TokenVectors | undefined): WordVectors {
  if (!tokens) return remembering((index) => letterVector(words[index]!));
  const length = rowLength(tokens);
  let ranges: ReturnType<typeof tokenRanges> | undefined;
  return remembering((index) => {
    const range = (ranges ??= tokenRanges(words, tokens))[index];
    return range && meanRow(tokens.rows, range.start, range.end, length);
  });
}

function remembering(make: WordVectors): WordVectors {
  const known = new Map<number, Float32Array | undefined>();
  return (index) => {
    if (!known.has(index)) known.set(index, make(index));
    return known.get(index);
  };
}

/** Tokens are looked for from where the word before was found: both lists are in the order of the text. */
function tokenRanges(words: readonly Word[], tokens: TokenVectors) {
  const spelled = tokens.tokens.map(letters);
  let cursor = 0;
  return words.map((word) => {
    const wanted = letters(word.text);
    for (let start = cursor; wanted && start < Math.min(spelled.length, cursor + 16); start += 1) {
      const end = endOfMatch(spelled, start, wanted);
      if (end === undefined) continue;
      cursor = end;
      return { start, end };
    }
    return undefined;
  });
}

function letters(text: string): string {
  if (/^[a-z0-9]*$/.test(text)) return text;
  return normaliseUnicode(text, 'NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Where the run of tokens ends that together spell `wanted`; undefined when none begins at `start`. */
function endOfMatch(tokens: readonly string[], start: number, wanted: string): number | undefined {
  let spelled = '';
  for (let end = start; end < tokens.length && spelled.length < wanted.length; end += 1) {
    spelled += tokens[end]!;
    if (spelled === wanted) return end + 1;
    if (!wanted.startsWith(spelled)) return undefined;
  }
  return undefined;
}

function meanRow(rows: Int8Array, start: number, end: number, length: number): Float32Array {
  const sum = new Float32Array(length);
  for (let row = start; row < end; row += 1) {
    for (let i = 0; i < length; i += 1) sum[i] = sum[i]! + rows[row * length + i]!;
  }
  return toUnit(sum);
}

function letterVector(word: Word): Float32Array {
  const vector = new Float32Array(STAND_IN_LENGTH);
  const padded = `^${word.lemma}$`;
  for (let i = 0; i + 2 < padded.length + 1; i += 1) {
    const code = hash(padded.slice(i, i + 3));
    const place = code % STAND_IN_LENGTH;
    vector[place] = vector[place]! + (code & 0x40000000 ? 1 : -1);
  }
  return toUnit(vector);
}

function toUnit(vector: Float32Array): Float32Array {
  let squares = 0;
  for (let i = 0; i < vector.length; i += 1) squares += vector[i]! * vector[i]!;
  const length = Math.sqrt(squares) || 1;
  for (let i = 0; i < vector.length; i += 1) vector[i] = vector[i]! / length;
  return vector;
}
