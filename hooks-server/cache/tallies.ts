import { LRUCache } from 'lru-cache';
import type { Metrics } from '../telemetry/metrics.js';
import type { Usage } from './answer.js';

export type HitKind = 'exact' | 'semantic';

/** What this process counted for a tenant since it started. */
export interface Tally {
  readonly hits: Readonly<Record<HitKind, number>>;
  readonly shadowHits: Readonly<Record<HitKind, number>>;
  readonly misses: Readonly<Record<string, number>>;
  readonly stored: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly rejected: Readonly<Record<string, number>>;
  readonly savedTokens: number;
  readonly savedUsd: number;
}

/** Counts for the metrics and for the statistics of the admin API at once. */
export interface Tallies {
  hit(tenantId: string, kind: HitKind, usage: Usage): void;
  shadowHit(tenantId: string, kind: HitKind): void;
  miss(tenantId: string, reason: string): void;
  stored(tenantId: string): void;
  refused(tenantId: string, reason: string): void;
  rejected(tenantId: string, guards: readonly string[]): void;
  savedUsd(tenantId: string, usd: number): void;
  of(tenantId: string): Tally;
  tenants(): string[];
  forget(tenantId: string): void;
}

type Writable = {
  -readonly [Name in keyof Tally]: Tally[Name] extends object ? Record<string, number> : number;
};

/** Tenants that are told apart; beyond, the one not seen for longest is forgotten here (metrics keep it). */
const MAX_TENANTS = 10_000;

/** Counters at zero. A call without a tenant is counted under `none`. */
export function createTallies(metrics: Metrics): Tallies {
  const byTenant = new LRUCache<string, Writable>({ max: MAX_TENANTS });
  const tally = (tenantId: string): Writable => {
    const known = byTenant.get(tenantId) ?? emptyTally();
    byTenant.set(tenantId, known);
    return known;
  };

  return {
    hit(tenant, kind, usage) {
      const promptTokens = countable(usage.promptTokens);
      const completionTokens = countable(usage.completionTokens);
      metrics.cacheHits.inc({ tenant, kind });
      metrics.cacheSavedTokens.inc({ tenant, direction: 'prompt' }, promptTokens);
      metrics.cacheSavedTokens.inc({ tenant, direction: 'completion' }, completionTokens);
      add(tally(tenant).hits, kind);
      tally(tenant).savedTokens += promptTokens + completionTokens;
    },
    shadowHit(tenant, kind) {
      metrics.cacheShadowHits.inc({ tenant, kind });
      add(tally(tenant).shadowHits, kind);
    },
    miss(tenant, reason) {
      metrics.cacheMisses.inc({ tenant, reason });
      add(tally(tenant).misses, reason);
    },
    stored(tenant) {
      metrics.cacheStores.inc({ tenant, outcome: 'stored' });
      tally(tenant).stored += 1;
    },
    refused(tenant, outcome) {
      metrics.cacheStores.inc({ tenant, outcome });
      add(tally(tenant).refused, outcome);
    },
    rejected(tenant, guards) {
      for (const guard of guards) {
        metrics.cacheRejections.inc({ tenant, guard });
        add(tally(tenant).rejected, guard);
      }
    },
    savedUsd(tenant, usd) {
      if (countable(usd) === 0) return;
      metrics.cacheSavedUsd.inc({ tenant }, usd);
      tally(tenant).savedUsd += usd;
    },
    of: (tenantId) => structuredClone(byTenant.peek(tenantId) ?? emptyTally()) as Tally,
    tenants: () => [...byTenant.keys()],
    forget: (tenantId) => void byTenant.delete(tenantId),
  };
}

function emptyTally(): Writable {
  return {
    hits: { exact: 0, semantic: 0 },
    shadowHits: { exact: 0, semantic: 0 },
    misses: {},
    stored: 0,
    refused: {},
    rejected: {},
    savedTokens: 0,
    savedUsd: 0,
  };
}

/** What a counter may grow by: it throws at anything else, and a provider may report any number as usage. */
function countable(amount: number): number {
  return Number.isFinite(amount) ? Math.max(0, amount) : 0;
}

function add(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
