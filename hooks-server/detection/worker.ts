import { workerData } from 'piscina';
import { standBack } from '../workers/low-priority.js';
import { createDetector } from './detector.js';
import type { DetectorName } from './finding.js';
import { createValueHash } from './redact.js';
import { runScan, type ScanResult, type ScanTask } from './scan-task.js';

/** What the pool's threads are started with. */
export interface ScanWorkerSetup {
  /** Key of the hashes that stand for found values. */
  readonly hashKey: string | Uint8Array;
}

/** What a detector failed with: the error's name alone, since its message may hold a piece of the text. */
export interface ScanFault {
  readonly detector: DetectorName;
  readonly error: string;
}

export interface ScanAnswer extends ScanResult {
  readonly faults: readonly ScanFault[];
}

standBack();

const { hashKey } = workerData as ScanWorkerSetup;
let faults: ScanFault[] = [];
const detector = createDetector({
  hashValue: createValueHash(hashKey),
  onError: (name, error) =>
    faults.push({ detector: name, error: error instanceof Error ? error.name : typeof error }),
});

/** Runs one scan in a worker thread. */
export default function scan(task: ScanTask): ScanAnswer {
  faults = [];
  return { ...runScan(detector, task), faults };
}
