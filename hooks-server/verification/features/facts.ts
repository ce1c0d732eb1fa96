import { antonyms } from '../language/antonyms.js';
import { genderWords } from '../language/function-words.js';
import { negationPrefixes } from '../language/negations.js';
import { pastAuxiliaries, presentAuxiliaries } from '../language/relations.js';
import { WEAK_TEMPORAL_LINES } from '../language/temporal.js';
import type { Analysis, Word } from '../text/analyse.js';
import { readOnce } from '../text/read-once.js';
import type { Alignment } from './alignment.js';

/** Differences that each on its own speak for another question. */
export interface Facts {
  /** Both texts have a quantity that the other lacks; or only one has. */
  readonly numbersDiffer: boolean;
  readonly numberOneSided: boolean;
  /** One text is negated once more than the other. */
  readonly negationDiffers: boolean;
  /** Both are negated, but another word is. */
  readonly negationMoved: boolean;
  readonly antonymPairs: number;
  /** Names that only one text has: the smaller and the larger count of both sides. */
  readonly entitiesSubstituted: number;
  readonly entitiesOneSided: number;
  readonly temporalDiffers: number;
  /** Both texts name a time that the other does not, or one names one that is never a mere phrase. */
  readonly temporalContradicts: boolean;
  /** A degree or a negation and an opposite cancel out: "more rude" is "less polite", "not optional" is "required". */
  readonly doubleNegation: boolean;
  /** Known places, people and products: each text has one that the other lacks. */
  readonly knownNamesSubstituted: boolean;
  readonly tenseDiffers: boolean;
  readonly quotedDiffers: boolean;
  /** Each text quotes something that the other lacks. */
  readonly quotedContradicts: boolean;
  /** Other signs of calculation, or identifiers of program code that replace each other. */
  readonly codeDiffers: boolean;
  readonly genderDiffers: boolean;
}

/** Reads off the differences that guards are named after. */
export function readFacts(alignment: Alignment): Facts {
  const { a, b } = alignment;
  const lone = loneWords(alignment);
  const numbers = { a: lone.a.filter((word) => word.quantity), b: lone.b.filter((word) => word.quantity) };
  const names = { a: countNames(lone.a, b), b: countNames(lone.b, a) };
  const negations = { a: negatedWords(a), b: negatedWords(b) };
  const negationDiffers = negations.a.length % 2 !== negations.b.length % 2;
  const pairsOfOpposites = antonymPairs(lone.a, lone.b);
  const times = timesOf(alignment);
  return {
    numbersDiffer: numbers.a.length > 0 && numbers.b.length > 0,
    numberOneSided: numbers.a.length + numbers.b.length > 0,
    negationDiffers,
    negationMoved: negationMoved(negations.a, negations.b),
    antonymPairs: pairsOfOpposites.length,
    doubleNegation:
      pairsOfOpposites.length === 1
        ? negationDiffers
        : pairsOfOpposites.length === 2 && !negationDiffers && pairsOfOpposites.some(isDegree),
    entitiesSubstituted: Math.min(names.a, names.b),
    entitiesOneSided: Math.max(names.a, names.b),
    temporalDiffers: setDifference(times.a, times.b).length + setDifference(times.b, times.a).length,
    temporalContradicts: contradicts(times.a, times.b),
    knownNamesSubstituted: hasKnownName(lone.a, b) && hasKnownName(lone.b, a),
    tenseDiffers: tense(a) !== tense(b),
    quotedDiffers: lacksQuotation(a, b) || lacksQuotation(b, a),
    quotedContradicts: lacksQuotation(a, b) && lacksQuotation(b, a),
    codeDiffers: a.symbols !== b.symbols || (lone.a.some(isCode) && lone.b.some(isCode)),
    genderDiffers: genders(a) !== genders(b),
  };
}

function loneWords({ a, b, pairs }: Alignment): { a: Word[]; b: Word[] } {
  const pairedA = new Set(pairs.map((pair) => pair.a));
  const pairedB = new Set(pairs.map((pair) => pair.b));
  return {
    a: a.words.filter((_, index) => !pairedA.has(index)),
    b: b.words.filter((_, index) => !pairedB.has(index)),
  };
}

/** Names of one text that the other does not have, not even as initials. */
function countNames(lone: readonly Word[], other: Analysis): number {
  return lone.filter((word) => word.entity && !isSpelledOut(word, other)).length;
}

/** Whether an acronym's letters begin words that follow each other in the other text. */
function isSpelledOut(word: Word, { words }: Analysis): boolean {
  const acronym = word.lower.replace(/\./g, '');
  if (!/^[\p{Lu}.]{2,6}s?$/u.test(word.text)) return false;
  const initials = words.map(({ lower }) => lower[0]).join('');
  const significant = words
    .filter(({ kind }) => kind !== 'function')
    .map(({ lower }) => lower[0])
    .join('');
  return initials.includes(acronym) || significant.includes(acronym);
}

