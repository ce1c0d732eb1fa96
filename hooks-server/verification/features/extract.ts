import { cosineOf } from '../../vectors/cosine.js';
import type { Analysis } from '../text/analyse.js';
import { align, createSimilarity, type Alignment } from './alignment.js';
import { findDifferences } from './differences.js';
import { readFacts, type Facts } from './facts.js';
import { haveLookalikes } from './lookalikes.js';
import { measureNearness, type Nearness } from './nearness.js';
import { compareOrder, type OrderFacts } from './order.js';
import { measureOverlap } from './overlap.js';
import { questionAgreement, questionType } from './question.js';
import { compareRoles, type RoleVerdict } from './roles.js';
import { sameLetters } from './typing.js';
import type { WordVectors } from './word-vectors.js';

/** Everything that is known about a pair of texts: named facts for the guards, numbers for the learned score. */
export interface Comparison {
  readonly alignment: Alignment;
  readonly facts: Facts;
  readonly order: OrderFacts;
  readonly roles: RoleVerdict;
  /** Words that look the same to the model and are not. */
  readonly lookalikes: boolean;
  /** The same letters in the same order but for a slip or a blank. */
  readonly sameLetters: boolean;
  /** Both texts have words to compare. */
  readonly comparable: boolean;
  /** Both texts come to the same words in the same order. */
  readonly identical: boolean;
  /** Values of the learned score's features, by name. */
  readonly features: Readonly<Record<string, number>>;
}

/** What is read of a text; a caller that meets the same text again can remember it. Vectors have length 1. */
export interface TextReading {
  readonly analysis: Analysis;
  /** The text's words as a vector, and how each is spelled. */
  readonly lexical: Float32Array;
  readonly spelling: WordVectors;
  /** What the text means by the static table, and each of its words. */
  readonly meaning: Float32Array;
  readonly wordMeanings: WordVectors;
}

export type TextReader = (text: string) => TextReading;

/** Compares two texts; the result is the same whichever comes first, because they are put in order before. */
export function compareTexts(query: string, candidate: string, reader: TextReader): Comparison {
  const [first, second] = (query <= candidate ? [query, candidate] : [candidate, query]).map(reader) as [
    TextReading,
    TextReading,
  ];
  const { a, b } = { a: first.analysis, b: second.analysis };
  const alignment = align(a, b, first.spelling, second.spelling);
  const byMeaning = {
    ...alignment,
    similarity: createSimilarity(first.wordMeanings, second.wordMeanings, b.words.length),
  };
  const facts = readFacts(alignment);
  const order = compareOrder(alignment);
  const roles = compareRoles(alignment);
  // Made when first asked for: a guard that rejects a candidate by its facts saves most of the work.
  const features = once(() => ({
    cosine: cosineOf(first.lexical, second.lexical),
    ...measureNearness(alignment),
    ...meaningFeatures(cosineOf(first.meaning, second.meaning), measureNearness(byMeaning)),
    ...measureOverlap(alignment),
    ...findDifferences(alignment),
    ...facts,
    ...order,
    ...questionFeatures(a, b),
    rolesSame: roles === 'same',
    rolesSwapped: roles === 'swapped',
    typos: alignment.pairs.filter(({ kind }) => kind === 'typo').length,
    synonyms: alignment.pairs.filter(({ kind }) => kind === 'synonym').length,
    stems: alignment.pairs.filter(({ kind }) => kind === 'stem').length,
  }));
  return {
    alignment,
    facts,
    order,
    roles,
    get lookalikes() {
      return haveLookalikes(byMeaning);
    },
    sameLetters: sameLetters(a, b),
    comparable: a.words.length > 0 && b.words.length > 0,
    identical: isIdentical(a, b),
    get features() {
      return features();
    },
  };
}

function once(measure: () => Readonly<Record<string, unknown>>): () => Record<string, number> {
  let known: Record<string, number> | undefined;
  return () => (known ??= asNumbers(measure()));
}

function asNumbers(parts: Readonly<Record<string, unknown>>): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const name in parts) numbers[name] = Number(parts[name]);
  return numbers;
}

/** The same measures as of the spelling, under names of their own. */
function meaningFeatures(cosine: number, nearness: Nearness): Record<string, number> {
  const named = Object.entries(nearness).map(([name, value]): [string, number] => [
    `meaning${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    value as number,
  ]);
  return { meaningCosine: cosine, ...Object.fromEntries(named) };
}

function questionFeatures(a: Analysis, b: Analysis) {
  const [kindA, kindB] = [questionType(a), questionType(b)];
  return {
    questionAgreement: questionAgreement(kindA, kindB),
    whyDiffers: (kindA === 'why') !== (kindB === 'why'),
    choiceDiffers: (kindA === 'choice') !== (kindB === 'choice'),
    measureDiffers: (kindA === 'measure') !== (kindB === 'measure'),
    choices: kindA === 'choice' && kindB === 'choice',
  };
}

function isIdentical(a: Analysis, b: Analysis): boolean {
  if (a.words.length === 0) return a.folded === b.folded;
  return (
    a.words.length === b.words.length && a.words.every((word, index) => word.lemma === b.words[index]!.lemma)
  );
}
