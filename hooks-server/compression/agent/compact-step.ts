import { tokensPerCharacter } from '../long-texts.js';
import type { TokenCounter } from '../tokens/counter.js';
import { compactResult } from './compact-result.js';

/** A result to be written in fewer characters. */
export interface ResultJob {
  readonly text: string;
  /** The beginnings of its blobs that are still needed. */
  readonly used: readonly string[];
  /** The first of the step's later results that came after it. */
  readonly laterFrom: number;
}

/** The results that one step closes, and those that were sent after the first of them. */
export interface StepJob {
  readonly results: readonly ResultJob[];
  readonly later: readonly string[];
}

export interface CompactedResult {
  /** Absent where the result stays as it is. */
  readonly text?: string;
  readonly originalTokens: number;
  readonly compactTokens: number;
  /** Whether the tokens were counted; those of very long results are estimated from samples. */
  readonly exact: boolean;
}

/** Longer results are counted in samples (characters). */
const LONGEST_COUNTED = 40_000;

/** Compacts a step's results one by one; a result that has no fewer tokens afterwards stays as it is. */
export function compactStep({ results, later }: StepJob, counter: TokenCounter): CompactedResult[] {
  const count = (text: string) =>
    text.length <= LONGEST_COUNTED
      ? counter.count(text)
      : Math.round(text.length * tokensPerCharacter(text, counter));
  return results.map(({ text, used, laterFrom }) => {
    const compact = compactResult(text, (head) => used.includes(head), later.slice(laterFrom));
    const originalTokens = count(text);
    const exact = text.length <= LONGEST_COUNTED;
    const compactTokens = compact === text ? originalTokens : count(compact);
    return compactTokens < originalTokens
      ? { text: compact, originalTokens, compactTokens, exact }
      : { originalTokens, compactTokens: originalTokens, exact };
  });
}
