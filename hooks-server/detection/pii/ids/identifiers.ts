import type { FindingCandidate } from '../../finding.js';
import { createRunFinder } from '../../runs.js';
import { boundedMatches, MOST_VALUES } from '../bounded-matches.js';
import { meansOther, OTHER_MEANING, surroundings } from '../context.js';
import { createKeywordIndex, type KeywordHit } from '../keywords.js';
import { africaAndMiddleEast } from './africa-middle-east.js';
import { americas } from './americas.js';
import { asiaPacific } from './asia-pacific.js';
import { documents } from './documents.js';
import { northernAndEasternEurope } from './europe-north-east.js';
import { furtherCountries } from './further-countries.js';
import { southernEurope } from './europe-south.js';
import { westernEurope } from './europe-west.js';
import type { IdentifierRule } from './rule.js';

export const identifierRules: readonly IdentifierRule[] = [
  ...westernEurope,
  ...southernEurope,
  ...northernAndEasternEurope,
  ...americas,
  ...asiaPacific,
  ...africaAndMiddleEast,
  ...furtherCountries,
  ...documents,
];

const keywordsIn = createKeywordIndex(identifierRules.map((rule) => [rule, rule.words] as const));
const bareRules = identifierRules.filter(({ bareScore }) => bareScore !== undefined);
/** Each has six digits, parted by one unit at most, but for a fiscal code, whose digits may be written as letters. */
const SIX_DIGITS = /\d(?:[ ./-]?\d){5}/;
const hasLongWord = createRunFinder(/[A-Za-z0-9]/, 16);
/** All of their shapes in one: most texts have none. */
const ANY_BARE = new RegExp(bareRules.map(({ shape }) => shape.source).join('|'), 'i');

/** How far a keyword may stand before its value, and after it, in UTF-16 units. */
const BEFORE = 64;
const AFTER = 24;
/** Longer than any value. */
const LONGEST = 64;
const REACH_BEFORE = AFTER + LONGEST;
/** What may stand between a keyword and a value that must follow it directly: `id number: `, `"patientId" = `. */
const DIRECT =
  /^["'`)\]]{0,2}[\s:：=#.,-]{0,6}(?:(?:is|no|nr|number|num|n|id|card|ist|lautet|es|est)\b|[°º番号はは号]{1,3})?[\s:：=#.°º"'`([]{0,6}$/i;

/**
 * National, tax, health and bank identifiers and documents: keywords are found in one pass over the text, and a rule's
 * shape is looked for around its own keywords only; a few shapes are so particular that they need none.
 */
export function findIdentifiers(text: string, found: FindingCandidate[], exhausted: () => void): void {
  for (const [rule, hits] of keywordsIn(text)) {
    if (!findNear(text, rule, hits, found)) exhausted();
  }
  if (!SIX_DIGITS.test(text) && !hasLongWord(text)) return;
  if (!ANY_BARE.test(text)) return;
  for (const rule of bareRules) findBare(text, rule, found, exhausted);
}

/** Numbers given to a program that checks or formats them, in tests and documentation: `validate('51 824 753 556')`. */
const VALIDATOR_CALL =
  /\b(?:\w*valid\w*|format|compact|calc\w*|check\w*|parse\w*|assert\w*|expect)\(\s?["'`]$/i;

/** `passport.use(`, `passport-jwt`: the keyword is a part of a program's name. */
const LIBRARY_PART = /^[.\-_/](?!n[ro]|num|id\b)[a-z]/i;

const compact = (value: string) => value.replace(/[^A-Za-z0-9<&\u00d1\u00f1]/g, '').toUpperCase();

/** Stretches are searched in pieces of so many units, so that a flood of values is seen soon. */
const LONGEST_STRETCH = 2_048;

/** Returns whether all of the text was looked at. */
function findNear(
  text: string,
  rule: IdentifierRule,
  hits: readonly KeywordHit[],
  found: FindingCandidate[],
): boolean {
  const known = found.length;
  let scanned = 0;
  for (let index = 0; index < hits.length;) {
    if (found.length - known >= MOST_VALUES) return false;
    const from = Math.max(scanned, (hits[index]?.start ?? 0) - REACH_BEFORE);
    let end = from;
    // Keywords that stand near each other have one stretch in common.
    for (; index < hits.length && end - from < LONGEST_STRETCH; index++) {
      const { start } = hits[index] ?? { start: 0 };
      if (end > from && start - REACH_BEFORE > end) break;
      end = Math.min(text.length, start + BEFORE + LONGEST);
    }
    if (end > from) scanned = scanStretch(text, rule, hits, { from, end }, found);
  }
  return true;
}

/** Looks for values that begin in [from, end); returns where to go on. */
function scanStretch(
  text: string,
  rule: IdentifierRule,
  hits: readonly KeywordHit[],
  { from, end }: { from: number; end: number },
  found: FindingCandidate[],
): number {
  // One unit more at each side shows the shape what the value's borders are.
  const offset = Math.max(0, from - 2);
  const stretch = text.slice(offset, end + LONGEST);
  rule.shape.lastIndex = from - offset;
  for (let match = rule.shape.exec(stretch); match; match = rule.shape.exec(stretch)) {
    const start = offset + match.index;
    if (start >= end) return end;
    const finish = start + match[0].length;
    if (rule.isValid(compact(match[0])) && isNear(text, rule, hits, start, finish))
      found.push({
        kind: rule.kind,
        score: 0.85,
        start,
        end: finish,
        signals: [`shape:${rule.kind}`, 'context'],
      });
  }
  return end;
}

function isNear(
  text: string,
  { adjacent = false, check }: IdentifierRule,
  hits: readonly KeywordHit[],
  start: number,
  end: number,
): boolean {
  if (VALIDATOR_CALL.test(text.slice(Math.max(0, start - 32), start))) return false;
  const at = firstAfter(hits, start);
  const left = hits[at - 1];
  if (left && start - left.start <= BEFORE) {
    const between = text.slice(left.end, start);
    if (LIBRARY_PART.test(between)) return false;
    if (adjacent) return DIRECT.test(between);
    return check !== 'none' || !meansOther(between.toLowerCase());
  }
  const right = hits[at];
  if (adjacent || !right || right.start < end || right.end - end > AFTER) return false;
  return check !== 'none' || !meansOther(surroundings(text, start, end).left);
}

/** Index of the first keyword that ends after `start`, by bisection. */
function firstAfter(hits: readonly KeywordHit[], start: number): number {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function findBare(
  text: string,
  rule: IdentifierRule,
  found: FindingCandidate[],
  exhausted: () => void,
): void {
  for (const match of boundedMatches(text, rule.shape, found, exhausted)) {
    if (!rule.isValid(compact(match[0]))) continue;
    const start = match.index;
    const end = start + match[0].length;
    if (OTHER_MEANING.test(surroundings(text, start, end).left)) continue;
    found.push({ kind: rule.kind, score: rule.bareScore ?? 0, start, end, signals: [`shape:${rule.kind}`] });
  }
}
