import { faultName } from '../errors.js';
import { callContext } from '../hooks/cache.js';
import { createCache, type Cache } from '../cache/cache.js';
import { createEmbedder } from '../cache/embedders/create-embedder.js';
import { createRedisClient } from '../redis/client.js';
import { createMemoryStore } from '../cache/stores/memory.js';
import { createRedisStore } from '../cache/stores/redis.js';
import type { CacheStore } from '../cache/stores/store.js';
import { warmUp } from '../cache/warm-up.js';
import { loadStaticTable } from '../vectors/static-table.js';
import { openJudge } from '../verification/open-judge.js';
import type { Configuration } from '../configuration/settings.js';
import type { Log } from '../telemetry/log.js';
import type { Common } from './common.js';

export interface OpenedCache {
  readonly cache: Cache;
  readonly store: CacheStore;
  /** Closes the cache with its store and its models. */
  close(): Promise<void>;
}

/** Opens the store, loads the models, and composes the cache. Throws ConfigurationError when a model is unusable. */
export async function openCache(common: Common): Promise<OpenedCache> {
  const { configuration, calls, metrics, log, keyFor } = common;
  const { embedder: embedding, verification, store: storage } = configuration.settings.cache;
  const store = openStore(configuration, log);
  warmUp();
  const table = await loadStaticTable();
  const embedder = await createEmbedder(embedding, { table, environment: process.env });
  const judge = await openJudge(verification, {
    table,
    onFault: (error) => log.debug({ fault: faultName(error) }, 'the cross-encoder gave no verdict'),
  });
  const cache = createCache({
    settings: (tenant) => configuration.settingsFor(tenant.id).cache,
    store,
    embedder,
    judge,
    secret: keyFor('cache'),
    metrics,
    log,
    audit: (entry) => log.info({ audit: entry }, 'audit'),
    callContext: (name) => callContext(calls, name),
    sweepSeconds: storage.sweepSeconds,
  });
  return {
    cache,
    store,
    async close() {
      await cache.close();
      await embedder.close();
      await judge.close();
    },
  };
}

/** Redis where one is configured (or demanded), else this process's memory. */
function openStore({ settings }: Configuration, log: Log): CacheStore {
  const { store } = settings.cache;
  const { urls } = settings.redis;
  if (store.kind === 'memory' || (store.kind === 'auto' && urls.length === 0))
    return createMemoryStore(store.memory);
  return createRedisStore({
    client: createRedisClient({ ...settings.redis, log, purpose: 'cache' }),
    settings: store,
    log,
  });
}
