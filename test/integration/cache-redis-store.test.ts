import { createRedisClient, type RedisClient } from '../../hooks-server/redis/client.js';
import { createRedisStore } from '../../hooks-server/cache/stores/redis.js';
import { namesIn } from '../../hooks-server/cache/stores/redis-names.js';
import { UNLIST } from '../../hooks-server/cache/stores/redis-scripts.js';
import type { CacheStore, Entry } from '../../hooks-server/cache/stores/store.js';
import { createLog } from '../../hooks-server/telemetry/log.js';
import { testSettings } from '../cache/support.js';
import { connected, emptied } from '../support/redis-state.js';
import { describeWith, redisService } from '../support/services.js';

const log = createLog('silent');
const { store: settings } = testSettings({ store: { namespace: 'n', redis: { timeoutMs: 2_000 } } });
const names = namesIn(settings.namespace);
const redis = await redisService();

const keyOf = (what: string) => ({ who: 'a'.repeat(32), conditions: 'c'.repeat(32), what: what.repeat(32) });
const near = { vector: Float32Array.of(1, 0) };
const now = Date.now();
const entryOf = (text: string): Entry => ({
  tenantId: 'acme',
  family: 'chat',
  model: 'gpt-4o',
  text,
  createdAt: now,
  expiresAt: now + 60_000,
  usage: { promptTokens: 1, completionTokens: 1 },
  value: '{}',
});

afterAll(async () => {
  await redis?.stop();
});

describeWith(redis, 'a store in Redis', ({ url }) => {
  const client = createRedisClient({ urls: [url], log });
  const open = (namespace = settings.namespace, using: RedisClient = client): CacheStore =>
    createRedisStore({ client: using, shared: true, settings: { ...settings, namespace }, log });

  beforeEach(() => emptied(client));
  afterEach(() => client.config('SET', 'maxmemory', '0'));
  afterAll(() => client.disconnect());

  it('leaves no hash without a time to live when a command is refused on the way', async () => {
    await client.call('ACL', 'SETUSER', 'half', 'on', '>secret', '~*', '&*', '+@all', '-pexpire');
    const target = new URL(url);
    [target.username, target.password] = ['half', 'secret'];
    const other = createRedisClient({ urls: [target.href], log });
    await connected(other);
    const store = open(settings.namespace, other);
    await expect(store.put(keyOf('1'), entryOf('one'), near, now)).rejects.toThrow('refused');
    expect(await client.exists(names.entry(keyOf('1')))).toBe(0);
    await store.close();
    other.disconnect();
  });

  it('goes on serving answers while Redis has no room for new ones', async () => {
    const store = open();
    await store.put(keyOf('1'), entryOf('one'), near, now);
    await client.config('SET', 'maxmemory', '1');
    for (let attempt = 0; attempt <= settings.redis.breakerFailures; attempt++)
      await expect(store.put(keyOf('2'), entryOf('two'), near, now)).rejects.toThrow(/refused|OOM/);
    expect(store.status().available).toBe(true);
    expect((await store.get(keyOf('1'), now))?.text).toBe('one');
    await store.close();
  });

  it('passes over a candidate whose vector is of another space', async () => {
    const store = open();
    await store.put(keyOf('1'), entryOf('other'), near, now);
    await store.put(keyOf('2'), entryOf('whole'), near, now);
    await client.hset(names.entry(keyOf('1')), 'x', Buffer.alloc(4));
    const found = await store.nearest(keyOf('0'), near.vector, 5, now);
    expect(found.map(({ head }) => head.text)).toEqual(['whole']);
    await store.close();
  });

  it('empties its own namespace and none whose name begins alike', async () => {
    const [store, other] = [open(), open('n:staging')];
    await store.put(keyOf('1'), entryOf('own'), near, now);
    await other.put(keyOf('1'), entryOf('another'), near, now);
    expect(await store.removeAll({ dryRun: false })).toBe(1);
    expect(await store.total(now)).toBe(0);
    expect((await other.get(keyOf('1'), now))?.text).toBe('another');
    expect(await other.total(now)).toBe(1);
    await store.close();
    await other.close();
  });

  it('knows a tenant that stores again after another replica removed it', async () => {
    const [one, another] = [open(), open()];
    await one.put(keyOf('1'), entryOf('before'), near, now);
    await another.removeTenant(keyOf('1').who, { dryRun: false });
    await one.put(keyOf('2'), entryOf('after'), near, now);
    expect(await another.total(now)).toBe(1);
    await one.close();
    await another.close();
  });

  it('keeps a tenant listed that stores an answer while it is removed', async () => {
    const store = open();
    await store.put(keyOf('1'), entryOf('before'), near, now);
    const removals = [
      () => store.removeTenant(keyOf('1').who, { dryRun: false }),
      () => store.removeAll({ dryRun: false }),
    ];
    for (const remove of removals) {
      const removed = remove();
      await client.zadd(names.tenants, 'GT', now + 30_000, keyOf('1').who);
      await removed;
      expect(await client.zcard(names.tenants)).toBe(1);
    }
    await store.removeAll({ dryRun: false });
    expect(await client.dbsize()).toBe(0);
    await store.close();
  });

  it('leaves nothing in Redis of a tenant whose entries have all expired', async () => {
    const store = open();
    await store.put(keyOf('1'), entryOf('one'), near, now);
    expect(await store.sweep(now + 60_000)).toBe(1);
    expect(await client.dbsize()).toBe(0);
    await store.close();
  });

  it('takes a tenant for idle only while nothing was stored since it was looked at', async () => {
    const store = open();
    const { who } = keyOf('1');
    await store.put(keyOf('1'), entryOf('one'), near, now);
    await client.eval(UNLIST, 1, names.tenants, who, now + 59_999);
    expect(await store.total(now)).toBe(1);
    await client.eval(UNLIST, 1, names.tenants, who, now + 60_000);
    expect(await store.total(now)).toBe(0);
    await store.close();
  });
});
