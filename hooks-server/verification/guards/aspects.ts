import type { Alignment } from '../features/alignment.js';
import { aspects, askPatterns, INCOMPATIBLE_ASKS } from '../language/aspects.js';
import type { Analysis } from '../text/analyse.js';

const knownAsks = new WeakMap<Analysis, ReadonlySet<string>>();
const knownAspects = new WeakMap<Analysis, ReadonlySet<string>>();

/** The kinds of question words that a text has: who, when, where, why, how many. */
function asksOf(analysis: Analysis): ReadonlySet<string> {
  return remember(knownAsks, analysis, () => matching(analysis, askPatterns));
}

function aspectsOf(analysis: Analysis): ReadonlySet<string> {
  return remember(knownAspects, analysis, () => matching(analysis, aspects));
}

function remember<Value>(known: WeakMap<Analysis, Value>, analysis: Analysis, make: () => Value): Value {
  const value = known.get(analysis) ?? make();
  known.set(analysis, value);
  return value;
}

function matching({ folded }: Analysis, table: readonly (readonly [string, RegExp])[]): ReadonlySet<string> {
  return new Set(table.filter(([, pattern]) => pattern.test(folded)).map(([name]) => name));
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

/** Whether each text asks after another aspect of its topic: what it means, how it is treated, what it costs. */
export function aspectDiffers({ a, b }: Alignment): boolean {
  const [aspectsA, aspectsB] = [aspectsOf(a), aspectsOf(b)];
  const onlyA = [...aspectsA].filter((name) => !aspectsB.has(name));
  const onlyB = [...aspectsB].filter((name) => !aspectsA.has(name));
  return onlyA.length > 0 && onlyB.length > 0;
}
