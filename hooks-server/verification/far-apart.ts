import { LRUCache } from 'lru-cache';
import { cosineOf } from '../vectors/cosine.js';
import type { StaticTable } from '../vectors/static-table.js';
import { normaliseUnicode } from '../unicode.js';
import { functionWords, functionWordsByLanguage } from './language/function-words.js';

/**
 * Texts that share a frame around other subjects: each has so many words of its own, which on average are near nothing in
 * the other. Of 2,841 pairs of the training, development and fresh files that want the same answer and could be served
 * four are such texts by the first row; of 4,544 none by the second. None of the hits of the two evaluations changed.
 * Of neighbours that an application's prompts are to each other most are spared a comparison that costs thirty times as much.
 */
const FRAMES: readonly {
  /** Words that each text has at least, and of those its own. */
  readonly leastWords: number;
  readonly loneWords: number;
  /** The mean cosine below which its own words are near nothing. */
  readonly near: number;
}[] = [
  { leastWords: 0, loneWords: 4, near: 0.35 },
  // In long texts fewer suffice: who asks anew in so many words does not keep all but three of them.
  { leastWords: 20, loneWords: 3, near: 0.3 },
];

/**
 * Lone words mean something only where the words that carry grammar are known: else two questions of one meaning have a
 * handful of those each. Each text must have so many of one language's list; which those are stands in `function-words.ts`
 * (English, German, Spanish, French, Italian, Portuguese, Dutch).
 */
const KNOWN_SHARE = 0.25;

/** Letters that none of those languages writes: their text is in another, whatever small words it shares with them. */
const FOREIGN = /(?![\u00aa\u00ba-\u00ff\u0152\u0153\u0178\u1e9e])[^\P{L}a-zA-Z]/u;

/** Of each word that carries grammar, the languages that have it, one bit for each. */
const LANGUAGES_OF = new Map<string, number>();
const LANGUAGES = Object.values(functionWordsByLanguage);
for (const [index, words] of LANGUAGES.entries())
  for (const word of words) LANGUAGES_OF.set(word, (LANGUAGES_OF.get(word) ?? 0) | (1 << index));

const REMEMBERED_TEXTS = 1_000;

interface Words {
  /** All words of the text, those that carry grammar included. */
  readonly count: number;
  /** The words with content, each once, and what each means. */
  readonly content: ReadonlySet<string>;
  readonly meanings: readonly Float32Array[];
  /** Which languages' grammar the text has, one bit for each. */
  readonly languages: number;
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
    if ((inA.languages & inB.languages) === 0) return false;
    const [loneA, loneB] = [loneOf(inA, inB), loneOf(inB, inA)];
    const lone = Math.min(loneA.length, loneB.length);
    const count = Math.min(inA.count, inB.count);
    // The longest frame that fits has the highest bound.
    const frame = FRAMES.find(({ leastWords, loneWords }) => count >= leastWords && lone >= loneWords);
    return frame !== undefined && isFar(loneA, inB, frame.near) && isFar(loneB, inA, frame.near);
  };
}

const NO_WORDS = { content: new Set<string>(), meanings: [] };

function readWords(text: string, table: Pick<StaticTable, 'vectorOfWord'>): Words {
  const folded = normaliseUnicode(text, 'NFKC').toLowerCase();
  const words = folded.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const languages = FOREIGN.test(folded) ? 0 : languagesOf(words);
  if (languages === 0) return { ...NO_WORDS, count: words.length, languages };
  const content = new Set(words.filter((word) => !functionWords.has(word)));
  const meanings = Array.from(content, (word) => table.vectorOfWord(word));
  return { count: words.length, content, meanings, languages };
}

function languagesOf(words: readonly string[]): number {
  const counts = LANGUAGES.map(() => 0);
  for (const word of words) {
    const languages = LANGUAGES_OF.get(word) ?? 0;
    if (languages === 0) continue;
    for (let index = 0; index < counts.length; index += 1)
      if (languages & (1 << index)) counts[index] = counts[index]! + 1;
  }
  const least = words.length * KNOWN_SHARE;
  return counts.reduce((known, count, index) => (count >= least ? known | (1 << index) : known), 0);
}

/** The meanings of the words that only the first text has. */
function loneOf({ content, meanings }: Words, others: Words): Float32Array[] {
  const lone: Float32Array[] = [];
  let place = 0;
  for (const word of content) {
    if (!others.content.has(word)) lone.push(meanings[place]!);
    place += 1;
  }
  return lone;
}

/** Whether words are on average nearer than that to nothing in a text; those that are near end the search. */
function isFar(lone: readonly Float32Array[], { meanings }: Words, near: number): boolean {
  let sum = 0;
  for (const meaning of lone) {
    let best = 0;
    for (const other of meanings) best = Math.max(best, cosineOf(meaning, other));
    sum += best;
    if (sum >= near * lone.length) return false;
  }
  return true;
}
