import { textSegments, type Message } from '../litellm/messages.js';
import { createDetector, type DetectionResult, type RequestScan, type ResponseScan } from './detector.js';
import type { DetectorName } from './finding.js';
import { createValueHash } from './redact.js';
import { runFindings, runScan, type ScanResult, type ScanTask } from './scan-task.js';
import { detectionSettings } from './settings.js';
import { startDetectionThread, type DetectionPool } from './thread.js';

/** Detection that never holds the event loop for long: long texts are scanned in a worker thread. */
export interface BackgroundDetector {
  /** Never rejects. */
  scanRequest(input: RequestScan): Promise<ScanResult>;
  /** Never rejects. */
  scanResponse(input: ResponseScan): Promise<DetectionResult>;
  /** Resolves when the thread runs, and both it and the event loop know the rules. */
  warm(): Promise<void>;
  /** Waits for the scans under way. */
  close(): Promise<void>;
}

export interface BackgroundDetectorOptions {
  /** Key of the hashes that stand for found values. */
  readonly hashKey: string | Uint8Array;
  /** Called with faults of a detector, of the worker (a sample was scanned in its place), or of a whole scan. */
  readonly onError?: (where: DetectorName | 'worker' | 'scan', error: unknown) => void;
  readonly pool?: DetectionPool;
}

/**
 * Scans short texts on the event loop and long ones in a worker. When the worker is gone or has too much to do, a
 * sample as short as those is scanned at once instead, as truncated: less is read then, but no request goes unread.
 */
export function createBackgroundDetector(options: BackgroundDetectorOptions): BackgroundDetector {
  const { hashKey, onError } = options;
  const detector = createDetector({ hashValue: createValueHash(hashKey), ...(onError && { onError }) });
  const pool = options.pool ?? startDetectionThread(hashKey);
  const inWorker = async (task: ScanTask): Promise<ScanResult> => {
    const { faults, ...result } = await pool.run(
      { ...task, messages: textsOnly(task.messages) },
      PATIENCE_MS,
    );
    for (const { detector: name, error } of faults) {
      onError?.(name, Object.assign(new Error('A detector failed in the worker.'), { name: error }));
    }
    return result;
  };
  const whereItBelongs = async (task: ScanTask): Promise<ScanResult> => {
    const { settings, messages } = task;
    if (!settings.enabled || lengthOf(messages) <= settings.inlineChars) return runScan(detector, task);
    try {
      return await inWorker(task);
    } catch (error) {
      onError?.('worker', error);
      return runFindings(detector, { ...task, settings: { ...settings, maxChars: settings.inlineChars } });
    }
  };
  const scan = (task: ScanTask): Promise<ScanResult> =>
    whereItBelongs(task).catch((error: unknown) => {
      onError?.('scan', error);
      return { detected: { findings: [], truncated: true, latencyMs: 0 } };
    });
  const { track, settled } = trackPromises();
  return {
    scanRequest: (input) => track(scan({ direction: 'request', ...input })),
    scanResponse: (input) =>
      track(scan({ direction: 'response', ...input }).then(({ detected }) => detected)),
    warm: async () => {
      // Here as well as in the thread: short texts are scanned on the event loop, and the first would wait for its rules.
      runScan(detector, SHORT_WARM_TASK);
      await pool.run(WARM_TASK);
    },
    async close() {
      await settled();
      await pool.close();
      detector.close();
    },
  };
}

/** No call waits for the worker, but the store of an answer and the end of the service do. */
const PATIENCE_MS = 5_000;

/** Long enough for the engine to compile what a long prompt needs. */
const WARM_TASK: ScanTask = {
  direction: 'request',
  settings: detectionSettings.parse({ maxDurationMs: 1_000 }),
  messages: [
    { role: 'user', content: 'Our office opens at 9:30; write to the desk, or call 555 0100.\n'.repeat(500) },
  ],
};

const SHORT_WARM_TASK: ScanTask = {
  ...WARM_TASK,
  messages: [{ role: 'user', content: 'Our office opens at 9:30; write to the desk, or call 555 0100.' }],
};

function trackPromises() {
  const pending = new Set<Promise<unknown>>();
  return {
    track: <T>(promise: Promise<T>): Promise<T> => {
      pending.add(promise);
      const forget = () => void pending.delete(promise);
      promise.then(forget, forget);
      return promise;
    },
    settled: () => Promise.allSettled(pending),
  };
}

function lengthOf(messages: readonly Message[]): number {
  return textSegments(messages).reduce((sum, { text }) => sum + text.length, 0);
}

/** The texts of messages in their places: images and tool calls need not be copied into the worker. */
function textsOnly(messages: readonly Message[]): Message[] {
  return messages.map(({ role, content }) => ({
    role,
    content: Array.isArray(content)
      ? content.map((part) => (typeof part['text'] === 'string' ? { text: part['text'] } : {}))
      : content,
  }));
}
