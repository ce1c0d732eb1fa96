import type { Log } from '../../telemetry/log.js';
import type { Metrics } from '../../telemetry/metrics.js';
import { createBackoff, type Backoff } from '../backoff.js';
import type { Outbox, OutboxReader, StoredRecord } from '../outbox.js';
import type { QuotaSettings } from '../settings.js';
import { createKeySpend, hasBudget, type KeySpend } from './key-spend.js';
import { bucketsAt, periodOf } from './periods.js';
import type { QuotaStore } from './quota-store.js';
import { budgetScopesOf, toEntry, toUsd, type QuotaEntry, type QuotaScope, type Sums } from './sums.js';
import {
  budgetState,
  quotaThreshold,
  reachedPercent,
  reportedState,
  type Budget,
  type BudgetState,
} from './thresholds.js';
import { faultName } from '../../errors.js';

export interface QuotaMirrorDependencies {
  readonly source: string;
  readonly outbox: Outbox;
  readonly store: QuotaStore;
  /** A tenant's budget from the settings. That of a key comes with its records. */
  readonly tenantBudget?: (tenantId: string) => Budget | undefined;
  readonly clock: () => number;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Sums as the admin API shows them. */
export interface QuotaView {
  readonly calls: number;
  readonly failures: number;
  readonly cached: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly totalTokens: number;
  readonly costUsd: number;
  readonly savedUsd: number;
}

export type QuotaPeriod = 'hour' | 'day' | 'month' | 'total';

export interface QuotaMirror {
  /**
   * USD a key has spent in the current period of a budget duration (`30d`), or ever where none is given. 0 for an
   * unknown key. With its alias also what the keys before it spent, that it was exchanged for.
   */
  spendOf(keyHash: string, duration?: string, alias?: string): Promise<number>;
  ofTenant(tenantId: string, period: QuotaPeriod): Promise<QuotaView>;
  ofKey(keyHash: string, period: QuotaPeriod): Promise<QuotaView>;
  tenants(): Promise<string[]>;
  keys(): Promise<string[]>;
  /** Saves the sums and ends. What was not counted yet is counted after the next start. */
  stop(): Promise<void>;
}

interface Context extends QuotaMirrorDependencies {
  readonly settings: QuotaSettings;
  readonly keySpend: KeySpend;
  readonly signal: AbortSignal;
}

/** Small enough that adding a batch does not hold up the event loop for more than a few milliseconds. */
const BATCH_SIZE = 200;
const MAX_UNSAVED = 20_000;

/**
 * Follows the outbox and adds up tokens and cost for each tenant and key. It counts from stored events only, from where
 * it stopped: after a restart nothing is missing and nothing is counted twice.
 */
export async function startQuotaMirror(
  settings: QuotaSettings,
  deps: QuotaMirrorDependencies,
): Promise<QuotaMirror> {
  const stopping = new AbortController();
  const reader = await deps.outbox.reader('mirror', deps.store.covered?.());
  const { store, clock } = deps;
  const keySpend = createKeySpend(store, clock);
  const context: Context = { ...deps, settings, keySpend, signal: stopping.signal };
  const saver = createSaver(reader, context);
  const running = follow(reader, saver, context);
  const view = async (scope: QuotaScope, period: QuotaPeriod) =>
    toView(await store.sums(scope, bucketsOf(period, clock())));
  return {
    async spendOf(keyHash, duration, alias) {
      const { buckets } = periodOf(duration, clock(), settings.keepDays);
      const scopes: QuotaScope[] = [`key:${keyHash}`, ...(alias ? [`alias:${alias}` as const] : [])];
      const spent = await Promise.all(scopes.map((scope) => store.sums(scope, buckets)));
      // The larger: sums by alias begin with the release that counts them, and an alias may be new to an old key.
      return toUsd(Math.max(...spent.map(({ costNano }) => costNano)));
    },
    ofTenant: (tenantId, period) => view(`tenant:${tenantId}`, period),
    ofKey: (keyHash, period) => view(`key:${keyHash}`, period),
    tenants: async () => (await store.scopes('tenant:')).map((scope) => scope.slice('tenant:'.length)),
    keys: async () => (await store.scopes('key:')).map((scope) => scope.slice('key:'.length)),
    async stop() {
      stopping.abort();
      await running;
      await saver.stop();
    },
  };
}

function bucketsOf(period: QuotaPeriod, now: number): string[] {
  const prefix = period === 'total' ? 'total' : `${period.slice(0, 1)}:`;
  return bucketsAt(now).filter((bucket) => bucket.startsWith(prefix));
}

async function follow(reader: OutboxReader, saver: Saver, context: Context): Promise<void> {
  const { signal } = context;
  const backoff = createBackoff(100, 10_000);
  while (!signal.aborted) {
    try {
      const records = await reader.read(BATCH_SIZE, signal);
      // Nothing to read means that there will never be anything again: aborted, or the outbox is closed.
      if (records.length === 0) return;
      await untilDone(() => apply(records, context), backoff, context);
      if (!signal.aborted) saver.applied(records);
    } catch (error) {
      context.log.warn(
        { fault: faultName(error) },
        'the quota mirror cannot read the outbox; it tries again',
      );
      await backoff.pause(signal);
    }
  }
}

/** Repeats `work` until it succeeds: adding is idempotent and a batch must not be left out. */
async function untilDone(
  work: () => Promise<void>,
  backoff: Backoff,
  { signal, log }: Context,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
      backoff.reset();
      return;
    } catch (error) {
      log.warn(
        { fault: faultName(error) },
        'the quota mirror cannot add events yet; they stay in the outbox',
      );
      await backoff.pause(signal);
    }
  }
}

