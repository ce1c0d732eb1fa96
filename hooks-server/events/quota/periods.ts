/** A bucket of time, all UTC: `h:2026-11-21T03`, `d:2026-11-21`, `m:2026-11`, or `total`. */
export type Bucket = string;

/** A stretch of time over which a budget counts. */
export interface Period {
  /** Names the period, so that what happens once in it can be remembered. */
  readonly id: string;
  /** The buckets that make it up. */
  readonly buckets: readonly Bucket[];
  /** Unix milliseconds; undefined for a budget that never starts anew. */
  readonly startsAt?: number;
  readonly endsAt?: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAYS_PER_MONTH = 30.44;
const KEPT_HOURS_MS = 3 * DAY_MS;
/** 1970-01-05, the first Monday. */
const FIRST_MONDAY = 4 * DAY_MS;

/** The buckets an event is counted in. */
export function bucketsAt(time: number): Bucket[] {
  const iso = new Date(time).toISOString();
  return [`h:${iso.slice(0, 13)}`, `d:${iso.slice(0, 10)}`, `m:${iso.slice(0, 7)}`, 'total'];
}

/**
 * The period of a budget duration that `now` lies in. Durations are LiteLLM's (`24h`, `1d`, `7d`, `30d`, `1mo`), and so
 * are the beginnings it fixes: days at midnight UTC, `7d` on Monday, `30d` and `1mo` on the first of the month. Others are
 * aligned to the epoch, where LiteLLM counts from the key's creation. A part of an hour counts as a whole one. What is
 * longer than buckets are kept is made up of larger ones: from 72 hours on of the nearest number of days, and above
 * `keepDays` of the nearest number of months. Undefined or not understood: one period without end.
 */
export function periodOf(duration: string | undefined, now: number, keepDays = 62): Period {
  const match = /^(\d+)(s|m|h|d|w|mo)$/.exec(duration ?? '');
  const count = Number(match?.[1] ?? 0);
  const unit = match?.[2];
  if (unit === undefined || count === 0) return { id: 'total', buckets: ['total'] };
  if (unit === 'mo') return months(count, now);
  if (unit === 'w') return days(count * 7, now, keepDays);
  if (unit === 'd') return count === 30 ? months(1, now) : days(count, now, keepDays);
  return hours(Math.ceil((count * msOf[unit as keyof typeof msOf]) / HOUR_MS), now, keepDays);
}

const msOf = { s: 1000, m: 60_000, h: HOUR_MS };

function hours(count: number, now: number, keepDays: number): Period {
  if (count * HOUR_MS >= KEPT_HOURS_MS) return days(Math.round(count / 24), now, keepDays);
  if (count % 24 === 0) return alignedDays(count / 24, now);
  return aligned(count * HOUR_MS, 0, now, HOUR_MS, (iso) => `h:${iso.slice(0, 13)}`);
}

function days(count: number, now: number, keepDays: number): Period {
  return count > keepDays ? months(Math.round(count / DAYS_PER_MONTH), now) : alignedDays(count, now);
}

function alignedDays(count: number, now: number): Period {
  return aligned(
    count * DAY_MS,
    count % 7 === 0 ? FIRST_MONDAY : 0,
    now,
    DAY_MS,
    (iso) => `d:${iso.slice(0, 10)}`,
  );
}

function aligned(
  length: number,
  origin: number,
  now: number,
  step: number,
  bucket: (iso: string) => Bucket,
): Period {
  const startsAt = Math.floor((now - origin) / length) * length + origin;
  const buckets: Bucket[] = [];
  for (let time = startsAt; time <= now; time += step) buckets.push(bucket(new Date(time).toISOString()));
  return { id: `${length}@${startsAt}`, buckets, startsAt, endsAt: startsAt + length };
}

function months(count: number, now: number): Period {
  const date = new Date(now);
  const index = date.getUTCFullYear() * 12 + date.getUTCMonth();
  const first = Math.floor(index / count) * count;
  const buckets: Bucket[] = [];
  for (let month = first; month <= index; month += 1) {
    buckets.push(`m:${new Date(monthStart(month)).toISOString().slice(0, 7)}`);
  }
  const startsAt = monthStart(first);
  return { id: `${count}mo@${startsAt}`, buckets, startsAt, endsAt: monthStart(first + count) };
}

function monthStart(index: number): number {
  return new Date(Date.UTC(2000, index - 2000 * 12)).getTime();
}

/** How long a bucket is of use: hours for budgets of hours, days as configured, months for ten years. */
export function bucketLifetimeMs(bucket: Bucket, keepDays: number): number | undefined {
  if (bucket.startsWith('h:')) return KEPT_HOURS_MS;
  if (bucket.startsWith('d:')) return keepDays * DAY_MS;
  if (bucket.startsWith('m:')) return 3700 * DAY_MS;
  return undefined;
}

/** Unix milliseconds of a bucket's beginning; undefined for `total`. */
export function bucketStart(bucket: Bucket): number | undefined {
  const [kind, text = ''] = [bucket.slice(0, 2), bucket.slice(2)];
  if (kind === 'h:') return Date.parse(`${text}:00:00Z`);
  if (kind === 'd:') return Date.parse(`${text}T00:00:00Z`);
  if (kind === 'm:') return Date.parse(`${text}-01T00:00:00Z`);
  return undefined;
}
