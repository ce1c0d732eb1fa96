/**
 * Signs that calculate or compare: operators; a hyphen or slash between blanks with a digit or a single letter on both
 * sides; the sign or the point before a number ("-10", ".5"); a factorial. And signs between blanks, as those of a
 * programming language that somebody asks about ("&&", "?.", "[").
 */
/** Stars that stand for any name of a file ("*.log") calculate nothing: what they stand beside is compared as a word. */
const GLOB = /(?<![\p{N})\]]\s?)(?<![\p{L}*])\*(?=\.\p{L})/gu;

const SYMBOLS = new RegExp(
  [
    String.raw`(?<calculates>[+*<>=^|~\\÷×≤≥≠%]+`,
    String.raw`(?<=(?:^|[\s(])[\p{L}\d.]?\d* )[-/](?= \d| \p{L}(?!\p{L}))`,
    String.raw`(?<![\p{L}\p{N}])(?:-(?=\.?\d)|\.(?=\d))`,
    String.raw`(?<=\d)!)`,
    String.raw`(?<alone>(?<=^|\s)[!-/:-@[-\x60{-~]{1,4}(?=\s))`,
  ].join('|'),
  'gu',
);

/** What stands between blanks in ordinary writing. */
const ORDINARY = /^(?:[%&,:;!?/()]|-{1,3}|\.{1,4})?$/;

/** The signs of a text that questions differ in ("5 + 3" and "5 - 3"), in order. */
export function readSymbols(text: string): string {
  const found = [...text.replace(GLOB, ' ').matchAll(SYMBOLS)].flatMap(({ groups }) => {
    const alone = groups?.['alone']?.replace(/["'`]/g, '');
    if (alone !== undefined) return ORDINARY.test(alone) ? [] : [alone];
    const sign = groups?.['calculates'];
    return sign === undefined || sign === '%' ? [] : [sign];
  });
  return found.join(' ');
}
