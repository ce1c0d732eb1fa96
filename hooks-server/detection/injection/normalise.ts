import { withoutLookAlikes } from './look-alikes.js';

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

/** Whether a unit stays as it is: 1 if it does, 2 if not, 0 where it has not occurred yet: most texts hold few of all. */
const staying = new Uint8Array(65_536);

const stays = (unit: number) => (staying[unit]! || (staying[unit] = isKept(unit) ? 1 : 2)) === 1;

/** Neither hidden nor styled nor with another compatibility form, nor one of two units of a character. */
function isKept(unit: number): boolean {
  if (unit < 128) return true;
  const character = String.fromCharCode(unit);
  const isHalf = unit >= 0xd800 && unit <= 0xdfff;
  const isSmallCapital = mayBeSmallCapital(unit) && smallCapitals.has(character);
  return (
    !isHalf && !isInvisible(unit) && !isStyled(unit) && !isSmallCapital && compatible(character) === character
  );
}

/**
 * Strips what cannot be seen (zero-width, bidi, Unicode tags), applies NFKC, and replaces look-alike letters in words
 * that mix scripts. Plain ASCII comes back as it is. Linear; offsets lead back to the original.
 */
export function normalTextOf(text: string): NormalText {
  if (PURE_ASCII.test(text)) return { text };
  const builder = createBuilder(text);
  let invisible = 0;
  let styled = 0;
  let tags = '';
  const selectors: number[] = [];
  let flag = false;
  for (let index = 0; index < text.length;) {
    if (stays(text.charCodeAt(index))) {
      flag = false;
      index++;
      continue;
    }
    const point = text.codePointAt(index) ?? 0;
    const size = point > 0xffff ? 2 : 1;
    if (point >= 0xe0020 && point <= 0xe007f) {
      if (!flag && point !== 0xe007f) tags += String.fromCharCode(point - 0xe0000);
      builder.replace(index, size, '');
    } else if (isInvisible(point)) {
      const byte = selectorByte(point);
      if (byte !== undefined) selectors.push(byte);
      if (isAsciiLetter(text.charCodeAt(index - 1)) && isAsciiLetter(text.charCodeAt(index + 1))) invisible++;
      builder.replace(index, size, '');
    } else {
      flag = point === 0x1f3f4;
      const character = size === 1 ? text.charAt(index) : String.fromCodePoint(point);
      const small = mayBeSmallCapital(point) ? smallCapitals.get(character) : undefined;
      if (small !== undefined || isStyled(point)) styled++;
      builder.replace(index, size, small ?? compatible(character));
    }
    index += size;
  }
  const { seen, origins } = builder.build();
  const latin = withoutLookAlikes(seen);
  return {
    text: latin.text,
    ...(origins && { origins }),
    disguise: {
      invisible,
      styled,
      mixedWords: latin.changed,
      tags,
      selectors: Buffer.from(selectors).toString('utf8'),
    },
  };
}

/** Puts a text together of what stays as it is and of what stands in its place, which must be told from left to right. */
function createBuilder(text: string) {
  let seen = '';
  let taken = 0;
  let length = 0;
  let origins: Int32Array | undefined;
  const keep = (end: number) => {
    if (end === taken) return;
    seen += text.slice(taken, end);
    if (origins) {
      origins = withRoom(origins, length + end - taken);
      for (let at = taken; at < end; at++) origins[length++] = at;
    } else length += end - taken;
    taken = end;
  };
  return {
    replace(at: number, size: number, piece: string): void {
      if (piece.length === size && text.startsWith(piece, at)) return;
      keep(at);
      // Up to here nothing had moved.
      origins ??= Int32Array.from({ length: text.length + 16 }, (_, unit) => unit);
      origins = withRoom(origins, length + piece.length);
      seen += piece;
      for (let unit = 0; unit < piece.length; unit++) origins[length++] = at;
      taken = at + size;
    },
    build() {
      keep(text.length);
      return { seen, origins: origins?.subarray(0, length) };
    },
  };
}

function withRoom(list: Int32Array, length: number): Int32Array {
  if (length <= list.length) return list;
  const larger = new Int32Array(length * 2);
  larger.set(list);
  return larger;
}
