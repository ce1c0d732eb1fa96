import { setTimeout as delay } from 'node:timers/promises';

/** Pauses that grow with repeated failures. */
export interface Backoff {
  /** Resolves after the next pause, or at once when the signal is aborted. */
  pause(signal?: AbortSignal): Promise<void>;
  /** The next pause is the shortest again. */
  reset(): void;
}

/**
 * Exponential backoff with full jitter: each pause is drawn evenly from zero to a bound that doubles from `minMs` to
 * `maxMs` (M. Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015).
 */
export function createBackoff(minMs: number, maxMs: number, random: () => number = Math.random): Backoff {
  let bound = minMs;
  return {
    async pause(signal) {
      const ms = Math.max(1, random() * bound);
      bound = Math.min(maxMs, bound * 2);
      await delay(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    },
    reset() {
      bound = minMs;
    },
  };
}
