import { subjects } from './envelope.js';
import type { StreamSettings } from './settings.js';

/** A JetStream stream's settings as far as this service cares; names and units (nanoseconds) are NATS's own. */
export interface StreamShape {
  readonly name: string;
  readonly subjects: readonly string[];
  readonly retention: string;
  readonly storage: string;
  readonly num_replicas: number;
  readonly discard: string;
  readonly max_age: number;
  readonly max_bytes: number;
  readonly max_msgs: number;
  readonly duplicate_window: number;
}

const NANOSECONDS_PER_SECOND = 1_000_000_000;

/**
 * The stream the settings ask for. `discard: new` refuses what does not fit instead of deleting what nobody has read;
 * the outbox keeps the refused.
 */
export function desiredStream(settings: StreamSettings): StreamShape {
  return {
    name: settings.name,
    subjects: Object.values(subjects),
    retention: settings.retention,
    storage: settings.storage,
    num_replicas: settings.replicas,
    discard: 'new',
    max_age: settings.maxAgeSeconds * NANOSECONDS_PER_SECOND,
    max_bytes: settings.maxBytes,
    max_msgs: settings.maxMessages,
    // NATS refuses a duplicate window longer than the age limit.
    duplicate_window: duplicateWindow(settings) * NANOSECONDS_PER_SECOND,
  };
}

function duplicateWindow({ duplicateWindowSeconds, maxAgeSeconds }: StreamSettings): number {
  return maxAgeSeconds === 0 ? duplicateWindowSeconds : Math.min(duplicateWindowSeconds, maxAgeSeconds);
}

/** A setting in which the stream on the server is not what the configuration says. */
export interface Drift {
  readonly field: keyof StreamShape;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** The differences that matter; the stream may have more subjects than ours. Empty when it is as asked for. */
export function driftOf(desired: StreamShape, actual: StreamShape): Drift[] {
  const fields = Object.keys(desired) as (keyof StreamShape)[];
  return fields.flatMap((field): Drift[] => {
    const same =
      field === 'subjects'
        ? desired.subjects.every((subject) => actual.subjects.some((pattern) => covers(pattern, subject)))
        : desired[field] === actual[field];
    return same ? [] : [{ field, expected: desired[field], actual: actual[field] }];
  });
}

/** Whether a NATS subject pattern (`*` one token, `>` the rest) covers a subject. */
function covers(pattern: string, subject: string): boolean {
  const tokens = subject.split('.');
  const parts = pattern.split('.');
  for (const [index, part] of parts.entries()) {
    if (part === '>') return tokens.length > index;
    if (tokens[index] === undefined || (part !== '*' && part !== tokens[index])) return false;
  }
  return parts.length === tokens.length;
}
