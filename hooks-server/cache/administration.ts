import type { CacheAuditEntry, CacheDependencies } from './dependencies.js';
import { entryId, parseEntryId, whoOf } from './keys.js';
import type { RecentLookup, RecentLookups, SimilarityBucket } from './recent.js';
import type { Sampling } from './sampling.js';
import { reportOn, type RiskyPair, type ShadowReport } from './shadow-report.js';
import type { EntryHead, StoreStatus } from './stores/store.js';
import type { Tallies, Tally } from './tallies.js';
import type { ShareEstimate } from './wilson.js';

/** An entry as people see it. Texts are there only when they were asked for and allowed. */
export interface EntryView extends Omit<EntryHead, 'text'> {
  readonly entry: string;
  readonly textCharacters: number;
  readonly text?: string;
  readonly value?: unknown;
}

export interface TenantStatistics extends Tally {
  readonly tenant: string;
  /** Share of all look-ups that hit. */
  readonly hitRate: number;
  readonly entries: number;
  /** The estimated share of semantic hits with a wrong answer, with its 95 % interval. */
  readonly falseHits: ShareEstimate;
}

export interface CacheStatistics {
  readonly store: StoreStatus;
  readonly entries: number;
  readonly tenants: readonly TenantStatistics[];
}

/** The last look-ups of a tenant in this process, newest first, and where the scores of all since its start lie. */
export interface LookupsView {
  readonly lookups: readonly RecentLookup[];
  readonly histogram: readonly SimilarityBucket[];
}

/** The pairs' texts are there only when they were asked for and allowed, and only of entries that are still kept. */
export interface ShadowReportView extends Omit<ShadowReport, 'riskiest'> {
  readonly tenant: string;
  readonly histogram: readonly SimilarityBucket[];
  readonly riskiest: readonly (RiskyPair & { readonly storedText?: string; readonly askedText?: string })[];
}

/** Who asks for something that is written to the audit log. */
export interface By {
  readonly actor: string;
}

/** What operators do. Methods reject with UnavailableError or DeadlineError while the store is away. */
export interface CacheAdministration {
  /** Of one tenant, or of all that this process has seen. Counts are this process's, entries and samples the store's. */
  stats(tenantId?: string): Promise<CacheStatistics>;
  lookups(tenantId: string, limit: number): LookupsView;
  /** What would have hit, the pairs to judge, and the threshold to choose. */
  report(tenantId: string, options: { revealText?: boolean } & By): Promise<ShadowReportView>;
  entries(
    tenantId: string,
    page: { cursor?: string; limit?: number; revealText?: boolean } & By,
  ): Promise<{ entries: EntryView[]; cursor?: string }>;
  entry(tenantId: string, id: string, options: { revealText?: boolean } & By): Promise<EntryView | undefined>;
  /** False when there was no such entry. */
  removeEntry(tenantId: string, id: string, by: By): Promise<boolean>;
  /** Erases all of a tenant, or says how many entries that would be: `dryRun` must be turned off by hand. */
  removeTenant(
    tenantId: string,
    options: { dryRun?: boolean } & By,
  ): Promise<{ dryRun: boolean; entries: number }>;
  removeAll(options: { dryRun?: boolean } & By): Promise<{ dryRun: boolean; entries: number }>;
}

type Needs = CacheDependencies & {
  readonly tallies: Tallies;
  readonly sampling: Sampling;
  readonly recent: RecentLookups;
};

const MAX_PAGE = 500;

