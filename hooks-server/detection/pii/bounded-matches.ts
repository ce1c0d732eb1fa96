import type { FindingCandidate } from '../finding.js';

/** Values of one shape in one text: a flood of them must not buy unlimited work, nor room for more findings than are kept. */
export const MOST_VALUES = 100;
/** Places of a shape that are looked at in one text, whether or not a value stands there. */
const MOST_PLACES = 4_000;

/**
 * Where a pattern (with the flag `g`) matches, one after the other, until so many values were found that more of them tell
 * nothing new, or so many places were looked at; `exhausted` is called then. Reserved values do not count, as they must not
 * hide others.
 */
export function* boundedMatches(
  text: string,
  pattern: RegExp,
  found: readonly FindingCandidate[],
  exhausted: () => void,
): Generator<RegExpExecArray> {
  let known = found.length;
  let values = 0;
  let places = 0;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (values >= MOST_VALUES || places >= MOST_PLACES) return exhausted();
    places++;
    yield match;
    for (; known < found.length; known++) if (found[known]?.reserved !== true) values++;
  }
}
