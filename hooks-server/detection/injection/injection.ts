import type { FindingCandidate } from '../finding.js';
import { isTalkedAbout, type Passage } from './framing.js';
import { normalTextOf, type Disguise, type NormalText } from './normalise.js';
import type { InjectionKind } from './rules.js';
import { modelFile } from '../../workers/model-file.js';
import {
  linearScore,
  readLinearModel,
  suspiciousWindows,
  type LinearModel,
  type LinearScore,
} from './linear.js';
import { placedLogit, quotedScore, scoreOf, type Evidence } from './score.js';
import { signsOf, type Signs } from './signs.js';
import { findSignals, totalScore, type Signal } from './signals.js';
import { hiddenTexts, joinLetters, type HiddenText } from './views.js';

/** How much more or less a signal weighs by who wrote the text: a system prompt is the operator's own word. */
const roleWeight: Readonly<Record<string, number>> = {
  user: 1,
  tool: 1.25,
  function: 1.25,
  document: 1.25,
  system: 0.5,
  developer: 0.5,
  assistant: 0.7,
};

/** What hiding adds when something suspicious was hidden, by kind of hiding. */
const HIDING_WEIGHT = 0.45;

/** How a text is looked at: whether there is an injection or jailbreak in it, and what of it a second opinion reads. */
export interface InjectionFinder {
  /**
   * The injection in a text, if anything points to one: at most one candidate, whose span is that of the strongest voice.
   * The text is looked at as a reader sees it and again with disguises undone. `exhausted` is called when the text holds
   * more than is looked at.
   */
  find(text: string, role: string, exhausted?: () => void): FindingCandidate | undefined;
  /** What each voice says of a text, to calibrate their score. */
  evidence(text: string, role: string): Evidence;
  /** The most suspicious passages of a text, also of what is hidden in it. */
  passages(text: string): string[];
}

/** A finder with a linear model beside the rules. */
function createInjectionFinder(model: LinearModel): InjectionFinder {
  return {
    find(text, role, exhausted = () => undefined) {
      const reading = readingOf(text, model, exhausted);
      const { linear, signals, normal } = reading;
      const plain = scoreOf({ rules: rulesScore(signals, role), linear, role });
      if (plain < LEAST_SCORE) return undefined;
      const { score, isQuoted } = asTold(reading, plain, role);
      if (score < LEAST_SCORE) return undefined;
      const learned = placedLogit(linear.logit, linear.windows, role) > 0;
      const span = spanOf(signals, linear, learned);
      return {
        kind: signals.length > 0 ? kindOf(signals) : 'suspected-injection',
        score,
        start: original(normal, span.start),
        end: originalEnd(text, normal, span.end),
        signals: [
          ...new Set(signals.map(({ name }) => name)),
          ...(learned ? ['n-grams'] : []),
          ...(isQuoted ? [QUOTED_SIGNAL] : []),
        ],
      };
    },
    evidence(text, role) {
      const { linear, signals } = readingOf(text, model, () => undefined);
      return { rules: rulesScore(signals, role), linear, role };
    },
    passages(text) {
      const normal = normalTextOf(text);
      const views = [
        normal.text,
        ...hiddenTexts(normal.text).map((hidden) => normalTextOf(hidden.text).text),
      ];
      return views
        .flatMap((view) =>
          suspiciousWindows(view, model, MOST_PASSAGES).map(({ logit, start, end }) => ({
            logit,
            passage: view.slice(start, end),
          })),
        )
        .sort((one, other) => other.logit - one.logit)
        .slice(0, MOST_PASSAGES)
        .map(({ passage }) => passage);
    },
  };
}

const MOST_PASSAGES = 4;

let bundled: InjectionFinder | undefined;
const finder = () => (bundled ??= createInjectionFinder(readLinearModel(modelFile('injection/linear.bin'))));

/** The injection in a text, by the rules and the linear model that come along. */
export const findInjection: InjectionFinder['find'] = (...input) => finder().find(...input);

/** What of a text a second opinion reads. */
export const suspiciousPassages: InjectionFinder['passages'] = (text) => finder().passages(text);

interface Reading {
  readonly normal: NormalText;
  readonly signals: readonly Signal[];
  readonly linear: LinearScore;
}

