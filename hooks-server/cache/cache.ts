import type { CacheLookup, CacheLookupAnswer, CacheStoreAnswer } from '../litellm/cache.js';
import type { Tenant } from '../tenancy/tenant.js';
import { createAdministration, type CacheAdministration } from './administration.js';
import type { CacheDependencies } from './dependencies.js';
import { recordFault, StageError } from './faults.js';
import { keep } from './keep.js';
import { lookup } from './lookup.js';
import { createRecentLookups } from './recent.js';
import { createSampling } from './sampling.js';
import { createTallies } from './tallies.js';

export interface Cache extends CacheAdministration {
  /** Whether a stored answer may be served for this call. Never rejects. */
  lookup(call: CacheLookup, tenant: Tenant | undefined): Promise<CacheLookupAnswer>;
  /** Stores the call's answer if it may be stored. Never rejects. */
  store(call: CacheLookup, tenant: Tenant | undefined, value: unknown): Promise<CacheStoreAnswer>;
  /** Counts what a hit did not cost, in US dollars: LiteLLM says so in the callback, after the answer. */
  recordSavedUsd(tenantId: string, usd: number): void;
  /** Removes what expired; called by itself every `sweepSeconds`. Never rejects. */
  sweep(): Promise<void>;
  /** Stops sweeping and closes the store. The embedder is its owner's to close. */
  close(): Promise<void>;
}

export type CacheOptions = Omit<CacheDependencies, 'clock' | 'random'> &
  Partial<Pick<CacheDependencies, 'clock' | 'random'>> & { readonly sweepSeconds?: number };

/**
 * The semantic cache.
 *
 * @example
 * const cache = createCache({ settings: () => settings, store: createMemoryStore(settings.store.memory), ... });
 * const answer = await cache.lookup(call, tenant);
 * if (!answer.hit) await cache.store(call, tenant, await askProvider());
 */
export function createCache({ sweepSeconds = 60, ...options }: CacheOptions): Cache {
  const dependencies: CacheDependencies = { clock: Date.now, random: Math.random, ...options };
  const tallies = createTallies(dependencies.metrics);
  const sampling = createSampling(dependencies);
  const all = { ...dependencies, tallies, sampling, recent: createRecentLookups() };
  const sweepAll = () => sweep(dependencies);
  noteStore(dependencies);
  const timer = setInterval(() => void sweepAll(), sweepSeconds * 1_000).unref();

  return {
    lookup: (call, tenant) => lookup(call, tenant, all),
    store: (call, tenant, value) => keep(call, tenant, value, all),
    recordSavedUsd: (tenantId, usd) => tallies.savedUsd(tenantId, usd),
    ...createAdministration(all),
    sweep: sweepAll,
    async close() {
      clearInterval(timer);
      await dependencies.store.close();
    },
  };
}

async function sweep({ store, clock, metrics, log }: CacheDependencies): Promise<void> {
  const { kind } = store.status();
  try {
    await store.sweep(clock());
    metrics.cacheEntries.set({ store: kind }, await store.total(clock()));
  } catch (cause) {
    recordFault(new StageError('store', 'Expired entries were not swept.', { cause }), { metrics, log });
  }
  noteStore({ store, metrics });
}

function noteStore({ store, metrics }: Pick<CacheDependencies, 'store' | 'metrics'>): void {
  const { kind, available } = store.status();
  metrics.cacheStoreUp.set({ store: kind }, available ? 1 : 0);
}
