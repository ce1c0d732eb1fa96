import { LRUCache } from 'lru-cache';
import type { ReportedBudget } from '../envelope.js';
import type { QuotaStore } from './quota-store.js';
import { toNano, type QuotaEntry, type QuotaScope } from './sums.js';

/**
 * LiteLLM writes what keys have spent to its database each minute or so, and each of its processes reads it again as seldom.
 * Reports that stay lower for longer say that somebody has set the spend back.
 */
const SETTLED_MS = 5 * 60_000;
const MAX_KEYS = 10_000;

interface Known {
  readonly resetAt: string | undefined;
  readonly spentNano: number;
  /** What all calls of the key had cost by then, ever. */
  readonly totalNano: number;
  /** The highest report, and when there was one as high, in Unix milliseconds. */
  readonly highest: { readonly nano: number; readonly at: number };
}

/** An entry with which LiteLLM said what its key has. */
export type ReportedEntry = QuotaEntry & { readonly budget: ReportedBudget };

export function hasBudget(entry: QuotaEntry): entry is ReportedEntry {
  return entry.budget !== undefined;
}

export interface KeySpend {
  /**
   * What a key has spent in its budget's period, in billionths of a USD, once these entries of its are in the sums: at
   * least one, oldest first.
   */
  after(scope: QuotaScope, entries: readonly ReportedEntry[]): Promise<number>;
}

/**
 * What keys have spent by LiteLLM's reports, which lag behind while it has not written to its database, or by what was
 * counted here since the first of them: the higher of the two.
 */
export function createKeySpend(store: Pick<QuotaStore, 'sums'>, clock: () => number): KeySpend {
  const keys = new LRUCache<QuotaScope, Known>({ max: MAX_KEYS });
  return {
    async after(scope, entries) {
      const { costNano: totalNano } = await store.sums(scope, ['total']);
      const now = clock();
      const current = ofLastPeriod(entries);
      const reported = Math.max(...current.map(({ budget }) => toNano(budget.spentUsd)));
      const before = keys.get(scope);
      const known =
        before && goesOn(before, current, reported, now) ? before : begin(current, totalNano, now);
      // Less than before when an outbox has begun anew.
      const counted = known.spentNano + Math.max(0, totalNano - known.totalNano);
      const spentNano = Math.max(reported, counted);
      const highest = reported >= known.highest.nano ? { nano: reported, at: now } : known.highest;
      keys.set(scope, { ...known, spentNano, totalNano, highest });
      return spentNano;
    },
  };
}

/** A batch may hold the end of one period and the beginning of the next. */
function ofLastPeriod(entries: readonly ReportedEntry[]): readonly ReportedEntry[] {
  const last = entries.at(-1)?.budget.resetAt;
  return entries.slice(entries.findLastIndex(({ budget }) => budget.resetAt !== last) + 1);
}

function goesOn(
  { resetAt, highest }: Known,
  current: readonly ReportedEntry[],
  reported: number,
  now: number,
): boolean {
  const isSetBack = reported < highest.nano && now - highest.at > SETTLED_MS;
  return resetAt === current[0]?.budget.resetAt && !isSetBack;
}

/** As it stood before the first of these entries. */
function begin([first, ...others]: readonly ReportedEntry[], totalNano: number, now: number): Known {
  const own = [first, ...others].reduce((sum, entry) => sum + (entry?.sums.costNano ?? 0), 0);
  return {
    resetAt: first?.budget.resetAt,
    spentNano: toNano(first?.budget.spentUsd ?? 0) - (first?.sums.costNano ?? 0),
    totalNano: totalNano - own,
    highest: { nano: 0, at: now },
  };
}
