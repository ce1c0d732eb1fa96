import { textSegments, type Message } from '../litellm/messages.js';
import { createWorkerPool, type WorkerPool } from '../workers/pool.js';
import {
  createDetector,
  type DetectionResult,
  type Detector,
  type RequestScan,
  type ResponseScan,
} from './detector.js';
import type { PromptFingerprint } from './echo.js';
import type { DetectorName } from './finding.js';
import { createValueHash } from './redact.js';
import { detectionSettings, type DetectionSettings } from './settings.js';
import type { ScanAnswer, ScanTask } from './worker.js';

export interface RequestScanResult {
  readonly detected: DetectionResult;
  /** To find the system prompt in the answer; absent when nothing will look for it, or it is too short. */
  readonly systemPrompt?: PromptFingerprint | undefined;
}

/** Detection that never holds the event loop for long: long texts are scanned in a worker thread. */
export interface BackgroundDetector {
  /** Never rejects. */
  scanRequest(input: RequestScan): Promise<RequestScanResult>;
  /** Never rejects. */
  scanResponse(input: ResponseScan): Promise<DetectionResult>;
  /** Resolves when the thread runs and knows its rules. */
  warm(): Promise<void>;
  /** Waits for the scans under way. */
  close(): Promise<void>;
}

export interface BackgroundDetectorOptions {
  /** Key of the hashes that stand for found values. */
  readonly hashKey: string | Uint8Array;
  /** Told of faults: of a detector, or of the worker, for which a sample was scanned in its place. */
  readonly onError?: (where: DetectorName | 'worker', error: unknown) => void;
  readonly pool?: WorkerPool<ScanTask, ScanAnswer>;
}

/**
 * Scans short texts on the event loop and long ones in a worker. When the worker is gone or has too much to do, a
 * sample as short as those is scanned at once instead, as truncated: less is read then, but no request goes unread.
 */
export function createBackgroundDetector(options: BackgroundDetectorOptions): BackgroundDetector {
  const { hashKey, onError } = options;
  const detector = createDetector({ hashValue: createValueHash(hashKey), ...(onError && { onError }) });
  const pool =
    options.pool ??
    createWorkerPool<ScanTask, ScanAnswer>({
      module: new URL('./worker.js', import.meta.url),
      workerData: { hashKey },
    });
  const inWorker = async (task: ScanTask): Promise<ScanAnswer> => {
    const answer = await pool.run({ ...task, messages: textsOnly(task.messages) }, PATIENCE_MS);
    for (const { detector: name, error } of answer.faults) {
      onError?.(name, Object.assign(new Error('A detector failed in the worker.'), { name: error }));
    }
    return answer;
  };
  const { track, settled } = trackPromises();
  return {
    scanRequest: (input) =>
      track(
        scanAnywhere(
          input,
          (sample) => inlineRequest(detector, sample),
          () => inWorker({ direction: 'request', wantsFingerprint: wantsEcho(input.settings), ...input }),
          onError,
        ),
      ),
    scanResponse: (input) =>
      track(
        scanAnywhere(
          input,
          (sample) => detector.scanResponse(sample),
          async () => (await inWorker({ direction: 'response', ...input })).detected,
          onError,
        ),
      ),
    warm: async () => {
      await pool.run(WARM_TASK);
    },
    async close() {
      await settled();
      await pool.close();
      detector.close();
    },
  };
}

/** Nobody's call waits for the worker, but the store of an answer and the end of the service do. */
const PATIENCE_MS = 5_000;

/** Long enough for the engine to compile what a long prompt needs. */
const WARM_TASK: ScanTask = {
  direction: 'request',
  wantsFingerprint: true,
  settings: detectionSettings.parse({ maxDurationMs: 1_000 }),
  messages: [
    { role: 'user', content: 'Our office opens at 9:30; write to the desk, or call 555 0100.\n'.repeat(500) },
  ],
};

function trackPromises() {
  const pending = new Set<Promise<unknown>>();
  return {
    track: <T>(promise: Promise<T>): Promise<T> => {
      pending.add(promise);
      void promise.finally(() => pending.delete(promise));
      return promise;
    },
    settled: () => Promise.allSettled(pending),
  };
}

/** Where a scan runs is a matter of its texts' length alone. */
async function scanAnywhere<Input extends RequestScan, Result>(
  input: Input,
  inline: (input: Input) => Result,
  away: () => Promise<Result>,
  onError: BackgroundDetectorOptions['onError'],
): Promise<Result> {
  const { settings, messages } = input;
  if (!settings.enabled || lengthOf(messages) <= settings.inlineChars) return inline(input);
  try {
    return await away();
  } catch (error) {
    onError?.('worker', error);
    return inline({ ...input, settings: { ...settings, maxChars: settings.inlineChars } });
  }
}

function inlineRequest(detector: Detector, input: RequestScan): RequestScanResult {
  const systemPrompt = wantsEcho(input.settings) ? detector.fingerprint(input.messages) : undefined;
  return { detected: detector.scanRequest(input), systemPrompt };
}

function wantsEcho({ enabled, responses, detectors }: DetectionSettings): boolean {
  return enabled && responses && detectors.echo;
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
