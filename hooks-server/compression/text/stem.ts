/** English endings, longest first, with what takes their place: the common part of Porter's step 1 and Harman's S stemmer. */
const ENGLISH: readonly (readonly [RegExp, string])[] = [
  [/(?<=..)(?:ies|ied)$/, 'y'],
  [/(?<=...)(?:ings?|edly|ed|ers?|ors?|ions?|ly)$/, ''],
  [/(?<=ss|sh|ch|x|z)es$/, ''],
  [/(?<=[^su])s$/, ''],
];

const ASCII = /^[a-z]+$/;

/** Longer words are cut to this many letters: the cheapest stemmer that works in every inflecting language. */
const PREFIX = 7;

/**
 * A word's index form: English endings off, then at most the first seven letters. Words with digits stay whole, as
 * they are names and values. `word` is lower case and without accents.
 */
export function stem(word: string): string {
  if (word.length < 4 || /\p{N}/u.test(word)) return word;
  let base = word;
  if (ASCII.test(word)) {
    for (const [ending, replacement] of ENGLISH) {
      const cut = base.replace(ending, replacement);
      if (cut !== base) {
        base = cut;
        break;
      }
    }
    base = base.replace(/([^aeioulsz])\1$/, '$1').replace(/(?<=..)e$/, '');
  } else {
    base = base.slice(0, 6);
  }
  return base.slice(0, PREFIX);
}
