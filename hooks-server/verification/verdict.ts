/** How strictly a candidate is verified before its answer is served: `off` trusts the cosine alone. */
export type VerificationMode = 'strict' | 'standard' | 'off';

/** A stored question near the one that is asked. */
export interface NearText {
  readonly text: string;
  /** Of the two texts' vectors in the first stage's space, from -1 to 1. */
  readonly cosine: number;
}

export interface Verdict {
  /** Calibrated confidence from 0 to 1 that both texts want the same answer; 0 where a guard rejected the candidate. */
  readonly score: number;
  /** What rejected the candidate, or weighed most against it, as a metric label; absent where it reaches the threshold. */
  readonly guard?: string;
}

export interface JudgeOptions {
  readonly mode: VerificationMode;
  /** Least score at which an answer is served: candidates that cannot reach it are not looked into any further. */
  readonly threshold: number;
  /** Texts of the turns before, the same for the question and all candidates, oldest first. */
  readonly earlierTurns?: readonly string[];
}

/** Says how sure it is that the answers stored for some candidates may be served for a question. */
export interface Judge {
  /**
   * A verdict for each candidate, in order. At most one of them need be complete: once a candidate reaches the threshold,
   * the others get no score. Never rejects because a model is slow or away: its candidates are then rejected.
   */
  judge(query: string, candidates: readonly NearText[], options: JudgeOptions): Promise<readonly Verdict[]>;
}
