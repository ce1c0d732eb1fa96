import { LRUCache } from 'lru-cache';
import type { RecordOrigin } from './envelope.js';

/** The last event ids, each with what tells the call apart that it stands for. */
export interface RecentEvents {
  /** The fingerprint under which the event was added; undefined when it is not among the last ones. */
  fingerprintOf(eventId: string): string | undefined;
  /** Whether the event is among the last ones, no other key's, and was stored at `since` (Unix milliseconds) or later. */
  has(eventId: string, keyHash: string | undefined, since: number): boolean;
  add(
    eventId: string,
    storedAt: number,
    origin: Pick<RecordOrigin, 'fingerprint' | 'keyHash'> | undefined,
  ): void;
}

interface RecentEvent {
  readonly fingerprint: string;
  readonly keyHash: string | undefined;
  readonly storedAt: number;
}

/** Remembers the last `limit` events, about 300 bytes each. */
export function createRecentEvents(limit: number): RecentEvents {
  const events = new LRUCache<string, RecentEvent>({ max: limit });
  return {
    fingerprintOf: (eventId) => events.get(eventId)?.fingerprint,
    has(eventId, keyHash, since) {
      const event = events.get(eventId);
      // An earlier one is that of another call under the same call id, which a client may choose.
      return event !== undefined && event.keyHash === keyHash && event.storedAt >= since;
    },
    add: (eventId, storedAt, { fingerprint = '', keyHash } = {}) =>
      void events.set(eventId, { fingerprint, keyHash, storedAt }),
  };
}

/**
 * Whether two records under one call id are deliveries of one call. A client can choose LiteLLM's call id
 * (`x-litellm-call-id`): by the id alone, all its calls could be made to look like redeliveries of the first and be
 * counted once. Both the answer's id and the start have to differ: a call that LiteLLM logs twice starts once. An
 * answer without an id is like no other by that.
 */
export function isSameCall(one: string, other: string): boolean {
  const [id, start] = split(one);
  const [otherId, otherStart] = split(other);
  return (id !== '' && id === otherId) || start === otherStart || one === '' || other === '';
}

/** A fingerprint is `<id of the answer>@<start in seconds>`. */
function split(fingerprint: string): [id: string, start: string] {
  const at = fingerprint.lastIndexOf('@');
  return [fingerprint.slice(0, at), fingerprint.slice(at + 1)];
}
