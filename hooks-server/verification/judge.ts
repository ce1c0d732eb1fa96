import { setImmediate } from 'node:timers/promises';
import { DeadlineError } from '../errors.js';
import { neededLogit, probabilityOf, scoreOf, scriptsOf } from './calibration.js';
import type { CrossEncoder } from './cross-encoder.js';
import { alignFollowUps } from './follow-up.js';
import { readContext, type TalkContext } from './talk-context.js';
import type { Judge, JudgeOptions, NearText, Verdict } from './verdict.js';
import type { FirstLook, Verify } from './verify.js';
import type { Weights } from './weights.js';

/** Names, as metric labels, of what is no difference between the texts: the model did not answer in time, or not at all. */
export const crossEncoderGuards = ['cross_encoder_deadline', 'cross_encoder_fault'] as const;

/** After so much comparing other requests get their turn: long texts take tens of milliseconds each. */
const HOLD_MS = 5;

export interface JudgeDependencies {
  readonly verify: Verify;
  /** Without one, the trees decide alone. */
  readonly crossEncoder?: Pick<CrossEncoder, 'score'> | undefined;
  readonly weights: Omit<Weights, 'trees' | 'together'>;
  /** Told of each look-up whose candidates the cross-encoder could not judge. */
  readonly onFault?: (error: unknown) => void;
}

/** A candidate that rules and trees have seen, and the two texts that they compared. */
interface Seen {
  readonly texts: readonly [string, string];
  readonly look: FirstLook;
}

/**
 * Creates the decision: guards first, then the trees' and the cross-encoder's log-odds as one calibrated score. The
 * cross-encoder is asked only about candidates whose score could still reach the threshold, likeliest first.
 */
export function createJudge(dependencies: JudgeDependencies): Judge {
  return {
    async judge(query, candidates, options) {
      const { mode } = options;
      if (mode === 'off') return candidates.map(({ cosine }) => ({ score: Math.max(0, cosine) }));
      const context = readContext(options.earlierTurns ?? []);
      const seen = await lookAtAll(candidates, (candidate) =>
        lookAt(query, candidate.text, context, (a, b) => dependencies.verify(a, b, mode)),
      );
      return scoreAll(seen, options, dependencies);
    },
  };
}

async function lookAtAll(
  candidates: readonly NearText[],
  look: (candidate: NearText) => Seen,
): Promise<Seen[]> {
  const seen: Seen[] = [];
  let begun = performance.now();
  for (const candidate of candidates) {
    if (performance.now() - begun > HOLD_MS) {
      await setImmediate();
      begun = performance.now();
    }
    seen.push(look(candidate));
  }
  return seen;
}

/** Follow-ups of one talk are compared with what they point at put in, where one of them names it. */
function lookAt(
  query: string,
  candidate: string,
  context: TalkContext | undefined,
  verify: (a: string, b: string) => FirstLook,
): Seen {
  const texts = (context && alignFollowUps(query, candidate, context)) ?? ([query, candidate] as const);
  return { texts, look: verify(...texts) };
}

async function scoreAll(
  seen: readonly Seen[],
  { threshold }: JudgeOptions,
  { crossEncoder, weights, onFault }: JudgeDependencies,
): Promise<readonly Verdict[]> {
  const verdicts = seen.map(({ look }) => withoutModel(look, threshold, weights, crossEncoder !== undefined));
  if (crossEncoder === undefined || verdicts.some(({ score }) => score === 1)) return verdicts;
  const asked = seen
    .map(({ texts, look }, place) => {
      const scripts = scriptsOf(texts);
      const calibration = weights.calibration[scripts];
      const trees = (scripts === 'other' && look.together) || (() => look.logit);
      const enough = look.rejectedBy === undefined ? neededLogit(calibration, trees, threshold) : Infinity;
      const least = look.least ?? -Infinity;
      return { place, look, texts, calibration, trees, least, needed: Math.max(enough, least) };
    })
    .filter(({ needed }) => needed < Infinity)
    .sort((a, b) => b.look.logit - a.look.logit);
  if (asked.length === 0) return verdicts;
  try {
    const logits = await crossEncoder.score(asked.map(({ texts, needed }) => ({ texts, needed })));
    asked.forEach(({ place, look, calibration, trees, least }, index) => {
      const logit = logits[index] ?? null;
      if (logit === null) return;
      const score = logit < least ? 0 : scoreOf(calibration, trees, logit);
      verdicts[place] = verdictOf(score, threshold, look);
    });
  } catch (error) {
    onFault?.(error);
    const guard = error instanceof DeadlineError ? 'cross_encoder_deadline' : 'cross_encoder_fault';
    for (const { place } of asked) verdicts[place] = { score: 0, guard };
  }
  return verdicts;
}

/** What is known before the cross-encoder has spoken, or where there is none. */
function withoutModel(
  look: FirstLook,
  threshold: number,
  { treesAlone }: JudgeDependencies['weights'],
  waits: boolean,
): Verdict {
  if (look.rejectedBy !== undefined) return { score: 0, guard: look.rejectedBy };
  if (look.logit === Infinity) return { score: 1 };
  const score = waits ? 0 : probabilityOf(treesAlone.bias + treesAlone.trees * look.logit);
  return verdictOf(score, threshold, look);
}

/** What weighs most against a pair is named only where it was enough. */
function verdictOf(score: number, threshold: number, { weakness }: FirstLook): Verdict {
  return score >= threshold || weakness === undefined ? { score } : { score, guard: weakness };
}
