/** The known name that a text is probably meant to be: two letters away at most; undefined when it is one, or none is near. */
export function nearMiss(text: string, known: readonly string[]): string | undefined {
  return known.includes(text) ? undefined : known.find((name) => distance(text, name) <= 2);
}

/** The known name that a text is the beginning of, else the one with the fewest letters to change. */
export function nearest(text: string, known: readonly string[]): string {
  const begun = known.filter((name) => name.startsWith(text));
  const [best = ''] = [...(begun.length > 0 ? begun : known)].sort(
    (a, b) => distance(text, a) - distance(text, b),
  );
  return best;
}

/** Letters to insert, remove or replace until one text is the other (Levenshtein). */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...a].entries()) {
    const here = [row + 1];
    for (const [column, other] of [...b].entries()) {
      const replaced = (above[column] ?? 0) + (letter === other ? 0 : 1);
      here.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (here[column] ?? 0) + 1));
    }
    above = here;
  }
  return above[b.length] ?? 0;
}
