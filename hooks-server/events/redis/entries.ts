import type { OutboxRecord } from '../envelope.js';
import type { StoredRecord } from '../outbox.js';

/** A stream entry as Redis answers it: its id, and names and values by turns. Null fields: deleted while pending. */
export type RawEntry = [id: string, fields: string[] | null];

/** The fields of a record's stream entry. */
export function toFields({ subject, event, origin }: OutboxRecord): string[] {
  const fields = ['subject', subject, 'event', JSON.stringify(event)];
  return origin === undefined ? fields : [...fields, 'origin', JSON.stringify(origin)];
}

/** The record of an entry; undefined when it is none of ours. */
export function toRecord([id, fields]: RawEntry): StoredRecord | undefined {
  const values = new Map<string, string>();
  for (let index = 0; index + 1 < (fields?.length ?? 0); index += 2) {
    values.set(fields?.[index] ?? '', fields?.[index + 1] ?? '');
  }
  try {
    const origin = values.get('origin');
    const event = JSON.parse(values.get('event') ?? '') as StoredRecord['event'];
    const subject = values.get('subject') as StoredRecord['subject'];
    const record = { position: id, storedAt: timeOf(id), subject, event };
    return origin === undefined
      ? record
      : { ...record, origin: JSON.parse(origin) as StoredRecord['origin'] & object };
  } catch {
    return undefined;
  }
}

/** Unix milliseconds of an entry id, by Redis' clock. */
export function timeOf(id: string): number {
  return Number(id.split('-')[0]);
}

/** Negative, zero or positive as the first id is before, the same as, or behind the second. */
export function compareIds(one: string, other: string): number {
  const [time = 0, count = 0] = one.split('-').map(Number);
  const [otherTime = 0, otherCount = 0] = other.split('-').map(Number);
  return time - otherTime || count - otherCount;
}

/** A consumer group as XINFO GROUPS tells it. */
export interface Group {
  readonly name: string;
  readonly pending: number;
  readonly lastDelivered: string;
  /** Entries not yet delivered; null where Redis cannot tell. */
  readonly lag: number | null;
}

export function toGroups(reply: unknown): Group[] {
  return (reply as unknown[][]).map((flat) => {
    const values = new Map<unknown, unknown>();
    for (let index = 0; index + 1 < flat.length; index += 2) values.set(flat[index], flat[index + 1]);
    const lag = values.get('lag');
    return {
      name: String(values.get('name')),
      pending: Number(values.get('pending')),
      lastDelivered: String(values.get('last-delivered-id')),
      lag: typeof lag === 'number' ? lag : null,
    };
  });
}
