import type { Alignment } from '../features/alignment.js';
import { EXPECTATION, PERIODS, qualifiers } from '../language/scope.js';
import { numberWords } from '../language/units.js';
import type { Analysis } from '../text/analyse.js';
import { readOnce } from '../text/read-once.js';

/** Whether two texts limit their question differently: in the past year and ever, at least and at most, only and also. */
export function scopeDiffers(alignment: Alignment): boolean {
  const { a, b } = alignment;
  if (expectationDiffers(alignment)) return true;
  if (periodsOf(a) !== periodsOf(b)) return true;
  const valuesOfB = qualifiersOf(b);
  return qualifiersOf(a).some((value, index) => {
    const other = valuesOfB[index]!;
    return value >= 0 && other >= 0 && value !== other;
  });
}

/** Which of each qualifier's values a text has; -1 for none. */
const qualifiersOf = readOnce(({ foldedLower }: Analysis): readonly number[] =>
  qualifiers.map(({ values }) => values.findIndex((value) => value.test(foldedLower))),
);

const hasExpectation = readOnce(({ foldedLower }: Analysis): boolean => EXPECTATION.test(foldedLower));

/** Whether one text asks what is expected, and the other, which names hardly anything else, does not. */
function expectationDiffers({ a, b, unmatchedA, unmatchedB }: Alignment): boolean {
  const [inA, inB] = [hasExpectation(a), hasExpectation(b)];
  return inA !== inB && (inA ? unmatchedB : unmatchedA).length <= 1;
}

const periodsOf = readOnce(({ foldedLower }: Analysis): string =>
  [...foldedLower.matchAll(PERIODS)]
    .map(([text]) =>
      text
        .replace(
          /^(?:in|over|during|for|within|of|the|im|in den|in der|en|el|la|los|las|au cours|dans|de) /g,
          '',
        )
        .replace(/\p{L}+/gu, (word) => String(numberWords.get(word) ?? word))
        .trim(),
    )
    .sort()
    .join('|'),
);
