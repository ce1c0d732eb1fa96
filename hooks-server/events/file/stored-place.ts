import { z } from 'zod';
import type { LogPlace } from './line-scanner.js';
import { readIfPresent, replaceFile } from './position-file.js';
import type { SegmentLog } from './segment-log.js';

/** How often, at most, a moved place is written: a crash repeats what was acknowledged since, under the same ids. */
const PERSIST_INTERVAL_MS = 250;

const placeSchema = z.object({
  base: z.number().int().nonnegative(),
  offset: z.number().int().nonnegative(),
  sequence: z.number().int().nonnegative(),
});

/** The stored place; the beginning of the log when there is none, or none that can be used. */
export async function loadPlace(path: string, { segments }: SegmentLog): Promise<LogPlace> {
  const beginning = segments[0]?.base ?? 0;
  const start = { base: beginning, offset: 0, sequence: beginning };
  const content = await readIfPresent(path);
  if (content === undefined) return start;
  try {
    const place = placeSchema.parse(JSON.parse(content));
    // The segment may be gone (retention) or shorter (a directory restored from a copy): then all that is left is read.
    const segment = segments.find(({ base }) => base === place.base);
    return segment !== undefined && place.offset <= segment.bytes ? place : start;
  } catch {
    return start;
  }
}

/** Writes a place that moves: soon after `schedule`, and at once with `now`. */
export interface PlaceWriter {
  schedule(): void;
  now(): Promise<void>;
}

export function createPlaceWriter(
  path: string,
  current: () => LogPlace,
  onFailed: (error: unknown) => void,
): PlaceWriter {
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let written: LogPlace | undefined;

  async function write(): Promise<void> {
    const place = current();
    if (place === written) return;
    try {
      await replaceFile(path, JSON.stringify(place));
      written = place;
    } catch (error) {
      // A place that cannot be written (full disk) costs a repetition after a restart, nothing else.
      onFailed(error);
    }
  }
  return {
    schedule() {
      timer ??= setTimeout(() => {
        timer = undefined;
        writing = writing.then(write);
      }, PERSIST_INTERVAL_MS).unref();
    },
    now() {
      clearTimeout(timer);
      timer = undefined;
      writing = writing.then(write);
      return writing;
    },
  };
}
