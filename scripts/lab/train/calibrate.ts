import type { Calibration, TreesGiven } from '../../../hooks-server/verification/calibration.js';
import type { LabelledPair } from '../eval/cache-pairs.js';

/** A pair with both models' log-odds; null where the cross-encoder was not asked or cannot judge. */
export interface ScoredPair {
  readonly pair: Pick<LabelledPair, 'same' | 'source'>;
  readonly guarded: boolean;
  readonly same: boolean;
  /** By words alone, and given what the cross-encoder says. */
  readonly trees: number;
  readonly together: TreesGiven;
  readonly crossEncoder: number | null;
}

export interface CalibrationOptions {
  /** Whether the trees are those that hear the cross-encoder. */
  readonly together: boolean;
  /** How much the cross-encoder's log-odds weigh beside the trees'. */
  readonly crossEncoder: number;
  /** Shares of false hits, of all wrong pairs, that scores of 0.8 and 0.9 stand for. */
  readonly standardFalse: number;
  readonly strictFalse: number;
}

/**
 * Bias and slope with which the sum of both models' log-odds becomes a score. A probability means something only for a
 * share of wrong pairs, and real traffic's share is not known; a share of false hits among wrong pairs is, and sets the score.
 */
export function calibrate(scored: readonly ScoredPair[], options: CalibrationOptions): Calibration {
  const asked = scored.filter(isAsked);
  const sorted = asked.map(({ crossEncoder }) => crossEncoder).sort((a, b) => a - b);
  const lowest = round(sorted[Math.floor(sorted.length * 0.002)] ?? -5);
  const highest = round(sorted[Math.floor(sorted.length * 0.998)] ?? 5);
  const sum = ({ trees, together, crossEncoder }: (typeof asked)[number]) => {
    const bounded = Math.min(highest, Math.max(lowest, crossEncoder));
    return (options.together ? together(bounded) : trees) + options.crossEncoder * bounded;
  };
  const { bias, slope } = anchored(scored, asked, sum, options);
  return {
    bias: round(bias),
    trees: round(slope),
    crossEncoder: round(slope * options.crossEncoder),
    lowest,
    highest,
  };
}

/** The same for the trees' log-odds alone. */
export function calibrateTrees(
  scored: readonly ScoredPair[],
  anchors: CalibrationOptions,
): Pick<Calibration, 'bias' | 'trees'> {
  const { bias, slope } = anchored(scored, scored.filter(isAsked), ({ trees }) => trees, anchors);
  return { bias: round(bias), trees: round(slope) };
}

function isAsked(one: ScoredPair): one is ScoredPair & { crossEncoder: number } {
  return !one.guarded && !one.same && one.crossEncoder !== null;
}

/** Bias and slope with which the sums that `standardFalse` and `strictFalse` of the wrong pairs reach become 0.8 and 0.9. */
function anchored<T extends ScoredPair>(
  scored: readonly ScoredPair[],
  asked: readonly T[],
  sum: (one: T) => number,
  { standardFalse, strictFalse }: CalibrationOptions,
): { readonly bias: number; readonly slope: number } {
  const wrong = scored.filter(({ pair }) => pair.same === 0);
  // Equal words that no guard tells apart are served whatever the score: they count against the share.
  const sunk = wrong.filter(({ guarded, same }) => same && !guarded).length;
  const falling = asked
    .filter(({ pair }) => pair.same === 0)
    .map(sum)
    .sort((a, b) => b - a);
  const cut = (share: number) => {
    const place = Math.max(0, Math.floor(share * wrong.length) - sunk);
    return ((falling[place] ?? 0) + (falling[Math.max(0, place - 1)] ?? 0)) / 2;
  };
  const [standard, strict] = [cut(standardFalse), cut(strictFalse)];
  const slope = (Math.log(0.9 / 0.1) - Math.log(0.8 / 0.2)) / Math.max(0.05, strict - standard);
  return { slope, bias: Math.log(0.8 / 0.2) - slope * standard };
}

function round(value: number): number {
  return Number(value.toFixed(4));
}
