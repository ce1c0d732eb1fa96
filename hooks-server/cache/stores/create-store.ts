import { ConfigurationError } from '../../errors.js';
import type { Log } from '../../telemetry/log.js';
import type { StoreSettings } from '../settings.js';
import type { RedisClient } from './connect.js';
import { createMemoryStore } from './memory.js';
import { createRedisStore } from './redis.js';
import type { CacheStore } from './store.js';

export interface CacheStoreOptions {
  readonly settings: StoreSettings;
  /** From `createRedisClient`; its owner disconnects it. */
  readonly client?: RedisClient | undefined;
  readonly log: Log;
}

/** The store that the settings name; `auto` is Redis when there is a client. Throws ConfigurationError. */
export function createCacheStore({ settings, client, log }: CacheStoreOptions): CacheStore {
  const { kind } = settings;
  switch (kind) {
    case 'memory':
      return createMemoryStore(settings.memory);
    case 'redis':
      if (client === undefined)
        throw new ConfigurationError('cache.store.kind is redis, but no Redis url is set.');
      return createRedisStore({ client, settings, log });
    case 'auto':
      return client ? createRedisStore({ client, settings, log }) : createMemoryStore(settings.memory);
    default:
      return kind satisfies never;
  }
}
