import { LRUCache } from 'lru-cache';
import { readFigures, totalOf, type Figures } from './figures.js';
import type { Metrics } from '../telemetry/metrics.js';

/** What is kept for each step of time. */
export const seriesFields = [
  'hits',
  'lookups',
  'savedUsd',
  'cacheTokens',
  'compressionTokens',
  'spentUsd',
] as const;

export type SeriesField = (typeof seriesFields)[number];

export interface Series {
  readonly stepSeconds: number;
  /** Unix milliseconds at which the first step begins. */
  readonly from: number;
  /** For each field one number a step, oldest first; the last step is not over. */
  readonly values: Readonly<Record<SeriesField, readonly number[]>>;
}

export const windows = {
  hour: { stepSeconds: 60, steps: 60 },
  day: { stepSeconds: 900, steps: 96 },
} as const;

export type WindowName = keyof typeof windows;

/** How the counters grew lately: an hour by the minute, and a day by the quarter of an hour. In this process's memory. */
export interface History {
  /** Reads the counters now, and counts what they grew by into the step that is running. */
  sample(): Promise<ReadonlyMap<string, Figures>>;
  /** Of one tenant, or of all. */
  series(tenant: string | undefined, window: WindowName): Series;
  close(): void;
}

/**
 * Tenants that have a history, some 8 kB each: the hundred that metrics tell apart by default, `other` and `none`. The sum over
 * all has every tenant in it.
 */
const MAX_TENANTS = 102;
const SAMPLE_SECONDS = 15;

type Growth = Readonly<Record<SeriesField, number>>;
type Rings = Readonly<Record<WindowName, Ring>>;

export function createHistory(metrics: Metrics, { clock = Date.now } = {}): History {
  const byTenant = new LRUCache<string, Rings>({ max: MAX_TENANTS });
  const all = createRings();
  let last: ReadonlyMap<string, Figures> = new Map();
  const count = (rings: Rings, growth: Growth, at: number) => {
    for (const ring of Object.values(rings)) ring.add(at, growth);
  };
  const sample = async () => {
    const figures = await readFigures(metrics);
    const at = clock();
    count(all, growthOf(totalOf(figures.values()), totalOf(last.values())), at);
    for (const [tenant, now] of figures) {
      const growth = growthOf(now, last.get(tenant));
      if (seriesFields.every((field) => growth[field] === 0)) continue;
      const rings = byTenant.get(tenant) ?? createRings();
      byTenant.set(tenant, rings);
      count(rings, growth, at);
    }
    last = figures;
    return figures;
  };
  const timer = setInterval(() => void sample(), SAMPLE_SECONDS * 1_000).unref();
  return {
    sample,
    series(tenant, window) {
      const rings = tenant === undefined ? all : byTenant.peek(tenant);
      return (rings ?? createRings())[window].until(clock());
    },
    close: () => clearInterval(timer),
  };
}

function growthOf(now: Figures, before: Figures | undefined): Growth {
  const at = (figures: Figures | undefined): Growth => ({
    hits: (figures?.exactHits ?? 0) + (figures?.semanticHits ?? 0),
    lookups: (figures?.exactHits ?? 0) + (figures?.semanticHits ?? 0) + (figures?.misses ?? 0),
    savedUsd: figures?.savedUsd ?? 0,
    cacheTokens: figures?.cacheTokens ?? 0,
    compressionTokens: (figures?.originalTokens ?? 0) - (figures?.compressedTokens ?? 0),
    spentUsd: figures?.spentUsd ?? 0,
  });
  const [then, since] = [at(before), at(now)];
  return forEachField((field) => since[field] - then[field]);
}

function forEachField<T>(make: (field: SeriesField) => T): Record<SeriesField, T> {
  return Object.fromEntries(seriesFields.map((field) => [field, make(field)])) as Record<SeriesField, T>;
}

interface Ring {
  add(at: number, growth: Growth): void;
  until(now: number): Series;
}

function createRings(): Rings {
  return { hour: createRing(windows.hour), day: createRing(windows.day) };
}

/** The last steps of time; those that are over are overwritten. */
function createRing({ stepSeconds, steps }: { stepSeconds: number; steps: number }): Ring {
  const rows = forEachField(() => new Float64Array(steps));
  const stepOf = (at: number) => Math.floor(at / 1_000 / stepSeconds);
  let newest = -Infinity;
  /** Empties the places of the steps since the newest. A clock that goes back changes nothing. */
  const advance = (step: number) => {
    for (let empty = Math.max(newest + 1, step - steps + 1); empty <= step; empty++)
      for (const field of seriesFields) rows[field][empty % steps] = 0;
    newest = Math.max(newest, step);
  };
  return {
    add(at, growth) {
      advance(stepOf(at));
      for (const field of seriesFields) rows[field][newest % steps]! += growth[field];
    },
    until(now) {
      advance(stepOf(now));
      const first = newest - steps + 1;
      const inOrder = (row: Float64Array) =>
        Array.from({ length: steps }, (_, index) => row[(first + index) % steps]!);
      return {
        stepSeconds,
        from: first * stepSeconds * 1_000,
        values: forEachField((field) => inOrder(rows[field])),
      };
    },
  };
}
