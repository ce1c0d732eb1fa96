import { clampCosine, dotOfRow } from '../cosine.js';

/** The vectors of one scope in one block of memory, searched one by one: exact, and fast enough for some ten thousand. */
export interface VectorIndex {
  readonly size: number;
  set(id: string, vector: Float32Array): void;
  delete(id: string): void;
  /** Up to `count` ids with their cosine, nearest first. */
  nearest(vector: Float32Array, count: number): Neighbour[];
}

interface Neighbour {
  readonly id: string;
  readonly cosine: number;
}

/** An empty index for L2-normalised vectors of `dimension` values. */
export function createVectorIndex(dimension: number): VectorIndex {
  const ids: string[] = [];
  const slots = new Map<string, number>();
  let rows = new Float32Array(4 * dimension);
  // After a quarter of its values a row can be given up when even the best that the rest may add (their lengths'
  // product, by Cauchy and Schwarz) is not enough. Of sentences that is four in five, so that a search takes a third.
  const quarter = Math.floor(dimension / 4);
  const restLengths: number[] = [];
  const restLength = (vector: Float32Array) => Math.sqrt(dotOfRow(vector, 0, vector, quarter, dimension));

  return {
    get size() {
      return ids.length;
    },
    set(id, vector) {
      const slot = slots.get(id) ?? ids.length;
      if ((slot + 1) * dimension > rows.length) rows = doubled(rows);
      rows.set(vector, slot * dimension);
      restLengths[slot] = restLength(vector);
      ids[slot] = id;
      slots.set(id, slot);
    },
    delete(id) {
      const slot = slots.get(id);
      if (slot === undefined) return;
      const [lastId, lastLength] = [ids.pop()!, restLengths.pop()!];
      slots.delete(id);
      if (lastId === id) return;
      // The last row moves into the gap, so that the block stays dense.
      rows.copyWithin(slot * dimension, ids.length * dimension, (ids.length + 1) * dimension);
      restLengths[slot] = lastLength;
      ids[slot] = lastId;
      slots.set(lastId, slot);
    },
    nearest(vector, count) {
      const best: Neighbour[] = [];
      const rest = restLength(vector);
      let enough = -Infinity;
      for (let slot = 0; slot < ids.length; slot += 1) {
        const start = slot * dimension;
        const begun = dotOfRow(rows, start, vector, 0, quarter);
        if (begun + restLengths[slot]! * rest <= enough) continue;
        const product = begun + dotOfRow(rows, start, vector, quarter, dimension);
        if (product <= enough) continue;
        insert(best, { id: ids[slot]!, cosine: clampCosine(product) }, count);
        if (best.length === count) enough = best[count - 1]!.cosine;
      }
      return best;
    },
  };
}

function doubled(block: Float32Array): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(block.length * 2);
  larger.set(block);
  return larger;
}

/** Puts a neighbour in its place, nearest first, and drops what is then beyond `count`. */
function insert(best: Neighbour[], found: Neighbour, count: number): void {
  const at = best.findIndex((other) => other.cosine < found.cosine);
  best.splice(at === -1 ? best.length : at, 0, found);
  best.length = Math.min(best.length, count);
}
