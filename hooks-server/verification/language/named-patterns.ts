/** What a text may speak of, and how that is recognised in the text in lower case. */
export type NamedPattern = readonly [name: string, pattern: RegExp];

const ANY_ENDING = String.raw`\p{L}*`;

/**
 * A pattern of whole words in lower case, or of anything in `anywhere`, whose script or prefixes hide where words begin.
 * `words` are alternatives; `\p{L}*` at the end of one lets any ending follow. No class or escape in
 * them may hold a bar or a parenthesis.
 */
export function wholeWords(words: string, anywhere?: string): RegExp {
  const all = alternativesOf(words);
  const open = all.filter((one) => one.endsWith(ANY_ENDING)).map((one) => one.slice(0, -ANY_ENDING.length));
  const closed = all.filter((one) => !one.endsWith(ANY_ENDING));
  // Classes of letters take the engine long to compile: hence one ending for all, and no flag `i`.
  const endings = open.length > 0 ? [`(?:${open.join('|')})${ANY_ENDING}`] : [];
  const whole = String.raw`(?<![\p{L}\p{M}])(?:${[...endings, ...closed].join('|')})(?![\p{L}\p{M}])`;
  return new RegExp(anywhere ? `${whole}|(?:${anywhere})` : whole, 'u');
}

/** The alternatives of a pattern outside of its parentheses. */
function alternativesOf(source: string): string[] {
  const alternatives = [''];
  let depth = 0;
  for (const sign of source) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (sign === '|' && depth === 0) alternatives.push('');
    else alternatives[alternatives.length - 1] += sign;
  }
  return alternatives;
}

/** Patterns by name. */
export function namedPatterns(
  sources: Readonly<Record<string, readonly [words: string, anywhere?: string]>>,
): readonly NamedPattern[] {
  return Object.entries(sources).map(([name, [words, anywhere]]) => [name, wholeWords(words, anywhere)]);
}
