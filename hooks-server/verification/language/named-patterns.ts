/** What a text may speak of, and how that is recognised. */
export type NamedPattern = readonly [name: string, pattern: RegExp];

/** Patterns by name: of whole words, and of words that are found anywhere because their script or prefixes hide where they begin. */
export function namedPatterns(
  sources: Readonly<Record<string, readonly [words: string, anywhere?: string]>>,
): readonly NamedPattern[] {
  return Object.entries(sources).map(([name, [words, anywhere]]) => {
    const whole = String.raw`(?<![\p{L}\p{M}])(?:${words})(?![\p{L}\p{M}])`;
    return [name, new RegExp(anywhere ? `${whole}|(?:${anywhere})` : whole, 'iu')];
  });
}
