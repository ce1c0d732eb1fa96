/** The vectors of one scope in one block of memory, searched one by one: exact, and fast enough for some ten thousand. */
export interface VectorIndex {
  readonly size: number;
  set(id: string, vector: Float32Array): void;
  delete(id: string): void;
  /** Up to `count` ids with their cosine, nearest first. */
  nearest(vector: Float32Array, count: number): { id: string; cosine: number }[];
}

/** An empty index for L2-normalised vectors of `dimension` values. */
export function createVectorIndex(dimension: number): VectorIndex {
  const ids: string[] = [];
  const slots = new Map<string, number>();
  let rows = new Float32Array(4 * dimension);

  const grow = () => {
    const larger = new Float32Array(rows.length * 2);
    larger.set(rows);
    rows = larger;
  };

  return {
    get size() {
      return ids.length;
    },
    set(id, vector) {
      const slot = slots.get(id) ?? ids.length;
      if ((slot + 1) * dimension > rows.length) grow();
      rows.set(vector, slot * dimension);
      ids[slot] = id;
      slots.set(id, slot);
    },
    delete(id) {
      const slot = slots.get(id);
      const lastId = ids.pop();
      if (slot === undefined || lastId === undefined) return;
      slots.delete(id);
      if (lastId === id) return;
      // The last row moves into the gap, so that the block stays dense.
      rows.copyWithin(slot * dimension, ids.length * dimension, (ids.length + 1) * dimension);
      ids[slot] = lastId;
      slots.set(lastId, slot);
    },
    nearest(vector, count) {
      const best: { id: string; cosine: number }[] = [];
      for (const [slot, id] of ids.entries()) {
        const cosine = dotAt(rows, slot * dimension, vector);
        const worst = best.at(-1);
        if (best.length === count && worst !== undefined && cosine <= worst.cosine) continue;
        const at = best.findIndex((other) => other.cosine < cosine);
        best.splice(at === -1 ? best.length : at, 0, { id, cosine });
        best.length = Math.min(best.length, count);
      }
      return best;
    },
  };
}

/** The cosine of two L2-normalised vectors, within [-1, 1]. */
export function cosineOf(a: Float32Array, b: Float32Array): number {
  return a.length === b.length ? dotAt(a, 0, b) : 0;
}

function dotAt(rows: Float32Array, offset: number, vector: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < vector.length; index++)
    sum += (rows[offset + index] ?? 0) * (vector[index] ?? 0);
  return Math.max(-1, Math.min(1, sum));
}
