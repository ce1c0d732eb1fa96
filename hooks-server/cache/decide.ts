import { setImmediate } from 'node:timers/promises';
import type { Embedding } from '../vectors/embedding.js';
import { cosineOf } from '../vectors/cosine.js';
import type { CrossEncoder } from '../verification/cross-encoder.js';
import type { VerifiableText, Verdict, VerificationMode, Verify } from '../verification/verdict.js';

export interface Decision {
  /** Least cosine, from 0 to 1. */
  readonly threshold: number;
  readonly mode: VerificationMode;
  readonly verify: Verify;
  /** Has the last word on what `verify` accepted, unless verification is off. */
  readonly crossEncoder?: Pick<CrossEncoder, 'judge'> | undefined;
}

/** After so much verification other requests get their turn: long texts take tens of milliseconds each. */
const HOLD_MS = 5;

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
export async function decide<C extends Stored>(
  text: string,
  embedding: Embedding,
  candidates: readonly C[],
  decision: Decision,
): Promise<Outcome<C>> {
  const ranked = candidates
    .map((candidate) => ({ candidate, cosine: cosineOf(embedding.vector, candidate.embedding.vector) }))
    .sort((a, b) => b.cosine - a.cosine);
  const best = ranked[0] === undefined ? {} : { best: ranked[0].cosine };
  const rejectedBy: string[] = [];
  let begun = performance.now();
  for (const { candidate, cosine } of ranked) {
    if (cosine < decision.threshold) break;
    if (performance.now() - begun > HOLD_MS) {
      await setImmediate();
      begun = performance.now();
    }
    const stored = { text: candidate.head.text, embedding: candidate.embedding };
    const verdict = await judge({ text, embedding }, stored, decision);
    if (verdict.accept) return { ...best, accepted: { candidate, cosine, verdict }, rejectedBy };
    rejectedBy.push(verdict.guard ?? 'other');
  }
  return { ...best, rejectedBy };
}

async function judge(
  query: VerifiableText,
  stored: VerifiableText,
  { mode, verify, crossEncoder }: Decision,
): Promise<Verdict> {
  const verdict = verify(query, stored, mode);
  if (!verdict.accept || mode === 'off' || crossEncoder === undefined) return verdict;
  return crossEncoder.judge(query.text, stored.text);
}
