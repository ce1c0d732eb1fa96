import { LRUCache } from 'lru-cache';
import { cosineOf } from '../vectors/cosine.js';
import type { StaticTable } from '../vectors/static-table.js';
import { normaliseUnicode } from '../unicode.js';
import { functionWords } from './language/function-words.js';

/**
 * Texts that share a frame around other subjects: each has at least four words of its own, which on average are near
 * nothing in the other. Of 2,841 pairs of the training, development and fresh files that want the same answer and could be
 * served four are such texts, and none of the hits of the two evaluations changed; of neighbours that an application's
 * prompts are to each other it spares nine in ten a comparison that costs ten times as much.
 */
const LONE_WORDS = 4;
const NEAR = 0.35;

/** Their "words" are single characters or whole sentences, of which nothing can be counted. */
const UNSEGMENTED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

const REMEMBERED_TEXTS = 500;

type Words = ReadonlyMap<string, Float32Array>;

/** Tells, cheaply, that two texts cannot want the same answer. Says nothing where it gives false. */
export function createFarApart(table: Pick<StaticTable, 'vectorOfWord'>): (a: string, b: string) => boolean {
  const remembered = new LRUCache<string, Words>({ max: REMEMBERED_TEXTS });
  const wordsOf = (text: string): Words => {
    const known = remembered.get(text);
    if (known) return known;
    const words = readWords(text, table);
    remembered.set(text, words);
    return words;
  };
  return (a, b) => {
    if (UNSEGMENTED.test(a) || UNSEGMENTED.test(b)) return false;
    const [inA, inB] = [wordsOf(a), wordsOf(b)];
    return standsApart(inA, inB) && standsApart(inB, inA);
  };
}

function readWords(text: string, table: Pick<StaticTable, 'vectorOfWord'>): Words {
  const words = normaliseUnicode(text, 'NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu);
  const content = (words ?? []).filter((word) => !functionWords.has(word));
  return new Map(content.map((word) => [word, table.vectorOfWord(word)]));
}

function standsApart(words: Words, others: Words): boolean {
  const lone = [...words].filter(([word]) => !others.has(word));
  if (lone.length < LONE_WORDS) return false;
  const nearest = lone.map(([, vector]) => {
    let best = 0;
    for (const other of others.values()) best = Math.max(best, cosineOf(vector, other));
    return best;
  });
  return nearest.reduce((sum, value) => sum + value, 0) / nearest.length < NEAR;
}