function readingOf(text: string, model: LinearModel, exhausted: () => void): Reading {
  const normal = normalTextOf(text);
  const own = [...findSignals(normal.text), ...disguiseSignals(normal)];
  const signs = signsOf(normal.text);
  const hidden = hiddenTexts(normal.text, signs, exhausted).map((view) => hiddenReading(view, model));
  const suspicious = hidden.filter(({ isSuspicious }) => isSuspicious);
  const signals = [
    ...own,
    ...joinedSignals(normal.text, signs, own),
    ...suspicious.flatMap((view) => view.signals),
  ];
  // The model's highest score of the text itself and of what is hidden in it, which stands where it was hidden.
  const linear = hidden
    .map((view) => view.linear)
    .filter(({ logit }) => logit > SUSPICIOUS_LOGIT)
    .reduce((best, other) => (other.logit > best.logit ? other : best), linearScore(normal.text, model));
  return { normal, signals, linear };
}

/** Names a finding whose text is quoted to be talked about. */
export const QUOTED_SIGNAL = 'quoted-example';
/** How many signals are looked at for where they stand. */
const MOST_LOOKED_AT = 24;

/**
 * The score of a text when what is quoted to be talked about counts little: what stands outside of such quotations counts
 * as it does without them.
 */
function asTold({ normal, signals, linear }: Reading, plain: number, role: string) {
  // A rule may begin with a word before the quotation, such as a test's name.
  const isQuoted = ({ start, end }: Passage) =>
    isTalkedAbout(normal.text, { start, end }) ||
    (/["'`\n]/.test(normal.text.slice(start, end)) && isTalkedAbout(normal.text, { start: end - 1, end }));
  const looked = [...signals].sort((a, b) => b.weight - a.weight).slice(0, MOST_LOOKED_AT);
  const quoted = new Set(looked.filter(isQuoted));
  const middle = (linear.start + linear.end) >> 1;
  // A window of the linear model holds frame and quotation alike: it speaks of both.
  const isWindowQuoted =
    isQuoted({ start: middle, end: middle }) ||
    [...quoted].some(({ start, end }) => start < linear.end && linear.start < end);
  if (quoted.size === 0 && !isWindowQuoted) return { score: plain, isQuoted: false };
  const outside = signals.filter((signal) => !quoted.has(signal));
  const rest = scoreOf({
    rules: rulesScore(outside, role),
    linear: isWindowQuoted ? { ...linear, logit: Math.min(linear.logit, 0) } : linear,
    role,
  });
  return { score: Math.max(rest, quotedScore(plain)), isQuoted: rest < plain };
}

function spanOf(signals: readonly Signal[], linear: LinearScore, learned: boolean) {
  const strongest = signals.reduce<Signal | undefined>(
    (best, signal) => (best && best.weight >= signal.weight ? best : signal),
    undefined,
  );
  return strongest && (!learned || strongest.weight >= 0.5) ? strongest : linear;
}

/** Scores below this are of no use to anybody. */
const LEAST_SCORE = 0.1;

/** The probability that the rules' signals make together, by who wrote the text. */
function rulesScore(signals: readonly Signal[], role: string): number {
  const factor = roleWeight[role] ?? 1;
  return Math.min(0.99, totalScore(signals.map((signal) => ({ ...signal, weight: signal.weight * factor }))));
}

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
function joinedSignals(text: string, signs: Signs, known: readonly Signal[]): Signal[] {
  const view = joinLetters(text, signs);
  if (view.joined === 0 && view.leet === 0) return [];
  const names = new Set(known.map(({ name }) => name));
  const fresh = findSignals(view.text).filter(({ name, weight }) => !names.has(name) && weight >= 0.1);
  const found = fresh.map((signal) => ({ ...signal, start: 0, end: text.length }));
  if (view.joined >= 2) found.push(obfuscated('spaced-letters', view.joined >= 3 ? 0.4 : 0.3, text.length));
  if (found.length > 0 && fresh.length > 0)
    found.push(obfuscated('disguised-words', HIDING_WEIGHT, text.length));
  return found;
}

function hiddenReading({ text, encoding, start, end }: HiddenText, model: LinearModel) {
  const inner = normalTextOf(text);
  const signals = findSignals(inner.text);
  const linear = { ...linearScore(inner.text, model), start, end };
  return {
    linear,
    isSuspicious: totalScore(signals) >= SUSPICIOUS_SCORE || linear.logit > SUSPICIOUS_LOGIT,
    signals: [
      ...signals.map((signal) => ({ ...signal, start, end })),
      obfuscated(`hidden-${encoding}`, HIDING_WEIGHT, end, start),
    ],
  };
}

/** What is hidden is suspicious from here on, by the rules' score or the linear model's logit. */
const SUSPICIOUS_SCORE = 0.3;
const SUSPICIOUS_LOGIT = 1.2;
