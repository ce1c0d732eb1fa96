import { Redis } from 'ioredis';
import { UnavailableError } from '../../hooks-server/errors.js';
import { startEvents, type Events } from '../../hooks-server/events/start-events.js';
import { createRedisQuotaStore } from '../../hooks-server/events/quota/redis-store.js';
import { openRedisOutbox } from '../../hooks-server/events/redis/redis-outbox.js';
import { eventsSettings, redisOutboxSettings } from '../../hooks-server/events/settings.js';
import { commonDeps, idsOf, sampleEvents, sampleUsage, temporaryDirectory } from '../events/support.js';
import { describeWith, redisService, type Service } from '../support/services.js';

const service = await redisService();
afterAll(() => service?.stop());

const patience = 60_000;
let key = 0;
let stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.reverse()) await stop();
  stops = [];
}, patience);

function connectTo(url: string): Redis {
  const redis = new Redis(url, { retryStrategy: () => 200, maxRetriesPerRequest: 2 });
  redis.on('error', () => undefined);
  return redis;
}

function open(url: string, instance: string, overrides: object = {}) {
  const settings = redisOutboxSettings.parse({ key: `test:${key}`, waitForAof: false, ...overrides });
  const outbox = openRedisOutbox(settings, { ...commonDeps(), connect: () => connectTo(url), instance });
  stops.push(() => outbox.close());
  return outbox;
}

