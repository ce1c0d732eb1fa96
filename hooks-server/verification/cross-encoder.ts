import { DeadlineError } from '../errors.js';
import { startLocalPool } from '../workers/local-model.js';
import type { CrossEncoderSettings } from './settings.js';
import type { Verdict } from './verdict.js';

/** The two texts of one candidate: the question, and the one whose answer is stored. */
export type TextPair = readonly [query: string, candidate: string];

/** Guards of the cross-encoder, as metric labels: it says no, it did not answer in time, it could not run. */
export const crossEncoderGuards = ['cross_encoder', 'cross_encoder_deadline', 'cross_encoder_fault'] as const;

/** A local model that reads both texts at once, which sees more than two vectors do and takes longer. */
export interface CrossEncoder {
  /** Never rejects: without a verdict in time, the candidate is not accepted and its guard says why. */
  judge(query: string, candidate: string): Promise<Verdict>;
  close(): Promise<void>;
}

/** Pairs that may wait for a worker: one look-up asks for one at a time, and later ones would miss their deadline. */
const QUEUE = 8;

/**
 * Starts the cross-encoder, warm when this resolves; undefined when no model is configured. Throws ConfigurationError
 * when the folder holds no usable model. `onFault` is told of each pair that could not be judged.
 */
export async function createCrossEncoder(
  { modelDir, threshold, maxTokens, deadlineMs, threads }: CrossEncoderSettings,
  { onFault }: { readonly onFault?: (error: unknown) => void } = {},
): Promise<CrossEncoder | undefined> {
  if (modelDir === null) return undefined;
  const { pool } = await startLocalPool<TextPair, number | null>({
    module: new URL('./cross-encoder-worker.js', import.meta.url),
    modelDir,
    maxTokens,
    threads,
    queue: QUEUE,
    name: 'cross-encoder',
    advice: 'Set `cache.verification.crossEncoder.modelDir` to null to go without.',
    probe: ['warm up', 'warm up'],
  });
  const reject = (guard: (typeof crossEncoderGuards)[number], score = 0): Verdict => ({
    accept: false,
    score,
    guard,
  });
  return {
    async judge(query, candidate) {
      try {
        const score = await pool.run([query, candidate], deadlineMs);
        if (score === null || score < threshold) return reject('cross_encoder', score ?? 0);
        return { accept: true, score };
      } catch (error) {
        onFault?.(error);
        return reject(error instanceof DeadlineError ? 'cross_encoder_deadline' : 'cross_encoder_fault');
      }
    },
    close: () => pool.close(),
  };
}
