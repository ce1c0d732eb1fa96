import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { callKey, type CallName } from '../litellm/call-name.js';

/** What the hooks did to one call, and why: kept for its usage event, for admission to the cache, and for `explain`. */
export interface CallRecord {
  readonly callId: string;
  /** Names this very call: a client may give several calls one id. */
  readonly occurrence: string;
  /** Unix milliseconds. */
  readonly seenAt: number;
  /** Calls under the same id before this one, the latest of them first. */
  readonly earlier?: readonly CallRecord[];
  /** LiteLLM's stock guardrail asked for it, so that the cache hears of it with its text as the provider gets it. */
  guarded?: boolean;
  tenantId?: string;
  model?: string;
  correlationId?: string;
  /** Where the call stands in a trace, where calls are traced. */
  traceparent?: string;
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

type KnownFacts = Partial<Omit<CallRecord, 'callId' | 'occurrence' | 'seenAt' | 'earlier'>>;

/** One call, where its occurrence is known; else the latest of that name. */
export interface CallReference extends CallName {
  readonly occurrence?: string | undefined;
}

/** Calls of one name that are remembered behind the latest. */
const MAX_EARLIER = 3;

/** The calls in flight and the latest finished ones. Bounded; a call that is gone is simply unknown. */
export interface CallRegistry {
  /** The call; the latest of that name where the reference names none. */
  get(call: CallReference): CallRecord | undefined;
  /** The call of that name that began next to `startedAt` (Unix seconds): a client may give several calls one id. */
  at(name: CallName, startedAt: number | null | undefined): CallRecord | undefined;
  /** Makes a call known, by default as of now; an earlier one of the same name is found by its occurrence or start alone. */
  begin(call: CallReference, facts: KnownFacts, seenAt?: number): void;
  /** Adds to what is known of a call, and makes it known when it was not. */
  note(call: CallReference, facts: KnownFacts): void;
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
  const set = (name: CallName, record: CallRecord) => {
    if (name.callId === '') return;
    const key = callKey(name);
    calls.set(key, record);
    keyOfLatest.set(name.callId, key);
  };
  const empty = ({ callId, occurrence = randomUUID() }: CallReference, seenAt = clock()): CallRecord => ({
    callId,
    occurrence,
    seenAt,
  });
  return {
    get(call) {
      const latest = calls.get(callKey(call));
      const isMeant = ({ occurrence }: CallRecord) => occurrence === (call.occurrence ?? occurrence);
      return latest && [latest, ...(latest.earlier ?? [])].find(isMeant);
    },
    at(name, startedAt) {
      const latest = calls.get(callKey(name));
      if (!latest?.earlier || typeof startedAt !== 'number') return latest;
      const distance = ({ seenAt }: CallRecord) => Math.abs(seenAt - startedAt * 1_000);
      return latest.earlier.reduce((best, one) => (distance(one) < distance(best) ? one : best), latest);
    },
    begin(call, facts, seenAt) {
      const known = calls.get(callKey(call));
      const began = { ...empty(call, seenAt), ...facts };
      if (known === undefined) return set(call, began);
      const { earlier = [], ...last } = known;
      set(call, { ...began, earlier: [last, ...earlier].slice(0, MAX_EARLIER) });
    },
    note: (call, facts) => set(call, withFacts(calls.get(callKey(call)) ?? empty(call), call, facts)),
    latest: (callId) => calls.get(keyOfLatest.get(callId) ?? ''),
  };
}

/** What is learned late of an earlier call is not said of the one that took its id meanwhile. */
function withFacts(latest: CallRecord, { occurrence }: CallReference, facts: KnownFacts): CallRecord {
  if ((occurrence ?? latest.occurrence) === latest.occurrence) return { ...latest, ...facts };
  if (latest.earlier === undefined) return latest;
  const add = (one: CallRecord) => (one.occurrence === occurrence ? { ...one, ...facts } : one);
  return { ...latest, earlier: latest.earlier.map(add) };
}

function bytesOf({ rewritten, systemPrompt }: CallRecord): number {
  const texts = rewritten ? 2 * (rewritten.original.length + rewritten.sent.length) : 0;
  return BYTES_PER_CALL + texts + (systemPrompt ? systemPrompt.hashes.byteLength : 0);
}
