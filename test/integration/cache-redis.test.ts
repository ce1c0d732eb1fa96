import {
  createRedisClient,
  type RedisClient,
  type RedisTarget,
} from '../../hooks-server/cache/stores/connect.js';
import { createRedisStore } from '../../hooks-server/cache/stores/redis.js';
import { cacheSettings } from '../../hooks-server/cache/settings.js';
import { createLog } from '../../hooks-server/telemetry/log.js';
import { describeStore } from '../cache/stores/conformance.js';
import { describeWith, redisService } from '../support/services.js';
import { redisClusterService } from '../support/redis-cluster.js';
import { emptied } from '../support/redis-state.js';

const log = createLog('silent');
const { store: settings } = cacheSettings.parse({});
const [redis, cluster] = [await redisService(), await redisClusterService()];
const clients: RedisClient[] = [];

function open(target: Omit<RedisTarget, 'log'>): RedisClient {
  const client = createRedisClient({ ...target, log });
  clients.push(client);
  return client;
}

afterAll(async () => {
  for (const client of clients) client.disconnect();
  await redis?.stop();
  await cluster?.stop();
});

describeWith(redis, 'Redis 8 keeps the cache', ({ url }) => {
  const client = open({ urls: [url] });
  describeStore('Redis store', async () => {
    await emptied(client);
    return createRedisStore({ client, shared: true, settings, log });
  });
});

describeWith(cluster, 'Redis Cluster of three nodes keeps the cache', ({ urls, natMap }) => {
  const client = open({ urls, natMap });
  describeStore('Redis Cluster store', async () => {
    await emptied(client);
    return createRedisStore({ client, shared: true, settings, log });
  });
});
