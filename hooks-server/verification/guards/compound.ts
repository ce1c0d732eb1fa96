import type { Alignment } from '../features/alignment.js';
import type { Analysis } from '../text/analyse.js';
import { isEnglish } from './reading.js';

const ENGLISH_JOINT = String.raw`(?:and|or|plus|&)`;
const OTHER_JOINT = String.raw`(?:und|oder|sowie|y|o|et|ou|e|и|или|oraz|ve|以及|和|并且|而且|还有|それと|それから|また|そして|그리고|와|과|و|और)`;
/** Whether one text asks more than the other: a second question, or one more part of a list. */
export function isPartOfOther(alignment: Alignment): boolean {
  const { a, b } = alignment;
  const asked = [a, b].map(({ characters }) => questionsIn(characters)).sort();
  if (asked[0]! < 2 && asked[1]! > 1 && sentencesIn(a) !== sentencesIn(b) && hasMore(alignment)) return true;
  return addsPart(alignment, 'a') || addsPart(alignment, 'b');
}

const ASKS =
  /^[\s,.¿]*(?:and|also|or|then|und|y|et|e|en|i|и|а)?\s*(?:what|which|who|when|where|why|how|can|could|is|are|do|does|did|should|will|would|was|wie|warum|wo|wer|wann|qué|cómo|por qué|cuándo|dónde|cuánto|comment|quoi|pourquoi|quand|où|combien|come|cosa|perché|quando|dove|como|onde|hoe|wat|waarom|waar|jak|co|dlaczego|gdzie|kiedy|как|что|почему|где|когда|сколько)(?!\p{L})/iu;

/** Where one text asks what the other says ("I need to send money. How long …", "Can I send money? How long …") both have as many. */
function sentencesIn({ characters }: Analysis): number {
  return characters.split(/[!?！？؟。]+|\.+(?:\s|$)/).filter((part) => /\p{L}/u.test(part)).length;
}

/** Questions of a text: each mark ends one, and so does the end of a text where one begins behind the last mark. */
function questionsIn(text: string): number {
  const parts = text.split(/[?？؟]+/);
  return parts.length - 1 + (parts.length > 1 && ASKS.test(parts.at(-1)!) ? 1 : 0);
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

/** Where "o" is an article and joins nothing. */
const PORTUGUESE = /(?<!\p{L})(?:é|são|não|um|uma|do|em|ao|você|qual|quais)(?!\p{L})|[ãõ]/iu;
const PORTUGUESE_JOINT = /^[\s,]*(?:e|ou)\s/iu;

/** A word of the one text alone, which a coordinator joins to the rest, where the other text has nothing of its own. */
function addsPart(alignment: Alignment, side: 'a' | 'b'): boolean {
  const [text, lone, otherLone, other] =
    side === 'a'
      ? [alignment.a, alignment.unmatchedA, alignment.unmatchedB, alignment.b]
      : [alignment.b, alignment.unmatchedB, alignment.unmatchedA, alignment.a];
  if (otherLone.some((index) => other.words[index]!.kind === 'content')) return false;
  const joint = isEnglish(text) ? ENGLISH : PORTUGUESE.test(text.characters) ? PORTUGUESE_JOINT : OTHER;
  return lone.some((index) => {
    if (text.words[index]!.kind !== 'content' || isReplaced(alignment, side, index)) return false;
    const before = text.words.findLastIndex(({ kind }, at) => at < index && kind !== 'function');
    const after = text.words.findIndex(({ kind }, at) => at > index && kind !== 'function');
    return [
      [before, index],
      [index, after],
    ].some(([from, to]) => joint.test(`${gap(text, from!, to!)} `));
  });
}

/** Whether between the neighbours of a lone word the other text has a word of its own too, light as it may be: "require", "need". */
function isReplaced({ a, b, pairs }: Alignment, side: 'a' | 'b', index: number): boolean {
  const [text, other] = side === 'a' ? [a, b] : [b, a];
  const partner = (at: number) => {
    const pair = pairs.find((candidate) => candidate[side] === at);
    return pair && (side === 'a' ? pair.b : pair.a);
  };
  const [before, after] = [partner(index - 1), partner(index + 1)];
  if (before === undefined || after === undefined || after !== before + 2) return false;
  const word = other.words[before + 1]!;
  return (
    text.words[index]!.kind === 'content' &&
    !pairs.some((pair) => (side === 'a' ? pair.b : pair.a) === before + 1) &&
    !/^(?:and|or|to|the|an?)$/.test(word.lower)
  );
}

/** What stands between two words; nothing where one is missing. */
function gap({ folded, words }: Analysis, from: number, to: number): string {
  const [first, second] = [words[from], words[to]];
  return first && second ? folded.slice(first.offset + first.text.length, second.offset) : '';
}
