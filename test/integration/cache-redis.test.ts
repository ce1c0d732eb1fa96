import { createRedisClient, type RedisClient, type RedisTarget } from '../../hooks-server/redis/client.js';
import { namesIn } from '../../hooks-server/cache/stores/redis-names.js';
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
const head = {
  tenantId: 'acme',
  family: 'chat',
  model: 'gpt-4o',
  usage: { promptTokens: 1, completionTokens: 1 },
} as const;

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

/** What Redis does to entries when its memory is full: it knows nothing of the vectors that belong to them. */
function describeEviction(client: RedisClient): void {
  it('an entry that Redis evicted hides no other and is forgotten', async () => {
    await emptied(client);
    const store = createRedisStore({ client, shared: true, settings, log });
    const names = namesIn(settings.namespace);
    const scope = { who: 'a'.repeat(32), conditions: 'c'.repeat(32) };
    const vectors = { near: [1, 0], far: [0.8, 0.6] };
    const now = Date.now();
    for (const [what, vector] of Object.entries(vectors)) {
      const entry = { ...head, text: what, createdAt: now, expiresAt: now + 60_000, value: '{}' };
      await store.put({ ...scope, what }, entry, { vector: Float32Array.from(vector) }, now);
    }
    await client.del(names.entry({ ...scope, what: 'near' }));
    const found = await store.nearest(scope, Float32Array.from(vectors.near), 1, now);
    expect(found.map(({ key }) => key.what)).toEqual(['far']);
    expect(await client.call('VCARD', names.vectors(scope))).toBe(1);
    await store.close();
  });
}

describeWith(redis, 'Redis 8 keeps the cache', ({ url }) => {
  const client = open({ urls: [url] });
  describeEviction(client);
  describeStore('Redis store', async () => {
    await emptied(client);
    return createRedisStore({ client, shared: true, settings, log });
  });
});

describeWith(cluster, 'Redis Cluster of three nodes keeps the cache', ({ urls, natMap }) => {
  const client = open({ urls, natMap });
  describeEviction(client);
  describeStore('Redis Cluster store', async () => {
    await emptied(client);
    return createRedisStore({ client, shared: true, settings, log });
  });
});
