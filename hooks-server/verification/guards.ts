import type { Comparison } from './features/extract.js';
import { aspectDiffers, questionDiffers } from './guards/aspects.js';
import { casesExchanged, particlesExchanged } from './guards/cases.js';
import { capitalsDiffer, codeDiffers } from './guards/code-tokens.js';
import { isPartOfOther } from './guards/compound.js';
import { conversionDiffers, unitCapitalsDiffer, unitDiffers } from './guards/measures.js';
import { countsDiffer, numbersDiffer } from './guards/numbers.js';
import { areOpposite } from './guards/opposites.js';
import { polarityDiffers } from './guards/polarity.js';
import {
  askedPartDiffers,
  endingsExchanged,
  endsExchanged,
  governedDiffers,
  routeDiffers,
  swapsAroundJoint,
  variablesExchanged,
  wayDiffers,
} from './guards/roles.js';
import { scopeDiffers } from './guards/scope.js';
import { spellingDiffers, swapsLookalikes } from './guards/spelling.js';

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
  'unit',
  'spelling',
  'scope',
  'compound',
  'question',
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
  [
    'number',
    ({ facts, alignment }) => (facts.numbersDiffer || facts.numberOneSided) && numbersDiffer(alignment),
  ],
  ['negation', ({ facts }) => facts.negationDiffers && !facts.doubleNegation],
  ['temporal', ({ facts }) => facts.temporalContradicts],
  ['antonym', ({ facts }) => facts.antonymPairs % 2 === 1 && !facts.doubleNegation],
  ['entity', ({ facts, lookalikes }) => facts.knownNamesSubstituted || lookalikes],
  ['quoted', ({ facts }) => facts.quotedContradicts],
  ['code', ({ facts }) => facts.codeDiffers],
  ['direction', changesDirection],
  ['code', ({ alignment }) => codeDiffers(alignment) || capitalsDiffer(alignment)],
  ['unit', ({ alignment }) => unitDiffers(alignment) || unitCapitalsDiffer(alignment)],
  [
    'direction',
    ({ alignment }) =>
      conversionDiffers(alignment) || variablesExchanged(alignment) || routeDiffers(alignment),
  ],
  ['direction', ({ alignment }) => governedDiffers(alignment) || countsDiffer(alignment)],
  [
    'direction',
    ({ alignment }) => wayDiffers(alignment) || particlesExchanged(alignment) || casesExchanged(alignment),
  ],
  [
    'direction',
    ({ alignment }) => askedPartDiffers(alignment) || endsExchanged(alignment) || endingsExchanged(alignment),
  ],
  ['antonym', ({ alignment, facts }) => areOpposite(alignment) && !facts.doubleNegation],
  ['negation', ({ alignment, facts }) => polarityDiffers(alignment) && !facts.doubleNegation],
  [
    'spelling',
    ({ alignment, facts }) =>
      spellingDiffers(alignment) || (swapsLookalikes(alignment) && !facts.doubleNegation),
  ],
  ['scope', ({ alignment }) => scopeDiffers(alignment)],
  ['compound', ({ alignment }) => isPartOfOther(alignment)],
  ['question', ({ alignment }) => questionDiffers(alignment) || aspectDiffers(alignment)],
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
  if (swapsAroundJoint(comparison.alignment)) return false;
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
