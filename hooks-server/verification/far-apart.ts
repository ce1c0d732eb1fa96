import { LRUCache } from 'lru-cache';
import { cosineOf } from '../vectors/cosine.js';
import type { StaticTable } from '../vectors/static-table.js';
import { normaliseUnicode } from '../unicode.js';
import { functionWords, functionWordsByLanguage } from './language/function-words.js';

/**
 * Texts that share a frame around other subjects: each has at least four words of its own, which on average are near
 * nothing in the other. Of 2,841 pairs of the training, development and fresh files that want the same answer and could be
 * served four are such texts, and none of the hits of the two evaluations changed; of neighbours that an application's
 * prompts are to each other it spares nine in ten a comparison that costs ten times as much.
 */
const LONE_WORDS = 4;
const NEAR = 0.35;

/**
 * Lone words mean something only where the words that carry grammar are known: else two questions of one meaning have a
 * handful of those each. Each text must have so many of one language's list; which those are stands in `function-words.ts`
 * (English, German, Spanish, French, Italian, Portuguese, Dutch).
 */
const KNOWN_SHARE = 0.25;

/** Letters that none of those languages writes: their text is in another, whatever small words it shares with them. */
const FOREIGN = /(?![\u00aa\u00ba-\u00ff\u0152\u0153\u0178\u1e9e])[^\P{L}a-zA-Z]/u;

const REMEMBERED_TEXTS = 500;

const LANGUAGES = Object.values(functionWordsByLanguage);

interface Words {
  /** The words with content, and what each means. */
  readonly content: ReadonlyMap<string, Float32Array>;
  /** Which languages' grammar the text has, as indices into `LANGUAGES`. */
  readonly languages: readonly number[];
}

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
    const [inA, inB] = [wordsOf(a), wordsOf(b)];
    if (!inA.languages.some((language) => inB.languages.includes(language))) return false;
    return standsApart(inA, inB) && standsApart(inB, inA);
  };
}

function readWords(text: string, table: Pick<StaticTable, 'vectorOfWord'>): Words {
  const folded = normaliseUnicode(text, 'NFKC').toLowerCase();
  const words = folded.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const languages = FOREIGN.test(folded)
    ? []
    : LANGUAGES.flatMap((known, index) => (isIn(words, known) ? [index] : []));
  if (languages.length === 0) return { content: new Map(), languages };
  const content = words.filter((word) => !functionWords.has(word));
  return { content: new Map(content.map((word) => [word, table.vectorOfWord(word)])), languages };
}

function isIn(words: readonly string[], language: ReadonlySet<string>): boolean {
  return words.filter((word) => language.has(word)).length >= words.length * KNOWN_SHARE;
}

function standsApart({ content: words }: Words, { content: others }: Words): boolean {
  const lone = [...words].filter(([word]) => !others.has(word));
  if (lone.length < LONE_WORDS) return false;
  const nearest = lone.map(([, vector]) => {
    let best = 0;
    for (const other of others.values()) best = Math.max(best, cosineOf(vector, other));
    return best;
  });
  return nearest.reduce((sum, value) => sum + value, 0) / nearest.length < NEAR;
}