describeWith(service, 'Redis outbox', ({ url }: Service) => {
  beforeEach(() => {
    key += 1;
  });

  it(
    'gives each event to one of several replicas',
    async () => {
      const [one, other] = [open(url, 'one'), open(url, 'other')];
      await one.append(sampleEvents(100));
      const readers = [await one.reader('publisher'), await other.reader('publisher')];
      const seen: string[] = [];
      while (seen.length < 100) {
        for (const reader of readers) {
          if (seen.length === 100) break;
          const records = await reader.read(10, AbortSignal.timeout(10_000));
          seen.push(...idsOf(records));
          await reader.ack(records);
        }
      }
      expect(seen.sort()).toEqual(idsOf(sampleEvents(100)).sort());
      expect(await readers[0]?.backlog()).toEqual({ records: 0, ageMs: 0 });
    },
    patience,
  );

  it(
    'gives back to a restarted replica what it had not acknowledged',
    async () => {
      const before = open(url, 'same');
      await before.append(sampleEvents(30));
      const reader = await before.reader('publisher');
      await reader.ack((await reader.read(30)).slice(0, 10));
      await before.close();
      const after = open(url, 'same');
      expect(idsOf(await (await after.reader('publisher')).read(100))).toEqual(idsOf(sampleEvents(20, 10)));
    },
    patience,
  );

  it(
    'gives what a vanished replica had read to another',
    async () => {
      const gone = open(url, 'gone', { claimIdleMs: 50 });
      await gone.append(sampleEvents(10));
      await (await gone.reader('publisher')).read(10);
      await gone.close();
      const other = open(url, 'other', { claimIdleMs: 50 });
      expect(idsOf(await (await other.reader('publisher')).read(10))).toEqual(idsOf(sampleEvents(10)));
    },
    patience,
  );

  it(
    'gives all of what a vanished replica had read to another without pauses',
    async () => {
      const time = { now: 0 };
      const gone = open(url, 'gone', { claimIdleMs: 50 });
      await gone.append(sampleEvents(30));
      await (await gone.reader('publisher')).read(30);
      await gone.close();
      const admin = connectTo(url);
      stops.push(async () => void (await admin.quit()));
      const idle = () => admin.xpending(`test:${key}`, 'publisher', 'IDLE', 50, '-', '+', 30);
      while ((await idle()).length < 30) await new Promise(setImmediate);
      const deps = { ...commonDeps(), clock: () => time.now, connect: () => connectTo(url) };
      const settings = { key: `test:${key}`, waitForAof: false, claimIdleMs: 50 };
      const other = openRedisOutbox(redisOutboxSettings.parse(settings), { ...deps, instance: 'other' });
      stops.push(() => other.close());
      const reader = await other.reader('publisher');
      const seen: string[] = [];
      // The replica's clock stands still: what comes, comes without waiting for the next time to look.
      while (seen.length < 30) {
        const records = await reader.read(10, AbortSignal.timeout(5000));
        if (records.length === 0) break;
        seen.push(...idsOf(records));
      }
      expect(seen).toEqual(idsOf(sampleEvents(30)));
    },
    patience,
  );

  it(
    'gives at once, and once, what was in an answer of Redis that never arrived',
    async () => {
      const losing = { next: false };
      const connect = () => {
        const redis = connectTo(url);
        const read = redis.xreadgroup.bind(redis) as (...options: unknown[]) => Promise<unknown>;
        const readAndLose = async (...options: unknown[]) => {
          const answer = await read(...options);
          if (!losing.next || answer === null) return answer;
          losing.next = false;
          throw new Error('Connection is closed.');
        };
        return Object.assign(redis, { xreadgroup: readAndLose });
      };
      const settings = redisOutboxSettings.parse({ key: `test:${key}`, waitForAof: false });
      const outbox = openRedisOutbox(settings, { ...commonDeps(), connect, instance: 'one' });
      stops.push(() => outbox.close());
      await outbox.append(sampleEvents(30));
      const reader = await outbox.reader('publisher');
      const inHand = await reader.read(10);
      losing.next = true;
      const lost = await reader.read(10, AbortSignal.timeout(20_000));
      expect(losing.next).toBe(false);
      const following = await reader.read(10);
      expect([inHand, lost, following].map(idsOf)).toEqual(
        [0, 10, 20].map((from) => idsOf(sampleEvents(10, from))),
      );
      await reader.ack([...inHand, ...lost, ...following]);
      expect(await reader.backlog()).toEqual({ records: 0, ageMs: 0 });
    },
    patience,
  );

  it(
    'keeps an event for each of its readers',
    async () => {
      const outbox = open(url, 'one');
      await outbox.append(sampleEvents(5));
      for (const name of ['publisher', 'mirror'] as const) {
        const reader = await outbox.reader(name);
        expect((await reader.backlog()).records).toBe(5);
        const records = await reader.read(10);
        expect(idsOf(records)).toEqual(idsOf(sampleEvents(5)));
        await reader.ack(records);
      }
    },
    patience,
  );

  it(
    'refuses when full of undelivered events, and gives up delivered ones first',
    async () => {
      const outbox = open(url, 'one', { maxEntries: 20 });
      const reader = await outbox.reader('publisher');
      await outbox.append(sampleEvents(20));
      const records = await reader.read(20);
      await expect(outbox.append(sampleEvents(1, 20))).rejects.toThrow(UnavailableError);
      await reader.ack(records);
      await expect(outbox.append(sampleEvents(20, 20))).resolves.toBeUndefined();
    },
    patience,
  );

  it(
    'confirms nothing that Redis could forget, where that is asked for',
    async () => {
      const outbox = open(url, 'one', { waitForAof: true });
      const admin = connectTo(url);
      stops.push(async () => void (await admin.quit()));
      await admin.config('SET', 'appendonly', 'no');
      await expect(outbox.append(sampleEvents(1))).rejects.toThrow(/append-only/);
      await admin.config('SET', 'appendonly', 'yes');
      await expect(outbox.append(sampleEvents(1))).resolves.toBeUndefined();
      await admin.config('SET', 'appendonly', 'no');
    },
    patience,
  );

  it(
    'names the last events for the next process, oldest first',
    async () => {
      const outbox = open(url, 'one');
      await outbox.append(sampleEvents(2500));
      const recent: string[] = [];
      for await (const { event } of outbox.recent(2200)) recent.push(event.eventId);
      expect(recent).toEqual(idsOf(sampleEvents(2500)).slice(-recent.length));
      expect(recent.length).toBeGreaterThanOrEqual(2200);
    },
    patience,
  );
});

const controlled =
  service?.control === undefined ? undefined : { url: service.url, control: service.control };

