import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { createRedisClient, mastersOf } from '../../hooks-server/redis/client.js';
import { createRedisStore } from '../../hooks-server/cache/stores/redis.js';
import { createLog, type Log } from '../../hooks-server/telemetry/log.js';
import { expectIsolated } from '../cache/isolation.js';
import { createTestCache, outcomeOf, stored, testSettings } from '../cache/support.js';
import { hostileTenants } from '../support/hostile-tenants.js';
import { connected, emptied } from '../support/redis-state.js';
import { redisClusterService } from '../support/redis-cluster.js';
import { describeWith, redisService } from '../support/services.js';

const log = createLog('silent');
const settings = testSettings({ store: { redis: { timeoutMs: 2_000 } } }).store;
const [redis, cluster] = [await redisService(), await redisClusterService()];

afterAll(async () => {
  await redis?.stop();
  await cluster?.stop();
});

describeWith(redis, 'tenants in Redis', ({ url }) => {
  const client = createRedisClient({ urls: [url], log });
  beforeAll(() => connected(client));
  afterAll(() => client.disconnect());
  const open = (namespace: string, options = {}) =>
    createTestCache(options, {
      store: createRedisStore({ client, shared: true, settings: { ...settings, namespace }, log }),
    });

  it('whatever their ids look like, none sees another’s answer, while its own paraphrases hit', async () => {
    await expectNoLeak((namespace) => open(namespace, { semantic: { threshold: 0.6, verification: 'off' } }));
  }, 60_000);

  it('nothing that a client or an operator chose is in the name of a key', async () => {
    const { cache } = open('named');
    await stored(cache, 'What is the capital of France?', { tenant: { id: 'a{b}:*' } });
    const keys = await client.keys('named:*');
    expect(keys.length).toBeGreaterThanOrEqual(4);
    for (const key of keys)
      expect(key).toMatch(/^named:(tenants|\{[0-9a-f]{32}\}:(x|[ev]:[0-9a-f]{32}(\.[0-9a-f]{32})?))$/);
  });

  it('an entry has a time to live in Redis itself', async () => {
    const { cache } = open('living');
    await stored(cache, 'What is the capital of France?', { controls: { ttl: 100 } });
    const [key] = await client.keys('living:*:e:*');
    const left = await client.pttl(key ?? '');
    expect(left).toBeGreaterThan(60_000);
    expect(left).toBeLessThanOrEqual(100_000);
  });

  it('an entry that somebody copies to another place is no answer there', async () => {
    const { cache } = open('copied');
    await stored(cache, 'What is the capital of France?');
    await stored(cache, 'What is the capital of Spain?');
    const [one = '', other = ''] = await client.keys('copied:*:e:*');
    await client.copy(one, other, 'REPLACE');
    const outcomes = [
      await outcomeOf(cache, 'What is the capital of France?'),
      await outcomeOf(cache, 'What is the capital of Spain?'),
    ];
    expect(outcomes.filter((outcome) => outcome === 'exact')).toHaveLength(1);
  });

  it.each([
    ['the tenants', 'tenants'],
    ['a tenant’s expiry', 'x'],
    ['samples', 's'],
    ['vectors', 'v'],
    ['an entry', 'e'],
  ])(
    'where somebody put something else under the name of %s, erasing works all the same',
    async (_, part) => {
      const namespace = `typed-${part}`;
      const { cache } = open(namespace);
      await stored(cache, 'What is the capital of France?');
      const tenantPrefix = (await client.keys(`${namespace}:*:x`))[0]?.slice(0, -1) ?? '';
      const taken =
        part === 'tenants'
          ? `${namespace}:tenants`
          : ((await client.keys(`${tenantPrefix}${part}*`))[0] ?? `${tenantPrefix}${part}`);
      await client.set(taken, 'somebody else’s');
      const asked = [() => cache.stats('acme'), () => cache.entries('acme', { actor: 'test' })];
      for (const ask of asked) {
        const error = await ask().then(
          () => undefined,
          (reason: unknown) => reason as Error,
        );
        if (error !== undefined)
          expect([error.name, error.message.includes(taken)]).toEqual(['RequestError', true]);
      }
      await cache.removeTenant('acme', { dryRun: false, actor: 'test' });
      expect(await client.keys(`${tenantPrefix}*`)).toEqual([]);
      await client.set(`${namespace}:tenants`, 'somebody else’s');
      await cache.removeAll({ dryRun: false, actor: 'test' });
      await stored(cache, 'What is the capital of France?');
      expect(await outcomeOf(cache, 'What is the capital of France?')).toBe('exact');
    },
  );

  it('a tenant stays within its bound: what expires first makes room', async () => {
    const store = createRedisStore({
      client,
      shared: true,
      settings: { namespace: 'bounded', redis: { ...settings.redis, maxEntriesPerTenant: 3 } },
      log,
    });
    const { cache, pass } = createTestCache({ semantic: { enabled: false } }, { store });
    for (const name of ['one', 'two', 'three', 'four', 'five']) {
      await stored(cache, `What does ${name} mean?`);
      pass(1_000);
    }
    const { entries } = await cache.entries('acme', { actor: 'test' });
    expect(entries).toHaveLength(3);
    expect(await outcomeOf(cache, 'What does two mean?')).toBe('not-found');
    expect(await outcomeOf(cache, 'What does five mean?')).toBe('exact');
  });
});

