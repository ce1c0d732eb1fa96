import type { Alignment } from '../features/alignment.js';
import type { Analysis, Word } from '../text/analyse.js';
import { unitDiffers } from './measures.js';

/**
 * Whether two texts name other quantities. The facts say so first; what only looks like another number does not count: the
 * same digits beside other blanks or endings ("640XL", "200일"), and digits that chats write for words ("4" for "for").
 */
export function numbersDiffer(alignment: Alignment): boolean {
  const { a, b, pairs } = alignment;
  const paired = { a: new Set(pairs.map((pair) => pair.a)), b: new Set(pairs.map((pair) => pair.b)) };
  const lone = {
    a: a.words.filter((word, index) => word.quantity && !paired.a.has(index)),
    b: b.words.filter((word, index) => word.quantity && !paired.b.has(index)),
  };
  const left = [...withoutChat(lone.a, a, b), ...withoutChat(lone.b, b, a)].filter(
    ({ text }) => !isRomanInBoth(text, a, b),
  );
  if (left.length === 0) return false;
  return !haveSameDigits(a, b) || left.some(({ quantity }) => quantity?.unit) || unitDiffers(alignment);
}

/** Whether a number stands before another word of both texts: "2 cups of flour with sugar", "flour with 2 cups of sugar". */
export function countsDiffer({ a, b, pairs }: Alignment): boolean {
  const partner = new Map(pairs.map((pair) => [pair.a, pair.b]));
  return pairs.some((pair) => {
    const { quantity } = a.words[pair.a]!;
    if (quantity === undefined || !Number.isFinite(Number(quantity.value))) return false;
    if (/^(?:am|pm)$/.test(quantity.unit ?? '')) return false;
    const [countedA, countedB] = [countedBy(a, pair.a), countedBy(b, pair.b)];
    if (countedA === undefined || countedB === undefined) return false;
    return (partner.get(countedA) ?? countedB) !== countedB && pairs.some((other) => other.b === countedB);
  });
}

/** The word with content right behind a number, "of" and articles aside. */
function countedBy({ words }: Analysis, index: number): number | undefined {
  const next = words.findIndex(({ lower }, at) => at > index && !/^(?:of|the|de|di)$/.test(lower));
  const word = words[next];
  return word && word.kind === 'content' && !word.quantity && !word.temporal ? next : undefined;
}

/** Roman numerals typed in small letters are no numbers to the reader: "Elizabeth II", "elizabeth ii". */
function isRomanInBoth(text: string, a: Analysis, b: Analysis): boolean {
  const lower = text.toLowerCase();
  return (
    /^[ivx]{2,5}$/.test(lower) && [a, b].every(({ words }) => words.some((word) => word.lower === lower))
  );
}

const CHAT: Readonly<Record<string, RegExp>> = { '2': /\b(?:to|too)\b/gi, '4': /\bfor\b/gi };

/** A lone digit in front of a word, for which the other text has one "to" or "for" more. */
function withoutChat(lone: readonly Word[], { characters }: Analysis, other: Analysis): Word[] {
  const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
  return lone.filter(({ text }) => {
    const word = CHAT[text];
    if (
      !word ||
      !new RegExp(`(?<!\\d )(?<![\\p{N}.,:])${text} (?:\\p{Ll}|\\d+ ?\\p{Ll})`, 'u').test(characters)
    )
      return true;
    return count(other.characters, word) <= count(characters, word);
  });
}

/** The same digits in the same order. Signs before and between them are compared elsewhere. */
function haveSameDigits(a: Analysis, b: Analysis): boolean {
  const digits = ({ characters }: Analysis) => (characters.match(/\d+/g) ?? []).join(' ');
  return digits(a) !== '' && digits(a) === digits(b) && letters(a) === letters(b);
}

/** Letters that stand at a number without a blank, when a Latin one does: "4a" is not "4b". Endings of other scripts are grammar. */
function letters({ characters }: Analysis): string {
  return (characters.toLowerCase().match(/\d+ ?(?:[a-z]{1,3}(?![a-z]))|[a-z]+\d+/g) ?? [])
    .map((text) => text.replace(/ /g, ''))
    .filter((text) => !/(?:st|nd|rd|th|am|pm|is|in|to|of|or|as|at|by|an?)$/.test(text))
    .join(' ');
}
