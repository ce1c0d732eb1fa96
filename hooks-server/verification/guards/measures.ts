import type { Alignment } from '../features/alignment.js';
import { howMany, measureOf, unsegmentedMeasures } from '../language/measures.js';
import type { Analysis } from '../text/analyse.js';
import { readOnce } from '../text/read-once.js';
import { lacking } from './reading.js';

interface Measure {
  readonly line: string;
  readonly start: number;
  readonly end: number;
}

const UNSEGMENTED = new RegExp(unsegmentedMeasures.map(([word]) => word).join('|'), 'gu');
const LINES_OF_UNSEGMENTED = new Map(unsegmentedMeasures);

/** The units and currencies that a text names as words, in order. */
const measuresOf = readOnce(({ characters }: Analysis): readonly Measure[] => {
  const text = characters.toLowerCase();
  const found = [...text.matchAll(/[\p{L}\p{M}]+/gu)].flatMap((match): Measure[] => {
    const line = measureOf(match[0]);
    return line ? [{ line, start: match.index, end: match.index + match[0].length }] : [];
  });
  if (/[\p{sc=Han}\p{sc=Katakana}\p{sc=Hangul}]/u.test(text)) {
    const taken = new Set(found.map(({ start }) => start));
    for (const { 0: word, index } of text.matchAll(UNSEGMENTED))
      if (!taken.has(index))
        found.push({ line: LINES_OF_UNSEGMENTED.get(word)!, start: index, end: index + word.length });
    found.sort((x, y) => x.start - y.start);
  }
  return found;
});

/** Lines of which a word has other senses too often to stand for a unit alone. */
const AMBIGUOUS = new Set(['second', 'stone', 'bit', 'bar', 'degree', 'won', 'day', 'year', 'yard', 'metre']);

/** Whether each text counts in a unit that the other does not: per mile and per kilometre, in bits and in bytes. */
export function unitDiffers({ a, b }: Alignment): boolean {
  const [unitsA, unitsB] = [lines(a), lines(b)];
  const [onlyA, onlyB] = [lacking(unitsA, unitsB), lacking(unitsB, unitsA)];
  const clear = (units: readonly string[]) => units.some((unit) => !AMBIGUOUS.has(unit));
  if (onlyA.length > 0 && onlyB.length > 0) return clear(onlyA) || clear(onlyB);
  return false;
}

const lines = readOnce((analysis: Analysis): readonly string[] => [
  ...new Set(measuresOf(analysis).map(({ line }) => line)),
]);

/** Whether the same two units are converted the other way round: euros in a pound, pounds in a euro. */
export function conversionDiffers({ a, b }: Alignment): boolean {
  const [pairA, pairB] = [conversionOf(a), conversionOf(b)];
  if (!pairA || !pairB) return false;
  return pairA.from === pairB.to && pairA.to === pairB.from;
}

const ASKED = new RegExp(`(?:${howMany})\\s*$`, 'u');
/** Units side by side are compared, not converted. */
const JOINED =
  /^[\s,]*(?:and|or|vs\.?|versus|und|oder|y|o|et|ou|e|en|of|и|или|和|与|與|跟|や|と|과|와|और|و)?(?: an? | eine?n? | une? | una )?\s*$/iu;

/** What a text converts into what; undefined when it names no two units. */
function conversionOf(analysis: Analysis): { from: string; to: string } | undefined {
  const [first, second, more] = distinct(measuresOf(analysis));
  if (!first || !second || more) return undefined;
  const text = analysis.characters.toLowerCase();
  if (ASKED.test(text.slice(0, first.start))) return { from: second.line, to: first.line };
  if (ASKED.test(text.slice(0, second.start))) return { from: first.line, to: second.line };
  const between = text.slice(first.end, second.start);
  if (JOINED.test(between)) return undefined;
  // "5 miles in km", "how big is a mile in kilometres", "one mile is 1.6 kilometres": what is asked for comes last.
  return { from: first.line, to: second.line };
}

function distinct(found: readonly Measure[]): Measure[] {
  return found.filter(({ line }, index) => found.findIndex((other) => other.line === line) === index);
}

const PREFIXED =
  /\d\s?([mMpP])(W|Wh|V|Hz|Pa|J|eV|A|F|N|bar|mol|Sv|S|T|w|wh|v|pa|j|ev|a|n|sv)(?![\p{L}\p{N}])/gu;
const BITS = /(?<![\p{L}])([kKMGT])(b|B)(?:ps|\/s)?(?![\p{L}\p{N}])/gu;

/** Whether the capitals of a unit make another of it: 5 mW and 5 MW, 10 Mb and 10 MB. */
export function unitCapitalsDiffer({ a, b }: Alignment): boolean {
  const lower = (units: readonly string[]) => units.map((unit) => unit.toLowerCase()).join(' ');
  return [unitsOf(a).prefixed, unitsOf(a).bits].some((unitsA, which) => {
    const unitsB = which === 0 ? unitsOf(b).prefixed : unitsOf(b).bits;
    if (lower(unitsA) !== lower(unitsB)) return false;
    const letter = which === 0 ? 0 : -1;
    return unitsA.some((unit, index) => unit.at(letter) !== unitsB[index]!.at(letter));
  });
}

/** Units whose capitals tell: of the prefix for what is measured, of the last letter for bits and bytes. */
const unitsOf = readOnce(({ characters }: Analysis) => {
  const found = (pattern: RegExp) =>
    [...characters.matchAll(pattern)].map(([, prefix, base]) => prefix! + base!);
  return { prefixed: found(PREFIXED), bits: found(BITS) };
});
