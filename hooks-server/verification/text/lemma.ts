import { LRUCache } from 'lru-cache';
import { irregularForms, UNINFLECTED } from '../language/irregular.js';
import { spellingRules } from '../language/spelling.js';

/** Words repeat, and the rules are many: remembering a word costs less than reading it again. */
const known = new LRUCache<string, string>({ max: 20_000 });

const VOWEL = /[aeiouy]/;

/**
 * The form that a lower-case word's inflections share, without a final e ("making", "makes" and "make" are all "mak").
 * Only for comparing: it need not be a word. Suffixes as in step 1 of Porter's stemmer, with exceptions from a list.
 */
export function lemma(word: string): string {
  const before = known.get(word);
  if (before !== undefined) return before;
  const found = findLemma(word);
  known.set(word, found);
  return found;
}

function findLemma(word: string): string {
  let base = irregularForms.get(word) ?? word;
  for (const [pattern, replacement] of spellingRules) base = base.replace(pattern, replacement);
  if (!UNINFLECTED.has(base)) base = stripInflection(base);
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

const DERIVATIONS = new Set(
  `e y er or ist ism al ally ly ion ation ition ing ment ness ity ty iv ativ ous ful abl ibl anc enc ant ent ic ical ify iz
  ization ian ship hood ag ur th iness ily ier ive ative able ible ance ence age ure ize`.split(/\s+/),
);

/**
 * Whether two lemmas are built on the same stem of five letters or more by endings that make one kind of word from
 * another: "importance" and "important", "corrupt" and "corruption", but not "plan" and "planet".
 */
export function sharesStem(a: string, b: string): boolean {
  let common = 0;
  while (common < a.length && common < b.length && a[common] === b[common]) common += 1;
  for (let stem = common; stem >= Math.max(5, common - 3); stem -= 1) {
    const endings = [a.slice(stem), b.slice(stem)];
    if (endings.every((ending) => ending === '' || DERIVATIONS.has(ending))) return true;
  }
  return false;
}
