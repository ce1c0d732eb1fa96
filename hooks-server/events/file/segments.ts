import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '../../errors.js';

const NEWLINE = 0x0a;

/** One file of the log: JSON lines, the first of which has the sequence number `base`. */
export interface Segment {
  readonly base: number;
  readonly path: string;
  /** Bytes known to be on disk; what lies behind them in the file was never acknowledged. */
  bytes: number;
  /** Unix milliseconds of the last record. */
  writtenAt: number;
}

/** The path of the segment that begins at `base`. Names sort as numbers do. */
function segmentPath(directory: string, base: number): string {
  return join(directory, `${String(base).padStart(16, '0')}.jsonl`);
}

/**
 * All segments of a directory, oldest first. The directory is made when it is absent.
 * @throws ConfigurationError with one sentence when something else has the name of a segment.
 */
export async function listSegments(directory: string): Promise<Segment[]> {
  await mkdir(directory, { recursive: true });
  const names = (await readdir(directory)).filter((name) => /^\d{16}\.jsonl$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const path = join(directory, name);
      const file = await open(path, 'r');
      try {
        const status = await file.stat();
        if (!status.isFile())
          throw new ConfigurationError(
            `${path}: expected a file of events, got something else; move it away.`,
          );
        const { size, mtimeMs } = status;
        return { base: Number(name.slice(0, 16)), path, bytes: size, writtenAt: mtimeMs };
      } finally {
        await file.close();
      }
    }),
  );
}

/** What a crash left at the end of the newest segment, and how it was put right. */
export interface Recovery {
  readonly lines: number;
  /** Bytes of a record that was being written; they were cut off. */
  readonly tornBytes: number;
}

/**
 * Makes the newest segment end with a whole line. Only what follows the last newline is cut off: it was never
 * acknowledged, for a commit is acknowledged after its fsync alone. Damage before it is left for readers to skip, since
 * records behind the damage may have been acknowledged. The file is synced whether it was cut or not: a process that was
 * killed between writing and syncing leaves whole lines that a later loss of power would take, and a redelivery of them
 * is answered as durable from here on.
 */
export async function recoverTail(segment: Segment): Promise<Recovery> {
  const file = await open(segment.path, 'r+');
  try {
    const { lines, end } = await countLines(file);
    const { size } = await file.stat();
    if (size > end) await file.truncate(end);
    await file.sync();
    segment.bytes = end;
    return { lines, tornBytes: size - end };
  } finally {
    await file.close();
  }
}

/** The number of whole lines of a file, and the offset at which the last of them ends. */
async function countLines(file: FileHandle): Promise<{ lines: number; end: number }> {
  const chunk = Buffer.allocUnsafe(1 << 18);
  let lines = 0;
  let end = 0;
  for (let offset = 0; ;) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length, offset);
    if (bytesRead === 0) return { lines, end };
    for (let at = chunk.indexOf(NEWLINE); at !== -1 && at < bytesRead; at = chunk.indexOf(NEWLINE, at + 1)) {
      lines += 1;
      end = offset + at + 1;
    }
    offset += bytesRead;
  }
}

/** Makes a new, empty segment whose name survives a crash: the directory itself is synced. */
export async function createSegment(
  directory: string,
  base: number,
  now: number,
): Promise<{ segment: Segment; file: FileHandle }> {
  const path = segmentPath(directory, base);
  // 'w' and not 'wx': a segment of that name can only be the empty remains of a creation that failed half way.
  const file = await open(path, 'w');
  try {
    await syncDirectory(directory);
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw error;
  }
  return { segment: { base, path, bytes: 0, writtenAt: now }, file };
}

/** Makes created, renamed and removed names of a directory durable. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
