import type { Alignment } from '../features/alignment.js';
import { actions, SAME_IN_PLACES } from '../language/actions.js';
import { aspects, askPatterns, INCOMPATIBLE_ASKS } from '../language/aspects.js';
import type { NamedPattern } from '../language/named-patterns.js';
import type { Analysis } from '../text/analyse.js';
import { readOnce } from '../text/read-once.js';

/** The kinds of question words that a text has: who, when, where, why, how many. */
const asksOf = readOnce((analysis: Analysis) => new Set(matching(analysis.foldedLower, askPatterns)));

const aspectsOf = readOnce(
  (analysis: Analysis) =>
    new Set([...matching(analysis.foldedLower, aspects), ...matching(analysis.lower, actions)]),
);

function matching(text: string, patterns: readonly NamedPattern[]): string[] {
  return patterns.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
}

/** Whether two texts ask different things: when and where, why and who; or of the same words one asks what, the other why. */
export function questionDiffers({ a, b, unmatchedA, unmatchedB }: Alignment): boolean {
  const [asksA, asksB] = [asksOf(a), asksOf(b)];
  if (asksA.size + asksB.size === 1 && unmatchedA.length + unmatchedB.length === 0)
    return asksForThing(asksA.size === 0 ? a : b) && !asksA.has('how') && !asksB.has('how');
  if (asksA.size !== 1 || asksB.size !== 1) return false;
  const [[kindA], [kindB]] = [[...asksA], [...asksB]];
  return kindA !== kindB && INCOMPATIBLE_ASKS.has([kindA, kindB].sort().join(' '));
}

function asksForThing({ characters }: Analysis): boolean {
  return /^[\s¿]*(?:what|which|was|welche[rsnm]?|qué|cuál|quel(?:le)?s?|que|qual|quale|wat|welke?|что|какой|какая)(?!\p{L})/iu.test(
    characters,
  );
}

/**
 * Whether each text asks after another aspect of its topic (what it means, how it is treated, what it costs), or names
 * another thing to be done with it: to install it, to configure it.
 */
export function aspectDiffers({ a, b }: Alignment): boolean {
  const [aspectsA, aspectsB] = [aspectsOf(a), aspectsOf(b)];
  const onlyA = [...aspectsA].filter((name) => !aspectsB.has(name));
  const onlyB = [...aspectsB].filter((name) => !aspectsA.has(name));
  return onlyA.some((x) => onlyB.some((y) => !SAME_IN_PLACES.has([x, y].sort().join(' '))));
}
