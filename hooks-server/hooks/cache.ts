import type { Cache } from '../cache/cache.js';
import type { CallContext } from '../cache/dependencies.js';
import { cacheHeaders } from './cache-headers.js';
import type { CallRecord, CallReference, CallRegistry } from './call-registry.js';
import type { CacheLookup, CacheLookupReply, CacheStoreAnswer, CacheStoreRequest } from '../litellm/cache.js';
import { identityOf } from '../litellm/call.js';
import type { TenantDirectory } from '../tenancy/directory.js';

export interface CacheHookDependencies {
  readonly cache: Pick<Cache, 'lookup' | 'store'>;
  readonly tenants: TenantDirectory;
  readonly calls: CallRegistry;
}

/** LiteLLM's cache backend: finds out who asks, asks the cache, and notes the outcome with the call. */
export function createCacheHook({ cache, tenants, calls }: CacheHookDependencies) {
  return {
    async lookup(request: CacheLookup): Promise<CacheLookupReply> {
      const identity = identityOf(request);
      const name = nameOf(request);
      const answer = await cache.lookup(request, tenants.resolve(identity));
      const { similarity } = answer.hit ? answer : {};
      calls.note(name, {
        cache: answer.hit
          ? {
              outcome: 'hit',
              kind: answer.kind,
              entry: answer.entry,
              ...(similarity !== undefined && { similarity }),
            }
          : { outcome: 'miss', reason: answer.reason },
      });
      const { compression } = calls.get(name) ?? {};
      return {
        ...answer,
        headers: { ...cacheHeaders(answer), ...(compression && compressionHeaders(compression)) },
      };
    },
    async store(request: CacheStoreRequest): Promise<CacheStoreAnswer> {
      const identity = identityOf(request);
      const name = nameOf(request);
      // The answer to a text with an alert is not kept, and a quick provider may answer before a long text is scanned.
      await calls.get(name)?.scan;
      const answer = await cache.store(request, tenants.resolve(identity), request.value);
      const looked = calls.get(name)?.cache ?? { outcome: 'miss' };
      calls.note(name, { cache: { ...looked, stored: answer.stored ? 'stored' : answer.reason } });
      return answer;
    },
  };
}

/**
 * What compression did, for the client. LiteLLM takes no headers from a guardrail, but it asks the cache next, and the
 * plugin may add headers to the answer.
 */
export function compressionHeaders({
  reason,
  originalTokens,
  compressedTokens,
}: Pick<NonNullable<CallRecord['compression']>, 'reason' | 'originalTokens' | 'compressedTokens'>): Record<
  string,
  string
> {
  if (reason !== 'compressed') return { 'X-Compression': reason };
  return { 'X-Compression': reason, 'X-Compression-Tokens': `${originalTokens}/${compressedTokens}` };
}

/** What the cache must know of a call's guardrail hook: the question before compression, and whether it raised an alert. */
export function callContext(calls: Pick<CallRegistry, 'get'>, name: CallReference): CallContext | undefined {
  const call = calls.get(name);
  if (!call) return undefined;
  const { rewritten, alerts = [] } = call;
  return { alerted: alerts.length > 0, ...(rewritten && { rewritten }) };
}

export type CacheHook = ReturnType<typeof createCacheHook>;

function nameOf(request: CacheLookup): CallReference {
  const { callId, occurrence } = request;
  return { callId: callId ?? '', occurrence, keyHash: identityOf(request).keyHash };
}
