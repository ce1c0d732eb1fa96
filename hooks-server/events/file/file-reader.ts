import { join } from 'node:path';
import type { Backlog, OutboxReader, StoredRecord } from '../outbox.js';
import { createAcknowledgements, type Acknowledgements } from './acknowledgements.js';
import type { AppendSignal } from './append-signal.js';
import { scanLines, type LogPlace } from './line-scanner.js';
import type { SegmentLog } from './segment-log.js';
import { createPlaceWriter, loadPlace } from './stored-place.js';

export interface FileReader extends OutboxReader {
  /** The place behind everything acknowledged without a gap. */
  acknowledged(): LogPlace;
  /** Writes the place now. */
  persist(): Promise<void>;
}

export interface FileReaderDependencies {
  readonly clock: () => number;
  readonly appends: AppendSignal;
  /** The last position the reader's owner knows of; what lies behind it is read whatever the stored place says. */
  readonly covered: number | undefined;
  readonly onDamaged: (place: LogPlace) => void;
  readonly onPersistFailed: (error: unknown) => void;
}

/** A named reader of the log whose place is kept in `<directory>/<name>.position.json`. */
export async function openFileReader(
  directory: string,
  name: string,
  segments: SegmentLog,
  deps: FileReaderDependencies,
): Promise<FileReader> {
  const path = join(directory, `${name}.position.json`);
  const start = noLaterThan(await loadPlace(path, segments), deps.covered, segments);
  const acknowledgements = createAcknowledgements(start);
  const writer = createPlaceWriter(path, () => acknowledgements.place(), deps.onPersistFailed);
  const take = createTake(start, segments, acknowledgements, deps);
  return {
    async read(limit, signal) {
      for (;;) {
        if (signal?.aborted === true || deps.appends.isClosed()) return [];
        const seen = deps.appends.count();
        const records = await take(limit);
        if (records.length > 0) return records;
        if (!(await deps.appends.wait(seen, signal))) return [];
      }
    },
    ack(records) {
      acknowledgements.mark(records.map(({ position }) => position));
      writer.schedule();
      return Promise.resolve();
    },
    backlog: () => Promise.resolve(backlogOf(segments, acknowledgements, deps.clock())),
    acknowledged: () => acknowledgements.place(),
    persist: () => writer.now(),
  };
}

/** The place, or the beginning of the segment in which the first record behind `covered` stands. */
function noLaterThan(place: LogPlace, covered = Infinity, { segments }: SegmentLog): LogPlace {
  if (place.sequence <= covered + 1) return place;
  const base = (segments.findLast((segment) => segment.base <= covered + 1) ?? segments[0])?.base;
  return base === undefined ? place : { base, offset: 0, sequence: base };
}

/** Reads on from where the last call stopped; empty at the end of the log. */
function createTake(
  start: LogPlace,
  segments: SegmentLog,
  acknowledgements: Acknowledgements,
  deps: FileReaderDependencies,
): (limit: number) => Promise<StoredRecord[]> {
  let next = start;
  return async function take(limit): Promise<StoredRecord[]> {
    const lines = await scanLines(segments.segments, next, limit, segments.next());
    const records: StoredRecord[] = [];
    for (const { record, end } of lines) {
      if (record === undefined) {
        deps.onDamaged(next);
        acknowledgements.skipTo(end);
      } else {
        records.push(record);
        acknowledgements.add(record.position, record.storedAt, end);
      }
      next = end;
    }
    const onlyDamage = lines.length > 0 && records.length === 0;
    return onlyDamage ? take(limit) : records;
  };
}

function backlogOf(segments: SegmentLog, acknowledgements: Acknowledgements, now: number): Backlog {
  const records = Math.max(0, segments.next() - acknowledgements.place().sequence);
  if (records === 0) return { records, ageMs: 0 };
  const since = acknowledgements.oldest() ?? segments.segments.at(-1)?.writtenAt ?? now;
  return { records, ageMs: Math.max(0, now - since) };
}
