import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { GenericContainer, Wait } from 'testcontainers';
import { createRedisStore } from '../../hooks-server/cache/stores/redis.js';
import { createRedisCalls } from '../../hooks-server/events/watch/redis-calls.js';
import { startEvents, type EventsDependencies } from '../../hooks-server/events/start-events.js';
import { eventsSettings } from '../../hooks-server/events/settings.js';
import { createSharedCalls } from '../../hooks-server/hooks/shared-calls.js';
import { createSharedScores } from '../../hooks-server/hooks/shared-scores.js';
import { createRedisClient } from '../../hooks-server/redis/client.js';
import { createLog } from '../../hooks-server/telemetry/log.js';
import { projectRoot } from '../../scripts/stack/paths.js';
import { acme, createTestCache, outcomeOf, stored, testSettings } from '../cache/support.js';
import { commonDeps, sampleUsage, temporaryDirectory } from '../events/support.js';
import { connected } from '../support/redis-state.js';
import { describeWith, dockerAnswers } from '../support/services.js';

const password = randomBytes(16).toString('hex');
const hash = createHash('sha256').update(password).digest('hex');
const file = readFileSync(join(projectRoot, 'config/redis/users.acl'), 'utf8').trim();
const lines = [...file.replace('PASSWORD_SHA256', hash).split('\n'), `user root on #${hash} ~* &* +@all`];

/** A Redis whose only users are the file's, and one who looks on. */
async function startRedis() {
  if (!(await dockerAnswers())) return undefined;
  const quoted = lines.map((line) => `'${line}'`).join(' ');
  const container = await new GenericContainer(process.env['REDIS_IMAGE'] ?? 'redis:8')
    .withExposedPorts(6379)
    .withCommand([
      'sh',
      '-c',
      `printf '%s\\n' ${quoted} > /tmp/users.acl && exec redis-server --bind 0.0.0.0 --dir /tmp --appendonly yes --aclfile /tmp/users.acl`,
    ])
    .withWaitStrategy(Wait.forLogMessage(/Ready to accept connections/))
    .start();
  const urlOf = (user: string) => `redis://${user}:${password}@127.0.0.1:${container.getMappedPort(6379)}`;
  return { urlOf, stop: async () => void (await container.stop({ timeout: 0 })) };
}

const service = await startRedis();
afterAll(() => service?.stop());

