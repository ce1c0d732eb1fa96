import { findSequence, precededBy, type Hit } from './match.js';
import { rules, type InjectionKind, type Rule } from './rules.js';
import { findCues } from './structure.js';
import { splitWords, type Words } from './tokens.js';

/** One reason to think a text an attack, and where it stands in that text. */
export interface Signal {
  readonly name: string;
  readonly kind: InjectionKind;
  /** Probability of attack that this signal alone stands for, after discounts. */
  readonly weight: number;
  readonly start: number;
  readonly end: number;
}

/** A negated order ("do not ignore …") keeps this share of its weight. */
const negatedShare = 0.2;
/** Talk about an attack keeps this share, quoted or not. */
const quotedMetaShare = 0.4;
const metaShare = 0.65;

/** All signals of one text, the strongest of those that overlap within a kind. */
export function findSignals(text: string, isAscii: boolean): Signal[] {
  const words = splitWords(text, isAscii);
  const found: Signal[] = findCues(text);
  for (const rule of rules) {
    const best = strongest(text, words, rule, findSequence(words, rule.steps));
    if (best) found.push(best);
  }
  return withoutRepeats(found);
}

function strongest(text: string, words: Words, rule: Rule, hits: readonly Hit[]): Signal | undefined {
  let best: Signal | undefined;
  for (const hit of hits) {
    const weight = rule.weight * discount(text, words, rule, hit);
    if (best && best.weight >= weight) continue;
    const start = words.starts[hit.first] ?? 0;
    best = { name: rule.name, kind: rule.kind, weight, start, end: words.ends[hit.last] ?? start };
  }
  return best;
}

function discount(text: string, words: Words, rule: Rule, hit: Hit): number {
  const negated = rule.negatable && precededBy(words, 'not', hit.first, 3) ? negatedShare : 1;
  const meta = precededBy(words, 'meta', hit.first, 10);
  if (!meta) return negated;
  return negated * (isQuoted(text, words.starts[hit.first] ?? 0) ? quotedMetaShare : metaShare);
}

const quote = /["“”'‘’`«「]/;

function isQuoted(text: string, start: number): boolean {
  return quote.test(text.slice(Math.max(0, start - 3), start));
}

/** Keeps of signals of one kind that overlap only the strongest: they are the same words seen by several rules. */
function withoutRepeats(signals: readonly Signal[]): Signal[] {
  const kept: Signal[] = [];
  for (const signal of [...signals].sort((a, b) => b.weight - a.weight)) {
    const repeats = kept.some(
      ({ kind, name, start, end }) =>
        name === signal.name ||
        (kind === signal.kind && kind !== 'jailbreak' && start < signal.end && signal.start < end),
    );
    if (!repeats) kept.push(signal);
  }
  return kept;
}

/**
 * Several signals as one probability: 1 - product of (1 - weight), each further signal counting a little less, because
 * signals of one text are not independent.
 */
export function combine(weights: readonly number[]): number {
  const sorted = [...weights].sort((a, b) => b - a);
  return 1 - sorted.reduce((rest, weight, index) => rest * (1 - Math.min(0.99, weight) * 0.94 ** index), 1);
}
