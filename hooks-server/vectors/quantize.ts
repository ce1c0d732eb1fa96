import type { TokenVectors } from './embedding.js';

/** A copy of `vector` with length 1; a vector of zeros stays as it is. */
export function normalise(vector: ArrayLike<number>): Float32Array {
  const result = Float32Array.from(vector);
  let squares = 0;
  for (const value of result) squares += value * value;
  const length = Math.sqrt(squares);
  if (length > 0) for (let i = 0; i < result.length; i += 1) result[i] = result[i]! / length;
  return result;
}

/**
 * Writes a vector into eight-bit integers so that its largest value becomes 127 or -127. The scale is dropped: only
 * directions of token vectors are ever compared, and a cosine does not see the scale.
 */
export function quantiseInto(target: Int8Array, offset: number, vector: ArrayLike<number>): void {
  let largest = 0;
  for (let i = 0; i < vector.length; i += 1) largest = Math.max(largest, Math.abs(vector[i]!));
  if (largest === 0) return;
  // Rounded by floor, which V8 compiles to one instruction: Math.round takes four times as long here.
  for (let i = 0; i < vector.length; i += 1)
    target[offset + i] = Math.floor((vector[i]! / largest) * 127 + 0.5);
}

/** Values in each row of token vectors; 0 where there are no tokens. */
export function rowLength({ tokens, rows }: TokenVectors): number {
  return tokens.length === 0 ? 0 : rows.length / tokens.length;
}
