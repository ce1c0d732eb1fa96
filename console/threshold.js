// What a threshold would do to the look-ups that were recorded.

/**
 * @typedef {'served' | 'would' | 'rejected' | 'missed'} Outcome
 * @typedef {readonly [score: number, outcome: Outcome, compared: 'same' | 'different' | null]} Scored
 * @typedef {{ from: number, to: number, hits: number, rejected: number, missed: number }} Bin
 */

export const BINS = 20;

/**
 * 0 is no score: a guard rejected the candidate whatever the threshold is, or the quick look at it said that no score could
 * reach the threshold in force.
 *
 * @param {Scored} lookup
 */
const isRuledOut = ([score]) => score <= 0;

/**
 * How many of the look-ups lie in each twentieth, by what came of them. Those that were ruled out before they had a score
 * are left out: they have no place on the scale.
 *
 * @param {readonly Scored[]} scores
 * @returns {Bin[]}
 */
export function histogram(scores) {
  const bins = Array.from({ length: BINS }, (_, index) => ({
    from: index / BINS,
    to: (index + 1) / BINS,
    hits: 0,
    rejected: 0,
    missed: 0,
  }));
  for (const lookup of scores) {
    if (isRuledOut(lookup)) continue;
    const bin = bins[Math.min(BINS - 1, Math.floor(lookup[0] * BINS + 1e-9))];
    if (!bin) continue;
    if (lookup[1] === 'served' || lookup[1] === 'would') bin.hits += 1;
    else if (lookup[1] === 'rejected') bin.rejected += 1;
    else bin.missed += 1;
  }
  return bins;
}

/**
 * What would have hit at a threshold, of which how many were compared with the provider's answer and differed; and what
 * verification kept from being served.
 *
 * @param {readonly Scored[]} scores
 * @param {number} threshold
 */
export function at(scores, threshold) {
  const hits = scores.filter((lookup) => !isRuledOut(lookup) && lookup[0] >= threshold);
  const compared = hits.filter(([, , result]) => result !== null);
  const rejected = scores.filter(([, outcome]) => outcome === 'rejected');
  return {
    hits: hits.length,
    compared: compared.length,
    different: compared.filter(([, , result]) => result === 'different').length,
    /** Rejected before they had a score. */
    ruledOut: rejected.filter(isRuledOut).length,
    /** Rejected by their score, which this threshold would let pass, or not. */
    letPass: rejected.filter((lookup) => !isRuledOut(lookup) && lookup[0] >= threshold).length,
    heldBack: rejected.filter((lookup) => !isRuledOut(lookup) && lookup[0] < threshold).length,
  };
}
