import { setTimeout as delay } from 'node:timers/promises';
import { createRedisClient } from '../../hooks-server/redis/client.js';
import { createRedisStore } from '../../hooks-server/cache/stores/redis.js';
import { createLog } from '../../hooks-server/telemetry/log.js';
import { createTestCache, outcomeOf, stored, testSettings, type TestCache } from '../cache/support.js';
import { connected } from '../support/redis-state.js';
import { describeWith, redisService, type ServiceControl } from '../support/services.js';

const CAPITAL = 'What is the capital of France?';
const PARAPHRASE = 'What is the capital city of France?';
const log = createLog('silent');
const settings = testSettings({ store: { redis: { breakerRetryMs: 100 } } }).store;
const redis = await redisService();
const controlled = redis?.control && { url: redis.url, control: redis.control };

afterAll(async () => {
  await redis?.stop();
});

describeWith(controlled, 'Redis goes away in mid-run and comes back', ({ url, control }) => {
  const client = createRedisClient({ urls: [url], log });
  const test: TestCache = createTestCache(
    {},
    { store: createRedisStore({ client, shared: true, settings, log }) },
  );
  const { cache } = test;

  beforeAll(() => connected(client));
  afterAll(async () => {
    await cache.close();
    client.disconnect();
  });

  const untilBack = async () => {
    const end = Date.now() + 20_000;
    while (!(await cache.stats().catch(() => undefined))?.store.available && Date.now() < end)
      await delay(20);
  };
  const outages: [
    string,
    (control: ServiceControl) => Promise<void>,
    (control: ServiceControl) => Promise<void>,
  ][] = [
    ['killed', (service) => service.kill(), (service) => service.start()],
    ['hung', (service) => service.pause(), (service) => service.unpause()],
  ];

  it.each(outages)(
    '%s: look-ups are quick misses, nothing is stored, no request fails, and it works again without a restart',
    async (_, begin, end) => {
      await stored(cache, CAPITAL);
      expect(await outcomeOf(cache, PARAPHRASE)).toBe('semantic');

      await begin(control);
      const started = Date.now();
      for (let request = 0; request < 200; request++) expect(await outcomeOf(cache, CAPITAL)).toBe('store');
      // The first five may each wait 100 ms; without a breaker, 200 would wait for 20 s.
      expect(Date.now() - started).toBeLessThan(5_000);
      await expect(stored(cache, CAPITAL)).rejects.toThrow('got store');

      await end(control);
      await untilBack();
      await stored(cache, CAPITAL);
      expect(await outcomeOf(cache, CAPITAL)).toBe('exact');
      expect(await outcomeOf(cache, PARAPHRASE)).toBe('semantic');
    },
    60_000,
  );
});

describe('Redis that was never there', () => {
  it('is a miss from the first request on', async () => {
    const client = createRedisClient({ urls: ['redis://127.0.0.1:1'], log });
    const { cache } = createTestCache(
      {},
      { store: createRedisStore({ client, shared: true, settings, log }) },
    );
    expect(await outcomeOf(cache, CAPITAL)).toBe('store');
    await expect(stored(cache, CAPITAL)).rejects.toThrow('got store');
    await cache.sweep();
    await cache.close();
    client.disconnect();
  });
});
