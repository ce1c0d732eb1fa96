import type { LogPlace } from './line-scanner.js';

/** What has been read and not yet passed by the position: acknowledgements come in any order, the position moves in one. */
export interface Acknowledgements {
  /** `end` is the place behind the record. */
  add(position: string, storedAt: number, end: LogPlace): void;
  mark(position: string): void;
  /** The place behind everything acknowledged without a gap. */
  place(): LogPlace;
  /** Moves the place over lines that hold no record; only while nothing is outstanding. */
  skipTo(place: LogPlace): void;
  /** When the oldest outstanding record was stored. */
  oldest(): number | undefined;
}

export function createAcknowledgements(start: LogPlace): Acknowledgements {
  interface Outstanding {
    readonly storedAt: number;
    readonly end: LogPlace;
    marked: boolean;
  }
  let place = start;
  // A Map keeps the order of reading.
  const outstanding = new Map<string, Outstanding>();
  return {
    add: (position, storedAt, end) => void outstanding.set(position, { storedAt, end, marked: false }),
    mark(position) {
      const entry = outstanding.get(position);
      if (entry === undefined) return;
      entry.marked = true;
      for (const [first, { end, marked }] of outstanding) {
        if (!marked) break;
        place = end;
        outstanding.delete(first);
      }
    },
    place: () => place,
    skipTo(end) {
      if (outstanding.size === 0) place = end;
    },
    oldest: () => outstanding.values().next().value?.storedAt,
  };
}
