import { startCompressionThreads, type CompressionPool } from '../compression/threads.js';
import type { Settings } from '../configuration/settings.js';
import { startDetectionThread, type DetectionPool } from '../detection/thread.js';
import { createKeyring, type Keyring } from './keyring.js';

/** Threads for long texts. */
export interface Threads {
  readonly compression: CompressionPool;
  readonly detection: DetectionPool;
}

export interface Begun {
  readonly keyFor: Keyring;
  readonly threads: Threads;
}

/**
 * Starts the threads that take as long to load as the rest of the service, so that a second core loads them meanwhile.
 * Nothing heavy may be imported here.
 */
export function begin({ server, compression }: Settings): Begun {
  const keyFor = createKeyring(server.secret);
  const { classifier, threads: count } = compression;
  const threads = {
    compression: startCompressionThreads({ classifier, threads: count }),
    detection: startDetectionThread(keyFor('alert values')),
  };
  return { keyFor, threads };
}
