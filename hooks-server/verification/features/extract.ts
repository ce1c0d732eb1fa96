import type { TokenVectors } from '../../vectors/embedding.js';
import { cosineOf } from '../../vectors/cosine.js';
import { analyse, type Analysis, type Word } from '../text/analyse.js';
import type { VerifiableText } from '../verdict.js';
import { align, type Alignment } from './alignment.js';
import { findDifferences } from './differences.js';
import { readFacts, type Facts } from './facts.js';
import { haveLookalikes } from './lookalikes.js';
import { measureNearness } from './nearness.js';
import { compareOrder, type OrderFacts } from './order.js';
import { measureOverlap } from './overlap.js';
import { questionAgreement, questionType } from './question.js';
import { compareRoles, type RoleVerdict } from './roles.js';
import { sameLetters } from './typing.js';
import { wordVectors, type WordVectors } from './word-vectors.js';

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

/** How texts and their vectors are read; a caller that meets the same text again can remember what came of it. */
export interface TextReader {
  readonly analyse: (text: string) => Analysis;
  readonly wordVectors: (words: readonly Word[], tokens: TokenVectors | undefined) => WordVectors;
}

const forgetful: TextReader = { analyse, wordVectors };

/** Compares two texts; the result is the same whichever comes first, because they are put in order before. */
export function compareTexts(
  query: VerifiableText,
  candidate: VerifiableText,
  reader: TextReader = forgetful,
): Comparison {
  const [first, second] = query.text <= candidate.text ? [query, candidate] : [candidate, query];
  const a = reader.analyse(first.text);
  const b = reader.analyse(second.text);
  const [tokensA, tokensB] = [first.embedding.tokens, second.embedding.tokens];
  const both = tokensA && tokensB ? { a: tokensA, b: tokensB } : undefined;
  const alignment = align(a, b, reader.wordVectors(a.words, both?.a), reader.wordVectors(b.words, both?.b));
  const facts = readFacts(alignment);
  const order = compareOrder(alignment);
  const roles = compareRoles(alignment);
  // Made when first asked for: a guard that rejects a candidate by its facts saves most of the work.
  const features = once(() => ({
    cosine: cosineOf(query.embedding.vector, candidate.embedding.vector),
    ...measureNearness(alignment),
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
    lookalikes: haveLookalikes(alignment),
    sameLetters: sameLetters(a.folded, b.folded),
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
