/** The tokens of an encoding by their bytes. A token's rank is its number, and the order in which pairs are merged. */
export interface Vocabulary {
  /** How many tokens a piece of text is. A piece is what the encoding's pattern matches: nothing merges across two. */
  tokensIn(piece: string): number;
}

/** No pair of parts that could be merged. */
const NONE = 0x7fffffff;
const BYTES_OF_A_UNIT = 3;

/**
 * Byte pair encoding (R. Sennrich et al., "Neural Machine Translation of Rare Words with Subword Units", 2016) as tiktoken does
 * it, and from its files: the counts are the same. Its own encoder is WebAssembly, whose memory grows to 70 MB while it is
 * built and is never given back, where typed arrays take 6; and each call copies its text there.
 * `ranks` is a line of tiktoken's: `!`, the first rank, and each token in base64.
 */
export function createVocabulary(ranks: string): Vocabulary {
  const table = readTokens(ranks);
  const encoder = new TextEncoder();
  let bytes = new Uint8Array(256);
  return {
    tokensIn(piece) {
      if (piece.length * BYTES_OF_A_UNIT > bytes.length)
        bytes = new Uint8Array(2 * piece.length * BYTES_OF_A_UNIT);
      const { written } = encoder.encodeInto(piece, bytes);
      if (written < 2 || table.rankOf(bytes, 0, written) !== NONE) return Math.min(written, 1);
      return merge(table, bytes, written);
    },
  };
}

/** Merges the pair with the lowest rank, the leftmost of equals, until no two parts are a token together. */
function merge(table: TokenTable, bytes: Uint8Array, length: number): number {
  // Where each part begins, one more for the end; and the rank of each part together with the next.
  const starts = new Int32Array(length + 1);
  for (let at = 1; at <= length; at += 1) starts[at] = at;
  const pairs = new Int32Array(length + 1).fill(NONE);
  let parts = length;
  const rankAt = (part: number) =>
    part + 2 > parts ? NONE : table.rankOf(bytes, starts[part]!, starts[part + 2]!);
  for (let part = 0; part + 1 < parts; part += 1) pairs[part] = rankAt(part);
  for (;;) {
    let lowest = 0;
    for (let part = 1; part + 1 < parts; part += 1) if (pairs[part]! < pairs[lowest]!) lowest = part;
    if (parts < 2 || pairs[lowest] === NONE) return parts;
    starts.copyWithin(lowest + 1, lowest + 2, parts + 1);
    pairs.copyWithin(lowest + 1, lowest + 2, parts + 1);
    parts -= 1;
    pairs[lowest] = rankAt(lowest);
    if (lowest > 0) pairs[lowest - 1] = rankAt(lowest - 1);
  }
}

interface TokenTable {
  /** The rank of the token with these bytes; `NONE` where there is none. */
  rankOf(bytes: Uint8Array, start: number, end: number): number;
}

function readTokens(ranks: string): TokenTable {
  const [, first, ...tokens] = ranks.trim().split(' ');
  if (first !== '0') throw new Error('Expected a list of tokens that begins with rank 0.');
  const all = Buffer.alloc(ranks.length);
  const starts = new Int32Array(tokens.length + 1);
  let used = 0;
  for (const [rank, token] of tokens.entries()) {
    used += all.write(token, used, 'base64');
    starts[rank + 1] = used;
  }
  // A copy: what base64 took more would stay.
  return hashTable(Uint8Array.from(all.subarray(0, used)), starts);
}

/** Open addressing: a place holds a rank and one more, 0 where it is empty. */
function hashTable(known: Uint8Array, starts: Int32Array): TokenTable {
  const bits = Math.ceil(Math.log2(2 * starts.length));
  const places = new Int32Array(2 ** bits);
  const placeOf = (bytes: Uint8Array, start: number, end: number) => {
    // FNV-1a.
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    return Math.imul(hash ^ (hash >>> 15), 0x9e3779b1) >>> (32 - bits);
  };
  const next = (place: number) => (place + 1) & (places.length - 1);
  for (let rank = 0; rank + 1 < starts.length; rank += 1) {
    let place = placeOf(known, starts[rank]!, starts[rank + 1]!);
    while (places[place] !== 0) place = next(place);
    places[place] = rank + 1;
  }
  const isToken = (rank: number, bytes: Uint8Array, start: number, length: number) => {
    const from = starts[rank]!;
    if (starts[rank + 1]! - from !== length) return false;
    for (let at = 0; at < length; at += 1) if (known[from + at] !== bytes[start + at]) return false;
    return true;
  };
  return {
    rankOf(bytes, start, end) {
      for (let place = placeOf(bytes, start, end); places[place] !== 0; place = next(place)) {
        const rank = places[place]! - 1;
        if (isToken(rank, bytes, start, end - start)) return rank;
      }
      return NONE;
    },
  };
}
