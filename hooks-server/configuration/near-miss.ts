import { editDistance } from '../edit-distance.js';

/** The known name that a text is probably meant to be: two letters away at most; undefined when it is one, or none is near. */
export function nearMiss(text: string, known: readonly string[]): string | undefined {
  return known.includes(text) ? undefined : known.find((name) => editDistance(text, name) <= 2);
}

/** The known name that a text is the beginning of, else the one with the fewest letters to change. */
export function nearest(text: string, known: readonly string[]): string {
  const begun = known.filter((name) => name.startsWith(text));
  const [best = ''] = [...(begun.length > 0 ? begun : known)].sort(
    (a, b) => editDistance(text, a) - editDistance(text, b),
  );
  return best;
}
