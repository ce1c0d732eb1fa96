import { compressTexts, type CompressionJob, type JobResult } from './compress-texts.js';
import { createTokenCounters } from './tokens/counter.js';
import type { EncodingName } from './tokens/encodings.js';

/** What the pool's threads are asked to do. */
export type WorkerTask =
  | {
      readonly kind: 'compress';
      readonly model: string;
      readonly job: Omit<CompressionJob, 'expired'>;
      readonly expiresAt: number;
    }
  | { readonly kind: 'warm'; readonly encodings: readonly EncodingName[] };

export type WorkerAnswer = JobResult | undefined;

const counters = createTokenCounters();

/**
 * Runs one task in a worker thread. `expiresAt` is wall-clock time (`Date.now()`), the only clock that threads share:
 * a job that nobody waits for any more is given up between its stages.
 */
export default function run(task: WorkerTask): WorkerAnswer {
  switch (task.kind) {
    case 'warm':
      counters.warm(task.encodings);
      return undefined;
    case 'compress':
      return compressTexts(
        { ...task.job, expired: () => Date.now() >= task.expiresAt },
        counters.forModel(task.model),
      );
  }
}
