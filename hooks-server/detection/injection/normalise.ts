import { isStreamSafe } from '../../unicode.js';

/** What one pass over a text found of hidden or disguised characters. Counts are of characters unless said otherwise. */
export interface Disguise {
  /** Zero-width and bidi characters between two ASCII letters. */
  readonly invisible: number;
  /** Mathematical, full-width, circled or small-capital Latin letters. */
  readonly styled: number;
  /** Words that mix Latin with look-alike letters of another script. */
  readonly mixedWords: number;
  /** Text written in Unicode's tag characters, which no reader sees. */
  readonly tags: string;
  /** Text written as bytes in variation selectors, which no reader sees. */
  readonly selectors: string;
}

/** A text as a reader would see it. `origins[i]` is the offset in the original of unit i; absent when nothing moved. */
export interface NormalText {
  readonly text: string;
  readonly origins?: Int32Array;
  readonly disguise?: Disguise;
}

// eslint-disable-next-line no-control-regex -- the range of ASCII includes its control characters on purpose.
const PURE_ASCII = /^[\x00-\x7f]*$/;

/** Cyrillic, Greek and other letters that look like a Latin one (from Unicode's confusables.txt, letters only). */
const lookAlikes = new Map(
  Object.entries({
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
  }),
);

/** Small capitals and letters with a stroke or turn that NFKC leaves alone. */
const smallCapitals = new Map(
  Array.from(
    'ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢz'.matchAll(/(.)(.)/gu),
    (pair): [string, string] => [pair[1] ?? '', pair[2] ?? ''],
  ),
);

const isAsciiLetter = (unit: number) => (unit | 32) >= 97 && (unit | 32) <= 122;
const isInvisible = (point: number) =>
  point === 0xad ||
  point === 0x34f ||
  point === 0x61c ||
  point === 0xfeff ||
  point === 0x3164 ||
  (point >= 0x200b && point <= 0x200f) ||
  (point >= 0x202a && point <= 0x202e) ||
  (point >= 0x2060 && point <= 0x2069) ||
  (point >= 0xfe00 && point <= 0xfe0f) ||
  (point >= 0xe0100 && point <= 0xe01ef) ||
  (point >= 0x180b && point <= 0x180e) ||
  isVowelPoint(point);
/** Points of Hebrew, and points and long strokes of Arabic: writers set them or leave them out as they like. */
const isVowelPoint = (point: number) =>
  (point >= 0x591 && point <= 0x5c7 && point !== 0x5be && point !== 0x5c0 && point !== 0x5c3) ||
  (point >= 0x64b && point <= 0x652) ||
  point === 0x640 ||
  point === 0x670;
/** Variation selectors 1 to 256 as the bytes 0 to 255. */
function selectorByte(point: number): number | undefined {
  if (point >= 0xfe00 && point <= 0xfe0f) return point - 0xfe00;
  return point >= 0xe0100 && point <= 0xe01ef ? point - 0xe0100 + 16 : undefined;
}
const mayBeSmallCapital = (point: number) =>
  (point >= 0x250 && point <= 0x2af) ||
  (point >= 0x1d00 && point <= 0x1d7f) ||
  (point >= 0xa730 && point <= 0xa731);
const isStyled = (point: number) =>
  (point >= 0x1d400 && point <= 0x1d7ff) ||
  (point >= 0xff21 && point <= 0xff5a) ||
  (point >= 0x249c && point <= 0x24e9) ||
  (point >= 0x1f110 && point <= 0x1f189) ||
  point === 0x210e ||
  point === 0x2115;

/** The longest form of a letter or of a ligature of letters; NFKC makes eighteen units of U+FDFA, a whole phrase. */
const LONGEST_FORM = 4;

/** A character's compatibility form; itself where that is a phrase, of which a text would be made many times as long. */
function compatible(character: string): string {
  const form = character.normalize('NFKC');
  return form.length > LONGEST_FORM ? character : form;
}

/**
 * Strips what cannot be seen (zero-width, bidi, Unicode tags), applies NFKC, and replaces look-alike letters in words
 * that mix scripts. Plain ASCII comes back as it is. Linear; offsets lead back to the original.
 */
export function normalTextOf(text: string): NormalText {
  if (PURE_ASCII.test(text)) return { text };
  const builder = createBuilder(text.length);
  let invisible = 0;
  let styled = 0;
  let tags = '';
  const selectors: number[] = [];
  let flag = false;
  const isStable = isStreamSafe(text) && text.normalize('NFKC') === text;
  for (let index = 0; index < text.length;) {
    const point = text.codePointAt(index) ?? 0;
    const size = point > 0xffff ? 2 : 1;
    if (point >= 0xe0020 && point <= 0xe007f) {
      if (!flag && point !== 0xe007f) tags += String.fromCharCode(point - 0xe0000);
    } else if (isInvisible(point)) {
      const byte = selectorByte(point);
      if (byte !== undefined) selectors.push(byte);
      if (isAsciiLetter(text.charCodeAt(index - 1)) && isAsciiLetter(text.charCodeAt(index + 1))) invisible++;
    } else {
      flag = point === 0x1f3f4;
      const character = size === 1 ? text.charAt(index) : String.fromCodePoint(point);
      const small = mayBeSmallCapital(point) ? smallCapitals.get(character) : undefined;
      if (small !== undefined || isStyled(point)) styled++;
      builder.add(small ?? (isStable || point < 128 ? character : compatible(character)), index);
    }
    index += size;
  }
  const mixedWords = builder.replaceLookAlikes();
  return {
    text: builder.text(),
    origins: builder.origins(),
    disguise: { invisible, styled, mixedWords, tags, selectors: Buffer.from(selectors).toString('utf8') },
  };
}

const WORD = /[\p{L}\p{M}]+/gu;
const LATIN = /[A-Za-z]/;
const FOREIGN = /[\u0370-\u052f\u0530-\u058f\u13a0-\u13ff\u217c]/;

/** Every look-alike is one unit long. */
function latinised(word: string): string {
  let result = '';
  for (let at = 0; at < word.length; at++) result += lookAlikes.get(word.charAt(at)) ?? word.charAt(at);
  return result;
}

function createBuilder(capacity: number) {
  let joined = '';
  let origins = new Int32Array(capacity + 16);
  let length = 0;
  return {
    add(piece: string, origin: number): void {
      if (length + piece.length > origins.length) {
        const larger = new Int32Array((length + piece.length) * 2);
        larger.set(origins);
        origins = larger;
      }
      joined += piece;
      for (let unit = 0; unit < piece.length; unit++) origins[length++] = origin;
    },
    /** Every replacement has the length of what it replaces, so that the offsets stay true. Gives the words changed. */
    replaceLookAlikes(): number {
      if (!FOREIGN.test(joined) || !LATIN.test(joined)) return 0;
      let changed = 0;
      joined = joined.replace(WORD, (found) => {
        if (!LATIN.test(found) || !FOREIGN.test(found)) return found;
        changed++;
        return latinised(found);
      });
      return changed;
    },
    text: () => joined,
    origins: () => origins.subarray(0, length),
  };
}
