import type { StoredRecord } from '../outbox.js';
import { subjects, UNKNOWN_TENANT, type ReportedBudget } from '../envelope.js';
import type { QuotaUpdatedPayload } from '../quota-updated.js';

/** What is added up for a scope and a bucket of time. Money is in billionths of a USD, so that sums are exact. */
export interface Sums {
  readonly calls: number;
  readonly failures: number;
  readonly cached: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly totalTokens: number;
  readonly costNano: number;
  readonly savedNano: number;
}

export const sumFields = [
  'calls',
  'failures',
  'cached',
  'promptTokens',
  'completionTokens',
  'totalTokens',
  'costNano',
  'savedNano',
] as const satisfies readonly (keyof Sums)[];

export const noSums: Sums = {
  calls: 0,
  failures: 0,
  cached: 0,
  promptTokens: 0,
  completionTokens: 0,
  totalTokens: 0,
  costNano: 0,
  savedNano: 0,
};

/** What is counted for: a tenant, or a virtual key by its hash and by its alias, which it keeps when it is exchanged. */
export type QuotaScope = `tenant:${string}` | `key:${string}` | `alias:${string}`;

/** One event as the quota mirror counts it. */
export interface QuotaEntry {
  readonly eventId: string;
  /** Where it stands in the outbox. */
  readonly position: string;
  readonly tenantId: string;
  readonly platformId: string | null;
  readonly keyHash: string | undefined;
  readonly keyAlias: string | null;
  /** The key's budget as LiteLLM reported it. */
  readonly budget: ReportedBudget | undefined;
  /** Unix milliseconds. */
  readonly occurredAt: number;
  readonly sums: Sums;
}

const NANO_PER_USD = 1_000_000_000;

/** The entry of a stored `quota.updated`; undefined for every other event. */
export function toEntry({ subject, event, origin, position }: StoredRecord): QuotaEntry | undefined {
  if (subject !== subjects.quotaUpdated) return undefined;
  const { usage, cost, cached, status, keyAlias } = event.payload as QuotaUpdatedPayload;
  return {
    eventId: event.eventId,
    position,
    tenantId: event.tenantId ?? UNKNOWN_TENANT,
    platformId: event.platformId,
    keyHash: origin?.keyHash,
    keyAlias,
    budget: origin?.budget,
    occurredAt: Date.parse(event.occurredAt),
    sums: {
      calls: 1,
      failures: status === 'failure' ? 1 : 0,
      cached: cached ? 1 : 0,
      promptTokens: usage.prompt_tokens,
      completionTokens: usage.completion_tokens,
      totalTokens: usage.total_tokens,
      costNano: toNano(usage.cost_usd),
      savedNano: toNano(cost.saved_usd),
    },
  };
}

export function scopesOf(entry: QuotaEntry): QuotaScope[] {
  const { keyAlias } = entry;
  return [...budgetScopesOf(entry), ...(keyAlias === null ? [] : [`alias:${keyAlias}` as const])];
}

/** Those whose budgets are announced: a key's once, by its hash. */
export function budgetScopesOf({ tenantId, keyHash }: QuotaEntry): QuotaScope[] {
  return keyHash === undefined ? [`tenant:${tenantId}`] : [`tenant:${tenantId}`, `key:${keyHash}`];
}

export function addSums(one: Sums, other: Sums): Sums {
  // Written out: this runs eight times for every event, and a loop over names costs several times as much.
  return {
    calls: one.calls + other.calls,
    failures: one.failures + other.failures,
    cached: one.cached + other.cached,
    promptTokens: one.promptTokens + other.promptTokens,
    completionTokens: one.completionTokens + other.completionTokens,
    totalTokens: one.totalTokens + other.totalTokens,
    costNano: one.costNano + other.costNano,
    savedNano: one.savedNano + other.savedNano,
  };
}

/** Whole billionths of an amount in USD. */
export function toNano(usd: number): number {
  return Math.round(usd * NANO_PER_USD);
}

/** USD of a number of billionths. */
export function toUsd(nano: number): number {
  return nano / NANO_PER_USD;
}
