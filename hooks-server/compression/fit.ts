import { forcedUnits } from './extraction/protect.js';
import type { ScoredUnits } from './extraction/score.js';
import { selectUnits, type SelectionInput } from './extraction/select.js';
import type { ScoringWeights } from './extraction/weights.js';
import { countAll } from './job.js';
import { renderPrompt, type Prompt } from './prompt.js';
import type { TokenCounter } from './tokens/counter.js';

/** However much of a message is question and instruction, its context keeps at least this part of its share. */
const LEAST_CONTEXT_SHARE = 0.75;

/** A selection ends within this share of the whole (the rate is promised within two percent points). */
const TOLERANCE = 0.006;

/** Exact counts differ from the sum over units by cut marks and merged blanks; the budget is then set again. */
const MOST_ROUNDS = 3;

export interface FitInput {
  readonly prompt: Prompt;
  readonly scored: ScoredUnits;
  readonly weights: ScoringWeights;
  /** Tokens of each unit. */
  readonly tokens: ArrayLike<number>;
  readonly originalTokens: number;
  /** Tokens of what may be cut. */
  readonly contextTokens: number;
  /** Share of `originalTokens` to keep. */
  readonly keep: number;
  /** What the question names literally, for look-ups over rows. */
  readonly anchors: readonly string[];
  /** Units to choose among; all when absent. */
  readonly active?: readonly boolean[];
}

export interface Fitted {
  readonly texts: readonly string[];
  readonly tokens: number;
}

function fitTo(target: number, prompt: Prompt, counter: TokenCounter, input: SelectionInput): Fitted {
  let budget = input.budget;
  let best: Fitted | undefined;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const texts = renderPrompt(prompt, selectUnits({ ...input, budget }));
    const tokens = countAll(counter, texts);
    if (best === undefined || Math.abs(tokens - target) < Math.abs(best.tokens - target))
      best = { texts, tokens };
    if (Math.abs(tokens - target) <= 2 * input.tolerance) break;
    budget += target - tokens;
  }
  return best ?? { texts: [], tokens: 0 };
}

/** What has to stay may take this share of the budget; beyond it there is no room to choose in. */
const MOST_FORCED = 0.8;

/** A result further below its rate than this has lost one of the few blocks that a text is made of. */
const LEAST_OF_TARGET = 0.85;

/**
 * Selects units, writes the texts and counts them, until the count meets the rate. Verbatim text counts too, but never
 * takes more than a quarter of the context's own share. Undefined where the rate cannot be met by whole units.
 */
export function fitToRate(input: FitInput, counter: TokenCounter): Fitted | undefined {
  const { prompt, scored, weights, tokens, originalTokens, contextTokens, keep, anchors, active } = input;
  const fixed = originalTokens - contextTokens;
  const budget = Math.max(originalTokens * keep - fixed, contextTokens * keep * LEAST_CONTEXT_SHARE);
  const forced = forcedUnits({ text: prompt.text, units: prompt.units, tokens, budget, anchors });
  const stays = forced.reduce((sum, kept, at) => sum + (kept ? (tokens[at] ?? 0) : 0), 0);
  if (stays > budget * MOST_FORCED) return undefined;
  const tolerance = Math.max(2, originalTokens * TOLERANCE);
  const { units } = prompt;
  const allowed = active ?? units.map(() => true);
  const target = budget + fixed;
  const fitted = fitTo(target, prompt, counter, {
    units,
    tokens,
    scored,
    weights,
    forced: forced.map((kept, at) => kept && (allowed[at] ?? false)),
    allowed,
    budget,
    tolerance,
  });
  return fitted.tokens < target * LEAST_OF_TARGET ? undefined : fitted;
}
