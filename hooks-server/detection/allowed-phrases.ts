/** Allowed phrases are replaced by as many blanks, so that offsets stay true. Linear in the text for each phrase. */
export function withoutPhrases(text: string, phrases: readonly string[]): string {
  return phrases.reduce((rest, phrase) => {
    const lower = rest.toLowerCase();
    if (lower.length !== rest.length) return rest;
    const wanted = phrase.toLowerCase();
    // In pieces: cutting a long text anew at each of many phrases takes time with the square of its length.
    const pieces: string[] = [];
    let end = 0;
    for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, end)) {
      pieces.push(rest.slice(end, at), ' '.repeat(wanted.length));
      end = at + wanted.length;
    }
    return pieces.join('') + rest.slice(end);
  }, text);
}