/** The operators' side of the cache; every deletion and every revealed text goes to the audit log. */
export function createAdministration(needs: Needs): CacheAdministration {
  const { store, clock, tallies } = needs;
  const record = (entry: Omit<CacheAuditEntry, 'at'>) => needs.audit({ ...entry, at: clock() });
  const who = (tenantId: string) => whoOf({ id: tenantId }, needs.secret);

  return {
    async stats(tenantId) {
      const tenants = tenantId === undefined ? tallies.tenants() : [tenantId];
      return {
        store: store.status(),
        entries: await store.total(clock()),
        tenants: await Promise.all(tenants.map((tenant) => statisticsOf(tenant, who(tenant), needs))),
      };
    },
    lookups: (tenantId, limit) => ({
      lookups: needs.recent.of(tenantId).slice(0, limit),
      histogram: needs.recent.histogram(tenantId),
    }),
    async report(tenantId, { revealText = false, actor }) {
      const { riskiest, ...report } = reportOn(needs.recent.served(tenantId));
      if (revealText) record({ action: 'cache.entry.reveal', actor, tenantId, dryRun: false, removed: 0 });
      return {
        tenant: tenantId,
        ...report,
        histogram: needs.recent.histogram(tenantId),
        riskiest: revealText ? await revealed(riskiest, who(tenantId), needs) : riskiest,
      };
    },
    async entries(tenantId, { cursor, limit = 50, revealText = false, actor }) {
      const page = {
        limit: Math.min(Math.max(1, limit), MAX_PAGE),
        ...(cursor !== undefined && /^\d{1,15}$/.test(cursor) && { cursor }),
      };
      const { entries, cursor: next } = await store.list(who(tenantId), page, clock());
      if (revealText) record({ action: 'cache.entry.reveal', actor, tenantId, dryRun: false, removed: 0 });
      const views = entries.map(({ key, head }) =>
        viewOf(entryId(key), head, revealText ? { text: head.text } : {}),
      );
      return { entries: views, ...(next !== undefined && { cursor: next }) };
    },
    async entry(tenantId, id, { revealText = false, actor }) {
      const parts = parseEntryId(id);
      const entry = parts && (await store.get({ who: who(tenantId), ...parts }, clock()));
      if (entry === undefined) return undefined;
      if (!revealText) return viewOf(id, entry, {});
      record({ action: 'cache.entry.reveal', actor, tenantId, entry: id, dryRun: false, removed: 0 });
      return viewOf(id, entry, { text: entry.text, value: JSON.parse(entry.value) as unknown });
    },
    ...createRemoval(needs),
  };
}

async function revealed(pairs: readonly RiskyPair[], who: string, { store, clock }: Needs) {
  const textOf = async (id: string) => {
    const parts = parseEntryId(id);
    return parts && (await store.get({ who, ...parts }, clock()))?.text;
  };
  return Promise.all(
    pairs.map(async (pair) => {
      const [storedText, askedText] = [await textOf(pair.stored), await textOf(pair.asked)];
      return {
        ...pair,
        ...(storedText !== undefined && { storedText }),
        ...(askedText !== undefined && { askedText }),
      };
    }),
  );
}

function createRemoval(
  needs: Needs,
): Pick<CacheAdministration, 'removeEntry' | 'removeTenant' | 'removeAll'> {
  const { store, clock, tallies, recent } = needs;
  const record = (entry: Omit<CacheAuditEntry, 'at'>) => needs.audit({ ...entry, at: clock() });
  const who = (tenantId: string) => whoOf({ id: tenantId }, needs.secret);

  return {
    async removeEntry(tenantId, id, { actor }) {
      const parts = parseEntryId(id);
      const removed = parts !== undefined && (await store.remove({ who: who(tenantId), ...parts }));
      record({
        action: 'cache.entry.delete',
        actor,
        tenantId,
        entry: id,
        dryRun: false,
        removed: removed ? 1 : 0,
      });
      return removed;
    },
    async removeTenant(tenantId, { dryRun = true, actor }) {
      const removed = await store.removeTenant(who(tenantId), { dryRun });
      if (!dryRun) {
        tallies.forget(tenantId);
        recent.forget(tenantId);
      }
      record({ action: 'cache.tenant.delete', actor, tenantId, dryRun, removed });
      return { dryRun, entries: removed };
    },
    async removeAll({ dryRun = true, actor }) {
      const removed = await store.removeAll({ dryRun });
      record({ action: 'cache.delete', actor, dryRun, removed });
      return { dryRun, entries: removed };
    },
  };
}

async function statisticsOf(tenant: string, who: string, needs: Needs): Promise<TenantStatistics> {
  const tally = needs.tallies.of(tenant);
  const hits = tally.hits.exact + tally.hits.semantic;
  const misses = Object.values(tally.misses).reduce((sum, count) => sum + count, 0);
  return {
    tenant,
    ...tally,
    hitRate: hits + misses === 0 ? 0 : hits / (hits + misses),
    entries: await needs.store.count(who, needs.clock()),
    falseHits: await needs.sampling.estimate(who),
  };
}

function viewOf(entry: string, head: EntryHead, revealed: { text?: string; value?: unknown }): EntryView {
  const { tenantId, family, model, createdAt, expiresAt, usage, text } = head;
  return {
    entry,
    tenantId,
    family,
    model,
    createdAt,
    expiresAt,
    usage,
    textCharacters: text.length,
    ...revealed,
  };
}
