import { DeadlineError, UnavailableError } from '../../hooks-server/errors.js';
import { createMemoryStore } from '../../hooks-server/cache/stores/memory.js';
import { createWordEmbedder } from '../support/word-embedder.js';
import { acme, chat, chatAnswer, counted, createTestCache, globex, outcomeOf, stored } from './support.js';

const CAPITAL = 'What is the capital of France?';
const PARAPHRASE = 'What is the capital city of France?';
const OTHER = 'What is the population of Paris?';
const HOUR = 3_600_000;

describe('a look-up', () => {
  it('serves the very answer to the very question, without an embedding', async () => {
    const { cache, embedder } = createTestCache();
    const { entry } = (await stored(cache, CAPITAL, { answer: 'Paris.' })) as { entry: string };
    embedder.calls = 0;
    expect(await cache.lookup(chat(CAPITAL), acme)).toEqual({
      hit: true,
      kind: 'exact',
      entry,
      value: chatAnswer('Paris.'),
    });
    expect(embedder.calls).toBe(0);
  });

  it('serves a paraphrase, and never another question', async () => {
    const { cache } = createTestCache();
    await stored(cache, CAPITAL, { answer: 'Paris.' });
    const answer = await cache.lookup(chat(PARAPHRASE), acme);
    expect(answer).toMatchObject({ hit: true, kind: 'semantic', value: chatAnswer('Paris.') });
    expect(answer.hit && answer.similarity).toBeGreaterThan(0.8);
    expect(await outcomeOf(cache, OTHER)).toBe('below-threshold');
  });

  it('lets blanks differ, but neither case nor words', async () => {
    const { cache } = createTestCache({ semantic: { enabled: false } });
    await stored(cache, CAPITAL);
    expect(await outcomeOf(cache, `  What is  the capital of France? \r\n`)).toBe('exact');
    expect(await outcomeOf(cache, 'what is the capital of france?')).toBe('not-found');
  });

  it('does not fold blanks where they carry meaning', async () => {
    const { cache } = createTestCache({ semantic: { enabled: false } });
    await stored(cache, 'Explain:\nif a:\n  b');
    expect(await outcomeOf(cache, 'Explain:\nif a:\n b')).toBe('not-found');
  });

  it('verifies each candidate, and a rejected best one does not hide a good second', async () => {
    const { cache, metrics } = createTestCache({ semantic: { threshold: 0.6 } });
    await stored(cache, 'capital France region 7');
    await stored(cache, 'capital France region');
    expect(await outcomeOf(cache, 'the capital, France region 8')).toBe('rejected');
    expect(await outcomeOf(cache, 'the capital, France, region')).toBe('semantic');
    expect(
      await counted(metrics, 'litellm_cache_rejected_candidates_total', { guard: 'numbers' }),
    ).toBeGreaterThan(0);
  });

  it('trusts the cosine alone when verification is off', async () => {
    const strict = createTestCache({ semantic: { threshold: 0.6 } });
    await stored(strict.cache, 'capital France region 7');
    expect(await outcomeOf(strict.cache, 'capital France region 8')).toBe('rejected');
    const modes: string[] = [];
    const { cache } = createTestCache(
      { semantic: { threshold: 0, verification: 'off' } },
      {
        judge: {
          judge: (_query, candidates, { mode }) => {
            modes.push(mode);
            return Promise.resolve(candidates.map(() => ({ score: 1 })));
          },
        },
      },
    );
    await stored(cache, CAPITAL);
    expect(await outcomeOf(cache, PARAPHRASE)).toBe('semantic');
    expect(modes).toEqual(['off']);
  });

  it('takes any threshold from 0 to 1, for a tenant or for one model', async () => {
    const { cache } = createTestCache({ semantic: { threshold: 1, thresholdByModel: { lenient: 0.5 } } });
    await stored(cache, CAPITAL);
    await stored(cache, CAPITAL, { model: 'lenient' });
    expect(await outcomeOf(cache, PARAPHRASE)).toBe('below-threshold');
    expect(await outcomeOf(cache, PARAPHRASE, { model: 'lenient' })).toBe('semantic');
    expect(await outcomeOf(cache, 'What is the capital of France')).toBe('semantic');
  });

  it('never embeds more than an embedder can read', async () => {
    const { cache, embedder } = createTestCache();
    const long = `${'lorem ipsum dolor '.repeat(100)} summarize the text above`;
    await stored(cache, long);
    expect(await outcomeOf(cache, long)).toBe('exact');
    expect(await outcomeOf(cache, `${long} briefly`)).toBe('not-found');
    expect(embedder.calls).toBe(0);
  });

  it('works by the exact layer alone without an embedder', async () => {
    const { cache } = createTestCache({}, { embedder: undefined });
    await stored(cache, CAPITAL);
    expect(await outcomeOf(cache, CAPITAL)).toBe('exact');
    expect(await outcomeOf(cache, PARAPHRASE)).toBe('not-found');
  });
});

