import type { TokenVectors } from '../../embedders/embedder.js';
import { rowLength } from '../../embedders/quantize.js';
import { hash } from '../../embedders/hash.js';
import type { Word } from '../text/analyse.js';

/** Length of the vectors that stand in for a model's: letter trigrams, hashed. */
const STAND_IN_LENGTH = 64;

/** A vector of length 1 for each word; undefined for a word that the embedding does not cover. */
export type WordVectors = readonly (Float32Array | undefined)[];

/** Finds each word's vector in a model's token vectors; without them, makes one of the word's letters. */
export function wordVectors(words: readonly Word[], tokens: TokenVectors | undefined): WordVectors {
  return tokens ? alignedVectors(words, tokens) : words.map(letterVector);
}

/** Tokens are looked for from where the word before was found: both lists are in the order of the text. */
function alignedVectors(words: readonly Word[], tokens: TokenVectors): WordVectors {
  const length = rowLength(tokens);
  let cursor = 0;
  return words.map((word) => {
    const wanted = letters(word.text);
    for (let start = cursor; wanted && start < Math.min(tokens.tokens.length, cursor + 16); start += 1) {
      const end = endOfMatch(tokens.tokens, start, wanted);
      if (end === undefined) continue;
      cursor = end;
      return meanRow(tokens.rows, start, end, length);
    }
    return undefined;
  });
}

function letters(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Where the run of tokens ends that together spell `wanted`; undefined when none begins at `start`. */
function endOfMatch(tokens: readonly string[], start: number, wanted: string): number | undefined {
  let spelled = '';
  for (let end = start; end < tokens.length && spelled.length < wanted.length; end += 1) {
    spelled += letters(tokens[end]!);
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
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares) || 1;
  for (let i = 0; i < vector.length; i += 1) vector[i] = vector[i]! / length;
  return vector;
}
