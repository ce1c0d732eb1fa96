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
