import type { RedisClient } from '../../redis/client.js';
import { UnavailableError } from '../../errors.js';

/** Which call first came under an event's id, as all replicas know it. A client may give several calls one id. */
export interface FirstCalls {
  /**
   * For each event id the fingerprint of the call that first came under it: the given one's where none did before.
   * Rejects with UnavailableError where nobody can say.
   */
  claim(fingerprints: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>>;
}

export interface FirstCallsOptions {
  readonly prefix: string;
  /** How long the first is known: longer than a delivery of it may come again. */
  readonly seconds: number;
}

/** One key for each call, each in a slot of its own. */
export function createRedisFirstCalls(
  redis: RedisClient,
  { prefix, seconds }: FirstCallsOptions,
): FirstCalls {
  const claimOne = async ([eventId, fingerprint]: readonly [string, string]) => {
    const before = await redis.set(`${prefix}:first:${eventId}`, fingerprint, 'EX', seconds, 'NX', 'GET');
    return [eventId, before ?? fingerprint] as const;
  };
  return {
    async claim(fingerprints) {
      try {
        return new Map(await Promise.all([...fingerprints].map(claimOne)));
      } catch (cause) {
        throw new UnavailableError('Redis does not say which call came first.', { cause });
      }
    },
  };
}
