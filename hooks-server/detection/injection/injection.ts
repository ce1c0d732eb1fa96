import type { Candidate } from '../finding.js';
import { normalise, type Disguise, type NormalText } from './normalise.js';
import type { InjectionKind } from './rules.js';
import { modelFile } from '../../workers/model-file.js';
import { linearScore, readLinearModel, type LinearModel, type LinearScore } from './linear.js';
import { placedLogit, scoreOf } from './score.js';
import { findSignals, totalScore, type Signal } from './signals.js';
import { hiddenTexts, joinLetters, type HiddenText } from './views.js';

/** How much more or less a signal weighs by who wrote the text: a system prompt is the operator's own word. */
const roleWeight: Readonly<Record<string, number>> = {
  user: 1,
  tool: 1.25,
  function: 1.25,
  system: 0.5,
  developer: 0.5,
  assistant: 0.7,
};

/** What hiding adds when something suspicious was hidden, by kind of hiding. */
const hidingWeight = 0.45;

/**
 * The injection or jailbreak in a text, if any signal of one is there: at most one candidate, whose span is its
 * strongest signal's. The text is looked at as a reader sees it and again with disguises undone. `exhausted` is called
 * when the text holds more than is looked at.
 */
export function findInjection(
  text: string,
  role: string,
  exhausted: () => void = () => undefined,
): Candidate | undefined {
  const normal = normalise(text);
  const signals = [...findSignals(normal.text), ...disguiseSignals(normal)];
  const hidden = hiddenTexts(normal.text, exhausted);
  signals.push(...joinedSignals(normal.text, signals), ...hiddenSignals(hidden));
  const linear = mostSuspicious(normal, hidden);
  const rules = rulesScore(signals, role);
  const score = scoreOf({ rules, linear, role });
  if (score < leastScore) return undefined;
  const learned = placedLogit(linear.logit, linear.windows, role) > 0;
  const strongest = signals.reduce<Signal | undefined>(
    (best, signal) => (best && best.weight >= signal.weight ? best : signal),
    undefined,
  );
  const span = strongest && (!learned || strongest.weight >= 0.5) ? strongest : linear;
  return {
    kind: signals.length > 0 ? kindOf(signals) : 'suspected-injection',
    score,
    start: original(normal, span.start),
    end: originalEnd(text, normal, span.end),
    signals: [...new Set(signals.map(({ name }) => name)), ...(learned ? ['n-grams'] : [])],
  };
}

/** Scores below this are of no use to anybody. */
const leastScore = 0.05;

/** The probability that the rules' signals make together, by who wrote the text. */
function rulesScore(signals: readonly Signal[], role: string): number {
  const factor = roleWeight[role] ?? 1;
  return Math.min(0.99, totalScore(signals.map((signal) => ({ ...signal, weight: signal.weight * factor }))));
}

/** The linear model's highest score of the text itself and of what is hidden in it, which stands where it was hidden. */
function mostSuspicious(normal: NormalText, hidden: readonly HiddenText[]): LinearScore {
  const own = linearScore(normal.text, linearModel());
  return hidden
    .map(({ text, start, end }) => ({ ...linearScore(normalise(text).text, linearModel()), start, end }))
    .filter(({ logit }) => logit > suspiciousLogit)
    .reduce((best, other) => (other.logit > best.logit ? other : best), own);
}

let loaded: LinearModel | undefined;
const linearModel = () => (loaded ??= readLinearModel(modelFile('injection/linear.bin')));

/** The kind whose signals weigh most together. */
function kindOf(signals: readonly Signal[]): InjectionKind {
  const kinds = [...new Set(signals.map(({ kind }) => kind))];
  const weightOf = (wanted: InjectionKind) => totalScore(signals.filter(({ kind }) => kind === wanted));
  return kinds.reduce((best, kind) => (weightOf(kind) > weightOf(best) ? kind : best));
}

const original = (normal: NormalText, offset: number) => normal.origins?.[offset] ?? offset;

function originalEnd(text: string, normal: NormalText, end: number): number {
  if (!normal.origins) return end;
  const lastUnit = normal.origins[Math.max(0, end - 1)] ?? text.length - 1;
  const next = normal.origins[end];
  return next === undefined || next <= lastUnit ? text.length : Math.min(text.length, next);
}

const obfuscated = (name: string, weight: number, end: number, start = 0): Signal => ({
  name,
  kind: 'obfuscated-instruction',
  weight,
  start,
  end,
});

function disguiseSignals({ text, disguise }: NormalText): Signal[] {
  if (!disguise) return [];
  const found: Signal[] = [];
  const { invisible, styled, mixedWords, tags, selectors }: Disguise = disguise;
  if (invisible >= 2)
    found.push(obfuscated('invisible-characters', invisible >= 5 ? 0.55 : 0.35, text.length));
  if (styled >= 8) found.push(obfuscated('styled-letters', styled >= 24 ? 0.4 : 0.25, text.length));
  if (mixedWords >= 2)
    found.push(obfuscated('look-alike-letters', mixedWords >= 3 ? 0.6 : 0.45, text.length));
  if (tags.length >= 4) {
    found.push(obfuscated('tag-characters', 0.75, text.length));
    found.push(...findSignals(tags).map((signal) => ({ ...signal, start: 0, end: text.length })));
  }
  if (/[\p{L} ]{8}/u.test(selectors)) {
    found.push(obfuscated('variation-selectors', 0.75, text.length));
    found.push(...findSignals(selectors).map((signal) => ({ ...signal, start: 0, end: text.length })));
  }
  return found;
}

/** Signals that only appear once spaced-out letters are joined and leet is read. */
function joinedSignals(text: string, known: readonly Signal[]): Signal[] {
  const view = joinLetters(text);
  if (view.joined === 0 && view.leet === 0) return [];
  const names = new Set(known.map(({ name }) => name));
  const fresh = findSignals(view.text).filter(({ name, weight }) => !names.has(name) && weight >= 0.1);
  const found = fresh.map((signal) => ({ ...signal, start: 0, end: text.length }));
  if (view.joined >= 2) found.push(obfuscated('spaced-letters', view.joined >= 3 ? 0.4 : 0.3, text.length));
  if (found.length > 0 && fresh.length > 0)
    found.push(obfuscated('disguised-words', hidingWeight, text.length));
  return found;
}

function hiddenSignals(texts: readonly HiddenText[]): Signal[] {
  return texts.flatMap((hidden) => {
    const inner = normalise(hidden.text);
    const signals = findSignals(inner.text);
    const suspicious =
      totalScore(signals) >= 0.3 || linearScore(inner.text, linearModel()).logit > suspiciousLogit;
    if (!suspicious) return [];
    const moved = signals.map((signal) => ({ ...signal, start: hidden.start, end: hidden.end }));
    return [...moved, obfuscated(`hidden-${hidden.encoding}`, hidingWeight, hidden.end, hidden.start)];
  });
}

/** What is hidden is suspicious from here on, by the linear model's logit. */
const suspiciousLogit = 1.2;