async function apply(records: readonly StoredRecord[], context: Context): Promise<void> {
  const entries = records.map(toEntry).filter((entry) => entry !== undefined);
  if (entries.length === 0) return;
  await context.store.add(entries);
  const byScope = new Map<QuotaScope, QuotaEntry[]>();
  for (const entry of entries) {
    for (const scope of budgetScopesOf(entry)) {
      const ofScope = byScope.get(scope);
      if (ofScope) ofScope.push(entry);
      else byScope.set(scope, [entry]);
    }
  }
  for (const [scope, ofScope] of byScope) await announce(scope, ofScope, context);
}

/** The budget of a scope as it stands: a tenant's by our own sums, a key's as LiteLLM reports it. */
async function stateOf(
  scope: QuotaScope,
  entries: readonly QuotaEntry[],
  latest: QuotaEntry,
  context: Context,
): Promise<BudgetState | undefined> {
  const { clock, settings, store, keySpend, tenantBudget } = context;
  if (scope.startsWith('key:')) {
    if (!hasBudget(latest)) return undefined;
    const spentUsd = toUsd(await keySpend.after(scope, entries.filter(hasBudget)));
    return reportedState(scope, { ...latest.budget, spentUsd });
  }
  const budget = tenantBudget?.(latest.tenantId);
  return budget && budgetState(store, scope, budget, { now: clock(), keepDays: settings.keepDays });
}

/** Of entries of one scope, oldest first. */
async function announce(scope: QuotaScope, entries: readonly QuotaEntry[], context: Context): Promise<void> {
  const { store, outbox, settings, source, clock, metrics } = context;
  // A call that was refused for its budget may say nothing of it or of its key: what those before it said holds.
  const entry = entries.findLast(hasBudget) ?? entries.at(-1);
  const state = entry && (await stateOf(scope, entries, entry, context));
  if (entry === undefined || state === undefined || state.budget.maxUsd <= 0) return;
  const key = scope.startsWith('key:') ? (entry.keyAlias ?? 'unnamed') : '';
  metrics.budgetUsedRatio.set({ tenant: entry.tenantId, key }, state.spentUsd / state.budget.maxUsd);
  const before = await store.announced(scope, state.period.id);
  const reached = reachedPercent(state, settings.thresholds);
  if (reached <= before) return;
  const crossed = settings.thresholds.filter((percent) => percent > before && percent <= reached);
  await outbox.append(crossed.map((percent) => quotaThreshold(state, percent, entry, source, clock())));
  await store.setAnnounced(scope, state.period, reached);
  for (const percent of crossed)
    metrics.quotaThresholds.inc({ tenant: entry.tenantId, percent: String(percent) });
}

interface Saver {
  applied(records: readonly StoredRecord[]): void;
  stop(): Promise<void>;
}

/** Acknowledges records only after a save that covers them: until then the outbox must be able to give them again. */
function createSaver(reader: OutboxReader, { store, settings, log }: Context): Saver {
  // Positions alone: the records would be held for as long as the next save is away.
  let unsaved: Pick<StoredRecord, 'position'>[] = [];
  let saving: Promise<void> = Promise.resolve();
  async function save(): Promise<void> {
    const covered = unsaved;
    unsaved = [];
    try {
      await store.save();
      await reader.ack(covered);
    } catch (error) {
      unsaved = [...covered, ...unsaved];
      log.warn(
        { fault: faultName(error) },
        'the quota sums could not be saved; the outbox still has what they hold',
      );
    }
  }
  const schedule = () => (saving = saving.then(save));
  const timer = setInterval(() => void schedule(), settings.snapshotIntervalMs).unref();
  return {
    applied(records) {
      for (const { position } of records) unsaved.push({ position });
      // Under load the next save is not waited for, so that what has to be remembered stays bounded.
      if (unsaved.length >= MAX_UNSAVED) void schedule();
    },
    async stop() {
      clearInterval(timer);
      await schedule();
    },
  };
}

function toView({ costNano, savedNano, ...counts }: Sums): QuotaView {
  return { ...counts, costUsd: toUsd(costNano), savedUsd: toUsd(savedNano) };
}
