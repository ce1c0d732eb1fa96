import type { ScoringWeights } from './extraction/weights.js';
import type { Rate } from './profile.js';
import type { CompressionReason } from './result.js';
import type { Task } from './task/task.js';
import type { TokenCounter } from './tokens/counter.js';

/** The part of the work that needs nothing but computation: runs on the event loop or in a worker. */
export interface CompressionJob {
  /** The texts of one message, in order. */
  readonly texts: readonly string[];
  /** The rate for plain text, and that for text made of several passages or documents. */
  readonly rates: { readonly plain: Rate; readonly passages: Rate };
  readonly minimumTokens: number;
  readonly minimumQueryMatch: number;
  /** Above this many tokens passages are chosen before sentences. */
  readonly prefilterTokens: number;
  /** Asked between the stages; true gives the job up. */
  readonly expired?: () => boolean;
  readonly weights?: ScoringWeights;
}

export interface JobResult {
  /** One for each text of the job; the same strings where nothing changed. */
  readonly texts: readonly string[];
  readonly originalTokens: number;
  readonly compressedTokens: number;
  /** Whether all tokens were counted; very long texts are counted in samples. */
  readonly exact: boolean;
  readonly reason: CompressionReason;
  /** The profile whose rate was used. */
  readonly profile: string;
  /** What the request was taken for; absent where nobody looked. */
  readonly task?: Task;
}

/** What is known of the input before anything is done to it. */
export type Original = Pick<JobResult, 'originalTokens' | 'profile' | 'exact' | 'task'>;

/** The result of leaving the input alone. */
export function unchanged(
  { texts }: CompressionJob,
  original: Original,
  reason: CompressionReason,
): JobResult {
  return { ...original, texts, compressedTokens: original.originalTokens, reason };
}

/** Tokens of several texts together. */
export function countAll(counter: TokenCounter, texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + counter.count(text), 0);
}
