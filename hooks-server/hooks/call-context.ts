import type { CompressionResult } from '../compression/result.js';
import type { UsageContext } from '../events/quota-updated.js';
import type { WatchedCall } from '../events/watch/open-calls.js';
import type { Score } from '../telemetry/langfuse.js';
import type { CallRecord } from './call-registry.js';
import type { CountedTokens, SeenCall } from './inspect.js';

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
export function compressionScore({ callId }: SeenCall, result: CompressionResult): Score {
  const { savingsPercent, reason, profile, originalTokens, compressedTokens } = result;
  const comment = `${reason}, ${profile}: ${originalTokens} to ${compressedTokens} tokens`;
  return { traceId: callId, name: 'compression.savings_percent', value: savingsPercent, comment };
}
