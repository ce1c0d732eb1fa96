/** Repeated paragraphs shorter than this many characters cost less than the mark that would stand for them. */
const SHORTEST_REPETITION = 80;

const FENCE = /^\s{0,3}(?:`{3,}|~{3,})/m;

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

function squeezed(paragraph: string): string {
  return paragraph.replace(/[ \t]+$/gm, '').replace(/(?<=\S) {3,}(?=\S)/g, '  ');
}

/**
 * The text with nothing a reader would miss taken out: blanks at line ends, runs of blank lines, paragraphs that stood
 * there before word for word (a mark refers back), JSON without its layout. Texts with code fences keep every blank.
 */
export function compressLosslessly(text: string): string {
  // Providers refuse an empty message, so that a blank one stays as it is.
  if (FENCE.test(text) || text.trim() === '') return text;
  const seen = new Set<string>();
  const pieces = text.split(/(\n[ \t\r]*\n\s*)/);
  return pieces
    .map((piece, index) => {
      if (index % 2 === 1) return '\n\n';
      const key = piece.trim();
      if (key.length >= SHORTEST_REPETITION) {
        if (seen.has(key)) return '[as above]';
        seen.add(key);
      }
      return squeezed(minified(piece));
    })
    .join('');
}
