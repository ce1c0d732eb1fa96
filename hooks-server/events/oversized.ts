import type { StoredRecord } from './outbox.js';

/** Events that are larger than the server takes at the moment: its operator can change that, so they are tried again. */
export interface Oversized {
  /** Keeps a record that was refused. True for the first one of several. */
  keep(record: StoredRecord): boolean;
  /** All of them, once for each pause: one that is refused again is kept again. */
  due(): StoredRecord[];
  /** The server took it after all. */
  taken(record: StoredRecord): void;
  /** Takes out what was refused for too long, and the oldest where there are too many. */
  givenUp(): StoredRecord[];
  /** Milliseconds until they are due; undefined when there are none. */
  waitMs(): number | undefined;
}

export interface OversizedOptions {
  /** Milliseconds between two tries. */
  readonly pauseMs: number;
  readonly maxRecords?: number;
  /** Milliseconds after which a record is given up: the outbox cannot forget what lies behind one that is kept. */
  readonly maxMs?: number;
  /** Milliseconds of a clock that does not jump. */
  readonly now?: () => number;
}

export function createOversized({
  pauseMs,
  maxRecords = 1_000,
  maxMs = 600_000,
  now = () => performance.now(),
}: OversizedOptions): Oversized {
  // When each was first refused. One that is out to be tried again keeps its time.
  const since = new Map<string, number>();
  const kept = new Map<string, StoredRecord>();
  let retryAt = 0;
  return {
    keep(record) {
      const { eventId } = record.event;
      const isFirst = since.size === 0;
      if (kept.size === 0) retryAt = now() + pauseMs;
      if (!since.has(eventId)) since.set(eventId, now());
      kept.set(eventId, record);
      return isFirst;
    },
    due() {
      if (kept.size === 0 || now() < retryAt) return [];
      const records = [...kept.values()];
      kept.clear();
      return records;
    },
    taken: ({ event }) => void since.delete(event.eventId),
    givenUp() {
      let excess = kept.size - maxRecords;
      const records = [...kept].filter(([id]) => now() - (since.get(id) ?? 0) > maxMs || excess-- > 0);
      for (const [id] of records) {
        kept.delete(id);
        since.delete(id);
      }
      return records.map(([, record]) => record);
    },
    waitMs: () => (kept.size === 0 ? undefined : Math.max(0, retryAt - now())),
  };
}
