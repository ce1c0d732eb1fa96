import { LRUCache } from 'lru-cache';

/** The last event ids, each with the fingerprint of the call it stands for. */
export interface RecentEvents {
  /** The fingerprint under which the event was added; undefined when it is not among the last ones. */
  fingerprintOf(eventId: string): string | undefined;
  has(eventId: string): boolean;
  add(eventId: string, fingerprint: string | undefined): void;
}

/** Remembers the last `limit` events, about 200 bytes each. */
export function createRecentEvents(limit: number): RecentEvents {
  const events = new LRUCache<string, string>({ max: limit });
  return {
    fingerprintOf: (eventId) => events.get(eventId),
    has: (eventId) => events.has(eventId),
    add: (eventId, fingerprint = '') => void events.set(eventId, fingerprint),
  };
}

/**
 * Whether two records under one call id are deliveries of one call. A client can choose LiteLLM's call id
 * (`x-litellm-call-id`): by the id alone, all its calls could be made to look like redeliveries of the first and be
 * counted once. Both the answer's id and the start have to differ: a call that LiteLLM logs twice starts once.
 */
export function isSameCall(one: string, other: string): boolean {
  const [id, start] = split(one);
  const [otherId, otherStart] = split(other);
  return id === otherId || start === otherStart || one === '' || other === '';
}

/** A fingerprint is `<id of the answer>@<start in seconds>`. */
function split(fingerprint: string): [id: string, start: string] {
  const at = fingerprint.lastIndexOf('@');
  return [fingerprint.slice(0, at), fingerprint.slice(at + 1)];
}
