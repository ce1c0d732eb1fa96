import { z } from 'zod';
import { normaliseUnicode } from '../unicode.js';

/** What `tokenizer.json` says of the tokenizers that this module is equal to: those of the project's own networks. */
const unigramSchema = z.object({
  normalizer: z.object({
    type: z.literal('Sequence'),
    normalizers: z.tuple([
      z.object({ type: z.literal('NFKC') }),
      z.object({
        type: z.literal('Replace'),
        pattern: z.object({ Regex: z.literal(String.raw`\s+`) }),
        content: z.literal(' '),
      }),
    ]),
  }),
  pre_tokenizer: z.object({
    type: z.literal('Metaspace'),
    replacement: z.literal('▁'),
    prepend_scheme: z.literal('always'),
  }),
  added_tokens: z.array(z.never()),
  model: z.object({
    type: z.literal('Unigram'),
    unk_id: z.number(),
    byte_fallback: z.literal(false),
    // Not looked through one by one: there are tens of thousands, and a wrong one would be no piece of any text.
    vocab: z.custom<readonly (readonly [string, number])[]>(Array.isArray),
  }),
  post_processor: z
    .object({
      type: z.literal('TemplateProcessing'),
      special_tokens: z.object({
        '<s>': z.object({ ids: z.tuple([z.number()]) }),
        '</s>': z.object({ ids: z.tuple([z.number()]) }),
      }),
    })
    .nullable(),
});

/** How much less likely than the rarest piece a letter is that no piece has, as SentencePiece has it. */
const UNKNOWN_PENALTY = 10;

/**
 * The ids of a text's most likely pieces (T. Kudo, "Subword Regularization", 2018), found by Viterbi. The tokenizers package
 * gives the same ids; its tries of Maps take 50 MB for 59,000 pieces where typed arrays take 3, and ten times as long.
 * Undefined for a definition of any other form.
 */
export function createUnigram(
  definition: unknown,
): ((text: string, withMarks: boolean) => number[]) | undefined {
  const { data } = unigramSchema.safeParse(definition);
  if (data === undefined) return undefined;
  const { vocab, unk_id: unknown } = data.model;
  const scores = Float64Array.from(vocab, ([, score]) => score);
  const rarest = scores.reduce((least, score) => Math.min(least, score), Infinity);
  scores[unknown] = rarest - UNKNOWN_PENALTY;
  const trie = createTrie(vocab.map(([piece]) => piece));
  const marks = data.post_processor?.special_tokens;
  return (text, withMarks) => {
    const ids = mostLikely(prepared(text), trie, scores, unknown);
    return withMarks && marks ? [...marks['<s>'].ids, ...ids, ...marks['</s>'].ids] : ids;
  };
}

function prepared(text: string): string {
  const normalised = normaliseUnicode(text, 'NFKC').replace(/\s+/g, '▁');
  return normalised === '' || normalised.startsWith('▁') ? normalised : `▁${normalised}`;
}

function mostLikely(text: string, trie: Trie, scores: Float64Array, unknown: number): number[] {
  const best = new Float64Array(text.length + 1).fill(-Infinity);
  const from = new Int32Array(text.length + 1);
  const pieces = new Int32Array(text.length + 1);
  best[0] = 0;
  const reach = (start: number, end: number, piece: number) => {
    const score = best[start]! + scores[piece]!;
    if (score <= best[end]!) return;
    best[end] = score;
    from[end] = start;
    pieces[end] = piece;
  };
  for (let start = 0; start < text.length;) {
    const next = start + (text.codePointAt(start)! > 0xffff ? 2 : 1);
    let isLetterKnown = false;
    trie.eachPrefix(text, start, (end, piece) => {
      if (end === next) isLetterKnown = true;
      reach(start, end, piece);
    });
    if (!isLetterKnown) reach(start, next, unknown);
    start = next;
  }
  return readBack(from, pieces, unknown);
}

/** From the end; letters in a row that no piece has are one unknown. */
function readBack(from: Int32Array, pieces: Int32Array, unknown: number): number[] {
  const ids: number[] = [];
  for (let end = from.length - 1; end > 0; end = from[end]!) {
    const id = pieces[end]!;
    if (id !== unknown || ids.at(-1) !== unknown) ids.push(id);
  }
  return ids.reverse();
}

interface Trie {
  /** Calls for each piece that the text has at `start`, the shortest first, with its end and its number. */
  eachPrefix(text: string, start: number, found: (end: number, piece: number) => void): void;
}

/** Its edges are a hash table in typed arrays: from a node by a UTF-16 unit to a node. Node 0 is the root. */
function createTrie(pieces: readonly string[]): Trie {
  const nodes = countNodes(pieces);
  const bits = Math.ceil(Math.log2(2 * nodes));
  const mask = 2 ** bits - 1;
  const parents = new Int32Array(2 ** bits).fill(-1);
  const units = new Uint16Array(2 ** bits);
  const children = new Int32Array(2 ** bits);
  const pieceAt = new Int32Array(nodes).fill(-1);
  /** Where the edge is, or the empty place where it would be. */
  const place = (node: number, unit: number) => {
    let at = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> (32 - bits);
    while (parents[at] !== -1 && (parents[at] !== node || units[at] !== unit)) at = (at + 1) & mask;
    return at;
  };
  let made = 1;
  for (const [number, piece] of pieces.entries()) {
    let node = 0;
    for (let i = 0; i < piece.length; i += 1) {
      const at = place(node, piece.charCodeAt(i));
      if (parents[at] === -1) {
        parents[at] = node;
        units[at] = piece.charCodeAt(i);
        children[at] = made++;
      }
      node = children[at]!;
    }
    pieceAt[node] = number;
  }
  return {
    eachPrefix(text, start, found) {
      let node = 0;
      for (let end = start; end < text.length;) {
        const at = place(node, text.charCodeAt(end));
        if (parents[at] === -1) return;
        node = children[at]!;
        end += 1;
        if (pieceAt[node] !== -1) found(end, pieceAt[node]!);
      }
    },
  };
}

/** Sorted, each piece adds the units that it does not share with the one before. */
function countNodes(pieces: readonly string[]): number {
  let nodes = 1;
  let before = '';
  for (const piece of pieces.toSorted()) {
    let shared = 0;
    while (shared < piece.length && piece[shared] === before[shared]) shared += 1;
    nodes += piece.length - shared;
    before = piece;
  }
  return nodes;
}
