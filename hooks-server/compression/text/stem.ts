/** English plural endings, then one further ending: Harman's S stemmer and the common part of Porter's steps 1 to 3. */
const PLURAL: readonly (readonly [RegExp, string])[] = [
  [/(?<=..)ies$/, 'y'],
  [/(?<=ss|sh|ch|x|z)es$/, ''],
  [/(?<=[^sui])s$/, ''],
];
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/(?<=..)ied$/, 'y'],
  [/(?<=...)(?:ing|edly|ed|ly)$/, ''],
  [/(?<=....)(?:ion|or|er|al)$/, ''],
];

const ASCII = /^[a-z]+$/;

/** Longer words are cut to this many letters: the cheapest stemmer that works in every inflecting language. */
const PREFIX = 7;
const PREFIX_OTHER_SCRIPT = 6;

function without(word: string, endings: readonly (readonly [RegExp, string])[]): string {
  for (const [ending, replacement] of endings) {
    const cut = word.replace(ending, replacement);
    if (cut !== word) return cut;
  }
  return word;
}

/**
 * A word's index form: English endings off, then at most the first seven letters (six in other alphabets). Words with
 * digits stay whole, as they are names and values. `word` is lower case and without accents.
 */
export function stem(word: string): string {
  if (word.length < 4 || /\p{N}/u.test(word)) return word;
  if (!ASCII.test(word)) return word.slice(0, PREFIX_OTHER_SCRIPT);
  return without(without(word, PLURAL), ENDINGS)
    .replace(/([^aeioulsz])\1$/, '$1')
    .replace(/(?<=..)e$/, '')
    .slice(0, PREFIX);
}
