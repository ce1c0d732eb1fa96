import { setTimeout as delay } from 'node:timers/promises';
import { createRedisClient } from '../../hooks-server/redis/client.js';
import { createRedisStore } from '../../hooks-server/cache/stores/redis.js';
import { createLog } from '../../hooks-server/telemetry/log.js';
import { createTestCache, outcomeOf, stored, testSettings } from '../cache/support.js';
import { connected } from '../support/redis-state.js';
import { describeWith, redisService } from '../support/services.js';

const log = createLog('silent');
const settings = testSettings({ store: { redis: { breakerRetryMs: 100 } } }).store;
const redis = await redisService({ appendOnly: true });
const controlled = redis?.control && { url: redis.url, control: redis.control };

afterAll(async () => {
  await redis?.stop();
});

describeWith(controlled, 'a Redis with an append-only file', ({ url, control }) => {
  const client = createRedisClient({ urls: [url], log });
  const { cache } = createTestCache({}, { store: createRedisStore({ client, shared: true, settings, log }) });

  beforeAll(() => connected(client));
  afterAll(async () => {
    await cache.close();
    client.disconnect();
  });

  it('reads back what the cache wrote, vectors too, when it was killed', async () => {
    for (const place of ['France', 'Spain', 'Peru']) await stored(cache, `What is the capital of ${place}?`);
    await control.kill();
    await control.start();
    const end = Date.now() + 20_000;
    while (!(await cache.stats().catch(() => undefined))?.store.available && Date.now() < end)
      await delay(20);
    expect(await outcomeOf(cache, 'What is the capital of Peru?')).toBe('exact');
    expect(await outcomeOf(cache, 'What is the capital city of France?')).toBe('semantic');
  }, 60_000);
});
