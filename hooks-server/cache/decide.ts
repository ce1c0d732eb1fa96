import type { Judge, Verdict, VerificationMode } from '../verification/verdict.js';

export interface Decision {
  /** Least score, from 0 to 1. */
  readonly threshold: number;
  readonly mode: VerificationMode;
  /** Least cosine at which a candidate is worth comparing. */
  readonly near: number;
  readonly judge: Judge;
  /** Texts of the turns before, which are the same for the question and all candidates. */
  readonly earlierTurns?: readonly string[];
}

interface Stored {
  readonly head: { readonly text: string };
  readonly cosine: number;
}

export interface Outcome<C> {
  /** The candidate with the highest score, where that reaches the threshold. */
  readonly accepted?: { readonly candidate: C; readonly score: number };
  /** What rejected, or weighed most against, each candidate that was near enough to be compared. */
  readonly rejectedBy: readonly string[];
  /** Candidates near enough to be compared. */
  readonly near: number;
  /** The highest score among them, when there were any. */
  readonly best?: number;
}

/** Which stored question's answer may be served. Nothing near means that no model is asked. */
export async function decide<C extends Stored>(
  text: string,
  candidates: readonly C[],
  { threshold, mode, near, judge, earlierTurns = [] }: Decision,
): Promise<Outcome<C>> {
  // In a talk hardly anything is stored but its own follow-ups, and their few words are seldom the same.
  const least = mode !== 'off' && earlierTurns.length > 0 ? near / 2 : near;
  const close = candidates.filter(({ cosine }) => cosine >= least);
  if (close.length === 0) return { rejectedBy: [], near: 0 };
  const compared = close.map(({ head, cosine }) => ({ text: head.text, cosine }));
  const verdicts = await judge.judge(text, compared, { mode, threshold, earlierTurns });
  const best = bestOf(verdicts);
  // A guard's 0 is no score: it rejects whatever the threshold is.
  if (best.score > 0 && best.score >= threshold) {
    return {
      accepted: { candidate: close[best.place]!, score: best.score },
      rejectedBy: [],
      near: close.length,
    };
  }
  return { rejectedBy: verdicts.flatMap(({ guard }) => guard ?? []), near: close.length, best: best.score };
}

/** The first of the highest scores: candidates come nearest first. */
function bestOf(verdicts: readonly Verdict[]): { readonly place: number; readonly score: number } {
  const scores = verdicts.map(({ score }) => score);
  const score = Math.max(...scores);
  return { place: scores.indexOf(score), score };
}
