import type { Alignment } from '../features/alignment.js';
import { negationForms, polarityPhrases } from '../language/polarity.js';
import type { Analysis } from '../text/analyse.js';

const PHRASES = new RegExp(polarityPhrases, 'giu');
const FORMS = new RegExp(negationForms, 'gu');

/**
 * Whether a phrase turns one text round and not the other ("ruled out as causes", "causes"; "statt", "excepto"), or in a
 * script whose negations are no words of their own a negation does.
 */
export function polarityDiffers({ a, b }: Alignment): boolean {
  return count(a, PHRASES) % 2 !== count(b, PHRASES) % 2 &&
    count(a, PHRASES) + negations(a) !== count(b, PHRASES) + negations(b)
    ? true
    : count(a, FORMS) % 2 !== count(b, FORMS) % 2;
}

function count({ characters }: Analysis, pattern: RegExp): number {
  return characters.match(pattern)?.length ?? 0;
}

/** Words that the comparison counts as negations by themselves. */
function negations({ words }: Analysis): number {
  return words.filter(({ negation }) => negation).length;
}