describeWith(service, 'config/redis/users.acl', ({ urlOf }) => {
  const log = createLog('silent');
  const root = new Redis(urlOf('root'));
  afterAll(() => root.disconnect());
  const connect = () => createRedisClient({ urls: [urlOf('hooks')], log });

  /** What the service does with Redis: with its own names, which are the defaults. */
  async function useCache(): Promise<void> {
    const client = connect();
    await connected(client);
    const settings = testSettings({ store: { redis: { timeoutMs: 2_000, maxEntriesPerTenant: 5 } } }).store;
    const store = createRedisStore({ client, settings, log });
    const { cache, pass } = createTestCache({ semantic: { threshold: 0.6, verification: 'off' } }, { store });
    for (const town of ['France', 'Spain', 'Peru', 'Chile', 'Ghana'])
      await stored(cache, `What is the capital of ${town}?`);
    await stored(cache, 'Which dock is free for an hour?', { controls: { ttl: 100 } });
    expect(await outcomeOf(cache, 'What is the capital of Ghana?')).toBe('exact');
    expect(await outcomeOf(cache, 'What is, then, the capital of Ghana?')).toBe('semantic');
    await store.addSample('0'.repeat(32), 'same');
    await cache.stats();
    const { entries } = await cache.entries(acme.id, { limit: 2, revealText: false, actor: 'test' });
    await cache.removeEntry(acme.id, entries[0]?.entry ?? '', { actor: 'test' });
    pass(200_000);
    await cache.sweep();
    await cache.removeTenant(acme.id, { dryRun: false, actor: 'test' });
    await stored(cache, 'What is the capital of Nepal?');
    await cache.removeAll({ dryRun: true, actor: 'test' });
    await cache.removeAll({ dryRun: false, actor: 'test' });
    await cache.close();
  }

  async function useEvents(): Promise<void> {
    const directory = await temporaryDirectory();
    const settings = eventsSettings.parse({
      dataDirectory: directory.path,
      outbox: 'redis',
      redis: { claimIdleMs: 100, maxEntries: 5, retainSeconds: 1 },
      quota: { store: 'redis', snapshotIntervalMs: 100 },
      missingUsage: { store: 'redis', afterMinutes: 0.001 },
    });
    const connections: ReturnType<typeof connect>[] = [];
    const deps: EventsDependencies = {
      ...commonDeps(),
      instance: 'acl',
      connectRedis: () => {
        const connection = connect();
        connections.push(connection);
        return connection;
      },
      resolveTenant: () => ({ id: 'acme' }),
      callContext: () => undefined,
      tenantBudget: () => ({ maxUsd: 0.05 }),
    };
    const events = await startEvents(settings, deps);
    await Promise.all(connections.map(connected));
    events.watch?.seen({ callId: 'open' }, {});
    events.watch?.seen({ callId: 'call-1' }, {});
    for (const call of ['call-1', 'call-2', 'call-3'])
      await events.accept(JSON.stringify([sampleUsage(call, { response_cost: 0.03 })]));
    while ((await events.quota.ofTenant('acme', 'total')).calls < 3) await delay(20);
    while ((await events.watch?.sweep()) === 0) await delay(20);
    // More than may be there: what was delivered gives way.
    const reader = await events.outbox.reader('publisher');
    const seen = await reader.read(100);
    await reader.ack(seen);
    await reader.backlog();
    await delay(300);
    await events.accept(JSON.stringify([sampleUsage('call-4')])).catch(() => undefined);
    expect(await events.quota.tenants()).toEqual(['acme']);
    await events.stop();
    const calls = connect();
    await connected(calls);
    await createRedisCalls(calls, 'litellm', 10).size();
    calls.disconnect();
    const again = await startEvents(settings, deps);
    await Promise.all(connections.filter(({ status }) => status !== 'end').map(connected));
    for await (const { subject } of again.outbox.recent(10)) expect(subject).not.toBe('');
    await again.stop();
    await directory.remove();
  }

  async function useSharedCalls(): Promise<void> {
    const client = connect();
    await connected(client);
    const faults: unknown[] = [];
    const shared = createSharedCalls(client, {
      prefix: 'litellm:cache',
      key: randomBytes(32).toString('hex'),
      onError: (error) => faults.push(error),
    });
    const call = { callId: 'c', occurrence: 'o', seenAt: 1 };
    await shared.tell({ callId: 'c' }, call);
    expect(await shared.ask({ callId: 'c' })).toEqual(call);
    shared.close();
    expect(faults).toEqual([]);
    await useSharedScores();
  }

  async function useSharedScores(): Promise<void> {
    const client = connect();
    await connected(client);
    const scores = createSharedScores(client, 'litellm:cache');
    const score = { name: 'compression.savings_percent', value: 40 };
    expect(await scores.leave('call', score)).toBeUndefined();
    expect(await scores.name('call', 'trace')).toEqual([score]);
    expect(await scores.leave('call', score)).toBe('trace');
    expect([await scores.take('call'), await scores.take('call')]).toEqual([[score], []]);
    scores.close();
  }

  it('lets the service do all it does, and each command it allows is one that it uses', async () => {
    await useCache();
    await useEvents();
    await useSharedCalls();
    const denied = (await root.acl('LOG')) as unknown[];
    expect(denied.map((entry) => String(entry))).toEqual([]);
    const statistics = await root.info('commandstats');
    const used = new Set(
      [...statistics.matchAll(/^cmdstat_([^:]+):/gm)].map(([, name]) => name?.toLowerCase()),
    );
    const allowed = [...file.matchAll(/ \+(\S+)/g)].map(([, name]) => name ?? '');
    // Of a cluster, after an outage, and the client's own greetings.
    const elsewhere = /^(ping|cluster\|\w+|readonly|asking|select|client\|setinfo)$/;
    expect(allowed.filter((name) => !used.has(name) && !elsewhere.test(name))).toEqual([]);
  }, 120_000);

  it.each([
    ['another’s keys', ['GET', 'other:key']],
    ['names that begin alike', ['GET', 'litellmx:key']],
    ['all keys at once', ['FLUSHALL']],
    ['settings', ['CONFIG', 'GET', '*']],
    ['users', ['ACL', 'LIST']],
    ['other connections', ['CLIENT', 'KILL', 'TYPE', 'normal']],
    ['scripts of its own choice on other keys', ['EVAL', "return redis.call('GET', 'other:key')", '0']],
    ['its own keys by listing', ['KEYS', 'litellm:*']],
    ['a replica', ['REPLICAOF', 'NO', 'ONE']],
    ['modules', ['MODULE', 'LIST']],
    ['channels', ['PUBLISH', 'litellm:x', '1']],
  ])('refuses %s', async (_, [command = '', ...words]) => {
    const client = connect();
    await connected(client);
    await expect(client.call(command, ...words)).rejects.toThrow(/NOPERM|No permissions|ACL/);
    client.disconnect();
  });

  it('lets nobody in without its password', async () => {
    const anonymous = new Redis(urlOf('').replace(/\/\/.*@/, '//'), {
      retryStrategy: () => null,
      lazyConnect: true,
    });
    anonymous.on('error', () => undefined);
    await expect(anonymous.connect().then(() => anonymous.ping())).rejects.toThrow(/NOAUTH|closed/);
    anonymous.disconnect();
  });
});
