/**
 * Whether no letter of a text carries more marks than any language writes (30; UAX #15, "Stream-Safe Text Format"). Bringing
 * a text into a normalisation form takes time with the square of the longest run of marks: 8 seconds for 160 kB of them.
 */
export function isStreamSafe(text: string): boolean {
  return !/\p{M}{31}/u.test(text);
}

/** A text in a normalisation form; one that is not stream-safe comes back as it is. */
export function normaliseUnicode(text: string, form: 'NFC' | 'NFKC' | 'NFD' | 'NFKD'): string {
  return isStreamSafe(text) ? text.normalize(form) : text;
}

/**
 * In lower case, and as long as before: a capital I with a dot, the only such letter, would become two units, of which the
 * second is a mark.
 */
export const lowerCase = (text: string): string => text.replaceAll('İ', 'i').toLowerCase();

/** A number, from 0 to 255, for each UTF-16 unit, so that a look at one is a single read. */
export function tableOfUnits(of: (unit: number) => number): Uint8Array {
  const table = new Uint8Array(65_536);
  for (let unit = 0; unit < table.length; unit++) table[unit] = of(unit);
  return table;
}
