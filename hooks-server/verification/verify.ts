import { LRUCache } from 'lru-cache';
import type { TokenVectors } from '../vectors/embedding.js';
import { compareTexts, type TextReader } from './features/extract.js';
import { wordVectors, type WordVectors } from './features/word-vectors.js';
import { firstGuard, likelyGuard } from './guards.js';
import { scoreFeatures, type BoostedTrees } from './model.js';
import type { VerificationSettings } from './settings.js';
import { analyse, type Analysis, type Word } from './text/analyse.js';
import type { VerifiableText, Verdict, Verify } from './verdict.js';
import { contextualWeights } from './weights-contextual.js';
import { lexicalWeights } from './weights-lexical.js';

/** Texts that come to the same words need no score; this is what they get. */
const SAME_SCORE = 1;
/** A query meets several candidates, and popular candidates several queries: their analyses are kept. */
const REMEMBERED_TEXTS = 1_000;
/** Embeddings whose word vectors are kept, some 10 kB each: a query is compared with several candidates in a row. */
const REMEMBERED_VECTORS = 32;

/**
 * Creates the decision whether a stored answer may be served: named guards first, then a learned score over the same
 * comparison. Pure; the same two texts and embeddings always get the same verdict.
 */
export function createVerify({ maxWords }: Pick<VerificationSettings, 'maxWords'>): Verify {
  const reader = createReader();
  const isLong = (text: string) => countWords(text) > maxWords;
  // Blanks are counted first, because reading a long text takes time; the words found, because "a,a,a" has no blanks.
  const hasMany = (text: string) => isLong(text) || reader.analyse(text).words.length > maxWords;
  const verify: Verify = (query, candidate, mode) => {
    if (mode === 'off') return { accept: true, score: 1 };
    if (hasMany(query.text) || hasMany(candidate.text)) return { accept: false, score: 0, guard: 'too_long' };
    return judge(query, candidate, mode, reader);
  };
  verify.readAhead = (text) => {
    if (!isLong(text)) reader.analyse(text);
  };
  return verify;
}

function createReader(): TextReader {
  const analyses = new LRUCache<string, Analysis>({ max: REMEMBERED_TEXTS });
  const vectors = new LRUCache<TokenVectors, { words: readonly Word[]; of: WordVectors }>({
    max: REMEMBERED_VECTORS,
  });
  return {
    analyse(text) {
      const analysis = analyses.get(text) ?? analyse(text);
      analyses.set(text, analysis);
      return analysis;
    },
    wordVectors(words, tokens) {
      if (tokens === undefined) return wordVectors(words, tokens);
      const known = vectors.get(tokens);
      if (known?.words === words) return known.of;
      const of = wordVectors(words, tokens);
      vectors.set(tokens, { words, of });
      return of;
    },
  };
}

function judge(
  query: VerifiableText,
  candidate: VerifiableText,
  mode: 'strict' | 'standard',
  reader: TextReader,
): Verdict {
  const comparison = compareTexts(query, candidate, reader);
  const same = comparison.sameLetters || comparison.identical;
  if (!same && !comparison.comparable) return { accept: false, score: 0, guard: 'low_score' };
  const guard = firstGuard(comparison, mode);
  if (guard) return { accept: false, score: 0, guard };
  const model = modelFor(query, candidate);
  const score = same ? SAME_SCORE : scoreFeatures(model, comparison.features);
  return score >= model[mode]
    ? { accept: true, score }
    : { accept: false, score, guard: likelyGuard(comparison) };
}

/** One set of weights for vectors from a model's view of the words in their context, one for letters alone. */
function modelFor(query: VerifiableText, candidate: VerifiableText): BoostedTrees {
  return query.embedding.tokens && candidate.embedding.tokens ? contextualWeights : lexicalWeights;
}

/** Blank-separated words; for scripts without blanks, characters by fives. */
function countWords(text: string): number {
  return Math.max(text.split(/\s+/).length, text.length / 12);
}
