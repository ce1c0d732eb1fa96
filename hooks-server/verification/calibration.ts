/**
 * How the two models' log-odds become one score: sigmoid(bias + trees * t + crossEncoder * c). Bias and slope are set so
 * that 0.8 and 0.9 stand for the shares of false hits that the documentation names (docs/Cache.md).
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

/** Confidence from 0 to 1 from both models' log-odds. */
export function scoreOf(calibration: Calibration, trees: number, crossEncoder: number): number {
  const { bias, lowest, highest } = calibration;
  const bounded = Math.min(highest, Math.max(lowest, crossEncoder));
  return probabilityOf(bias + calibration.trees * trees + calibration.crossEncoder * bounded);
}

/** The least log-odds of the cross-encoder with which a pair reaches a score; Infinity where none would do. */
export function neededLogit(calibration: Calibration, trees: number, score: number): number {
  const { bias, highest } = calibration;
  const wanted = Math.log(score / (1 - score)) - bias - calibration.trees * trees;
  const logit = wanted / calibration.crossEncoder;
  return logit > highest ? Infinity : logit;
}

/**
 * By script: the trees, which learned from English, know little of Chinese, Japanese and Korean, so that their and the
 * network's log-odds lie elsewhere and weigh otherwise.
 */
export interface Calibrations {
  readonly chinese: Calibration;
  readonly japaneseKorean: Calibration;
  readonly other: Calibration;
}

const JAPANESE_KOREAN = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;
const HAN = /\p{sc=Han}/u;

/** The calibration for a pair of texts. */
export function calibrationFor(
  calibrations: Calibrations,
  [first, second]: readonly [string, string],
): Calibration {
  const both = `${first} ${second}`;
  if (JAPANESE_KOREAN.test(both)) return calibrations.japaneseKorean;
  return HAN.test(both) ? calibrations.chinese : calibrations.other;
}
