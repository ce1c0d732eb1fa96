import { documentHeader } from '../../../hooks-server/compression/text/lines.js';
import { kindOf } from '../../../hooks-server/compression/text/line-kind.js';

/** Marks of cuts in every form: in prose, as a row, as a JSON element, as a JSON member. */
const MARK = /,?\s*"\[…\d*\]"(?::\s?"")?,?|\|\s*\[…\]\s*\||\[…\]/gu;
const SENTENCE_END = /[.!?…。！？｡．؟۔।॥։།។][\p{Pe}\p{Pf}\p{Po}"'\]]*$/u;

/** Whether a piece is what stands in front of a line's sentences: a document's header, a speaker's name. */
const isPrefix = (piece: string, line: string): boolean =>
  line.startsWith(piece) && (/[:：]$/u.test(piece) || documentHeader(line) >= piece.length);

/** Whether a piece of an output line is whole sentences of one line of prose, and a turn with its speaker. */
function isWhole(piece: string, lines: readonly string[]): boolean {
  return lines.some((line) => {
    if (isPrefix(piece, line)) return true;
    if (
      kindOf(line) !== 'prose' &&
      kindOf(line) !== 'list' &&
      kindOf(line) !== 'item' &&
      kindOf(line) !== 'turn'
    )
      return false;
    for (let at = line.indexOf(piece); at >= 0; at = line.indexOf(piece, at + 1)) {
      const before = line.slice(0, at).trimEnd();
      const after = line.slice(at + piece.length).trimStart();
      const starts = before === '' || SENTENCE_END.test(before) || isPrefix(before, line);
      const ends = after === '' || SENTENCE_END.test(piece);
      if (starts && ends) return true;
    }
    return false;
  });
}

/**
 * How many lines of a compressed text are not whole lines of the original: neither a line of it, nor a mark, nor, for
 * prose, whole sentences of one of its lines around marks.
 */
export function brokenLines(original: string, compressed: string): number {
  if (original === compressed) return 0;
  const lines = original.split('\n').map((line) => line.trim());
  const known = new Set(lines);
  return compressed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !known.has(line))
    .filter((line) => line.split(MARK).some((piece) => piece.trim() !== '' && !isWhole(piece.trim(), lines)))
    .length;
}
