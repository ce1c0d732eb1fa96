import { hash } from '../../vectors/hash.js';
import { normalise } from '../../vectors/normalise.js';
import type { StaticTable } from '../../vectors/static-table.js';
import type { Word } from '../text/analyse.js';

/** Length of the vectors that say how a word is spelled: letter trigrams, hashed. */
const SPELLING_LENGTH = 64;

/** The vector of length 1 of the word at an index. Made when it is first asked for: most function words never are. */
export type WordVectors = (index: number) => Float32Array;

/** What words mean: the same word has the same vector in every text. */
export function meaningVectors(
  words: readonly Word[],
  table: Pick<StaticTable, 'vectorOfWord'>,
): WordVectors {
  return remembering((index) => table.vectorOfWord(words[index]!.text));
}

/** How words are spelled: near for typing errors and other forms of one word. */
export function spellingVectors(words: readonly Word[]): WordVectors {
  return remembering((index) => spellingVector(words[index]!));
}

function remembering(make: WordVectors): WordVectors {
  const known: (Float32Array | undefined)[] = [];
  return (index) => (known[index] ??= make(index));
}

function spellingVector({ lemma }: Word): Float32Array {
  const vector = new Float32Array(SPELLING_LENGTH);
  const padded = `^${lemma}$`;
  for (let i = 0; i + 2 < padded.length + 1; i += 1) {
    const code = hash(padded.slice(i, i + 3));
    const place = code % SPELLING_LENGTH;
    vector[place] = vector[place]! + (code & 0x40000000 ? 1 : -1);
  }
  return normalise(vector);
}
