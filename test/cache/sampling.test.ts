import fc from 'fast-check';
import { sameAnswer } from '../../hooks-server/cache/compare-answers.js';
import { wilsonInterval } from '../../hooks-server/cache/wilson.js';
import { createWordEmbedder } from '../support/word-embedder.js';
import { acme, chat, chatAnswer, counted, createTestCache, globex, outcomeOf, stored } from './support.js';

const CAPITAL = 'What is the capital of France?';
const PARAPHRASE = 'What is the capital city of France?';

describe('the estimate of false hits', () => {
  const ask = chat(PARAPHRASE, { callId: 'sampled call' });
  const falseHits = async (cache: ReturnType<typeof createTestCache>['cache']) =>
    (await cache.stats('acme')).tenants[0]?.falseHits;

  it('a sampled hit goes to the provider, and its answer is compared', async () => {
    const { cache, metrics } = createTestCache({ sampling: { share: 1 } });
    await stored(cache, CAPITAL, { answer: 'Paris.' });
    expect(await cache.lookup(ask, acme)).toMatchObject({ hit: false, reason: 'sampled' });
    await cache.store(ask, acme, chatAnswer('paris'));
    expect(await falseHits(cache)).toMatchObject({ share: 0, n: 1 });
    const again = chat('What is the capital town of France?', { callId: 'another' });
    expect(await cache.lookup(again, acme)).toMatchObject({ hit: false, reason: 'sampled' });
    await cache.store(again, acme, chatAnswer('There is none, sorry.'));
    expect(await falseHits(cache)).toMatchObject({ share: 0.5, n: 2 });
    expect(
      await counted(metrics, 'litellm_cache_samples_total', { tenant: 'acme', outcome: 'different' }),
    ).toBe(1);
    expect(
      await counted(metrics, 'litellm_cache_false_hit_share', { tenant: 'acme', bound: 'upper' }),
    ).toBeGreaterThan(0.5);
  });

  it('exact hits are never sampled, and without a share none is', async () => {
    const all = createTestCache({ sampling: { share: 1 } });
    await stored(all.cache, CAPITAL);
    expect(await outcomeOf(all.cache, CAPITAL)).toBe('exact');
    const none = createTestCache({ sampling: { share: 0 } }, { random: () => 0 });
    await stored(none.cache, CAPITAL);
    expect(await outcomeOf(none.cache, PARAPHRASE)).toBe('semantic');
  });

  it('shadow mode compares every semantic hit', async () => {
    const { cache } = createTestCache({ mode: 'shadow' });
    await stored(cache, CAPITAL, { answer: 'Paris.' });
    expect(await cache.lookup(ask, acme)).toMatchObject({ hit: false, reason: 'shadow' });
    await cache.store(ask, acme, chatAnswer('Paris.'));
    expect(await falseHits(cache)).toMatchObject({ share: 0, n: 1 });
  });

  it('neither another tenant’s answer nor one to another question settles or takes the comparison, whatever id they share', async () => {
    const { cache } = createTestCache({ sampling: { share: 1 } });
    await stored(cache, CAPITAL, { answer: 'Paris.' });
    await cache.lookup(ask, acme);
    await cache.store(ask, globex, chatAnswer('something else'));
    const other = chat('Name a primary colour', { callId: 'sampled call' });
    await cache.store(other, acme, chatAnswer('Red.'));
    expect(await falseHits(cache)).toMatchObject({ n: 0 });
    await cache.store(ask, acme, chatAnswer('Paris.'));
    expect(await falseHits(cache)).toMatchObject({ share: 0, n: 1 });
  });

  it('another tenant’s call of the same id, or one that comes too late, is not compared', async () => {
    const { cache, pass } = createTestCache({ sampling: { share: 1, pendingSeconds: 60 } });
    await stored(cache, CAPITAL, { answer: 'Paris.' });
    await cache.lookup(ask, acme);
    await cache.store(ask, globex, chatAnswer('something else'));
    await cache.lookup(ask, acme);
    pass(60_001);
    await cache.store(ask, acme, chatAnswer('something else'));
    expect(await falseHits(cache)).toEqual({ share: 0, lower: 0, upper: 1, n: 0 });
  });
});

describe('the same answer', () => {
  const embedder = createWordEmbedder();
  const same = (a: string, b: string, options: Partial<Parameters<typeof sameAnswer>[2]> = {}) =>
    sameAnswer(a, b, { embedder, threshold: 0.8, ...options });

  it('may be worded differently, but not in its numbers', async () => {
    expect(await same('Paris.', ' paris ')).toBe(true);
    expect(await same('The capital is Paris', 'Paris is the capital city')).toBe(true);
    expect(await same('The capital is Paris', 'The river is Seine')).toBe(false);
    expect(await same('It takes 15 days', 'It takes 16 days')).toBe(false);
  });

  it('is told by common words where nothing can be embedded', async () => {
    const failing = createWordEmbedder();
    failing.failure = new Error('away');
    for (const none of [undefined, failing]) {
      expect(await same('Paris is the capital', 'the capital is Paris, of course', { embedder: none })).toBe(
        true,
      );
      expect(await same('Paris', 'London', { embedder: none })).toBe(false);
    }
  });
});

describe('Wilson’s interval', () => {
  it('is the published one', () => {
    // Newcombe, Statistics in Medicine 17 (1998), table I: 15 of 148 gives 0.0624 to 0.1605.
    const newcombe = wilsonInterval(15, 148);
    expect(newcombe.lower).toBeCloseTo(0.0624, 4);
    expect(newcombe.upper).toBeCloseTo(0.1605, 4);
    expect(wilsonInterval(0, 20).lower).toBe(0);
    expect(wilsonInterval(0, 20).upper).toBeCloseTo(0.1611, 4);
  });

  it('always holds the share and stays within 0 and 1', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), (a, b) => {
        const [count, n] = [Math.min(a, b), Math.max(a, b)];
        const { share, lower, upper } = wilsonInterval(count, n);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(lower).toBeLessThanOrEqual(share);
        expect(upper).toBeGreaterThanOrEqual(share);
        expect(upper).toBeLessThanOrEqual(1);
      }),
    );
  });
});
