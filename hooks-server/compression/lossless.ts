/** Repeated paragraphs shorter than this many characters cost less than the mark that would stand for them. */
const SHORTEST_REPETITION = 80;

const FENCE = /^[ \t]*(?:`{3,}|~{3,})/m;

/** JSON without the blanks between its tokens: strings, numbers, key order and repeated keys stay byte for byte. */
function minified(paragraph: string): string {
  const trimmed = paragraph.trim();
  if (!/^[{[]/.test(trimmed) || !/[}\]]$/.test(trimmed)) return paragraph;
  try {
    JSON.parse(trimmed);
  } catch {
    return paragraph;
  }
  return trimmed.replace(
    /("[^"\\]*(?:\\.[^"\\]*)*")|\s+/g,
    (_, literal: string | undefined) => literal ?? '',
  );
}

/** Where blanks may mean something: indentation, and lines with something quoted in them. */
const KEEPS_BLANKS = /^[ \t]|["'`“”„‘’«»]/;

function squeezed(line: string): string {
  let end = line.length;
  // By hand: the pattern `[ \t]+$` is tried at every blank, and long runs of blanks then take quadratic time.
  while (line[end - 1] === ' ' || line[end - 1] === '\t') end -= 1;
  const rest = line.slice(0, end);
  return KEEPS_BLANKS.test(rest) ? rest : rest.replace(/(?<=\S) {3,}(?=\S)/g, '  ');
}

const squeezedLines = (paragraph: string) => paragraph.split('\n').map(squeezed).join('\n');

/**
 * A stretch of context with nothing a reader would miss taken out: blanks at line ends, runs of blank lines, paragraphs
 * that stood there before word for word (a mark refers back), JSON without its layout. Texts with code fences keep every
 * blank. `seen` holds the paragraphs of the stretches before this one, and takes this one's too.
 */
export function compressLosslessly(text: string, seen = new Set<string>()): string {
  // Providers refuse an empty message, so that a blank one stays as it is.
  if (FENCE.test(text) || text.trim() === '') return text;
  // The indentation of the line after blank lines is not part of them.
  const pieces = text.split(/(\n(?:[ \t\r]*\n)+)/);
  const last = pieces.findLastIndex((piece) => piece.trim() !== '');
  return pieces
    .map((piece, index) => {
      if (index % 2 === 1) return piece.includes('\r') ? '\n\r\n' : '\n\n';
      const key = piece.trim();
      // What a text ends with may be what it wants, and has to be read there.
      if (key.length >= SHORTEST_REPETITION && index < last) {
        if (seen.has(key)) return '[as above]';
        seen.add(key);
      }
      return squeezedLines(minified(piece));
    })
    .join('');
}
