import { endianness } from 'node:os';
import { z } from 'zod';
import type { Embedding } from '../../vectors/embedding.js';
import type { EntryKey } from '../keys.js';
import { memberOf } from './redis-names.js';
import { headOf, type EntryHead } from './store.js';

/** The fields of an entry's hash in Redis: head, value, vector, tokens, token rows. */
export const FIELDS = { head: 'm', value: 'v', vector: 'x', tokens: 't', rows: 'r' } as const;

const headSchema = z.strictObject({
  tenantId: z.string(),
  family: z.enum(['chat', 'text', 'messages', 'responses', 'embedding']),
  model: z.string(),
  text: z.string(),
  createdAt: z.number(),
  expiresAt: z.number(),
  usage: z.strictObject({ promptTokens: z.number(), completionTokens: z.number() }),
  /** Where it belongs: one that was copied to another place is not taken for an answer there. */
  place: z.string(),
});

const tokensSchema = z.array(z.string());

const placeOf = (key: EntryKey) => `${key.who}.${memberOf(key)}`;

/** The head of an entry as it is kept, bound to its place. */
export function encodeHead(head: EntryHead, key: EntryKey): string {
  return JSON.stringify({ ...headOf(head), place: placeOf(key) });
}

/** The head of the entry at a place; undefined when it is absent, of another release's form, or of another place. */
export function decodeHead(field: Buffer | string | null | undefined, key: EntryKey): EntryHead | undefined {
  if (field === null || field === undefined) return undefined;
  try {
    const { place, ...head } = headSchema.parse(JSON.parse(field.toString()));
    return place === placeOf(key) ? head : undefined;
  } catch {
    return undefined;
  }
}

/** The fields of an embedding as name and value in turn: little-endian float32, JSON, int8. */
export function embeddingFields({ vector, tokens }: Embedding): (string | Buffer)[] {
  const fields: (string | Buffer)[] = [FIELDS.vector, encodeVector(vector)];
  if (tokens === undefined) return fields;
  const rows = Buffer.from(tokens.rows.buffer, tokens.rows.byteOffset, tokens.rows.byteLength);
  return [...fields, FIELDS.tokens, JSON.stringify(tokens.tokens), FIELDS.rows, rows];
}

/** The reverse; undefined when there is no vector of this dimension, or when its tokens are of another form. */
export function embeddingFromFields(
  vector: Buffer | null | undefined,
  tokens: Buffer | null | undefined,
  rows: Buffer | null | undefined,
  dimension: number,
): Embedding | undefined {
  if (!vector || vector.byteLength !== dimension * 4) return undefined;
  const decoded = decodeVector(vector);
  if (!tokens || !rows) return { vector: decoded };
  const names = decodeTokens(tokens);
  return names && { vector: decoded, tokens: { tokens: names, rows: new Int8Array(rows) } };
}

function decodeTokens(field: Buffer): string[] | undefined {
  try {
    return tokensSchema.parse(JSON.parse(field.toString()));
  } catch {
    return undefined;
  }
}

/** The bytes that VADD and VSIM take as FP32: little-endian, as is every machine that this runs on. */
export function encodeVector(vector: Float32Array): Buffer {
  const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
  return endianness() === 'LE' ? bytes : Buffer.from(bytes).swap32();
}

function decodeVector(bytes: Buffer): Float32Array {
  // A copy: the buffer belongs to the connection, and may not start at a multiple of four.
  const vector = new Float32Array(bytes.byteLength / 4);
  const target = Buffer.from(vector.buffer);
  bytes.copy(target);
  if (endianness() !== 'LE') target.swap32();
  return vector;
}
