/** A copy of `vector` with length 1; a vector of zeros stays as it is. */
export function normalise(vector: ArrayLike<number>): Float32Array {
  const result = Float32Array.from(vector);
  let squares = 0;
  for (const value of result) squares += value * value;
  const length = Math.sqrt(squares);
  if (length > 0) for (let i = 0; i < result.length; i += 1) result[i] = result[i]! / length;
  return result;
}
