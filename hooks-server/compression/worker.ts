import { compressTexts } from './compress-texts.js';
import type { CompressionJob, JobResult } from './job.js';
import { createTokenCounters } from './tokens/counter.js';
import { WARM_JOB, WARM_MODELS } from './warm-up.js';

/** What the pool's threads are asked to do. */
export type WorkerTask =
  | {
      readonly kind: 'compress';
      readonly model: string;
      readonly job: Omit<CompressionJob, 'expired'>;
      readonly expiresAt: number;
    }
  | { readonly kind: 'warm' };

export type WorkerAnswer = JobResult | undefined;

const counters = createTokenCounters();

/**
 * Runs one task in a worker thread. `expiresAt` is wall-clock time (`Date.now()`), the only clock that threads share:
 * a job that nobody waits for any more is given up between its stages.
 */
export default function run(task: WorkerTask): WorkerAnswer {
  switch (task.kind) {
    case 'warm':
      for (const model of WARM_MODELS) compressTexts(WARM_JOB, counters.forModel(model));
      return undefined;
    case 'compress':
      return compressTexts(
        { ...task.job, expired: () => Date.now() >= task.expiresAt },
        counters.forModel(task.model),
      );
  }
}
