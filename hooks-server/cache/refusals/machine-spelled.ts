/** Longer tokens are nobody's word: German and Finnish compounds seldom come to this. */
const LONGEST_WORD = 30;

/** Shorter ones with digits are said ("4pm", "24h"). */
const LEAST_NUMBERED = 6;

/**
 * A text without what is spelled as a machine reads it, or made up: addresses, hashes, identifiers, numbers of products, rows
 * of letters that nobody can say. They are in no language, and say nothing of what is wanted; their parts look like small
 * words of any ("my" in an address, "v" in "MZ-V9P2").
 */
export function withoutMachineSpelled(text: string): string {
  return text.replace(/[!-~]{5,}/g, (token) => (isMachineSpelled(token) ? '' : token)).replace(/ {2,}/g, ' ');
}

function isMachineSpelled(token: string): boolean {
  const bare = token.replace(/^[^a-z0-9]+|[^a-z0-9()]+$/gi, '');
  if (bare.length > LONGEST_WORD || /:\/\/|^www\.|\w@\w+\.|[_\\]|\w\(\)|\w::\w|\w{2}\.\w+\.\w{2}/.test(bare))
    return true;
  if (bare.length >= LEAST_NUMBERED && /[a-z]/i.test(bare) && /\d/.test(bare)) return true;
  return bare.length >= 5 && /^[b-df-hj-np-tvxz]+$/i.test(bare);
}
