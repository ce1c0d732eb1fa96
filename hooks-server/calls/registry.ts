import { LRUCache } from 'lru-cache';

/** What one job did to a call, and why: kept for the usage event, for admission to the cache, and for `explain`. */
export interface CallRecord {
  readonly callId: string;
  /** Unix milliseconds. */
  readonly seenAt: number;
  tenantId?: string;
  keyHash?: string;
  model?: string;
  correlationId?: string;
  /** The last user text as the client sent it, before compression. Held in memory only. */
  originalLastUserText?: string;
  /** Fingerprint of the system prompt, to find its echo in the answer. */
  systemPrompt?: unknown;
  alerts?: readonly { readonly detector: string; readonly kind: string; readonly level: string }[];
  compression?: {
    readonly originalTokens: number;
    readonly compressedTokens: number;
    readonly reason: string;
    readonly profile: string;
    readonly latencyMs: number;
  };
  cache?: { readonly outcome: string; readonly entry?: string; readonly similarity?: number };
}

/** The calls in flight and the latest finished ones, by LiteLLM's call id. Bounded; a call that is gone is simply unknown. */
export interface CallRegistry {
  get(callId: string): CallRecord | undefined;
  /** Adds to what is known of a call, and makes it known when it was not. */
  note(callId: string, facts: Partial<Omit<CallRecord, 'callId' | 'seenAt'>>): CallRecord;
}

/** `maxTextLength` bounds all remembered texts together, in UTF-16 units. */
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
    sizeCalculation: ({ originalLastUserText }) => 1 + (originalLastUserText?.length ?? 0),
  });
  return {
    get: (callId) => calls.get(callId),
    note(callId, facts) {
      const record = Object.assign(calls.get(callId) ?? { callId, seenAt: clock() }, facts);
      calls.set(callId, record);
      return record;
    },
  };
}
