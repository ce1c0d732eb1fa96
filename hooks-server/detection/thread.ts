import { createWorkerPool, type WorkerPool } from '../workers/pool.js';
import type { ScanTask } from './scan-task.js';
import type { ScanAnswer, ScanWorkerSetup } from './worker.js';

export type DetectionPool = WorkerPool<ScanTask, ScanAnswer>;

/** Starts the thread that scans long texts. `hashKey` is that of the hashes that stand for found values. */
export function startDetectionThread(hashKey: ScanWorkerSetup['hashKey']): DetectionPool {
  const workerData: ScanWorkerSetup = { hashKey };
  return createWorkerPool({ module: new URL('./worker.js', import.meta.url), workerData });
}
