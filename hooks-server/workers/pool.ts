import { Piscina } from 'piscina';
import { withDeadline } from '../deadline.js';
import { UnavailableError } from '../errors.js';
import './no-telemetry.js';

/** Runs a module's default export in worker threads, so that long computations never hold the event loop. */
export interface WorkerPool<Input, Output> {
  /** Rejects with DeadlineError after `deadlineMs`, and with UnavailableError when the queue is full or the pool closed. */
  run(input: Input, deadlineMs?: number): Promise<Output>;
  close(): Promise<void>;
}

/**
 * A job that still runs this long after it was begun, though nobody waits for it any more, is taken for one that never
 * ends, and its thread is replaced. Long against loading a model, so that a late job costs no warm thread.
 */
const LONGEST_RUN_MS = 10_000;

/**
 * What V8 may use in a thread. A text that needs more ends its thread and is answered without it; without a limit of its
 * own, the thread would end the whole process. A small young generation costs little, as jobs leave nothing behind.
 */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 12 } as const;

/**
 * Piscina loads a module by `require` before it imports it. A Node.js that can do so with ES modules aborts when the
 * process ends in the midst of it (a data directory that cannot be written ends a start just then); import does not.
 */
const IMPORT_ONLY = process.allowedNodeEnvironmentFlags.has('--experimental-require-module')
  ? ['--no-experimental-require-module']
  : [];
/** What a thread takes over of the options of its process: V8's are the process's alone. */
const INHERITED = process.execArgv.filter((option) => option === '--enable-source-maps');

export interface WorkerPoolOptions {
  /** The compiled module: `new URL('./worker.js', import.meta.url)`. */
  readonly module: URL;
  readonly threads?: number;
  /** Jobs that may wait; one more is refused at once instead of waiting past every deadline. */
  readonly queue?: number;
  readonly workerData?: unknown;
  /** After so long the thread of a job that is past its deadline is ended, and a new one started in its place. */
  readonly longestRunMs?: number;
}

interface WatchedJob {
  readonly end: (() => void) | undefined;
  timer?: NodeJS.Timeout;
}

/** Ends jobs that run for too long. Piscina begins jobs in their order, so that the first ones not done are the running. */
function createWatch(threads: number, longestRunMs: number) {
  const jobs = new Set<WatchedJob>();
  const watchRunning = () => {
    let place = 0;
    for (const job of jobs) {
      if (place >= threads) return;
      place += 1;
      if (job.end) job.timer ??= setTimeout(job.end, longestRunMs);
    }
  };
  /** Notes a job; `end` is for one that may be ended. Gives what to call when it is done. */
  return (end: (() => void) | undefined): (() => void) => {
    const job: WatchedJob = { end };
    jobs.add(job);
    watchRunning();
    return () => {
      clearTimeout(job.timer);
      jobs.delete(job);
      watchRunning();
    };
  };
}

/** Starts a pool whose threads live as long as it does. */
export function createWorkerPool<Input, Output>({
  module,
  threads = 1,
  queue = 64,
  workerData,
  longestRunMs = LONGEST_RUN_MS,
}: WorkerPoolOptions): WorkerPool<Input, Output> {
  const pool = new Piscina<Input, Output>({
    filename: module.href,
    minThreads: threads,
    maxThreads: threads,
    maxQueue: queue,
    workerData,
    resourceLimits: RESOURCE_LIMITS,
    execArgv: [...INHERITED, ...IMPORT_ONLY],
    // Posting a job wakes a thread that sleeps in Atomics.wait at once, and on a busy machine it then takes the posting
    // thread's core: the event loop stood still for a mean of 0.7 ms a job, against 0.2 ms for the same CPU time.
    atomics: 'disabled',
  });
  const watch = createWatch(threads, longestRunMs);
  let closed = false;
  return {
    async run(input, deadlineMs) {
      // Piscina would start new threads for it, which nothing would end.
      if (closed) throw new UnavailableError('The worker pool is closed.');
      const abort = new AbortController();
      // A job without a deadline (loading a model) may take as long as it needs.
      const mayEnd = deadlineMs !== undefined;
      const done = watch(mayEnd ? () => abort.abort() : undefined);
      const job = pool
        .run(input, mayEnd ? { signal: abort.signal } : {})
        .catch((cause: unknown) => {
          // The fault of what was to be posted: the worker never saw it.
          if (isNotCloneable(cause)) throw cause;
          throw new UnavailableError('The worker could not run the job.', { cause });
        })
        .finally(done);
      return mayEnd ? withDeadline(job, deadlineMs) : job;
    },
    async close() {
      closed = true;
      await pool.close({ force: true });
    },
  };
}

/** Whether a job could not be posted to a thread, as something in it (a function) cannot be copied. */
export const isNotCloneable = (error: unknown): boolean =>
  (error as { readonly name?: unknown } | null | undefined)?.name === 'DataCloneError';
