import { createWorkerPool, type WorkerPool } from '../workers/pool.js';
import type { CompressionSettings } from './settings.js';
import type { WorkerAnswer, WorkerTask } from './worker.js';

export type CompressionPool = WorkerPool<WorkerTask, WorkerAnswer>;

export interface CompressionThreadsOptions {
  /** Each with vocabularies of its own: some 35 MB. */
  readonly threads?: number;
  /** The classifier that they load for the strategy `llmlingua-2`; without a folder it cannot be chosen. */
  readonly classifier?: CompressionSettings['classifier'];
}

/** Starts the threads that compress long texts. */
export function startCompressionThreads({
  threads = 1,
  classifier,
}: CompressionThreadsOptions): CompressionPool {
  const module = new URL('./worker.js', import.meta.url);
  return createWorkerPool({ module, threads, workerData: classifier });
}