describeWith(cluster, 'tenants in a Redis Cluster', ({ urls, natMap }) => {
  const client = createRedisClient({ urls, natMap, log });
  beforeAll(() => emptied(client));
  afterAll(() => client.disconnect());

  it('are kept apart and spread over the nodes', async () => {
    await expectNoLeak((namespace) =>
      createTestCache(
        { semantic: { threshold: 0.6, verification: 'off' } },
        { store: createRedisStore({ client, shared: true, settings: { ...settings, namespace }, log }) },
      ),
    );
    const sizes = await Promise.all(mastersOf(client).map((node) => node.dbsize()));
    expect(sizes).toHaveLength(3);
    for (const size of sizes) expect(size).toBeGreaterThan(0);
  }, 60_000);
});

describeWith(redis, 'Redis without vector sets, as before version 8', ({ url }) => {
  it('serves the exact layer, warns once, and asks for no embedding', async () => {
    const owner = createRedisClient({ urls: [url], log });
    await connected(owner);
    await owner.call(
      'ACL',
      'SETUSER',
      'old',
      'on',
      '>secret',
      '~*',
      '&*',
      '+@all',
      '-vadd',
      '-vsim',
      '-vrem',
    );
    const warnings: unknown[] = [];
    const watched = { ...log, warn: (line: unknown) => warnings.push(line) } as unknown as Log;
    const target = new URL(url);
    [target.username, target.password] = ['old', 'secret'];
    const client = createRedisClient({ urls: [target.href], log });
    const store = createRedisStore({
      client,
      shared: true,
      settings: { ...settings, namespace: 'old' },
      log: watched,
    });
    const { cache, embedder } = createTestCache({}, { store });
    await connected(client);
    while (store.status().semantic) await setImmediate();
    await stored(cache, 'What is the capital of France?');
    expect(await outcomeOf(cache, 'What is the capital of France?')).toBe('exact');
    expect(await outcomeOf(cache, 'What is the capital city of France?')).toBe('not-found');
    await cache.sweep();
    expect(embedder.calls).toBe(0);
    expect(warnings).toHaveLength(1);
    expect(String(warnings[0])).toContain('Redis 8');
    client.disconnect();
    owner.disconnect();
  });
});

let namespaces = 0;

async function expectNoLeak(open: (namespace: string) => ReturnType<typeof createTestCache>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(hostileTenants, async (ids) => {
      const { cache } = open(`isolated-${namespaces++}`);
      await expectIsolated(cache, ids);
      await cache.close();
    }),
    { numRuns: 15 },
  );
}
