import { createSpanTable, hashSpan, unitsOf } from '../text/span-table.js';
import { encodingFor, loadVocabulary, type EncodingName } from './encodings.js';
import { createPieceScanner } from './pieces.js';

/** Counts tokens in one encoding. */
export interface TokenCounter {
  readonly encoding: EncodingName;
  /** Tokens of the whole text. */
  count(text: string): number;
  /**
   * Tokens of each stretch of the text, of which `ends` gives the ascending ends (UTF-16 offsets, the last is the
   * text's length). A token across a boundary counts where it starts, so that the sum is the whole text's count.
   */
  countStretches(text: string, ends: ArrayLike<number>): Uint32Array;
}

/**
 * A piece longer than this is counted in slices: the merge is quadratic in a piece's length (13 s for 100,000
 * letters without a blank), and a slice boundary adds at most one token.
 */
const LONGEST_PIECE = 256;

/** Pieces remembered with their counts, and their length together. Natural text repeats its words: 14,000 cover 110,000 tokens of mixed prose. */
const REMEMBERED_PIECES = 60_000;
const REMEMBERED_UNITS = 600_000;

/** Longer pieces are rarely seen twice in natural text. */
const LONGEST_REMEMBERED = 40;

/**
 * But a text is counted several times on its way, and merging a long piece takes a tenth of a millisecond: so many slices of
 * such pieces are remembered, half a kilobyte each.
 */
const REMEMBERED_SLICES = 2_000;

function createSliceCounter(count: (piece: string) => number) {
  const remembered = new Map<string, number>();
  const countSlice = (slice: string) => {
    const known = remembered.get(slice);
    if (known !== undefined) return known;
    const tokens = count(slice);
    if (remembered.size >= REMEMBERED_SLICES) remembered.clear();
    remembered.set(slice, tokens);
    return tokens;
  };
  return (piece: string): number => {
    let tokens = 0;
    for (let start = 0; start < piece.length; start += LONGEST_PIECE)
      tokens += countSlice(piece.slice(start, start + LONGEST_PIECE));
    return tokens;
  };
}

/** Counts the tokens of single pieces, given by their offsets, and remembers the short ones. */
function createPieceCounter(count: (piece: string) => number) {
  const remembered = createSpanTable(REMEMBERED_PIECES, REMEMBERED_UNITS);
  const countLong = createSliceCounter(count);
  return (text: string, units: Uint16Array, start: number, end: number): number => {
    if (end - start > LONGEST_REMEMBERED) return countLong(text.slice(start, end));
    const hash = hashSpan(units, start, end);
    const known = remembered.find(units, start, end, hash);
    if (known >= 0) return known;
    const tokens = count(text.slice(start, end));
    if (!remembered.add(units, start, end, hash, tokens)) remembered.clear();
    return tokens;
  };
}

/**
 * A counter over an encoding's tokens. BPE never merges across pieces, so the sum over the pieces is tiktoken's own count;
 * remembering each piece's count makes it many times as fast as counting the whole anew (1-2 ms for 10,000 tokens).
 */
export function createTokenCounter(encoding: EncodingName): TokenCounter {
  const vocabulary = loadVocabulary(encoding);
  const countPiece = createPieceCounter((piece) => vocabulary.tokensIn(piece));
  const pieces = createPieceScanner(encoding);
  return {
    encoding,
    count(text) {
      const units = unitsOf(text);
      let tokens = 0;
      for (let start = 0; start < text.length;) {
        const end = pieces.next(text, units, start);
        tokens += countPiece(text, units, start, end);
        start = end;
      }
      return tokens;
    },
    countStretches(text, ends) {
      const counts = new Uint32Array(ends.length);
      const units = unitsOf(text);
      let stretch = 0;
      for (let start = 0; start < text.length;) {
        const end = pieces.next(text, units, start);
        while (stretch < ends.length - 1 && start >= (ends[stretch] ?? 0)) stretch += 1;
        counts[stretch] = (counts[stretch] ?? 0) + countPiece(text, units, start, end);
        start = end;
      }
      return counts;
    },
  };
}

/** Counters by model, built on first use. */
export interface TokenCounters {
  /** The counter for a model; loads its encoding if need be (up to 0.5 s). */
  forModel(model: string): TokenCounter;
  /** The same, but undefined instead of waiting for an encoding that is not loaded yet. */
  ready(model: string): TokenCounter | undefined;
}

/** Counters of one thread. Each loaded encoding takes some 10 MB. */
export function createTokenCounters(): TokenCounters {
  const counters = new Map<EncodingName, TokenCounter>();
  const get = (name: EncodingName): TokenCounter => {
    const counter = counters.get(name) ?? createTokenCounter(name);
    counters.set(name, counter);
    return counter;
  };
  return {
    forModel: (model) => get(encodingFor(model)),
    ready: (model) => counters.get(encodingFor(model)),
  };
}
