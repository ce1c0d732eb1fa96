import { acme, chat, chatAnswer, createTestCache, stored } from './support.js';

const CAPITAL = 'What is the capital of France?';

describe('a ttl that is a fraction of a second', () => {
  it('is cut to whole milliseconds', async () => {
    const { cache } = createTestCache();
    await stored(cache, CAPITAL, { controls: { ttl: 1.0005 } });
    const { entries } = await cache.entries('acme', { actor: 'test' });
    expect(entries.map(({ createdAt, expiresAt }) => expiresAt - createdAt)).toEqual([1_000]);
  });

  it('is no time at all below a millisecond', async () => {
    const { cache } = createTestCache();
    const call = chat(CAPITAL, { controls: { ttl: 0.0005 } });
    expect(await cache.store(call, acme, chatAnswer('Paris.'))).toEqual({
      stored: false,
      reason: 'ttl-zero',
    });
  });
});
