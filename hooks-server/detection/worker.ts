import { workerData } from 'piscina';
import { createDetector, type DetectionResult, type RequestScan, type ResponseScan } from './detector.js';
import type { PromptFingerprint } from './echo.js';
import type { DetectorName } from './finding.js';
import { createValueHash } from './redact.js';

/** What the pool's threads are started with. */
export interface ScanWorkerSetup {
  /** Key of the hashes that stand for found values. */
  readonly hashKey: string | Uint8Array;
}

/** What the pool's threads are asked to do. */
export type ScanTask =
  | ({ readonly direction: 'request'; readonly wantsFingerprint: boolean } & RequestScan)
  | ({ readonly direction: 'response' } & ResponseScan);

/** What a detector failed with: the error's name alone, since its message may hold a piece of the text. */
export interface ScanFault {
  readonly detector: DetectorName;
  readonly error: string;
}

export interface ScanAnswer {
  readonly detected: DetectionResult;
  readonly systemPrompt?: PromptFingerprint | undefined;
  readonly faults: readonly ScanFault[];
}

const { hashKey } = workerData as ScanWorkerSetup;
let faults: ScanFault[] = [];
const detector = createDetector({
  hashValue: createValueHash(hashKey),
  onError: (name, error) =>
    faults.push({ detector: name, error: error instanceof Error ? error.name : typeof error }),
});

/** Runs one scan in a worker thread: the same code as on the event loop, so that the findings are the same. */
export default function scan(task: ScanTask): ScanAnswer {
  faults = [];
  switch (task.direction) {
    case 'request': {
      const detected = detector.scanRequest(task);
      const systemPrompt = task.wantsFingerprint ? detector.fingerprint(task.messages) : undefined;
      return { detected, systemPrompt, faults };
    }
    case 'response':
      return { detected: detector.scanResponse(task), faults };
  }
}
