/** `reserved`: of a kind that is found, but a value that is set aside for documentation, tests or private networks. */
export type Level = 'reserved' | 'low' | 'medium' | 'high';

/** As findings and alerts name their detector. */
export const detectorNames = ['injection', 'pii', 'secret', 'pattern', 'echo'] as const;
export type DetectorName = (typeof detectorNames)[number];

export type Direction = 'request' | 'response';

/** Where a finding stands: UTF-16 offsets into one text of one message; `part` when its content is a list of parts. */
export interface Place {
  readonly message: number;
  readonly part?: number;
  readonly role: string;
  readonly start: number;
  readonly end: number;
}

/** Something a detector found. It never holds the value itself. */
export interface Finding {
  readonly detector: DetectorName;
  /** What it is in lower-case words with hyphens: `credit-card`, `openai-api-key`, `instruction-override`. */
  readonly kind: string;
  readonly level: Level;
  /** Confidence from 0 to 1. */
  readonly score: number;
  readonly where: Place;
  /** The names of the rules that contributed. */
  readonly signals: readonly string[];
  /** A short redacted excerpt: of a value at most its last four characters. */
  readonly excerpt: string;
  /** Keyed hash of the value (hex), to correlate findings without holding what was found. */
  readonly valueHash: string;
}

/** A detector's raw result in one text, before levels, redaction and allow-lists. Offsets are UTF-16 units. */
export interface FindingCandidate {
  readonly kind: string;
  readonly score: number;
  readonly start: number;
  readonly end: number;
  readonly signals: readonly string[];
  /** The value is nobody's: set aside for documentation, tests or private networks. Its level is `reserved`. */
  readonly reserved?: boolean;
}

/** From which score, 0 to 1, a finding has which level. */
export interface Thresholds {
  readonly low: number;
  readonly medium: number;
  readonly high: number;
}

/** The level of a score under the given thresholds; undefined below all of them. */
export function levelOf(score: number, thresholds: Thresholds): Level | undefined {
  if (score >= thresholds.high) return 'high';
  if (score >= thresholds.medium) return 'medium';
  if (score >= thresholds.low) return 'low';
  return undefined;
}

const rank: Record<Level, number> = { reserved: 0, low: 1, medium: 2, high: 3 };

/** The level of a candidate under the given thresholds; undefined below all of them. */
export function levelOfCandidate(
  { score, reserved = false }: FindingCandidate,
  thresholds: Thresholds,
): Level | undefined {
  const level = levelOf(score, thresholds);
  return level && reserved ? 'reserved' : level;
}

/** Whether `level` is at least `minimum`. */
export function reaches(level: Level, minimum: Level): boolean {
  return rank[level] >= rank[minimum];
}

/**
 * Drops candidates that overlap a better one: the higher score wins, then the longer span, then the earlier one.
 * Returned in order of their start.
 */
export function withoutOverlaps(candidates: readonly FindingCandidate[]): FindingCandidate[] {
  if (candidates.length < 2) return [...candidates];
  const ranked = [...candidates].sort(
    (a, b) => b.score - a.score || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  const kept: FindingCandidate[] = [];
  for (const candidate of ranked) {
    const position = insertionPoint(kept, candidate.start);
    const before = kept[position - 1];
    const after = kept[position];
    if (before && before.end > candidate.start) continue;
    if (after && after.start < candidate.end) continue;
    kept.splice(position, 0, candidate);
  }
  return kept;
}

function insertionPoint(kept: readonly FindingCandidate[], start: number): number {
  let low = 0;
  let high = kept.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((kept[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
