import type { Embedding } from '../vectors/embedding.js';

/** How strictly a candidate is verified before its answer is served: `off` trusts the cosine alone. */
export type VerificationMode = 'strict' | 'standard' | 'off';

export interface VerifiableText {
  readonly text: string;
  readonly embedding: Embedding;
}

export interface Verdict {
  readonly accept: boolean;
  /** Confidence from 0 to 1 that both texts want the same answer; 0 where a guard rejected them before it was asked. */
  readonly score: number;
  /** Which guard rejected the candidate, as a metric label; absent when accepted. */
  readonly guard?: string;
}

/** Decides whether the answer stored for `candidate` may be served for `query`. Pure, synchronous, the same for every store. */
export interface Verify {
  (query: VerifiableText, candidate: VerifiableText, mode: VerificationMode): Verdict;
  /** Reads a query's text before its candidates are known. Changes no verdict, only how soon it comes. */
  readAhead?(text: string): void;
}
