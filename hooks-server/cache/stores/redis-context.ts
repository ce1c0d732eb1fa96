import type { ChainableCommander } from 'ioredis';
import { UnavailableError } from '../../errors.js';
import type { StoreSettings } from '../settings.js';
import type { RedisClient } from '../../redis/client.js';
import type { Guard } from './guard.js';
import type { Names } from './redis-names.js';

/** What all parts of the Redis store work with. */
export interface RedisContext {
  readonly client: RedisClient;
  readonly names: Names;
  readonly guard: Guard;
  readonly settings: StoreSettings['redis'];
  readonly hasVectors: () => boolean;
}

/** The results of a pipeline or a transaction; rejects with the first error of any command. */
export async function execute(pipeline: ChainableCommander): Promise<unknown[]> {
  const results = await pipeline.exec().catch((error: Error & { previousErrors?: Error[] }) => {
    // A transaction that was discarded says why only in the errors of its commands.
    throw new UnavailableError('Redis refused a command.', { cause: error.previousErrors?.[0] ?? error });
  });
  return (results ?? []).map(([error, result]) => {
    if (error) throw new UnavailableError('Redis refused a command.', { cause: error });
    return result;
  });
}
