import { LRUCache } from 'lru-cache';
import { callKey, type CallName } from '../litellm/call-name.js';

/** What the hooks did to one call, and why: kept for its usage event, for admission to the cache, and for `explain`. */
export interface CallRecord {
  readonly callId: string;
  /** Unix milliseconds. */
  readonly seenAt: number;
  /** Calls under the same id before this one, the latest of them first. */
  readonly earlier?: readonly CallRecord[];
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

type CallFacts = Partial<Omit<CallRecord, 'callId' | 'seenAt' | 'earlier'>>;

/** Calls of one name that are remembered behind the latest. */
const MAX_EARLIER = 3;

/** The calls in flight and the latest finished ones. Bounded; a call that is gone is simply unknown. */
export interface CallRegistry {
  /** The latest call of that name. */
  get(name: CallName): CallRecord | undefined;
  /** The call of that name that began next to `startedAt` (Unix seconds): a client may give several calls one id. */
  at(name: CallName, startedAt: number | null | undefined): CallRecord | undefined;
  /** Makes a call known; an earlier one of the same name stays known to `at` alone. */
  begin(name: CallName, facts: CallFacts): void;
  /** Adds to what is known of a call, and makes it known when it was not. */
  note(name: CallName, facts: CallFacts): void;
  /** For operators: the latest call under an id, whosever it is. */
  latest(callId: string): CallRecord | undefined;
}

/** Bytes of a record without its texts: names, numbers, and what the maps need to find it. */
const BYTES_PER_CALL = 1_000;

/** `maxBytes` bounds all records together, with the texts and fingerprints in them: 24,000 calls without any. */
export function createCallRegistry({
  maxBytes = 24_000_000,
  ttlMs = 3_600_000,
  clock = Date.now,
} = {}): CallRegistry {
  const max = Math.max(1, Math.floor(maxBytes / BYTES_PER_CALL));
  const calls = new LRUCache<string, CallRecord>({
    max,
    ttl: ttlMs,
    maxSize: maxBytes,
    sizeCalculation: (call) => [call, ...(call.earlier ?? [])].reduce((sum, one) => sum + bytesOf(one), 0),
  });
  const keyOfLatest = new LRUCache<string, string>({ max });
  const set = (name: CallName, facts: CallFacts, before: (known: CallRecord | undefined) => CallRecord) => {
    if (name.callId === '') return;
    const key = callKey(name);
    calls.set(key, { ...before(calls.get(key)), ...facts });
    keyOfLatest.set(name.callId, key);
  };
  const empty = ({ callId }: CallName) => ({ callId, seenAt: clock() });
  return {
    get: (name) => calls.get(callKey(name)),
    at(name, startedAt) {
      const latest = calls.get(callKey(name));
      if (!latest?.earlier || typeof startedAt !== 'number') return latest;
      const distance = ({ seenAt }: CallRecord) => Math.abs(seenAt - startedAt * 1_000);
      return latest.earlier.reduce((best, one) => (distance(one) < distance(best) ? one : best), latest);
    },
    begin: (name, facts) =>
      set(name, facts, (known) => {
        if (known === undefined) return empty(name);
        const { earlier = [], ...last } = known;
        return { ...empty(name), earlier: [last, ...earlier].slice(0, MAX_EARLIER) };
      }),
    note: (name, facts) => set(name, facts, (known) => known ?? empty(name)),
    latest: (callId) => calls.get(keyOfLatest.get(callId) ?? ''),
  };
}

function bytesOf({ rewritten, systemPrompt }: CallRecord): number {
  const texts = rewritten ? 2 * (rewritten.original.length + rewritten.sent.length) : 0;
  return BYTES_PER_CALL + texts + (systemPrompt ? systemPrompt.hashes.byteLength : 0);
}
