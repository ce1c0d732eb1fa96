import { irregularForms, uninflected } from '../lexicons/irregular.js';
import { spellingRules } from '../lexicons/spelling.js';

const VOWEL = /[aeiouy]/;

/**
 * The form that a lower-case word's inflections share, without a final e ("making", "makes" and "make" are all "mak").
 * Only for comparing: it need not be a word. Suffixes as in step 1 of Porter's stemmer, with exceptions from a list.
 */
export function lemma(word: string): string {
  let base = irregularForms.get(word) ?? word;
  for (const [pattern, replacement] of spellingRules) base = base.replace(pattern, replacement);
  if (!uninflected.has(base)) base = stripInflection(base);
  return base.length > 3 ? base.replace(/e$/, '') : base;
}

function stripInflection(word: string): string {
  if (word.length <= 3 || !/^[a-z]+$/.test(word)) return word;
  if (/ies$/.test(word)) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (/[^su]s$/.test(word) && !/(is|ous)$/.test(word)) return word.slice(0, -1);
  if (/ied$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/ed$/.test(word) && VOWEL.test(word.slice(0, -2)) && !/eed$/.test(word))
    return undouble(word.slice(0, -2));
  if (/ing$/.test(word) && word.length > 4 && VOWEL.test(word.slice(0, -3)))
    return undouble(word.slice(0, -3));
  return word;
}

function undouble(stem: string): string {
  return /([bdgmnprt])\1$/.test(stem) ? stem.slice(0, -1) : stem;
}

const DERIVATIONS =
  /^(?:|e|y|s|er|or|ers|ors|ist|ism|al|ally|ly|ion|ions|ation|ations|ition|ing|ment|ments|ness|ity|ty|ive|ative|ous|ful|able|ible|ance|ence|ant|ent|ic|ical|ify|ize|ization|ally|ian|ship|hood|age|ure|th|iness|ily|ier|ies)$/;

/** Whether two lemmas are built on the same stem of five letters or more: "explain" and "explanation" are not, "import-ance" and "import-ant" are. */
export function sharesStem(a: string, b: string): boolean {
  let common = 0;
  while (common < a.length && common < b.length && a[common] === b[common]) common += 1;
  return common >= 5 && DERIVATIONS.test(a.slice(common)) && DERIVATIONS.test(b.slice(common));
}
