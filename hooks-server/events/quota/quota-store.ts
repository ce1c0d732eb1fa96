import type { Bucket } from './periods.js';
import type { QuotaEntry, QuotaScope, Sums } from './sums.js';

/** A period of a budget, as far as its announcements go. */
export interface AnnouncedPeriod {
  readonly id: string;
  /** Unix milliseconds. */
  readonly endsAt?: number;
}

/** Usage that was late may be of a period that has just ended; until then nothing is announced twice. */
export const ANNOUNCED_AFTER_END_MS = 86_400_000;

/** Where the quota mirror keeps its sums. */
export interface QuotaStore {
  /** Adds entries; one that was added before, by its event id, changes nothing. UnavailableError when it cannot. */
  add(entries: readonly QuotaEntry[]): Promise<void>;
  /** The sums over some buckets. */
  sums(scope: QuotaScope, buckets: readonly Bucket[]): Promise<Sums>;
  /** All scopes that begin with `prefix` (`tenant:` or `key:`). */
  scopes(prefix: 'tenant:' | 'key:'): Promise<QuotaScope[]>;
  /** The highest percentage announced for a scope's period; 0 when none was. */
  announced(scope: QuotaScope, periodId: string): Promise<number>;
  /** Remembers it until the period is over; for good when it has no end. */
  setAnnounced(scope: QuotaScope, period: AnnouncedPeriod, percent: number): Promise<void>;
  /** The last outbox position that is in the sums, where the store knows one. */
  covered?(): number;
  /** Makes everything up to now survive a restart. Resolves with the position it covers, where the store keeps one. */
  save(): Promise<void>;
}
