import type { LinearScore } from './linear.js';

/** What the voices say of one text before they are weighed together. */
export interface Evidence {
  /** The probability that the rules' signals make together, from 0 to 1. */
  readonly rules: number;
  readonly linear: Pick<LinearScore, 'logit' | 'windows'>;
  readonly role: string;
}

/** How much a text's place moves the logits of learned models: a system prompt is the operator's own word. */
const placeShift: Readonly<Record<string, number>> = {
  tool: 0.4,
  function: 0.4,
  document: 0.4,
  system: -2.5,
  developer: -2.5,
  assistant: -1,
};

/** Of many windows the highest is high by chance: so much less for each doubling of their number. */
const LESS_BY_DOUBLING = 0.6;
/** The linear model's logit below which it speaks against the rules, and by how much it lowers their logit. */
const DOUBT_BELOW = -1;
const DOUBT_SHARE = 0.35;
/** What the rules' logit counts more, and where the linear model's is as good as a rule of 0.5, and how fast it rises. */
const RULES_BONUS = 0.4;
const LINEAR_MIDDLE = 0.9;
const LINEAR_SLOPE = 1.7;
/** Place and slope of the score: 0.5 where 1 % of ordinary texts that were left out score more. */
const MIDDLE = 0.23;
const SLOPE = 1.2;

const logit = (probability: number) => {
  const inside = Math.min(0.98, Math.max(0.02, probability));
  return Math.log(inside / (1 - inside));
};
/**
 * How much of the network's logit counts, once it was asked: of what speaks for an attack, and of what speaks against it
 * beyond a certain doubt. Of texts that rules and linear model were tuned to it knows less than they; of texts from sources
 * that none of them had seen, its doubt takes away a third of the false alarms for half a percent of the attacks.
 */
const NETWORK_SHARE = 0.45;
const NETWORK_DOUBT_SHARE = 0.15;
const NETWORK_DOUBT_BELOW = -2;

/** The score of a text on which rules and linear model were unsure, with the network's probability. */
export function scoreWithNetwork(score: number, probability: number): number {
  const learned = logit(probability);
  const added = NETWORK_SHARE * Math.max(0, learned);
  const doubted = NETWORK_DOUBT_SHARE * Math.min(0, learned - NETWORK_DOUBT_BELOW);
  return Math.min(0.99, logistic(logit(score) + added + doubted));
}

const logistic = (value: number) => 1 / (1 + Math.exp(-value));

/** The linear model's logit with its place and its number of windows taken into account. */
export function placedLogit(value: number, windows: number, role: string): number {
  return value - LESS_BY_DOUBLING * Math.log2(Math.max(1, windows)) + (placeShift[role] ?? 0);
}

/** What the logit of a score loses where the attack is quoted to be talked about. */
const QUOTED_DOUBT = 4.5;

/** A score of which all that is suspicious is quoted to be talked about. */
export const quotedScore = (score: number): number => logistic(logit(score) - QUOTED_DOUBT);

/**
 * The probability from 0 to 1 that a text is an attack, of rules and linear model together: either suffices, and the rules
 * are doubted where the model finds nothing at all. The constants were chosen on texts from sources that the model had not
 * seen (docs/Detection.md).
 */
export function scoreOf({ rules, linear, role }: Evidence): number {
  const learned = placedLogit(linear.logit, linear.windows, role);
  const byRules = logit(rules) + RULES_BONUS + DOUBT_SHARE * Math.min(0, learned - DOUBT_BELOW);
  const byModel = LINEAR_SLOPE * (learned - LINEAR_MIDDLE);
  const together = Math.max(byRules, byModel) + Math.log1p(Math.exp(-Math.abs(byRules - byModel)));
  return Math.min(0.99, logistic(SLOPE * (together - MIDDLE)));
}
