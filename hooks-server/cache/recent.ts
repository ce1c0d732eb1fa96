import { LRUCache } from 'lru-cache';
import type { HitKind } from './tallies.js';

/** What a look-up came to, without any text. */
export interface RecentLookup {
  /** Unix milliseconds. */
  readonly at: number;
  /** `would-hit` is what shadow mode or a sample kept from being served. */
  readonly outcome: 'hit' | 'would-hit' | 'miss';
  readonly kind?: HitKind;
  /** Why it was not served. */
  readonly reason?: string;
  /** The best candidate's score, from 0 to 1. */
  readonly similarity?: number;
  /** The stored entry that was or would have been served, and the entry of the question itself. */
  readonly stored?: string;
  readonly asked?: string;
  /** Whether the provider's own answer came to the same, once it is known. */
  compared?: 'same' | 'different';
}

/** A twentieth of the scores: how many look-ups had their best candidate there. */
export interface SimilarityBucket {
  readonly from: number;
  readonly to: number;
  readonly served: number;
  readonly missed: number;
}

/** The last look-ups of each tenant, in this process's memory. */
export interface RecentLookups {
  add(tenantId: string, lookup: RecentLookup): void;
  /** Newest first. */
  of(tenantId: string): readonly RecentLookup[];
  /** The last that hit or would have, newest first, and how many look-ups there were since when. */
  served(tenantId: string): ServedLookups;
  /** Of all look-ups since the process started whose best candidate had a score. */
  histogram(tenantId: string): readonly SimilarityBucket[];
  forget(tenantId: string): void;
}

export interface ServedLookups {
  readonly served: readonly RecentLookup[];
  readonly lookups: number;
  /** Unix milliseconds of the first look-up; absent where there was none. */
  readonly since?: number;
}

/** What is kept of a tenant, some 200 bytes a look-up, and tenants told apart. */
const MAX_LOOKUPS = 500;
const MAX_SERVED = 2_000;
const MAX_TENANTS = 200;
const BUCKETS = 20;

interface Kept {
  readonly since: number;
  readonly all: Ring;
  readonly served: Ring;
  readonly counts: { readonly served: number; readonly missed: number }[];
  total: number;
}

/** The newest of what was added. */
interface Ring {
  add(lookup: RecentLookup): void;
  newestFirst(): RecentLookup[];
}

function createRing(size: number): Ring {
  const kept: RecentLookup[] = [];
  let next = 0;
  return {
    add(lookup) {
      kept[next] = lookup;
      next = (next + 1) % size;
    },
    newestFirst: () => [...kept.slice(next), ...kept.slice(0, next)].reverse(),
  };
}

export function createRecentLookups(): RecentLookups {
  const byTenant = new LRUCache<string, Kept>({ max: MAX_TENANTS });
  return {
    add(tenantId, lookup) {
      const kept = byTenant.get(tenantId) ?? emptyKept(lookup.at);
      byTenant.set(tenantId, kept);
      kept.total += 1;
      kept.all.add(lookup);
      const isServed = lookup.outcome !== 'miss';
      if (isServed) kept.served.add(lookup);
      if (lookup.similarity === undefined) return;
      const bucket = Math.min(BUCKETS - 1, Math.max(0, Math.floor(lookup.similarity * BUCKETS)));
      const { served, missed } = kept.counts[bucket]!;
      kept.counts[bucket] = isServed ? { served: served + 1, missed } : { served, missed: missed + 1 };
    },
    of: (tenantId) => byTenant.peek(tenantId)?.all.newestFirst() ?? [],
    served(tenantId) {
      const kept = byTenant.peek(tenantId);
      if (!kept) return { served: [], lookups: 0 };
      return { served: kept.served.newestFirst(), lookups: kept.total, since: kept.since };
    },
    histogram(tenantId) {
      const { counts } = byTenant.peek(tenantId) ?? emptyKept(0);
      return counts.map((count, bucket) => ({
        from: bucket / BUCKETS,
        to: (bucket + 1) / BUCKETS,
        ...count,
      }));
    },
    forget: (tenantId) => void byTenant.delete(tenantId),
  };
}

function emptyKept(since: number): Kept {
  const counts = Array.from({ length: BUCKETS }, () => ({ served: 0, missed: 0 }));
  return { since, all: createRing(MAX_LOOKUPS), served: createRing(MAX_SERVED), counts, total: 0 };
}