describeWith(controlled, 'events with all their state in Redis', ({ url, control }) => {
  const keyHash = 'a'.repeat(64);
  const budget = { maxUsd: 1 };

  async function start(instance: string): Promise<Events> {
    const directory = await temporaryDirectory();
    const settings = eventsSettings.parse({
      dataDirectory: directory.path,
      outbox: 'redis',
      redis: { key: `test:${key}:events`, waitForAof: false, claimIdleMs: 200 },
      quota: { store: 'redis', redisPrefix: `test:${key}:quota` },
      missingUsage: { store: 'redis', redisPrefix: `test:${key}`, afterMinutes: 0.0001 },
    });
    const events = await startEvents(settings, {
      ...commonDeps(),
      instance,
      connectRedis: () => connectTo(url),
      resolveTenant: () => ({ id: 'acme' }),
      callContext: () => undefined,
      tenantBudget: () => budget,
    });
    stops.push(() => events.stop());
    return events;
  }

  async function untilSpent(events: Events, usd: number): Promise<void> {
    while ((await events.quota.spendOf(keyHash)) < usd)
      await new Promise((resolve) => setTimeout(resolve, 20));
  }

  beforeEach(() => {
    key += 1;
  });

  it('forgets what it announced a while after the period is over, and never what has no period', async () => {
    const redis = connectTo(url);
    const prefix = `test:${key}:announced`;
    const store = createRedisQuotaStore(redis, { prefix, keepDays: 62, dedupeSeconds: 60 });
    await store.setAnnounced('tenant:acme', { id: 'hour', endsAt: Date.now() + 3_600_000 }, 80);
    await store.setAnnounced('tenant:acme', { id: 'total' }, 50);
    expect(await store.announced('tenant:acme', 'hour')).toBe(80);
    expect(await redis.pttl(`${prefix}:{tenant:acme}:announced:hour`)).toBeGreaterThan(3_500_000);
    expect(await redis.pttl(`${prefix}:{tenant:acme}:announced:total`)).toBe(-1);
    await store.setAnnounced('tenant:acme', { id: 'hour', endsAt: Date.now() - 30 * 86_400_000 }, 100);
    expect(await store.announced('tenant:acme', 'hour')).toBe(0);
    redis.disconnect();
  });

  it(
    'adds up what several replicas take, counts redeliveries once, and announces a threshold once',
    async () => {
      const [one, other] = [await start('one'), await start('other')];
      const delivery = (from: number) =>
        JSON.stringify(
          Array.from({ length: 10 }, (_, index) =>
            sampleUsage(`call-${from + index}`, { response_cost: 0.03 }),
          ),
        );
      await one.accept(delivery(0));
      await other.accept(delivery(10));
      // The same records once more, through the other replica.
      await other.accept(delivery(0));
      await untilSpent(one, 0.6);
      expect(await other.quota.spendOf(keyHash)).toBe(0.6);
      expect(await one.quota.ofTenant('acme', 'total')).toMatchObject({
        calls: 20,
        totalTokens: 580,
        costUsd: 0.6,
      });
      expect(await one.quota.tenants()).toEqual(['acme']);
      const thresholds: string[] = [];
      while (thresholds.length === 0) {
        for await (const { subject, event } of one.outbox.recent(1000)) {
          if (subject === 'quota.threshold') thresholds.push(event.eventId);
        }
      }
      expect(new Set(thresholds).size).toBe(1);
    },
    patience,
  );

  it(
    'counts two calls under one id as two at whichever replicas, and each delivery of each once',
    async () => {
      const replicas = [await start('one'), await start('other'), await start('third')];
      const record = (id: string, startTime: number) =>
        sampleUsage('constant', { id, startTime, response_cost: 0.03 });
      const [first, second] = [record('chatcmpl-1', 1_000.5), record('chatcmpl-2', 2_000.5)];
      for (const [replica, one] of [
        [0, first],
        [1, second],
        [2, second],
        [1, first],
        [0, second],
      ] as const)
        await replicas[replica]?.accept(JSON.stringify([one]));
      const sentinel = sampleUsage('sentinel', { response_cost: 0.01 });
      await replicas[2]?.accept(JSON.stringify([sentinel]));
      await untilSpent(replicas[0] as Events, 0.07);
      expect(await replicas[1]?.quota.ofTenant('acme', 'total')).toMatchObject({ calls: 3, costUsd: 0.07 });
    },
    patience,
  );

  it(
    'settles a call at any replica, and reports a lost one once',
    async () => {
      const [one, other] = [await start('one'), await start('other')];
      one.watch?.seen({ callId: 'lost' }, { tenant: { id: 'acme' } });
      one.watch?.seen({ callId: 'answered', keyHash }, {});
      await other.accept(JSON.stringify([sampleUsage('answered')]));
      await new Promise((resolve) => setTimeout(resolve, 50));
      const reported = await Promise.all([one.watch?.sweep(), other.watch?.sweep()]);
      expect(reported.sort()).toEqual([0, 1]);
    },
    patience,
  );

  it(
    'refuses while Redis is away and takes the delivery when it is back',
    async () => {
      const events = await start('one');
      await events.accept(JSON.stringify([sampleUsage('before')]));
      await control.kill();
      await expect(events.accept(JSON.stringify([sampleUsage('during')]))).rejects.toThrow(UnavailableError);
      await control.start();
      const again = async (): Promise<unknown> =>
        events.accept(JSON.stringify([sampleUsage('during')])).catch(() => again());
      expect(await again()).toMatchObject({ rejected: 0 });
      await untilSpent(events, 0.0001);
    },
    patience,
  );
});
