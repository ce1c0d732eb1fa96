import { tableOfUnits } from '../../unicode.js';

/** Cyrillic, Greek and other letters that look like a Latin one (from Unicode's confusables.txt, letters only). */
const lookAlikes = Object.entries({
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  ё: 'e',
  ғ: 'f',
  ɡ: 'g',
  һ: 'h',
  і: 'i',
  ї: 'i',
  ј: 'j',
  к: 'k',
  ӏ: 'l',
  м: 'm',
  п: 'n',
  о: 'o',
  р: 'p',
  ԛ: 'q',
  г: 'r',
  ѕ: 's',
  т: 't',
  ц: 'u',
  ѵ: 'v',
  ԝ: 'w',
  х: 'x',
  у: 'y',
  ү: 'y',
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Ғ: 'F',
  Н: 'H',
  І: 'I',
  Ј: 'J',
  К: 'K',
  М: 'M',
  О: 'O',
  Р: 'P',
  Ѕ: 'S',
  Т: 'T',
  Х: 'X',
  У: 'Y',
  Ү: 'Y',
  Ԝ: 'W',
  Ꮪ: 'S',
  Ꭼ: 'E',
  Ꭰ: 'D',
  Ꭲ: 'T',
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  γ: 'y',
  ω: 'w',
  Α: 'A',
  Β: 'B',
  Ε: 'E',
  Ζ: 'Z',
  Η: 'H',
  Ι: 'I',
  Κ: 'K',
  Μ: 'M',
  Ν: 'N',
  Ο: 'O',
  Ρ: 'P',
  Τ: 'T',
  Υ: 'Y',
  Χ: 'X',
  ո: 'n',
  ս: 'u',
  օ: 'o',
  հ: 'h',
  ց: 'g',
  զ: 'q',
  ꞵ: 'b',
  ⅼ: 'l',
});

const IN_WORD = 1;
const LATIN = 2;
/** Greek, Cyrillic, Armenian, Cherokee and small Roman fifty, whose letters look like Latin ones. */
const FOREIGN = 4;
/** One of two units of a character. */
const HALF = 8;

/** What each unit is for words that mix scripts. */
const traits = tableOfUnits(traitsOf);

function traitsOf(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return HALF;
  const character = String.fromCharCode(unit);
  return (
    (/[\p{L}\p{M}]/u.test(character) ? IN_WORD : 0) |
    (/[A-Za-z]/.test(character) ? LATIN : 0) |
    (/[\u0370-\u052f\u0530-\u058f\u13a0-\u13ff\u217c]/.test(character) ? FOREIGN : 0)
  );
}

/** The Latin letter that each unit looks like; 0 for none. */
const latin = new Uint16Array(65_536);
for (const [foreign, letter] of lookAlikes) latin[foreign.charCodeAt(0)] = letter.charCodeAt(0);

/**
 * A text with look-alike letters read as Latin ones in words that mix scripts, and how many words that were. Every look-alike
 * is one unit long, so that offsets stay true. Linear.
 */
export function withoutLookAlikes(text: string): { readonly text: string; readonly changed: number } {
  let units: Buffer | undefined;
  let changed = 0;
  let start = 0;
  let word = 0;
  for (let at = 0; at <= text.length; at++) {
    let unit = at < text.length ? traits[text.charCodeAt(at)]! : 0;
    const isPair = (unit & HALF) !== 0 && (text.codePointAt(at) ?? 0) > 0xffff;
    if (isPair) unit = /[\p{L}\p{M}]/u.test(text.slice(at, at + 2)) ? IN_WORD : 0;
    if ((unit & IN_WORD) !== 0) {
      if (word === 0) start = at;
      word |= unit;
      if (isPair) at++;
      continue;
    }
    if ((word & LATIN) !== 0 && (word & FOREIGN) !== 0) {
      units ??= Buffer.from(text, 'utf16le');
      latinise(units, start, at);
      changed++;
    }
    word = 0;
  }
  return { text: units?.toString('utf16le') ?? text, changed };
}

function latinise(units: Buffer, start: number, end: number): void {
  for (let at = start * 2; at < end * 2; at += 2) {
    const letter = latin[units.readUInt16LE(at)]!;
    if (letter !== 0) units.writeUInt16LE(letter, at);
  }
}
