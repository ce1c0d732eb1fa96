import type { CompressionResult } from '../compression/result.js';
import type { UsageContext } from '../events/quota-updated.js';
import type { WatchedCall } from '../events/watch/open-calls.js';
import { usageIdentity, type UsageRecord } from '../litellm/usage-record.js';
import type { CallSeal } from './call-facts.js';
import type { CallRecord, CallRegistry } from './call-registry.js';
import type { CallScore } from './shared-scores.js';
import type { CountedTokens, SeenCall } from './inspect.js';

/** Finds the call of a usage record: what this hook service knows of it, else what another one said and the plugin carried. */
export type CallFinder = (record: UsageRecord) => CallRecord | undefined;

export function createCallFinder(calls: Pick<CallRegistry, 'get' | 'at'>, seal: CallSeal): CallFinder {
  return (record) => {
    const name = { callId: record.litellm_call_id, keyHash: usageIdentity(record).keyHash };
    const facts = seal.open(name, record.facts);
    // Without facts (LiteLLM's stock logger, a call that a hook service was not asked for) its start tells it apart.
    if (facts === undefined) return calls.at(name, record.startTime);
    return calls.get({ ...name, occurrence: facts.occurrence }) ?? facts;
  };
}

/** What a usage event says of the call's earlier hooks. */
export function usageContext(call: CallRecord | undefined): UsageContext | undefined {
  if (!call) return undefined;
  const { compression, cache, correlationId } = call;
  return {
    ...(correlationId !== undefined && { correlationId }),
    ...(compression && {
      compression: {
        original_tokens: compression.originalTokens,
        compressed_tokens: compression.compressedTokens,
      },
    }),
    ...(cache?.kind && { cacheKind: cache.kind }),
  };
}

/** A call that was let through, for the watch over missing usage. */
export function openCall(
  { tenant, model, identity, correlationId }: SeenCall,
  tokens: CountedTokens,
): WatchedCall {
  return {
    model,
    correlationId,
    originalTokens: tokens.original,
    promptTokens: tokens.sent,
    ...(tenant && { tenant }),
    ...(identity.keyAlias && { keyAlias: identity.keyAlias }),
  };
}

/** What compression did, on the call's trace. */
export function compressionScore(result: CompressionResult): CallScore {
  const { savingsPercent, reason, profile, originalTokens, compressedTokens } = result;
  const comment = `${reason}, ${profile}: ${originalTokens} to ${compressedTokens} tokens`;
  return { name: 'compression.savings_percent', value: savingsPercent, comment };
}
