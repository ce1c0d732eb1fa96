/**
 * How the two models' log-odds become one score: sigmoid(bias + trees * t(c) + crossEncoder * c), where t is what the trees
 * say, which may have heard the cross-encoder. Bias and slope are set so that 0.8 and 0.9 stand for the shares of false
 * hits that the documentation names (docs/Cache.md).
 */
export interface Calibration {
  readonly bias: number;
  readonly trees: number;
  readonly crossEncoder: number;
  /** The cross-encoder's log-odds lie between these; beyond, they say no more. */
  readonly lowest: number;
  readonly highest: number;
}

/** The probability that log-odds stand for. */
export function probabilityOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** Log-odds of the trees, given those of the cross-encoder, of which more never makes less. */
export type TreesGiven = (crossEncoder: number) => number;

/** Confidence from 0 to 1 from both models' log-odds. */
export function scoreOf(calibration: Calibration, trees: TreesGiven, crossEncoder: number): number {
  const { bias, lowest, highest } = calibration;
  const bounded = Math.min(highest, Math.max(lowest, crossEncoder));
  return probabilityOf(bias + calibration.trees * trees(bounded) + calibration.crossEncoder * bounded);
}

/** How often the span between two log-odds is halved to find the least that suffices: to a thousandth. */
const HALVINGS = 14;

/** The least log-odds of the cross-encoder with which a pair reaches a score; Infinity where none would do. */
export function neededLogit(calibration: Calibration, trees: TreesGiven, score: number): number {
  const reaches = (logit: number) => scoreOf(calibration, trees, logit) >= score;
  let [low, high] = [calibration.lowest, calibration.highest];
  if (!reaches(high)) return Infinity;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (reaches(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * By script: the trees, which learned from English, know little of Chinese, Japanese and Korean, so that their and the
 * network's log-odds lie elsewhere and weigh otherwise. Only for other scripts the trees hear what the network says.
 */
export interface Calibrations {
  readonly chinese: Calibration;
  readonly japaneseKorean: Calibration;
  readonly other: Calibration;
}

const JAPANESE_KOREAN = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;
const HAN = /\p{sc=Han}/u;

/** Which calibration is for a pair of texts. */
export function scriptsOf([first, second]: readonly [string, string]): keyof Calibrations {
  const both = `${first} ${second}`;
  if (JAPANESE_KOREAN.test(both)) return 'japaneseKorean';
  return HAN.test(both) ? 'chinese' : 'other';
}
