/** Reads a lexicon: one entry on each line or between semicolons, its words separated by commas. */
export function lines(lexicon: string): string[][] {
  return lexicon
    .split(/[\n;]/)
    .map((line) =>
      line
        .split(',')
        .map((word) => word.trim())
        .filter(Boolean),
    )
    .filter((words) => words.length > 0);
}

/** All words of a lexicon as one set. */
export function wordSet(lexicon: string): ReadonlySet<string> {
  return new Set(lexicon.split(/[\s,]+/).filter(Boolean));
}
