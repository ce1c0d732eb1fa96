import { RequestError } from '../../errors.js';
import type { RedisClient } from '../../redis/client.js';

/** What somebody else has put under one of our names, by Redis's answer. */
const isOfAnotherType = (error: unknown) => error instanceof Error && error.message.startsWith('WRONGTYPE');

/** Reads; a key that holds something else than ours is named, so that whoever asks can look at it. */
export async function ofOurType<T>(key: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!isOfAnotherType(error)) throw error;
    throw new RequestError(
      409,
      'wrong_type',
      `The Redis key ${key} holds something that the cache did not put there: look at it, then erase the tenant or all of the cache.`,
    );
  }
}

/** Nothing, in place of a key of another type. */
export function nothingOfOurs(error: unknown): null {
  if (isOfAnotherType(error)) return null;
  throw error;
}

/** Makes room where something of another type would keep us from erasing what is ours. */
export async function unlinkOtherTypes(client: RedisClient, key: string, ours: string): Promise<void> {
  const type = await client.type(key);
  if (type !== ours && type !== 'none') await client.unlink(key);
}
