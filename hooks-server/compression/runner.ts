import { ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import { DeadlineError } from '../errors.js';
import { isNotCloneable } from '../workers/pool.js';
import type { CompressionSettings } from './settings.js';
import { startCompressionThreads, type CompressionPool, type CompressionThreadsOptions } from './threads.js';
import type { WorkerAnswer, WorkerTask } from './worker.js';

export interface RunnerOptions extends CompressionThreadsOptions {
  readonly breaker?: CompressionSettings['breaker'];
  /** The threads, where they run already. */
  readonly pool?: CompressionPool;
}

export interface Runner {
  /** Whether the workers have a classifier. */
  readonly classifies: boolean;
  /** Runs a task; throws DeadlineError, a broken circuit's error, or what went wrong. */
  run(task: WorkerTask, deadlineMs: number): Promise<NonNullable<WorkerAnswer>>;
  warm(): Promise<void>;
  close(): Promise<void>;
}

/**
 * What opens the breaker: workers that fail or refuse. A passed deadline does not, as it says that an input was large;
 * a few of these must not turn compression off for everybody else. Nor does a job that cannot be posted.
 */
const isFault = handleWhen((error) => !(error instanceof DeadlineError) && !isNotCloneable(error));

/** Tasks in the workers behind the breaker: they alone have encoders, which are large and slow to load. */
export function createRunner(options: RunnerOptions): Runner {
  const threads = options.threads ?? 1;
  const pool = options.pool ?? startCompressionThreads(options);
  const breaker = circuitBreaker(isFault, {
    halfOpenAfter: options.breaker?.openMs ?? 10_000,
    breaker: new ConsecutiveBreaker(options.breaker?.failures ?? 5),
  });
  return {
    classifies: Boolean(options.classifier?.modelDir),
    async run(task, deadlineMs) {
      const answer = await breaker.execute(() => pool.run(task, deadlineMs));
      if (answer === undefined) throw new Error('Expected a result from the worker, got nothing.');
      return answer;
    },
    async warm() {
      const task: WorkerTask = { kind: 'warm' };
      await Promise.all(Array.from({ length: threads }, () => pool.run(task)));
    },
    close: () => pool.close(),
  };
}
