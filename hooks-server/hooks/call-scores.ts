import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { callKey, type CallName } from '../litellm/call-name.js';
import { usageIdentity, type UsageRecord } from '../litellm/usage-record.js';
import type { TraceScores } from '../telemetry/langfuse.js';
import type { CallScore, SharedScores } from './shared-scores.js';

/** Scores of calls, put on the traces that LiteLLM makes of them. */
export interface CallScores {
  /** To be called before the call's usage is there, or after. */
  score(name: CallName, score: CallScore): void;
  /** Tells under which id the trace of a call is, as its usage record says. */
  ended(record: UsageRecord): void;
  /** Resolves when what was begun is told to others. Never rejects. */
  close(): Promise<void>;
}

/** Calls that are remembered, some 300 bytes each, and for how long: a stream may take minutes. */
const MAX_CALLS = 10_000;
const TTL_MS = 900_000;

export interface CallScoresOptions {
  /** Absent where one hook service sees all of a call. */
  readonly shared?: SharedScores | undefined;
  /** Told of what could not be shared. */
  readonly onError?: (error: unknown) => void;
}

/**
 * What LiteLLM calls a trace is known when the call has ended: a score waits for it. One whose call has no record within a
 * quarter of an hour is given up, as there is no trace for it then.
 */
export function createCallScores(
  scores: Pick<TraceScores, 'score'>,
  { shared, onError = () => undefined }: CallScoresOptions = {},
): CallScores {
  const waiting = new LRUCache<string, readonly CallScore[]>({ max: MAX_CALLS, ttl: TTL_MS });
  const traceIds = new LRUCache<string, string>({ max: MAX_CALLS, ttl: TTL_MS });
  const wait = (key: string, score: CallScore) => waiting.set(key, [...(waiting.get(key) ?? []), score]);
  const send = (traceId: string, found: readonly CallScore[]) => {
    for (const score of found) scores.score({ traceId, ...score });
  };
  const pending = new Set<Promise<void>>();
  const track = (work: Promise<void>) => {
    pending.add(work);
    void work.finally(() => pending.delete(work));
  };
  /** A score that cannot be shared waits here: the record may come here, too. */
  const share = async (others: SharedScores, key: string, score: CallScore) => {
    try {
      const traceId = await others.leave(key, score);
      // Whoever told it may have looked before the score was there.
      if (traceId !== undefined) send(traceId, await others.take(key));
    } catch (error) {
      onError(error);
      wait(key, score);
    }
  };
  return {
    score(name, score) {
      const key = callKey(name);
      const traceId = traceIds.get(key);
      if (traceId !== undefined) scores.score({ traceId, ...score });
      else if (shared) track(share(shared, key, score));
      else wait(key, score);
    },
    ended(record) {
      const key = callKey({ callId: record.litellm_call_id, keyHash: usageIdentity(record).keyHash });
      const traceId = langfuseTraceId(record);
      traceIds.set(key, traceId);
      send(traceId, waiting.get(key) ?? []);
      waiting.delete(key);
      if (shared) track(shared.name(key, traceId).then((found) => send(traceId, found), onError));
    },
    async close() {
      await Promise.all(pending);
      shared?.close();
    },
  };
}

const TRACE_ID = /^[0-9a-f]{32}$/;

/**
 * The plugin says what LiteLLM's callback chose. From a record of another logger it is what the callback makes of LiteLLM's
 * trace id: 32 hexadecimal digits, a UUID without its dashes or else the beginning of the id's SHA-256
 * (`resolve_trace_id` in LiteLLM's `langfuse_sdk.py`).
 */
export function langfuseTraceId({
  langfuse_trace_id: named,
  trace_id: traceId,
  litellm_call_id: callId,
}: UsageRecord): string {
  if (named) return named;
  const given = traceId || callId;
  const digits = given.toLowerCase().replaceAll('-', '');
  return TRACE_ID.test(digits) ? digits : createHash('sha256').update(given).digest('hex').slice(0, 32);
}
