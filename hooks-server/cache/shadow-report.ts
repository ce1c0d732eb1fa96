import type { RecentLookup, ServedLookups } from './recent.js';
import { wilsonInterval, type ShareEstimate } from './wilson.js';

/** Thresholds that the documentation names. */
const THRESHOLDS = [0.7, 0.75, 0.8, 0.85, 0.9, 0.95] as const;
/** Pairs that a person is asked to judge. */
const RISKIEST = 20;
/** A threshold is recommended when the estimate of its false hits is at most this, and at least so many were compared. */
const TOLERATED = 0.02;
const ENOUGH_COMPARED = 30;

export interface ThresholdRow {
  readonly threshold: number;
  /** Semantic hits that there would have been, and their share of all look-ups that were recorded. */
  readonly hits: number;
  readonly share: number;
  /** Of those that were compared with the provider's answer: the share with another answer, with its 95 % interval. */
  readonly falseHits: ShareEstimate;
}

export interface RiskyPair {
  readonly similarity: number;
  readonly compared?: 'same' | 'different';
  readonly stored: string;
  readonly asked: string;
}

export interface ShadowReport {
  /** Look-ups of the tenant in this process, and since when (Unix milliseconds). The figures rest on its last 2,000 hits. */
  readonly lookups: number;
  readonly since?: number;
  readonly exactHits: number;
  readonly thresholds: readonly ThresholdRow[];
  readonly riskiest: readonly RiskyPair[];
  /** The lowest threshold whose estimate is tolerable; absent while too little was compared. */
  readonly recommended?: number;
}

/** What a time in shadow mode says: what would have hit, how often wrongly, and from which threshold on. */
export function reportOn({ served, lookups, since }: ServedLookups): ShadowReport {
  const semantic = served.filter(({ kind }) => kind === 'semantic');
  const thresholds = THRESHOLDS.map((threshold) => rowAt(threshold, semantic, lookups));
  const recommended = thresholds.find(
    ({ falseHits }) => falseHits.n >= ENOUGH_COMPARED && falseHits.share <= TOLERATED,
  );
  return {
    lookups,
    ...(since !== undefined && { since }),
    exactHits: served.length - semantic.length,
    thresholds,
    riskiest: riskiestOf(semantic),
    ...(recommended && { recommended: recommended.threshold }),
  };
}

function rowAt(threshold: number, semantic: readonly RecentLookup[], all: number): ThresholdRow {
  const hits = semantic.filter(({ similarity = 0 }) => similarity >= threshold);
  const compared = hits.filter((lookup) => lookup.compared !== undefined);
  const different = compared.filter((lookup) => lookup.compared === 'different');
  return {
    threshold,
    hits: hits.length,
    share: all === 0 ? 0 : hits.length / all,
    falseHits: wilsonInterval(different.length, compared.length),
  };
}

/** Those whose answers differed first, then those with the least score: each pair once. */
function riskiestOf(semantic: readonly RecentLookup[]): RiskyPair[] {
  const pairs = new Map<string, RiskyPair>();
  for (const { stored, asked, similarity = 0, compared } of semantic) {
    if (stored === undefined || asked === undefined) continue;
    const pair = { similarity, stored, asked, ...(compared && { compared }) };
    if (!pairs.has(`${stored} ${asked}`) || compared === 'different') pairs.set(`${stored} ${asked}`, pair);
  }
  const rank = ({ compared }: RiskyPair) => (compared === 'different' ? 0 : compared === undefined ? 1 : 2);
  return [...pairs.values()]
    .sort((a, b) => rank(a) - rank(b) || a.similarity - b.similarity)
    .slice(0, RISKIEST);
}
