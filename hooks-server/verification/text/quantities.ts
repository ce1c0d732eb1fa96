import { multipliers, numberWords, units } from '../language/units.js';

/** A number with what it counts, in a form in which equal quantities are equal. */
export interface Quantity {
  /** The value as written in one way: "1000" for 1,000 and 1k; "2.10.0" for a version. */
  readonly value: string;
  readonly unit?: string;
}

export interface Quantities {
  /** Index of a word -> the quantity that begins there. */
  readonly at: ReadonlyMap<number, Quantity>;
  /** Words that a quantity has swallowed: its unit and multiplier. */
  readonly skipped: ReadonlySet<number>;
}

const NUMBER = /^(\p{Sc}?)(\d[\d,]*(?:\.\d+)*)\s?(st|nd|rd|th|[%°]\p{L}?|\p{L}{1,4})?$/u;
const ROMAN = /^(?=[IVX]{2,5}$)X{0,3}(?:IX|IV|V?I{0,3})$/;
const ROMAN_DIGITS: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };

/** Finds the quantities among a text's words (as written, in order). */
export function readQuantities(words: readonly string[]): Quantities {
  const at = new Map<number, Quantity>();
  const skipped = new Set<number>();
  words.forEach((word, index) => {
    if (skipped.has(index)) return;
    const read = readNumber(word);
    if (!read) return;
    let { value, unit } = read;
    let next = index + 1;
    const ones = unitsOfTens(words, index);
    if (ones !== undefined) {
      value = String(Number(value) + ones);
      skipped.add(next);
      next += 1;
    }
    const multiplier = multipliers.get(words[next]?.toLowerCase() ?? '');
    if (multiplier && Number.isFinite(Number(value)) && words[next]!.length > 1) {
      value = String(Number(value) * multiplier);
      skipped.add(next);
      next += 1;
    }
    const named = unit ? undefined : unitOf(words[next]);
    if (named) skipped.add(next);
    unit ??= named;
    at.set(index, { value, ...(unit && { unit }) });
  });
  return { at, skipped };
}

/** What "five" adds to "twenty" before it; undefined where no number from one to nine follows tens. */
function unitsOfTens(words: readonly string[], index: number): number | undefined {
  if (!/^(?:twen|thir|for|fif|six|seven|eigh|nine)ty$/i.test(words[index]!)) return undefined;
  const next = words[index + 1]?.toLowerCase() ?? '';
  const ones = next === 'one' ? 1 : numberWords.get(next);
  return ones !== undefined && ones > 0 && ones < 10 && !/th$/.test(next) ? ones : undefined;
}

function readNumber(word: string): { value: string; unit?: string | undefined } | undefined {
  if (ROMAN.test(word)) return { value: String(romanValue(word)) };
  const named = numberWords.get(word.toLowerCase());
  if (named !== undefined) return { value: String(named) };
  const match = NUMBER.exec(word);
  if (!match) return readMixed(word);
  const [, currency = '', digits = '', suffix = ''] = match;
  const ending = suffix.toLowerCase();
  const plain = digits.replace(/,(?=\d{3}\b)/g, '').replace(/,+$/, '');
  const single = /^\d+(\.\d+)?$/.test(plain);
  const multiplier = single ? multipliers.get(ending) : undefined;
  const value = single ? String(Number(plain) * (multiplier ?? 1)) : plain;
  if (multiplier || /^(st|nd|rd|th)$/.test(ending)) return { value, unit: unitOf(currency) };
  const unit = unitIn(ending);
  if (ending && !unit) return { value: `${plain}${ending}` };
  return { value, unit: unit ?? unitOf(currency) };
}

/** What counts in a script without blanks, with a Korean particle behind it or not: "40그램의". */
function unitIn(ending: string): string | undefined {
  return unitOf(ending) ?? unitOf(ending.replace(/(?:은|는|이|가|을|를|의|에|에는|에서)$/u, ''));
}

/** Versions and names with digits ("v2.10.0", "x86", "HTML5", "2016-09-01") are compared as they are. */
function readMixed(word: string): { value: string } | undefined {
  if (!/\d/.test(word) || /[/\\@]{2}/.test(word)) return undefined;
  return { value: word.toLowerCase().replace(/^v(?=\d)/, '') };
}

function romanValue(numeral: string): number {
  const digits = [...numeral].map((letter) => ROMAN_DIGITS[letter]!);
  return digits.reduce((sum, digit, index) => sum + (digit < (digits[index + 1] ?? 0) ? -digit : digit), 0);
}

function unitOf(word: string | undefined): string | undefined {
  if (!word) return undefined;
  const lower = word.toLowerCase();
  return units.get(lower) ?? units.get(lower.replace(/s$/, ''));
}
