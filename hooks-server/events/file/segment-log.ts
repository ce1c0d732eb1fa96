import { open, rm, type FileHandle } from 'node:fs/promises';
import { UnavailableError } from '../../errors.js';
import type { Log } from '../../telemetry/log.js';
import { errorCode } from '../error-code.js';
import { createSegment, listSegments, recoverTail, type Segment } from './segments.js';

export interface SegmentLog {
  /** Oldest first; the last one is being written. The same array for the life of the log. */
  readonly segments: readonly Segment[];
  /** The sequence number the next record will have. */
  next(): number;
  /** Appends whole lines and makes them durable. One call at a time. UnavailableError when the disk refuses. */
  write(lines: readonly Buffer[]): Promise<void>;
  /**
   * Deletes the oldest segments while `isDisposable` says so; never the one being written. A call while another one is
   * under way joins it.
   */
  prune(isDisposable: (segment: Segment, end: number) => boolean): Promise<void>;
  close(): Promise<void>;
}

export interface SegmentLogDependencies {
  readonly clock: () => number;
  readonly log: Log;
}

interface State {
  readonly directory: string;
  readonly segmentBytes: number;
  readonly segments: Segment[];
  next: number;
  /** Undefined before the first write and after a fault, when the next write begins a new segment. */
  file: FileHandle | undefined;
  /** The deletion under way: two at a time would each take a segment off the list for the same file. */
  pruning: Promise<void> | undefined;
  readonly deps: SegmentLogDependencies;
}

/** Opens the log of a directory, recovering what a crash left. The directory has one writer: see `lock.ts`. */
export async function openSegmentLog(
  directory: string,
  segmentBytes: number,
  deps: SegmentLogDependencies,
): Promise<SegmentLog> {
  const state = await recover(directory, segmentBytes, deps);
  return {
    segments: state.segments,
    next: () => state.next,
    write: (lines) => write(state, lines),
    prune: (isDisposable) =>
      (state.pruning ??= prune(state, isDisposable).finally(() => {
        state.pruning = undefined;
      })),
    async close() {
      await state.pruning?.catch(() => undefined);
      await state.file?.close();
      state.file = undefined;
    },
  };
}

async function recover(
  directory: string,
  segmentBytes: number,
  deps: SegmentLogDependencies,
): Promise<State> {
  const segments = await listSegments(directory);
  const last = segments.at(-1);
  const empty = { directory, segmentBytes, segments, next: 0, file: undefined, pruning: undefined, deps };
  if (last === undefined) return empty;
  const { lines, tornBytes } = await recoverTail(last);
  if (tornBytes > 0) {
    deps.log.warn(
      { segment: last.path, tornBytes },
      'cut off a record that was being written when the service stopped',
    );
  }
  const file = await open(last.path, 'r+');
  return { ...empty, next: last.base + lines, file };
}

async function write(state: State, lines: readonly Buffer[]): Promise<void> {
  const data = Buffer.concat(lines);
  try {
    const { segment, file } = await writableSegment(state, data.length);
    await writeFully(file, data, segment.bytes);
    await file.datasync();
    segment.bytes += data.length;
    segment.writtenAt = state.deps.clock();
    state.next += lines.length;
  } catch (cause) {
    await undo(state);
    throw new UnavailableError(`The event could not be written to disk (${errorCode(cause) ?? 'unknown'}).`, {
      cause,
    });
  }
}

async function writableSegment(
  state: State,
  length: number,
): Promise<{ segment: Segment; file: FileHandle }> {
  const current = state.segments.at(-1);
  const isFull = current !== undefined && current.bytes > 0 && current.bytes + length > state.segmentBytes;
  if (current !== undefined && state.file !== undefined && !isFull)
    return { segment: current, file: state.file };
  await state.file?.close();
  state.file = undefined;
  // An empty segment of the same base is what a failed first write left behind; its place is taken again.
  if (current?.base === state.next) state.segments.pop();
  const { segment, file } = await createSegment(state.directory, state.next, state.deps.clock());
  state.segments.push(segment);
  state.file = file;
  return { segment, file };
}

async function writeFully(file: FileHandle, data: Buffer, position: number): Promise<void> {
  for (let written = 0; written < data.length;) {
    const { bytesWritten } = await file.write(data, written, data.length - written, position + written);
    written += bytesWritten;
  }
}

/**
 * Takes a half-written commit back. After a failed fsync the kernel may have dropped the pages, so a second fsync
 * proves nothing (LWN 752063): the file is cut to what was durable before, or given up for a new one.
 */
async function undo(state: State): Promise<void> {
  const segment = state.segments.at(-1);
  if (segment === undefined || state.file === undefined) return;
  try {
    await state.file.truncate(segment.bytes);
    await state.file.datasync();
  } catch (error) {
    state.deps.log.error(
      { segment: segment.path, code: errorCode(error) },
      'gave up a segment that could not be cut back',
    );
    await state.file.close().catch(() => undefined);
    state.file = undefined;
  }
}

async function prune(state: State, isDisposable: (segment: Segment, end: number) => boolean): Promise<void> {
  for (;;) {
    const [oldest, following] = state.segments;
    if (oldest === undefined || following === undefined || !isDisposable(oldest, following.base)) return;
    await rm(oldest.path, { force: true });
    // By identity: while the file was being deleted, the list may have changed.
    const index = state.segments.indexOf(oldest);
    if (index !== -1) state.segments.splice(index, 1);
  }
}
