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
      return { detected: detector.scanRequest(task), systemPrompt };
    }
    case 'response':
      return { detected: detector.scanResponse(task) };
  }
}

function looksForEcho({ enabled, responses, detectors }: DetectionSettings): boolean {
  return enabled && responses && detectors.echo;
}
