import {
  eventIdOf,
  subjects,
  type EventEnvelope,
  type OutboxRecord,
  type ReportedBudget,
} from '../envelope.js';
import { periodOf } from './periods.js';
import type { QuotaStore } from './quota-store.js';
import { toUsd, type QuotaEntry, type QuotaScope } from './sums.js';

/** What a key, or a tenant, may spend. */
export interface Budget {
  /** USD. */
  readonly maxUsd: number;
  /** LiteLLM's `budget_duration` (`30d`, `1mo`, `24h`); absent when it never starts anew. */
  readonly duration?: string;
}

export interface QuotaThresholdPayload {
  readonly scope: 'key' | 'tenant';
  readonly keyAlias: string | null;
  readonly percent: number;
  readonly spent_usd: number;
  readonly budget_usd: number;
  /** ISO 8601; null for a budget without a period. */
  readonly periodStart: string | null;
  readonly periodEnd: string | null;
}

export type QuotaThreshold = EventEnvelope<QuotaThresholdPayload>;

/** A budget as it stands. */
export interface BudgetState {
  readonly scope: QuotaScope;
  readonly budget: Budget;
  readonly spentUsd: number;
  readonly period: ReturnType<typeof periodOf>;
}

export async function budgetState(
  store: QuotaStore,
  scope: QuotaScope,
  budget: Budget,
  { now, keepDays }: { readonly now: number; readonly keepDays: number },
): Promise<BudgetState> {
  const period = periodOf(budget.duration, now, keepDays);
  const { costNano } = await store.sums(scope, period.buckets);
  return { scope, budget, spentUsd: toUsd(costNano), period };
}

/** A budget as LiteLLM keeps it itself (keys in its database): it knows when the period ends, and what was spent. */
export function reportedState(scope: QuotaScope, { maxUsd, spentUsd, resetAt }: ReportedBudget): BudgetState {
  const endsAt = resetAt === undefined ? NaN : Date.parse(resetAt);
  const period = {
    id: `until ${resetAt ?? 'ever'}`,
    buckets: [],
    ...(Number.isNaN(endsAt) ? {} : { endsAt }),
  };
  return { scope, budget: { maxUsd }, spentUsd, period };
}

/** The highest of the percentages that a spend has reached; 0 for none. */
export function reachedPercent({ spentUsd, budget }: BudgetState, percentages: readonly number[]): number {
  // Compared as a product, with room for one rounding: 0.5 of 1 USD is reached by 0.1 + 0.2 + 0.2.
  const reached = percentages.filter((percent) => spentUsd * 100 >= percent * budget.maxUsd * (1 - 1e-12));
  return Math.max(0, ...reached);
}

/**
 * The event of one crossed threshold. Its id comes from scope, period and percentage: however often the crossing is
 * noticed, by whichever replica, it is one event.
 */
export function quotaThreshold(
  state: BudgetState,
  percent: number,
  entry: QuotaEntry,
  source: string,
  now: number,
): OutboxRecord<QuotaThresholdPayload> {
  const { scope, budget, period, spentUsd } = state;
  const eventId = eventIdOf(source, 'threshold', scope, period.id, String(percent), String(budget.maxUsd));
  return {
    subject: subjects.quotaThreshold,
    event: {
      eventId,
      occurredAt: new Date(now).toISOString(),
      tenantId: entry.tenantId,
      platformId: entry.platformId,
      correlationId: eventId,
      actor: 'litellm-proxy',
      payload: {
        scope: scope.startsWith('key:') ? 'key' : 'tenant',
        keyAlias: scope.startsWith('key:') ? entry.keyAlias : null,
        percent,
        spent_usd: spentUsd,
        budget_usd: budget.maxUsd,
        periodStart: period.startsAt === undefined ? null : new Date(period.startsAt).toISOString(),
        periodEnd: period.endsAt === undefined ? null : new Date(period.endsAt).toISOString(),
      },
    },
  };
}
