import type { Embedding, TokenVectors } from '../../vectors/embedding.js';

const VERSION = 1;
const HEADER_BYTES = 12;

/**
 * An embedding as bytes for a store: version, vector length, number of tokens, bytes of the token list (all unsigned
 * 32-bit little-endian but the 16-bit first two), the vector as float32, the tokens as JSON, the rows as int8.
 */
export function encodeEmbedding({ vector, tokens }: Embedding): Buffer {
  const surface = Buffer.from(tokens ? JSON.stringify(tokens.tokens) : '');
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16LE(VERSION, 0);
  header.writeUInt16LE(vector.length, 2);
  header.writeUInt32LE(tokens?.tokens.length ?? 0, 4);
  header.writeUInt32LE(surface.length, 8);
  const floats = Buffer.alloc(vector.length * 4);
  vector.forEach((value, index) => floats.writeFloatLE(value, index * 4));
  const rows = tokens
    ? Buffer.from(tokens.rows.buffer, tokens.rows.byteOffset, tokens.rows.length)
    : Buffer.alloc(0);
  return Buffer.concat([header, floats, surface, rows]);
}

/** Reads what `encodeEmbedding` wrote; undefined for anything else, so that a damaged entry is a miss and not a fault. */
export function decodeEmbedding(bytes: Buffer): Embedding | undefined {
  if (bytes.length < HEADER_BYTES || bytes.readUInt16LE(0) !== VERSION) return undefined;
  const dimension = bytes.readUInt16LE(2);
  const count = bytes.readUInt32LE(4);
  const surfaceBytes = bytes.readUInt32LE(8);
  const surfaceStart = HEADER_BYTES + dimension * 4;
  const rowsStart = surfaceStart + surfaceBytes;
  if (bytes.length < rowsStart || (bytes.length - rowsStart) % Math.max(count, 1) !== 0) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const vector = new Float32Array(dimension);
  for (let i = 0; i < dimension; i += 1) vector[i] = view.getFloat32(HEADER_BYTES + i * 4, true);
  if (surfaceBytes === 0) return { vector };
  const tokens = readTokens(
    bytes.toString('utf8', surfaceStart, rowsStart),
    count,
    bytes.subarray(rowsStart),
  );
  return tokens && { vector, tokens };
}

function readTokens(json: string, count: number, rows: Buffer): TokenVectors | undefined {
  try {
    const tokens: unknown = JSON.parse(json);
    const usable =
      Array.isArray(tokens) && tokens.length === count && tokens.every((token) => typeof token === 'string');
    return usable
      ? { tokens, rows: new Int8Array(rows.buffer, rows.byteOffset, rows.length).slice() }
      : undefined;
  } catch {
    return undefined;
  }
}
