/**
 * The dot product of a vector's values `from` to `to` with those of the row that begins at `start` in a block of rows.
 * Four sums at a time: one alone waits for each addition before the next can begin, and takes half as long again.
 */
export function dotOfRow(
  rows: Float32Array,
  start: number,
  vector: Float32Array,
  from: number,
  to: number,
): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let index = from;
  for (; index + 4 <= to; index += 4) {
    const at = start + index;
    a += rows[at]! * vector[index]!;
    b += rows[at + 1]! * vector[index + 1]!;
    c += rows[at + 2]! * vector[index + 2]!;
    d += rows[at + 3]! * vector[index + 3]!;
  }
  for (; index < to; index += 1) a += rows[start + index]! * vector[index]!;
  return a + b + (c + d);
}

/** The cosine of two vectors of length 1, within [-1, 1]; 0 when they have not the same number of values. */
export function cosineOf(a: Float32Array, b: Float32Array): number {
  return a.length === b.length ? clampCosine(dotOfRow(a, 0, b, 0, b.length)) : 0;
}

/** Rounding may carry the dot product of two vectors of length 1 past 1. */
export function clampCosine(product: number): number {
  return Math.max(-1, Math.min(1, product));
}
