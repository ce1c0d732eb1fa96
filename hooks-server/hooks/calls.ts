import { LRUCache } from 'lru-cache';
import { callKey, type CallName } from '../litellm/call-name.js';

/** What the hooks did to one call, and why: kept for its usage event, for admission to the cache, and for `explain`. */
export interface CallRecord {
  readonly callId: string;
  /** Unix milliseconds. */
  readonly seenAt: number;
  tenantId?: string;
  model?: string;
  correlationId?: string;
  /** The last user text as the client sent it and as the provider gets it, when compression changed it. In memory only. */
  rewritten?: RewrittenText | undefined;
  /** Settles when detection has looked at the request: until then `alerts` and `systemPrompt` are missing. */
  scan?: Promise<void>;
  /** Fingerprint of the system prompt, to find its echo in the answer. */
  systemPrompt?: { readonly hashes: Uint32Array } | undefined;
  alerts?: readonly { readonly detector: string; readonly kind: string; readonly level: string }[];
  compression?: {
    readonly originalTokens: number;
    readonly compressedTokens: number;
    readonly reason: string;
    readonly profile: string;
    readonly latencyMs: number;
  };
  cache?: {
    readonly outcome: 'hit' | 'miss';
    readonly kind?: 'exact' | 'semantic';
    readonly reason?: string;
    readonly entry?: string;
    readonly similarity?: number;
    /** Whether the answer was kept, or why it was not. */
    readonly stored?: string;
  };
}

/** A text before and after compression. */
export interface RewrittenText {
  readonly original: string;
  readonly sent: string;
}

/** The calls in flight and the latest finished ones. Bounded; a call that is gone is simply unknown. */
export interface CallRegistry {
  get(name: CallName): CallRecord | undefined;
  /** Adds to what is known of a call, and makes it known when it was not. */
  note(name: CallName, facts: Partial<Omit<CallRecord, 'callId' | 'seenAt'>>): void;
  /** For operators: the latest call under an id, whosever it is. */
  latest(callId: string): CallRecord | undefined;
}

/** `maxTextLength` bounds all remembered texts and fingerprints together, in UTF-16 units (two bytes). */
export function createCallRegistry({
  max = 50_000,
  maxTextLength = 32_000_000,
  ttlMs = 3_600_000,
  clock = Date.now,
} = {}): CallRegistry {
  const calls = new LRUCache<string, CallRecord>({
    max,
    ttl: ttlMs,
    maxSize: maxTextLength,
    sizeCalculation: ({ rewritten, systemPrompt }) =>
      1 +
      (rewritten ? rewritten.original.length + rewritten.sent.length : 0) +
      (systemPrompt ? systemPrompt.hashes.byteLength / 2 : 0),
  });
  const keyOfLatest = new LRUCache<string, string>({ max });
  return {
    get: (name) => calls.get(callKey(name)),
    note(name, facts) {
      if (name.callId === '') return;
      const key = callKey(name);
      calls.set(key, { ...(calls.get(key) ?? { callId: name.callId, seenAt: clock() }), ...facts });
      keyOfLatest.set(name.callId, key);
    },
    latest: (callId) => calls.get(keyOfLatest.get(callId) ?? ''),
  };
}
