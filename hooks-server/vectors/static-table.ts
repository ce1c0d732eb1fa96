import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { endianness } from 'node:os';
import { fileURLToPath } from 'node:url';
import { LRUCache } from 'lru-cache';
import { ConfigurationError } from '../errors.js';
import { normaliseUnicode } from '../unicode.js';
import { modelFile } from '../workers/model-file.js';
import { loadTokenizer, type TextTokenizer } from '../workers/tokenizer.js';
import { hash } from './hash.js';
import { normalise } from './normalise.js';

/** Vectors of texts as sums of their pieces' vectors: no network is run, and a text takes a fraction of a millisecond. */
export interface StaticTable {
  /** Names the table by its content. */
  readonly id: string;
  readonly dimension: number;
  /** The vector of a text, of length 1. */
  vectorOf(text: string): Float32Array;
  /** The same of one word, remembered: not to be written to. */
  vectorOfWord(word: string): Float32Array;
  /** Ids of the text's pieces, without marks of its ends: the network's vocabulary is the table's. */
  piecesOf(text: string): readonly number[];
}

/** `STAB`, version, pieces, values (unsigned 32-bit little-endian); a float32 scale and then the int8 values per piece. */
const MAGIC = 'STAB';
const VERSION = 1;
const HEADER_BYTES = 16;

/** The piece that stands for what the vocabulary does not have. */
const UNKNOWN = 3;
/** Words whose vectors are kept, half a kilobyte each. */
const REMEMBERED_WORDS = 10_000;
/** Longer "words" are sentences of scripts without blanks, which do not recur. */
const LONGEST_REMEMBERED = 24;

/** Reads the table and its tokenizer. Throws ConfigurationError when the files are not what they should be. */
export async function loadStaticTable(
  file = fileURLToPath(modelFile('static-table/table.bin')),
  tokenizerFile = fileURLToPath(modelFile('cross-encoder/tokenizer.json')),
): Promise<StaticTable> {
  const [bytes, tokenizer] = await Promise.all([readFile(file), loadTokenizer(tokenizerFile)]).catch(
    (cause: unknown) => {
      throw new ConfigurationError(
        `The static table cannot be read: expected ${file} and ${tokenizerFile}.`,
        {
          cause,
        },
      );
    },
  );
  const table = readTable(bytes);
  if (table === undefined) throw new ConfigurationError(`${file} is no static table of version ${VERSION}.`);
  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return {
    id: `static:${id}`,
    dimension: table.dimension,
    ...createVectors(table, tokenizer),
    piecesOf: (text) => tokenizer.encode(text, { add_special_tokens: false }).ids,
  };
}

interface Table {
  readonly dimension: number;
  readonly scales: Float32Array;
  readonly rows: Int8Array;
}

function readTable(bytes: Buffer): Table | undefined {
  if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, 4) !== MAGIC) return undefined;
  const [version, pieces, dimension] = [4, 8, 12].map((at) => bytes.readUInt32LE(at)) as [
    number,
    number,
    number,
  ];
  const rowsAt = HEADER_BYTES + 4 * pieces;
  if (version !== VERSION || bytes.length !== rowsAt + pieces * dimension) return undefined;
  // A copy: a buffer from the pool may begin anywhere, and floats want multiples of four.
  const floats = Buffer.from(bytes.subarray(HEADER_BYTES, rowsAt));
  const scales = new Float32Array(pieces);
  Buffer.from(scales.buffer).set(endianness() === 'LE' ? floats : floats.swap32());
  return {
    dimension,
    scales,
    rows: new Int8Array(bytes.buffer, bytes.byteOffset + rowsAt, pieces * dimension),
  };
}

function createVectors(
  table: Table,
  tokenizer: TextTokenizer,
): Pick<StaticTable, 'vectorOf' | 'vectorOfWord'> {
  const sums = createMemory((word) => sumPieces(table, tokenizer, word));
  const vectorOf = (text: string) => {
    const sum = new Float32Array(table.dimension);
    for (const word of normaliseUnicode(text, 'NFKC').split(/\s+/)) {
      // The tokenizer splits at blanks too, so that a word's pieces are the same alone and in its text.
      if (word) addTo(sum, sums(word));
    }
    // A direction for texts without any: vector sets take none of length 0.
    if (sum.every((value) => value === 0)) sum[0] = 1;
    return normalise(sum);
  };
  return { vectorOf, vectorOfWord: createMemory(vectorOf) };
}

function createMemory(make: (word: string) => Float32Array): (word: string) => Float32Array {
  const words = new LRUCache<string, Float32Array>({ max: REMEMBERED_WORDS });
  return (word) => {
    const known = words.get(word);
    if (known) return known;
    const made = make(word);
    if (word.length <= LONGEST_REMEMBERED) words.set(word, made);
    return made;
  };
}

function sumPieces({ dimension, scales, rows }: Table, tokenizer: TextTokenizer, word: string): Float32Array {
  const sum = new Float32Array(dimension);
  for (const id of tokenizer.encode(word, { add_special_tokens: false }).ids) {
    if (id === UNKNOWN) addLetters(sum, word);
    else {
      const scale = scales[id]!;
      const start = id * dimension;
      for (let i = 0; i < dimension; i += 1) sum[i] = sum[i]! + scale * rows[start + i]!;
    }
  }
  return sum;
}

/** What the vocabulary does not have gets a place of its own by its letters, so that two such words are not the same. */
function addLetters(sum: Float32Array, word: string): void {
  for (let i = 0; i < 8; i += 1) {
    const code = hash(`${i}${word.toLowerCase()}`);
    const place = code % sum.length;
    sum[place] = sum[place]! + (code & 0x40000000 ? 0.35 : -0.35);
  }
}

function addTo(sum: Float32Array, other: Float32Array): void {
  for (let i = 0; i < sum.length; i += 1) sum[i] = sum[i]! + other[i]!;
}
