/**
 * How much each signal counts in a unit's score. Each signal is scaled so that the best unit has 1; the score is the
 * weighted sum. Tuned on 150 long-context questions (HotpotQA, NQ-open, XQuAD in five languages, key-value retrieval,
 * QMSum), where the result is flat: doubling or halving one weight moves the retained answers by about a point.
 */
export interface ScoringWeights {
  /** BM25 of the unit itself. */
  readonly sentence: number;
  /** BM25 of its paragraph. */
  readonly paragraph: number;
  /** The better of the two neighbours' own scores. */
  readonly neighbour: number;
  /** It holds the kind of thing that is asked for: a name, a number, a date, a reason. */
  readonly answerType: number;
  /** It opens its paragraph. */
  readonly lead: number;
  /** It shares the whole context's frequent words. */
  readonly centrality: number;
  /** BM25 with words that the best units add to the question (the second hop of a two-step question). */
  readonly secondHop: number;
  /** Taken off for what is already in the selection (1 - lambda of maximal marginal relevance). */
  readonly redundancy: number;
  /** Exponent of the length by which a score is divided: 0 picks by score, 1 by score for each token. */
  readonly lengthExponent: number;
}

export const DEFAULT_WEIGHTS: ScoringWeights = {
  sentence: 1,
  paragraph: 0.6,
  neighbour: 0.4,
  answerType: 0.15,
  lead: 0.15,
  centrality: 0.15,
  secondHop: 0.35,
  redundancy: 0.1,
  lengthExponent: 0,
};
