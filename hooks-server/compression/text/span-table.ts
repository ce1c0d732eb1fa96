/** Numbers by stretch of text: a hash table that is asked with offsets, so that no string is made for a lookup. */
export interface SpanTable {
  /** The number stored for units[start, end), or -1. `hash` is `hashSpan` of the same stretch. */
  find(units: Uint16Array, start: number, end: number, hash: number): number;
  /** Stores a number from 0 up; false when the table is full, until it is cleared. */
  add(units: Uint16Array, start: number, end: number, hash: number, value: number): boolean;
  clear(): void;
}

/**
 * A text's UTF-16 units as numbers: several times as fast to read one by one as the string, whose every access asks
 * what kind of string it is. Lone surrogates stay as they are.
 */
export function unitsOf(text: string): Uint16Array {
  const bytes = Buffer.from(text, 'utf16le');
  return new Uint16Array(bytes.buffer, bytes.byteOffset, text.length);
}

/** Starting value and step of the hash (31-polynomial over UTF-16 units, Java's String.hashCode). */
const HASH_START = 7;
const hashStep = (hash: number, unit: number): number => (Math.imul(hash, 31) + unit) | 0;

/** The hash of units[start, end). */
export function hashSpan(units: Uint16Array, start: number, end: number): number {
  let hash = HASH_START;
  for (let at = start; at < end; at += 1) hash = hashStep(hash, units[at] ?? 0);
  return hash;
}

/** Fibonacci hashing: spreads the polynomial's neighbours over the slots. */
const GOLDEN = 0x9e3779b1;

/** More slots than this in a row are never looked at: texts made to collide must not cost more than that. */
const LONGEST_PROBE = 32;

/** Whether pool[place, place + length) is what stands in `units` from `start` on. */
function isSame(
  pool: Uint16Array,
  place: number,
  units: Uint16Array,
  start: number,
  length: number,
): boolean {
  for (let at = 0; at < length; at += 1) {
    if (pool[place + at] !== units[start + at]) return false;
  }
  return true;
}

/**
 * A table of at most `entries` stretches with `capacity` UTF-16 units in all. Open addressing over twice as many slots;
 * every hit is compared unit by unit, so that equal hashes never confuse two stretches.
 */
export function createSpanTable(entries: number, capacity: number): SpanTable {
  const bits = Math.ceil(Math.log2(entries * 2));
  const slots = 2 ** bits;
  const hashes = new Int32Array(slots);
  const places = new Int32Array(slots);
  const lengths = new Int32Array(slots);
  const values = new Int32Array(slots).fill(-1);
  const pool = new Uint16Array(capacity);
  let used = 0;
  let stored = 0;
  const slotOf = (hash: number, probe: number) =>
    ((Math.imul(hash, GOLDEN) >>> (32 - bits)) + probe) & (slots - 1);
  return {
    find(units, start, end, hash) {
      const length = end - start;
      for (let probe = 0; probe < LONGEST_PROBE; probe += 1) {
        const slot = slotOf(hash, probe);
        const value = values[slot] ?? -1;
        if (value < 0) return -1;
        if (hashes[slot] !== hash || lengths[slot] !== length) continue;
        if (isSame(pool, places[slot] ?? 0, units, start, length)) return value;
      }
      return -1;
    },
    add(units, start, end, hash, value) {
      if (stored >= entries || used + end - start > capacity) return false;
      for (let probe = 0; probe < LONGEST_PROBE; probe += 1) {
        const slot = slotOf(hash, probe);
        if ((values[slot] ?? -1) >= 0) continue;
        hashes[slot] = hash;
        places[slot] = used;
        lengths[slot] = end - start;
        values[slot] = value;
        pool.set(units.subarray(start, end), used);
        used += end - start;
        stored += 1;
        return true;
      }
      // Crowded slots: this one stretch is not remembered, the table goes on.
      return true;
    },
    clear() {
      values.fill(-1);
      used = 0;
      stored = 0;
    },
  };
}
