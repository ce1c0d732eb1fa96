import { LRUCache } from 'lru-cache';
import type { Compressor } from '../compression/compressor.js';
import type { BackgroundDetector } from '../detection/background.js';
import type { CacheHook } from '../hooks/cache.js';
import type { CallHook } from '../hooks/call.js';
import type { CallSeal } from '../hooks/call-facts.js';
import { nameOf } from '../hooks/recall.js';
import { callKey, type CallName } from '../litellm/call-name.js';
import type { CallQuestion } from '../litellm/call.js';
import { fieldsOf } from '../litellm/unknown-value.js';
import { usageIdentity, usageRecordSchema } from '../litellm/usage-record.js';
import type { TracePlace, Tracing } from '../telemetry/tracing.js';

// Each stage of a call with a span around it. What is not traced is not wrapped: off, nothing of this is in a call's way.

type Accept = (records: readonly unknown[]) => Promise<object>;

/** Calls whose place in a trace is remembered until their usage comes, some 500 bytes each, and for how long. */
const MAX_CALLS = 10_000;
const TTL_MS = 900_000;

/** The hops before and after a call, in one trace. */
export function traceCalls(tracing: Tracing, seal: CallSeal) {
  const places = new LRUCache<string, TracePlace>({ max: MAX_CALLS, ttl: TTL_MS });
  /** Where a call stands: known here, or said by the hook service that was asked before the call. */
  const placeOf = (name: CallName, facts: unknown) =>
    places.get(callKey(name)) ?? tracing.placeOf(seal.open(name, facts)?.traceparent);
  return {
    hook: (hook: CallHook): CallHook => ({
      begin: (question) =>
        tracing.below(tracing.placeOf(traceparentOf(question)), () =>
          tracing.span('hooks.call', aboutCall(question), (span) => {
            if (question.callId) places.set(callKey(nameOf(question)), tracing.here());
            return hook.begin(question, tracing.traceparent()).then((answer) => {
              span.set(aboutCache(answer.cache));
              return answer;
            });
          }),
        ),
      keep: (answered) => {
        const { call, facts } = answered;
        const place = placeOf(nameOf(call), facts) ?? tracing.placeOf(traceparentOf(call));
        return tracing.below(place, () => hook.keep(answered));
      },
    }),
    /** A batch becomes durable at once: each of its records has the whole of that time as a span in the trace of its call. */
    accept: (accept: Accept): Accept => {
      return async (records) => {
        const work = accept(records);
        for (const record of records) {
          const { data } = usageRecordSchema.safeParse(record);
          const place =
            data &&
            placeOf({ callId: data.litellm_call_id, keyHash: usageIdentity(data).keyHash }, data.facts);
          if (!place) continue;
          const span = tracing.below(place, () =>
            tracing.span('hooks.events', { 'hooks.batch_size': records.length }, () => work),
          );
          // Whoever asked hears of the fault; the span has it already.
          span.catch(() => undefined);
        }
        return work;
      };
    },
  };
}

export function traceCache(cache: CacheHook, tracing: Tracing): CacheHook {
  return {
    lookup: (request) =>
      tracing.span('hooks.cache.lookup', {}, async (span) => {
        const reply = await cache.lookup(request);
        span.set(aboutCache(reply));
        return reply;
      }),
    store: (request) =>
      tracing.span('hooks.cache.store', {}, async (span) => {
        const answer = await cache.store(request);
        span.set({ 'hooks.cache.stored': answer.stored ? 'stored' : answer.reason });
        return answer;
      }),
  };
}

export function traceCompressor(
  compressor: Pick<Compressor, 'compress'>,
  tracing: Tracing,
): Pick<Compressor, 'compress'> {
  return {
    compress: (request) =>
      tracing.span('hooks.compression', {}, async (span) => {
        const result = await compressor.compress(request);
        span.set({
          'hooks.compression.reason': result.reason,
          'hooks.compression.profile': result.profile,
          'hooks.compression.original_tokens': result.originalTokens,
          'hooks.compression.compressed_tokens': result.compressedTokens,
        });
        return result;
      }),
  };
}

export function traceDetector(
  detector: Pick<BackgroundDetector, 'scanRequest'>,
  tracing: Tracing,
): Pick<BackgroundDetector, 'scanRequest'> {
  return {
    scanRequest: (request) =>
      tracing.span('hooks.detection', { 'hooks.detection.direction': 'request' }, async (span) => {
        const result = await detector.scanRequest(request);
        const { findings, truncated } = result.detected;
        span.set({
          'hooks.detection.kinds': [
            ...new Set(findings.map(({ detector: name, kind }) => `${name} ${kind}`)),
          ],
          'hooks.detection.truncated': truncated,
        });
        return result;
      }),
  };
}

/** Where LiteLLM's own span of the call stands, or the client's. */
function traceparentOf({ headers }: CallQuestion): string | undefined {
  return headers?.['traceparent'];
}

function aboutCall({ callId, callType, model }: CallQuestion) {
  return {
    'gen_ai.operation.name': callType,
    ...(model && { 'gen_ai.request.model': model }),
    ...(callId && { 'litellm.call_id': callId }),
  };
}

function aboutCache(answer: unknown) {
  const { hit, kind, reason, similarity } = fieldsOf(answer);
  return {
    ...(typeof hit === 'boolean' && { 'hooks.cache.hit': hit }),
    ...(typeof kind === 'string' && { 'hooks.cache.kind': kind }),
    ...(typeof reason === 'string' && { 'hooks.cache.reason': reason }),
    ...(typeof similarity === 'number' && { 'hooks.cache.similarity': similarity }),
  };
}
