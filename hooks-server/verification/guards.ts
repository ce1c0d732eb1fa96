import type { Comparison } from './features/extract.js';

/** Names of the guards, as metric labels: one for each way in which near texts want different answers. */
export const guardNames = [
  'too_long',
  'number',
  'negation',
  'antonym',
  'temporal',
  'entity',
  'direction',
  'reference',
  'quoted',
  'code',
  'low_score',
] as const;

export type GuardName = (typeof guardNames)[number];

type Guard = readonly [GuardName, (comparison: Comparison) => boolean];

/** Lone content words up to which word order can be compared: beyond, a text is written anew and its order means nothing. */
const REWRITTEN = 2;

/**
 * Guards that reject whatever the score says, in the order in which they are named. Each was kept because on the
 * development pairs it rejected far more wrong candidates than right ones, and because its reason holds for any text.
 */
const HARD_GUARDS: readonly Guard[] = [
  ['number', ({ facts }) => facts.numbersDiffer || facts.numberOneSided],
  ['negation', ({ facts }) => facts.negationDiffers && !facts.doubleNegation],
  ['temporal', ({ facts }) => facts.temporalContradicts],
  ['antonym', ({ facts }) => facts.antonymPairs % 2 === 1 && !facts.doubleNegation],
  ['entity', ({ facts, lookalikes }) => facts.knownNamesSubstituted || lookalikes],
  ['quoted', ({ facts }) => facts.quotedContradicts],
  ['code', ({ facts }) => facts.codeDiffers],
  ['direction', changesDirection],
  // Not taken apart, here and below: `features` are only measured when they are asked for.
  ['reference', (comparison) => comparison.facts.genderDiffers && comparison.features['unmatchedHigh'] === 0],
];

/** In strict mode also what is only likely to matter. */
const STRICT_GUARDS: readonly Guard[] = [
  ['entity', ({ facts }) => facts.entitiesSubstituted > 0 || facts.entitiesOneSided > 1],
  ['quoted', ({ facts }) => facts.quotedDiffers],
  ['temporal', ({ facts }) => facts.temporalDiffers > 0],
  ['negation', ({ facts }) => facts.negationMoved],
];

function changesDirection(comparison: Comparison): boolean {
  const { order, roles } = comparison;
  if (roles !== 'unknown') return roles === 'swapped';
  if (!(order.exchanged || order.scrambled) || order.inversions === 0) return false;
  return comparison.features['unmatchedLow']! + comparison.features['unmatchedHigh']! <= REWRITTEN;
}

/** The first guard that rejects a comparison, if one does. */
export function firstGuard(comparison: Comparison, mode: 'strict' | 'standard'): GuardName | undefined {
  const guards = mode === 'strict' ? [...HARD_GUARDS, ...STRICT_GUARDS] : HARD_GUARDS;
  return guards.find(([, rejects]) => rejects(comparison))?.[0];
}

/** Which of a rejected comparison's differences weighs most: the label of a score that is too low. */
export function likelyGuard({ facts, order, features }: Comparison): GuardName {
  if (facts.entitiesSubstituted > 0) return 'entity';
  if (facts.temporalDiffers > 0) return 'temporal';
  if (order.exchanged && features['unmatchedHigh'] === 0) return 'direction';
  if (facts.quotedDiffers) return 'quoted';
  return 'low_score';
}
