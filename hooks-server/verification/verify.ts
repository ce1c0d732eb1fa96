import { LRUCache } from 'lru-cache';
import type { StaticTable } from '../vectors/static-table.js';
import type { TreesGiven } from './calibration.js';
import { createFarApart } from './far-apart.js';
import { compareTexts, type TextReader, type TextReading } from './features/extract.js';
import { lexicalVector } from './features/lexical-vector.js';
import { meaningVectors, spellingVectors } from './features/word-vectors.js';
import { firstGuard, likelyGuard, type GuardName } from './guards.js';
import { createTreeLogit, createTreeLogitBy, type BoostedTrees } from './model.js';
import type { VerificationSettings } from './settings.js';
import { analyse } from './text/analyse.js';

/** What guards and trees say of a pair. */
export interface FirstLook {
  /** Log-odds of the trees that both texts want the same answer; Infinity where they come to the same words. */
  readonly logit: number;
  /** The same of the trees that hear the cross-encoder. */
  readonly together?: TreesGiven;
  /** Least log-odds of the cross-encoder without which the pair is not served, whatever the score is. */
  readonly least?: number;
  /** The guard that rejects the pair whatever the score is. */
  readonly rejectedBy?: GuardName;
  /** Which difference weighs most, should the score not suffice. */
  readonly weakness?: GuardName;
}

/** Compares two texts by rules and trees. Pure, synchronous, the same whichever text comes first. */
export type Verify = (query: string, candidate: string, mode: 'strict' | 'standard') => FirstLook;

/**
 * Long texts share most words with others of their frame, whatever each asks, and that outweighs what the network says:
 * "What drives the price of steam whistles ...? It goes into a leaflet that visitors take home." Of what was served of the
 * training pairs with so many words 9 of 11 wrong ones had less than this, and 8 of 127 right ones; no right one of the
 * development and fresh pairs.
 */
const LONG_WORDS = 20;
const LEAST_OF_LONG = 1;

/** A query meets several candidates, and popular candidates several queries: what is read of them is kept, some 30 kB each. */
const REMEMBERED_TEXTS = 500;

export interface VerifyDependencies {
  readonly table: StaticTable;
  readonly trees: BoostedTrees;
  /** Trees that have the cross-encoder's log-odds among their features, as `crossEncoder`. */
  readonly together: BoostedTrees;
}

/** Creates the first look: named guards, then a learned score over the same comparison. */
export function createVerify(
  { maxWords }: Pick<VerificationSettings, 'maxWords'>,
  { table, trees, together }: VerifyDependencies,
): Verify {
  const reader = createReader(table);
  // Each word but the last has a blank behind it: short texts need no counting.
  const isLong = (text: string) => text.length > 2 * maxWords && countWords(text) > maxWords;
  // Blanks are counted first, because reading a long text takes time; the words found, because "a,a,a" has no blanks.
  const hasMany = (text: string) => reader(text).analysis.words.length > maxWords;
  const areFarApart = createFarApart(table);
  const logitOf = createTreeLogit(trees);
  const logitTogether = createTreeLogitBy(together, 'crossEncoder');
  return (query, candidate, mode) => {
    if (isLong(query) || isLong(candidate)) return { logit: -Infinity, rejectedBy: 'too_long' };
    if (areFarApart(query, candidate)) return { logit: -Infinity, rejectedBy: 'low_score' };
    if (hasMany(query) || hasMany(candidate)) return { logit: -Infinity, rejectedBy: 'too_long' };
    const comparison = compareTexts(query, candidate, reader);
    const same = comparison.sameLetters || comparison.identical;
    if (!same && !comparison.comparable) return { logit: -Infinity, rejectedBy: 'low_score' };
    const rejectedBy = firstGuard(comparison, mode);
    if (rejectedBy) return { logit: -Infinity, rejectedBy };
    if (same) return { logit: Infinity };
    const { features } = comparison;
    const { a, b } = comparison.alignment;
    const isLongPair = Math.min(a.words.length, b.words.length) >= LONG_WORDS;
    return {
      ...(isLongPair && { least: LEAST_OF_LONG }),
      logit: logitOf(features),
      together: logitTogether(features),
      weakness: likelyGuard(comparison),
    };
  };
}

/** Reads texts, vectors when they are first asked for, and remembers what came of it. */
export function createReader(table: StaticTable): TextReader {
  const readings = new LRUCache<string, TextReading>({ max: REMEMBERED_TEXTS });
  return (text) => {
    const known = readings.get(text);
    if (known) return known;
    const reading = readText(text, table);
    readings.set(text, reading);
    return reading;
  };
}

function readText(text: string, table: StaticTable): TextReading {
  const analysis = analyse(text);
  let lexical: Float32Array | undefined;
  let meaning: Float32Array | undefined;
  return {
    analysis,
    spelling: spellingVectors(analysis.words),
    wordMeanings: meaningVectors(analysis.words, table),
    get lexical() {
      return (lexical ??= lexicalVector(analysis));
    },
    get meaning() {
      return (meaning ??= table.vectorOf(text));
    },
  };
}

/** Blank-separated words; for scripts without blanks, characters by fives. */
function countWords(text: string): number {
  return Math.max(text.split(/\s+/).length, text.length / 12);
}