/** Lemmas that a negation belongs to: the next word with content. An opening "No," answers and negates nothing. */
const negatedWords = readOnce(({ words, folded }: Analysis): readonly string[] =>
  words.flatMap((word, index) => {
    if (!word.negation || (index === 0 && /^no[,.;:]/i.test(folded))) return [];
    return [words.slice(index + 1).find((next) => next.kind !== 'function')?.lemma ?? ''];
  }),
);

function negationMoved(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && b.length > 0 && a.every((word) => !b.includes(word));
}

function antonymPairs(a: readonly Word[], b: readonly Word[]): Word[] {
  return a.filter((word) => {
    const isOpposite = oppositeOf(word);
    return b.some(isOpposite);
  });
}

function isDegree({ lower }: Word): boolean {
  return /^(?:more|less|most|least|fewer)$/.test(lower);
}

function hasKnownName(lone: readonly Word[], other: Analysis): boolean {
  return lone.some((word) => word.known && !isSpelledOut(word, other));
}

/** The forms under which the lexicon may know a word. */
const forms = readOnce(({ lower, lemma }: Word): readonly string[] => [lower, lemma, `${lemma}e`]);

const opposites = readOnce((word: Word): readonly ReadonlySet<string>[] =>
  forms(word).flatMap((form) => antonyms.get(form) ?? []),
);

/** Tells the opposites of a word: by the lexicon, which is asked once, or one is the other with a negating prefix. */
function oppositeOf(a: Word): (b: Word) => boolean {
  const listed = opposites(a);
  return (b) => listed.some((words) => forms(b).some((form) => words.has(form))) || isNegatedForm(a, b);
}

function isNegatedForm(a: Word, b: Word): boolean {
  if (a.kind === 'function' || b.kind === 'function') return false;
  const [short, long] = a.lemma.length < b.lemma.length ? [a.lemma, b.lemma] : [b.lemma, a.lemma];
  const stem = short.slice(0, Math.max(4, short.length - 2));
  return (
    short.length >= 4 &&
    negationPrefixes.some(
      (prefix) => long.startsWith(prefix + stem) && long.length <= prefix.length + short.length + 3,
    )
  );
}

const USED_TO =
  /\bdid\b.{1,60}\buse to\b|(?<!\b(?:is|are|was|were|be|been|get|getting)\s)(?<!,\s?)\bused to (?!\w+ing\b)/i;

const AVOIR = /^(?:(?:j')?ai|as?|avons|avez|ont|avait|avaient|avoir|ayant|aura|auront|aurait|ait|eut)$/;

/** French "été" behind a form of "avoir", and at most two words between, is "been" and no summer. */
function isParticiple(words: readonly Word[], index: number): boolean {
  return (
    words[index]!.lower === 'été' &&
    words.slice(Math.max(0, index - 3), index).some(({ lower }) => AVOIR.test(lower))
  );
}

const temporalLines = readOnce(({ folded, words }: Analysis): ReadonlySet<string> => {
  const found = new Set(
    words.flatMap((word, index) => (word.temporal && !isParticiple(words, index) ? [word.temporal] : [])),
  );
  if (USED_TO.test(folded)) found.add('used to');
  return found;
});

/** The times of each text; one that is written with a slip of the fingers in the other text is in that too. */
function timesOf({ a, b, pairs }: Alignment): { a: ReadonlySet<string>; b: ReadonlySet<string> } {
  const [inA, inB] = [new Set(temporalLines(a)), new Set(temporalLines(b))];
  for (const pair of pairs) {
    if (pair.kind !== 'typo') continue;
    const [x, y] = [a.words[pair.a]!.temporal, b.words[pair.b]!.temporal];
    if (x !== undefined && y === undefined) inB.add(x);
    if (y !== undefined && x === undefined) inA.add(y);
  }
  return { a: inA, b: inB };
}

function setDifference(a: ReadonlySet<string>, b: ReadonlySet<string>): string[] {
  return [...a].filter((value) => !b.has(value));
}

function contradicts(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [onlyA, onlyB] = [setDifference(a, b), setDifference(b, a)];
  if (onlyA.length > 0 && onlyB.length > 0) return true;
  return [...onlyA, ...onlyB].some((line) => !WEAK_TEMPORAL_LINES.has(line));
}

const tense = readOnce(({ words }: Analysis): 'past' | 'present' | 'future' | 'none' => {
  if (words.some((word) => word.lower === 'will' || word.lower === 'shall')) return 'future';
  const first = words.find((word) => pastAuxiliaries.has(word.lower) || presentAuxiliaries.has(word.lower));
  return !first ? 'none' : pastAuxiliaries.has(first.lower) ? 'past' : 'present';
});

/** Quoted strings matter as they are; without the marks they still count as there, since marks may be mere emphasis. */
function lacksQuotation({ quoted }: Analysis, other: Analysis): boolean {
  return quoted.some((part) => !other.plain.includes(part));
}

/** Identifiers: snake_case, a.b, call(), camelCase. */
function isCode({ text }: Word): boolean {
  return /\w_\w|\w\.\w|\(\)$|\p{Ll}\p{Lu}/u.test(text);
}

const genders = readOnce(({ words }: Analysis): string =>
  words.flatMap((word) => genderWords[word.lower] ?? []).join(' '),
);
