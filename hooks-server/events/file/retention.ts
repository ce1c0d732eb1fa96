import type { FileOutboxSettings } from '../settings.js';
import type { LogPlace } from './line-scanner.js';
import type { SegmentLog } from './segment-log.js';

/** Bytes that at least one of the readers, standing at `places`, has yet to acknowledge. */
export function undeliveredBytes(segments: SegmentLog, places: readonly LogPlace[]): number {
  return Math.max(0, ...places.map(({ base, offset }) => totalBytes(segments, base) - offset));
}

function totalBytes({ segments }: SegmentLog, fromBase = 0): number {
  return segments.reduce((sum, segment) => sum + (segment.base >= fromBase ? segment.bytes : 0), 0);
}

/**
 * Deletes segments that every reader has passed, oldest first, while they are too old or too many. Where there is no
 * reader, every segment counts as delivered.
 */
export async function pruneDelivered(
  segments: SegmentLog,
  places: readonly LogPlace[],
  settings: FileOutboxSettings,
  now: number,
): Promise<void> {
  const delivered = Math.min(...places.map(({ sequence }) => sequence));
  await segments.prune(({ writtenAt }, end) => {
    if (end > delivered) return false;
    // Summed anew for each segment: the one deleted before is no longer among them.
    const retained = totalBytes(segments) - undeliveredBytes(segments, places);
    return writtenAt < now - settings.retainSeconds * 1000 || retained > settings.retainBytes;
  });
}
