import { readFile } from 'node:fs/promises';
import { listSegments } from '../../hooks-server/events/file/segments.js';

export interface KnownEvents {
  readonly ids: ReadonlySet<string>;
  /** Unix milliseconds from which on the outbox is complete: what is older may have been deleted by retention. */
  readonly completeSince: number;
}

/** What a file outbox still holds. Only reads, so the service may be running. */
export async function knownEvents(directory: string): Promise<KnownEvents> {
  const ids = new Set<string>();
  const segments = await listSegments(directory);
  let completeSince = (segments[0]?.base ?? 0) === 0 ? 0 : Infinity;
  for (const { path } of segments) {
    for (const line of (await readFile(path, 'utf8')).split('\n')) {
      const stored = parseLine(line);
      if (stored === undefined) continue;
      ids.add(stored.eventId);
      completeSince = Math.min(completeSince, stored.storedAt);
    }
  }
  return { ids, completeSince };
}

/** Undefined for the line that is being written at this moment. */
function parseLine(line: string): { readonly eventId: string; readonly storedAt: number } | undefined {
  try {
    const { event, storedAt } = JSON.parse(line) as { event?: { eventId?: unknown }; storedAt?: unknown };
    if (typeof event?.eventId !== 'string' || typeof storedAt !== 'number') return undefined;
    return { eventId: event.eventId, storedAt };
  } catch {
    return undefined;
  }
}
