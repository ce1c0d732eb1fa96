import type { DetectionResult, Detector, RequestScan, ResponseScan } from './detector.js';
import type { PromptFingerprint } from './echo.js';
import type { DetectionSettings } from './settings.js';

/** One scan, as it is run here or sent to a worker. */
export type ScanTask =
  ({ readonly direction: 'request' } & RequestScan) | ({ readonly direction: 'response' } & ResponseScan);

export interface ScanResult {
  readonly detected: DetectionResult;
  /** Of a request, to find it in the answer; absent when nothing will look for it, or it is too short. */
  readonly systemPrompt?: PromptFingerprint | undefined;
}

/** Runs a scan on the thread that asks for it: on the event loop and in the worker the findings are the same. */
export function runScan(detector: Detector, task: ScanTask): ScanResult {
  switch (task.direction) {
    case 'request': {
      const systemPrompt = looksForEcho(task.settings) ? detector.fingerprint(task.messages) : undefined;
      return { ...runFindings(detector, task), systemPrompt };
    }
    case 'response':
      return runFindings(detector, task);
  }
}

/** The same without a fingerprint: for when there is no time to read a whole system prompt. */
export function runFindings(detector: Detector, task: ScanTask): ScanResult {
  const detected = task.direction === 'request' ? detector.scanRequest(task) : detector.scanResponse(task);
  return { detected };
}

function looksForEcho({ enabled, responses, detectors }: DetectionSettings): boolean {
  return enabled && responses && detectors.echo;
}