describe('who may see what', () => {
  it('a caller without an identity neither finds nor stores anything', async () => {
    const { cache } = createTestCache();
    await stored(cache, CAPITAL);
    expect(await cache.lookup(chat(CAPITAL), undefined)).toEqual({ hit: false, reason: 'no-identity' });
    expect(await cache.store(chat(OTHER), undefined, chatAnswer('2 million'))).toEqual({
      stored: false,
      reason: 'no-identity',
    });
    expect(await cache.lookup(chat(OTHER), { id: '' })).toEqual({ hit: false, reason: 'no-identity' });
  });

  it('a tenant never sees another tenant’s answer, neither exactly nor semantically', async () => {
    const { cache } = createTestCache({ semantic: { threshold: 0, verification: 'off' } });
    await stored(cache, CAPITAL, { tenant: globex });
    expect(await outcomeOf(cache, CAPITAL)).toBe('not-found');
    expect(await outcomeOf(cache, PARAPHRASE)).toBe('not-found');
  });

  it('an entry that is another tenant’s is never served, wherever it came from', async () => {
    const store = createMemoryStore({ maxEntries: 10, maxBytes: 1_000_000 });
    const { cache } = createTestCache(
      {},
      {
        store: {
          ...store,
          put: (key, entry, embedding, now) => store.put(key, { ...entry, tenantId: 'x' }, embedding, now),
        },
      },
    );
    await stored(cache, CAPITAL);
    expect(await outcomeOf(cache, CAPITAL)).toBe('fault');
  });
});

describe('time', () => {
  it('an answer is served for an hour from when it was stored, however often it is asked for', async () => {
    const { cache, pass } = createTestCache();
    await stored(cache, CAPITAL);
    pass(HOUR / 2);
    expect(await outcomeOf(cache, CAPITAL)).toBe('exact');
    pass(HOUR / 2 - 1);
    expect(await outcomeOf(cache, PARAPHRASE)).toBe('semantic');
    pass(1);
    expect(await outcomeOf(cache, CAPITAL)).toBe('not-found');
    expect(await outcomeOf(cache, PARAPHRASE)).toBe('not-found');
  });

  it('a request may ask for a shorter or longer time, up to the bound', async () => {
    const { cache, pass } = createTestCache({ maxTtlSeconds: 7_200 });
    await stored(cache, CAPITAL, { controls: { ttl: 10 } });
    await stored(cache, OTHER, { controls: { ttl: 1_000_000 } });
    pass(9_999);
    expect(await outcomeOf(cache, CAPITAL)).toBe('exact');
    pass(1);
    expect(await outcomeOf(cache, CAPITAL)).toBe('below-threshold');
    pass(7_200_000 - 10_001);
    expect(await outcomeOf(cache, OTHER)).toBe('exact');
    pass(1);
    expect(await outcomeOf(cache, OTHER)).toBe('not-found');
    expect(await cache.store(chat(CAPITAL, { controls: { ttl: 0 } }), acme, chatAnswer('x'))).toEqual({
      stored: false,
      reason: 'ttl-zero',
    });
  });

  it('s-maxage takes no older answer, exact or semantic', async () => {
    const { cache, pass } = createTestCache();
    await stored(cache, CAPITAL);
    pass(60_000);
    expect(await outcomeOf(cache, CAPITAL, { controls: { sMaxAge: 60 } })).toBe('exact');
    expect(await outcomeOf(cache, CAPITAL, { controls: { sMaxAge: 59 } })).toBe('stale');
    expect(await outcomeOf(cache, PARAPHRASE, { controls: { sMaxAge: 59 } })).toBe('stale');
    expect(await outcomeOf(cache, PARAPHRASE, { controls: { sMaxAge: 60 } })).toBe('semantic');
  });

  it('no-cache is not looked up but stored; no-store is looked up but not stored', async () => {
    const { cache } = createTestCache();
    await stored(cache, CAPITAL, { controls: { noCache: true } });
    expect(await outcomeOf(cache, CAPITAL, { controls: { noCache: true } })).toBe('no-cache');
    expect(await outcomeOf(cache, CAPITAL, { controls: { noStore: true } })).toBe('exact');
    expect(await cache.store(chat(OTHER, { controls: { noStore: true } }), acme, chatAnswer('x'))).toEqual({
      stored: false,
      reason: 'no-store',
    });
  });
});

