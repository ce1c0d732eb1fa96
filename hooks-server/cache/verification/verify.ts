import { LRUCache } from 'lru-cache';
import { compareTexts } from './features/extract.js';
import { firstGuard, likelyGuard } from './guards.js';
import { scoreFeatures, type BoostedTrees } from './model.js';
import type { VerificationSettings } from './settings.js';
import { analyse, type Analysis } from './text/analyse.js';
import type { VerifiableText, Verdict, Verify } from './verdict.js';
import { contextualWeights } from './weights-contextual.js';
import { lexicalWeights } from './weights-lexical.js';

/** Texts that come to the same words need no score; this is what they get. */
const SAME_SCORE = 1;
/** A query meets several candidates, and popular candidates several queries: their analyses are kept. */
const REMEMBERED_TEXTS = 1_000;

/**
 * Creates the decision whether a stored answer may be served: named guards first, then a learned score over the same
 * comparison. Pure; the same two texts and embeddings always get the same verdict.
 */
export function createVerify({ maxWords }: Pick<VerificationSettings, 'maxWords'>): Verify {
  const analyses = new LRUCache<string, Analysis>({ max: REMEMBERED_TEXTS });
  const read = (text: string): Analysis => {
    const analysis = analyses.get(text) ?? analyse(text);
    analyses.set(text, analysis);
    return analysis;
  };
  return (query, candidate, mode) => {
    if (mode === 'off') return { accept: true, score: 1 };
    if (countWords(query.text) > maxWords || countWords(candidate.text) > maxWords) {
      return { accept: false, score: 0, guard: 'too_long' };
    }
    return judge(query, candidate, mode, read);
  };
}

function judge(
  query: VerifiableText,
  candidate: VerifiableText,
  mode: 'strict' | 'standard',
  read: (text: string) => Analysis,
): Verdict {
  const comparison = compareTexts(query, candidate, read);
  const model = modelFor(query, candidate);
  const same = comparison.sameLetters || comparison.identical;
  const score = same ? SAME_SCORE : scoreFeatures(model, comparison.features);
  const guard = firstGuard(comparison, mode);
  if (!same && !comparison.comparable) return { accept: false, score: 0, guard: 'low_score' };
  if (guard) return { accept: false, score, guard };
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
