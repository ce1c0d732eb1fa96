import type { Alignment } from '../features/alignment.js';
import type { Analysis } from '../text/analyse.js';
import { isEnglish } from './reading.js';

const ENGLISH_JOINT = String.raw`(?:and|or|plus|&)`;
const OTHER_JOINT = String.raw`(?:und|oder|sowie|y|o|et|ou|e|и|или|oraz|ve|以及|和|并且|而且|还有|それと|それから|また|そして|그리고|와|과|و|और)`;
/** Whether one text asks more than the other: a second question, or one more part of a list. */
export function isPartOfOther(alignment: Alignment): boolean {
  const { a, b } = alignment;
  const marks = [a, b].map(({ characters }) => characters.match(/[?？؟]/g)?.length ?? 0).sort();
  if (marks[0]! < 2 && marks[1]! > 1 && hasMore(alignment)) return true;
  return addsPart(alignment, 'a') || addsPart(alignment, 'b');
}

/** One text has content that the other lacks, and the other has none of its own. */
function hasMore({ a, b, unmatchedA, unmatchedB }: Alignment): boolean {
  const content = ({ words }: Analysis, lone: readonly number[]) =>
    lone.filter((index) => words[index]!.kind === 'content').length;
  const counts = [content(a, unmatchedA), content(b, unmatchedB)];
  return Math.min(...counts) === 0 && Math.max(...counts) >= 1;
}

const [ENGLISH, OTHER] = [ENGLISH_JOINT, OTHER_JOINT].map(
  (joint) => new RegExp(String.raw`^[\s,]*${joint}\s`, 'iu'),
) as [RegExp, RegExp];

/** A word of the one text alone, which a coordinator joins to the rest, where the other text has nothing of its own. */
function addsPart(alignment: Alignment, side: 'a' | 'b'): boolean {
  const [text, lone, otherLone, other] =
    side === 'a'
      ? [alignment.a, alignment.unmatchedA, alignment.unmatchedB, alignment.b]
      : [alignment.b, alignment.unmatchedB, alignment.unmatchedA, alignment.a];
  if (otherLone.some((index) => other.words[index]!.kind === 'content')) return false;
  const joint = isEnglish(text) ? ENGLISH : OTHER;
  return lone.some((index) => {
    if (text.words[index]!.kind !== 'content') return false;
    const before = text.words.findLastIndex(({ kind }, at) => at < index && kind !== 'function');
    const after = text.words.findIndex(({ kind }, at) => at > index && kind !== 'function');
    return [
      [before, index],
      [index, after],
    ].some(([from, to]) => joint.test(`${gap(text, from!, to!)} `));
  });
}

/** What stands between two words; nothing where one is missing. */
function gap({ folded, words }: Analysis, from: number, to: number): string {
  const [first, second] = [words[from], words[to]];
  return first && second ? folded.slice(first.offset + first.text.length, second.offset) : '';
}
