import type { Embedding } from './embedders/embedder.js';
import { cosineOf } from './stores/vector-index.js';
import type { Verdict, VerificationMode, Verify } from './verification/verdict.js';

export interface Decision {
  /** Least cosine, from 0 to 1. */
  readonly threshold: number;
  readonly mode: VerificationMode;
  readonly verify: Verify;
}

interface Stored {
  readonly head: { readonly text: string };
  readonly embedding: Embedding;
}

export interface Outcome<C> {
  readonly accepted?: { readonly candidate: C; readonly cosine: number; readonly verdict: Verdict };
  /** The guard that rejected each candidate before that, nearest first. */
  readonly rejectedBy: readonly string[];
  /** The nearest candidate's cosine, when there was one. */
  readonly best?: number;
}

/**
 * Which stored question's answer may be served: the nearest that reaches the threshold and passes verification. The
 * cosine is taken anew in full precision, because stores search in rounded vectors. A rejected candidate does not hide
 * the next one.
 */
export function decide<C extends Stored>(
  text: string,
  embedding: Embedding,
  candidates: readonly C[],
  { threshold, mode, verify }: Decision,
): Outcome<C> {
  const ranked = candidates
    .map((candidate) => ({ candidate, cosine: cosineOf(embedding.vector, candidate.embedding.vector) }))
    .sort((a, b) => b.cosine - a.cosine);
  const best = ranked[0] === undefined ? {} : { best: ranked[0].cosine };
  const rejectedBy: string[] = [];
  for (const { candidate, cosine } of ranked) {
    if (cosine < threshold) break;
    const stored = { text: candidate.head.text, embedding: candidate.embedding };
    const verdict = verify({ text, embedding }, stored, mode);
    if (verdict.accept) return { ...best, accepted: { candidate, cosine, verdict }, rejectedBy };
    rejectedBy.push(verdict.guard ?? 'other');
  }
  return { ...best, rejectedBy };
}
