import { clampCosine, dotOfRow } from '../../vectors/cosine.js';

/**
 * The vectors of one scope in one block of memory, searched one by one: exact, and fast enough for some ten thousand. The
 * block has room for no more than twice the vectors it holds.
 */
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
  let rows = new Float32Array(0);
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
      if ((slot + 1) * dimension > rows.length) rows = withRoom(rows, slot + 1, dimension);
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
      if (lastId !== id) {
        // The last row moves into the gap, so that the block stays dense.
        rows.copyWithin(slot * dimension, ids.length * dimension, (ids.length + 1) * dimension);
        restLengths[slot] = lastLength;
        ids[slot] = lastId;
        slots.set(lastId, slot);
      }
      if (rows.length > 2 * ids.length * dimension) rows = withRoom(rows, ids.length, dimension);
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

/** The block with room for `count` rows and half as many again, so that it is seldom copied. */
function withRoom(block: Float32Array, count: number, dimension: number): Float32Array<ArrayBuffer> {
  const copy = new Float32Array(Math.floor(1.5 * count) * dimension);
  copy.set(block.subarray(0, copy.length));
  return copy;
}

/** Puts a neighbour in its place, nearest first, and drops what is then beyond `count`. */
function insert(best: Neighbour[], found: Neighbour, count: number): void {
  const at = best.findIndex((other) => other.cosine < found.cosine);
  best.splice(at === -1 ? best.length : at, 0, found);
  best.length = Math.min(best.length, count);
}
