import { endianness } from 'node:os';
import { z } from 'zod';
import type { EntryKey } from '../keys.js';
import { memberOf } from './redis-names.js';
import { headOf, type EntryHead } from './store.js';

/** The fields of an entry's hash in Redis: head, value, vector. */
export const FIELDS = { head: 'm', value: 'v', vector: 'x' } as const;

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

/** The reverse of `encodeVector`; undefined when there is no vector of this dimension. */
export function decodeVector(field: Buffer | null | undefined, dimension: number): Float32Array | undefined {
  if (!field || field.byteLength !== dimension * 4) return undefined;
  // A copy: the buffer belongs to the connection, and may not start at a multiple of four.
  const vector = new Float32Array(dimension);
  const target = Buffer.from(vector.buffer);
  field.copy(target);
  if (endianness() !== 'LE') target.swap32();
  return vector;
}

/** The bytes that VADD and VSIM take as FP32: little-endian, as is every machine that this runs on. */
export function encodeVector(vector: Float32Array): Buffer {
  const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
  return endianness() === 'LE' ? bytes : Buffer.from(bytes).swap32();
}
