import type { CacheLookupAnswer } from '../litellm/cache.js';

/** What the cache said, for the client: the same names on a hit and on a miss. */
export function cacheHeaders(answer: CacheLookupAnswer): Record<string, string> {
  const similarity = answer.hit && answer.kind === 'exact' ? 1 : answer.similarity;
  return {
    'X-Cache': answer.hit ? 'HIT' : 'MISS',
    ...(answer.hit
      ? { 'X-Cache-Kind': answer.kind, 'X-Cache-Entry': answer.entry }
      : { 'X-Cache-Reason': answer.reason }),
    ...(similarity !== undefined && { 'X-Cache-Similarity': similarity.toFixed(4) }),
  };
}
