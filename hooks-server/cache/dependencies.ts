import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { CacheLookup } from '../litellm/cache.js';
import type { CallName } from '../litellm/call-name.js';
import type { Tenant } from '../tenancy/tenant.js';
import type { Embedder } from '../vectors/embedding.js';
import type { CacheSettings } from './settings.js';
import type { CacheStore } from './stores/store.js';
import type { Judge } from '../verification/verdict.js';

/** What was known of a call when its guardrail hook ran, before any compression. */
export interface CallContext {
  /** The last user text before and after compression, when it was changed. */
  readonly rewritten?: { readonly original: string; readonly sent: string };
  readonly alerted?: boolean;
}

/** One line of the audit log: who did what to the cache. Never holds a prompt or an answer. */
export interface CacheAuditEntry {
  readonly action: 'cache.entry.reveal' | 'cache.entry.delete' | 'cache.tenant.delete' | 'cache.delete';
  readonly actor: string;
  /** Unix milliseconds. */
  readonly at: number;
  readonly tenantId?: string;
  readonly entry?: string;
  readonly dryRun: boolean;
  readonly removed: number;
}

export interface CacheDependencies {
  /** The settings that hold for a tenant. */
  readonly settings: (tenant: Tenant) => CacheSettings;
  readonly store: CacheStore;
  /** Without one, only the exact layer works. */
  readonly embedder?: Embedder | undefined;
  readonly judge: Judge;
  /** Key of the HMAC that hides tenants in names; the same on all replicas, or they do not share entries. */
  readonly secret: string;
  /** Unix milliseconds. */
  readonly clock: () => number;
  /** From 0 to 1, for choosing which hits are sampled. */
  readonly random: () => number;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly audit: (entry: CacheAuditEntry) => void;
  readonly callContext: (call: CallName & Pick<CacheLookup, 'occurrence'>) => CallContext | undefined;
}
