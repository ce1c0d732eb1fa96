import { functionWords } from '../language/function-words.js';
import { synonymLines } from '../language/synonyms.js';
import type { Analysis, Word } from '../text/analyse.js';
import { hash } from '../../vectors/hash.js';
import { normalise } from '../../vectors/normalise.js';

/** Length of every vector. */
export const LEXICAL_DIMENSION = 512;
/** Share of every vector that is the same for all texts: see `lexicalVector`. */
const COMMON_SHARE = 0.45;

/** Adds a feature to a vector at a place and with a sign that its hash decides. */
function addFeature(target: Float32Array, start: number, feature: string, weight: number): void {
  const code = hash(feature);
  const place = start + (code % (target.length - start));
  target[place] = target[place]! + (code & 0x40000000 ? weight : -weight);
}

/** What a word says: its lemma most, its synonyms and its letters (for typing errors) less. */
function addWord(target: Float32Array, start: number, word: Word, weight: number): void {
  addFeature(target, start, `w:${word.lemma}`, weight);
  const senses = synonymLines.get(word.lower) ?? synonymLines.get(word.lemma) ?? [];
  for (const line of senses.slice(0, 2)) addFeature(target, start, `s:${line}`, weight * 0.5);
  const padded = `^${word.lemma}$`;
  const grams = Math.max(1, padded.length - 2);
  for (let i = 0; i < grams; i += 1)
    addFeature(target, start, `g:${padded.slice(i, i + 3)}`, (weight * 0.8) / Math.sqrt(grams));
}

/**
 * A bag of hashed words, synonyms, letter trigrams and word pairs. One value is common to all texts, which raises every
 * cosine c to share + (1 - share) * c, so that a threshold such as 0.8 means about what it means for a sentence model.
 */
export function lexicalVector({ words }: Pick<Analysis, 'words'>): Float32Array {
  const sum = new Float32Array(LEXICAL_DIMENSION);
  words.forEach((word, index) => {
    const weight = word.kind === 'content' ? 1 : word.kind === 'light' ? 0.5 : 0.15;
    addWord(sum, 1, word, weight);
    const next = words[index + 1];
    if (next && !functionWords.has(word.lower)) addFeature(sum, 1, `b:${word.lemma} ${next.lemma}`, 0.2);
  });
  const vector = normalise(sum);
  for (let i = 1; i < LEXICAL_DIMENSION; i += 1) vector[i] = vector[i]! * Math.sqrt(1 - COMMON_SHARE);
  vector[0] = Math.sqrt(COMMON_SHARE);
  return normalise(vector);
}
