import type { Alignment } from '../features/alignment.js';
import { negationForms, polarityPhrases } from '../language/polarity.js';
import type { Analysis } from '../text/analyse.js';
import { readOnce } from '../text/read-once.js';

const PHRASES = new RegExp(polarityPhrases, 'giu');
const FORMS = new RegExp(negationForms, 'gu');

/**
 * Whether a phrase turns one text round and not the other ("ruled out as causes", "causes"; "statt", "excepto"), or in a
 * script whose negations are no words of their own a negation does.
 */
export function polarityDiffers({ a, b }: Alignment): boolean {
  const [phrasesA, phrasesB] = [phrasesIn(a), phrasesIn(b)];
  return phrasesA % 2 !== phrasesB % 2 && phrasesA + negations(a) !== phrasesB + negations(b)
    ? true
    : formsIn(a) % 2 !== formsIn(b) % 2;
}

const phrasesIn = readOnce(({ characters }: Analysis): number => characters.match(PHRASES)?.length ?? 0);
const formsIn = readOnce(({ characters }: Analysis): number => characters.match(FORMS)?.length ?? 0);

/** Words that the comparison counts as negations by themselves. */
function negations({ words }: Analysis): number {
  return words.filter(({ negation }) => negation).length;
}
