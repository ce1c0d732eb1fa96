/**
 * How much each signal counts in a unit's score. Each signal is scaled so that the best unit has 1; the score is the
 * weighted sum. Tuned on 150 long-context questions (HotpotQA, NQ-open, XQuAD in five languages, key-value retrieval,
 * QMSum) and therefore a little flattered by them: at a third of the tokens nearby settings retain 93.2 to 95.5 % of
 * the answers, where one question is 0.7 points.
 */
export interface ScoringWeights {
  /** BM25 of the unit itself. */
  readonly sentence: number;
  /** BM25 of its group: the paragraph, or a run of units in a long one. */
  readonly paragraph: number;
  /** The best score near by, fading with distance. */
  readonly neighbour: number;
  /** It holds the kind of thing that is asked for: a name, a number, a date, a reason. */
  readonly answerType: number;
  /** It opens its paragraph. */
  readonly lead: number;
  /** It shares the whole context's frequent words. */
  readonly centrality: number;
  /** It says something: ten different words or more count fully, "Okay." hardly. */
  readonly substance: number;
  /** BM25 with words that the best units add to the question (the second hop of a two-step question). */
  readonly secondHop: number;
  /** It holds a name from a unit that the question leads to, and a word of the question that is not answered there. */
  readonly bridge: number;
  /** It is the best place of a word of the question that stands in a few places only. */
  readonly soleHolder: number;
  /** BM25 of the title above it. */
  readonly underTitle: number;
  /** Taken off for what is already in the selection (1 - lambda of maximal marginal relevance). */
  readonly redundancy: number;
  /** Exponent of the length by which a score is divided: 0 picks by score, 1 by score for each token. */
  readonly lengthExponent: number;
}

export const DEFAULT_WEIGHTS: ScoringWeights = {
  sentence: 0.62,
  paragraph: 0.62,
  neighbour: 0.5,
  answerType: 0.2,
  lead: 0.2,
  centrality: 0.1,
  substance: 0.05,
  secondHop: 0.5,
  bridge: 0.2,
  soleHolder: 0.1,
  underTitle: 0.2,
  redundancy: 0.16,
  lengthExponent: 0.1,
};
