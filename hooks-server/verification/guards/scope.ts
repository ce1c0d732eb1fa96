import type { Alignment } from '../features/alignment.js';
import { EXPECTATION, PERIODS, qualifiers } from '../language/scope.js';
import type { Analysis } from '../text/analyse.js';

/** Whether two texts limit their question differently: in the past year and ever, at least and at most, only and also. */
export function scopeDiffers(alignment: Alignment): boolean {
  const { a, b } = alignment;
  if (expectationDiffers(alignment)) return true;
  const [periodsA, periodsB] = [matches(a, PERIODS), matches(b, PERIODS)];
  if (periodsA !== periodsB) return true;
  return qualifiers.some(({ values }) => {
    const [x, y] = [a, b].map(({ folded }) => values.findIndex((value) => value.test(folded)));
    return x! >= 0 && y! >= 0 && x !== y;
  });
}

/** Whether one text asks what is expected, and the other, which names hardly anything else, does not. */
function expectationDiffers({ a, b, unmatchedA, unmatchedB }: Alignment): boolean {
  const [inA, inB] = [EXPECTATION.test(a.folded), EXPECTATION.test(b.folded)];
  return inA !== inB && (inA ? unmatchedB : unmatchedA).length <= 1;
}

function matches({ folded }: Analysis, pattern: RegExp): string {
  return [...folded.toLowerCase().matchAll(pattern)]
    .map(([text]) =>
      text
        .replace(
          /^(?:in|over|during|for|within|of|the|im|in den|in der|en|el|la|los|las|au cours|dans|de) /g,
          '',
        )
        .trim(),
    )
    .sort()
    .join('|');
}