describe('modes of a tenant', () => {
  it('off neither finds nor stores', async () => {
    const { cache } = createTestCache({ mode: 'off' });
    expect(await cache.store(chat(CAPITAL), acme, chatAnswer('Paris.'))).toEqual({
      stored: false,
      reason: 'off',
    });
    expect(await outcomeOf(cache, CAPITAL)).toBe('off');
  });

  it('shadow stores and counts what it would have served, and serves nothing', async () => {
    const { cache, metrics } = createTestCache({ mode: 'shadow' });
    await stored(cache, CAPITAL);
    expect(await outcomeOf(cache, CAPITAL)).toBe('shadow');
    expect(await outcomeOf(cache, PARAPHRASE)).toBe('shadow');
    expect(
      await counted(metrics, 'litellm_cache_shadow_hit_total', { tenant: 'acme', kind: 'semantic' }),
    ).toBe(1);
    expect(await counted(metrics, 'litellm_cache_hit_total', { tenant: 'acme' })).toBe(0);
  });
});

describe('when a part fails', () => {
  it('a failing embedder is a miss with its reason, and the exact layer goes on', async () => {
    const { cache, embedder, metrics } = createTestCache();
    await stored(cache, CAPITAL);
    embedder.failure = new DeadlineError('too slow');
    expect(await outcomeOf(cache, CAPITAL)).toBe('exact');
    expect(await outcomeOf(cache, PARAPHRASE)).toBe('embedder');
    await stored(cache, OTHER);
    expect(await outcomeOf(cache, OTHER)).toBe('exact');
    expect(await counted(metrics, 'litellm_cache_fault_total', { stage: 'embedder' })).toBe(2);
  });

  it('a store that is away is a miss, and an answer not stored', async () => {
    const failing = () => Promise.reject(new UnavailableError('away'));
    const store = { ...createMemoryStore({ maxEntries: 1, maxBytes: 1_000 }), get: failing, put: failing };
    const { cache } = createTestCache({}, { store });
    expect(await outcomeOf(cache, CAPITAL)).toBe('store');
    expect(await cache.store(chat(CAPITAL), acme, chatAnswer('Paris.'))).toEqual({
      stored: false,
      reason: 'store',
    });
  });

  it('an embedder that hangs costs the deadline and no more', async () => {
    const embedder = { ...createWordEmbedder(), embed: () => new Promise<never>(() => undefined) };
    const { cache, metrics } = createTestCache({ deadlineMs: 20 }, { embedder });
    expect(await outcomeOf(cache, CAPITAL)).toBe('deadline');
    expect(await counted(metrics, 'litellm_cache_miss_total', { tenant: 'acme', reason: 'deadline' })).toBe(
      1,
    );
  });

  it('even a verification that throws does not fail a request', async () => {
    const { cache } = createTestCache(
      {},
      {
        judge: { judge: () => Promise.reject(new TypeError('a bug')) },
      },
    );
    await stored(cache, CAPITAL);
    expect(await outcomeOf(cache, PARAPHRASE)).toBe('fault');
  });

  it.each([
    null,
    1,
    'text',
    [],
    { request: { messages: 'x' } },
    { callType: 'acompletion', request: { messages: [null] } },
  ])('whatever is thrown at it, it answers: %j', async (call) => {
    const { cache } = createTestCache();
    const lookup = await cache.lookup(call as never, acme);
    expect(lookup.hit).toBe(false);
    expect(await cache.store(call as never, acme, { response: '{' })).toMatchObject({ stored: false });
  });
});

describe('what a hit saved', () => {
  it('is counted in tokens from the stored usage, and in dollars when told', async () => {
    const { cache, metrics } = createTestCache();
    await stored(cache, CAPITAL);
    await outcomeOf(cache, CAPITAL);
    await outcomeOf(cache, PARAPHRASE);
    cache.recordSavedUsd('acme', 0.25);
    const name = 'litellm_cache_saved_tokens_total';
    expect(await counted(metrics, name, { tenant: 'acme', direction: 'prompt' })).toBe(22);
    expect(await counted(metrics, name, { tenant: 'acme', direction: 'completion' })).toBe(10);
    const { tenants } = await cache.stats('acme');
    expect(tenants[0]).toMatchObject({
      savedTokens: 32,
      savedUsd: 0.25,
      hits: { exact: 1, semantic: 1 },
      entries: 1,
    });
  });
});
