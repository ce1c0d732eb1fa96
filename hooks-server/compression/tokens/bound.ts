/** Tokens that a character makes at most, in text that can be compressed: ASCII prose and code, and all other writing. */
const MOST_PER_ASCII = 0.5;
const MOST_PER_OTHER = 1.5;
const LAST_ASCII = 127;

/**
 * Whether texts together have fewer tokens than `limit` by their lengths alone, so that no tokeniser need look. Prose and
 * code in ASCII have 2.5 to 5 characters a token, Chinese and Japanese one or more. Only strings of random characters are
 * denser, and there is nothing in those to be left out.
 */
export function hasFewerTokens(texts: readonly string[], limit: number): boolean {
  let most = 0;
  for (const text of texts) {
    if (most + text.length * MOST_PER_ASCII >= limit) return false;
    for (let at = 0; at < text.length; at += 1)
      most += text.charCodeAt(at) > LAST_ASCII ? MOST_PER_OTHER : MOST_PER_ASCII;
  }
  return most < limit;
}
