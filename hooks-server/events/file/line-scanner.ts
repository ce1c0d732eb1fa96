import { open, type FileHandle } from 'node:fs/promises';
import type { StoredRecord } from '../outbox.js';
import type { Segment } from './segments.js';

/** A place between two lines of the log. */
export interface LogPlace {
  /** Base of the segment. */
  readonly base: number;
  /** Byte offset in it. */
  readonly offset: number;
  /** Sequence number of the line that begins there. */
  readonly sequence: number;
}

export interface ScannedLine {
  /** Undefined when the line is damaged and has to be skipped. */
  readonly record: StoredRecord | undefined;
  /** The place behind the line. */
  readonly end: LogPlace;
}

const NEWLINE = 0x0a;
const CHUNK_BYTES = 256 * 1024;

/**
 * Reads whole lines from `place` on: at most `limit` of them, and no more than one chunk of bytes, so that memory does
 * not depend on the backlog. Empty at the durable end of the log.
 */
export async function scanLines(
  segments: readonly Segment[],
  place: LogPlace,
  limit: number,
  lastSequence: number,
): Promise<ScannedLine[]> {
  const index = segments.findIndex(({ base }) => base === place.base);
  const segment = segments[index];
  if (segment === undefined) return restart(segments, place, limit, lastSequence);
  // Looked up before anything is awaited: retention moves the indices meanwhile.
  const following = segments[index + 1];
  // Lines behind the next segment's base belong to a commit that failed: they were never acknowledged.
  const lastOfSegment = following?.base ?? lastSequence;
  if (place.sequence < lastOfSegment && place.offset < segment.bytes) {
    const lines = await readLines(segment, place, Math.min(limit, lastOfSegment - place.sequence));
    if (lines.length > 0) return lines;
  }
  if (following === undefined) return [];
  return scanLines(
    segments,
    { base: following.base, offset: 0, sequence: following.base },
    limit,
    lastSequence,
  );
}

/** The segment of the place has been deleted by retention: go on with the oldest that is left. */
function restart(segments: readonly Segment[], place: LogPlace, limit: number, lastSequence: number) {
  const oldest = segments.find(({ base }) => base > place.base) ?? segments[0];
  if (oldest === undefined) return Promise.resolve([]);
  return scanLines(segments, { base: oldest.base, offset: 0, sequence: oldest.base }, limit, lastSequence);
}

async function readLines(segment: Segment, place: LogPlace, limit: number): Promise<ScannedLine[]> {
  const file = await open(segment.path, 'r');
  try {
    for (let size = CHUNK_BYTES; ; size *= 4) {
      const wanted = Math.min(size, segment.bytes - place.offset);
      const chunk = await readChunk(file, place.offset, wanted);
      const lines = splitLines(chunk, place, limit);
      // A line longer than the chunk: read again with a larger one. At the end of the segment nothing is left to find.
      if (lines.length > 0 || chunk.length < size) return lines;
    }
  } finally {
    await file.close();
  }
}

async function readChunk(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const chunk = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(chunk, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return chunk.subarray(0, filled);
}

function splitLines(chunk: Buffer, place: LogPlace, limit: number): ScannedLine[] {
  const lines: ScannedLine[] = [];
  let start = 0;
  while (lines.length < limit) {
    const stop = chunk.indexOf(NEWLINE, start);
    if (stop === -1) break;
    const sequence = place.sequence + lines.length;
    const record = parseLine(chunk.toString('utf8', start, stop), sequence);
    start = stop + 1;
    lines.push({ record, end: { base: place.base, offset: place.offset + start, sequence: sequence + 1 } });
  }
  return lines;
}

/** One line of a segment file, newline included. */
export function formatLine(record: Omit<StoredRecord, 'position'>): Buffer {
  const { storedAt, subject, origin, event } = record;
  return Buffer.from(`${JSON.stringify({ storedAt, subject, origin, event })}\n`);
}

function parseLine(line: string, sequence: number): StoredRecord | undefined {
  try {
    const value = JSON.parse(line) as Omit<StoredRecord, 'position'> | null;
    // Only this process writes these files, so a line that parses is whole; what it must have is checked all the same.
    if (typeof value?.subject !== 'string' || typeof value.event?.eventId !== 'string') return undefined;
    return { ...value, position: String(sequence) };
  } catch {
    return undefined;
  }
}
