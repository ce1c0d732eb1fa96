import { createTestCache, globex, outcomeOf, stored } from './support.js';

const CAPITAL = 'What is the capital of France?';
const by = { actor: 'ops@example.org' };

describe('operators', () => {
  it('see entries without texts, unless they ask for them, and that is audited', async () => {
    const { cache, audit } = createTestCache();
    const outcome = await stored(cache, CAPITAL, { answer: 'Paris.' });
    await stored(cache, 'Why is the sky blue?', { tenant: globex });
    const id = outcome.stored ? outcome.entry : '';
    const { entries } = await cache.entries('acme', by);
    expect(entries).toMatchObject([
      { entry: id, tenantId: 'acme', model: 'gpt-4o', textCharacters: CAPITAL.length },
    ]);
    expect(JSON.stringify([entries, await cache.entry('acme', id, by)])).not.toMatch(/France|Paris/);
    expect(audit).toEqual([]);
    expect(await cache.entry('acme', id, { ...by, revealText: true })).toMatchObject({ text: CAPITAL });
    expect(audit).toMatchObject([
      { action: 'cache.entry.reveal', actor: by.actor, tenantId: 'acme', entry: id },
    ]);
  });

  it('find no entry under another tenant or another name', async () => {
    const { cache } = createTestCache();
    const outcome = await stored(cache, CAPITAL);
    const id = outcome.stored ? outcome.entry : '';
    expect(await cache.entry('globex', id, by)).toBeUndefined();
    for (const name of ['', '*', `${id}*`, '../x', id.toUpperCase().replace(/./, 'G')]) {
      expect(await cache.entry('acme', name, by)).toBeUndefined();
      expect(await cache.removeEntry('acme', name, by)).toBe(false);
    }
    expect(await outcomeOf(cache, CAPITAL)).toBe('exact');
  });

  it('delete an entry, a tenant or everything; the last two only when it is no dry run; all is audited', async () => {
    const { cache, audit } = createTestCache();
    const outcome = await stored(cache, CAPITAL);
    await stored(cache, 'Why is the sky blue?');
    await stored(cache, CAPITAL, { tenant: globex });
    expect(await cache.removeEntry('acme', outcome.stored ? outcome.entry : '', by)).toBe(true);
    expect(await outcomeOf(cache, CAPITAL)).toBe('below-threshold');
    expect(await cache.removeTenant('acme', by)).toEqual({ dryRun: true, entries: 1 });
    expect(await cache.removeTenant('acme', { ...by, dryRun: false })).toEqual({ dryRun: false, entries: 1 });
    expect(await outcomeOf(cache, 'Why is the sky blue?')).toBe('not-found');
    expect(await cache.removeAll(by)).toEqual({ dryRun: true, entries: 1 });
    expect(await outcomeOf(cache, CAPITAL, { tenant: globex })).toBe('exact');
    expect(await cache.removeAll({ ...by, dryRun: false })).toEqual({ dryRun: false, entries: 1 });
    expect(await outcomeOf(cache, CAPITAL, { tenant: globex })).toBe('not-found');
    expect(audit.map(({ action, dryRun, removed }) => [action, dryRun, removed])).toEqual([
      ['cache.entry.delete', false, 1],
      ['cache.tenant.delete', true, 1],
      ['cache.tenant.delete', false, 1],
      ['cache.delete', true, 1],
      ['cache.delete', false, 1],
    ]);
  });

  it('see statistics of every tenant', async () => {
    const { cache } = createTestCache();
    await stored(cache, CAPITAL);
    await outcomeOf(cache, CAPITAL);
    await outcomeOf(cache, 'Why is the sky blue?');
    await outcomeOf(cache, 'yes', { tenant: globex });
    const { store, entries, tenants } = await cache.stats();
    expect({ store, entries }).toEqual({
      store: { kind: 'memory', available: true, takesAnswers: true, semantic: true },
      entries: 1,
    });
    expect(tenants.find(({ tenant }) => tenant === 'acme')).toMatchObject({
      hits: { exact: 1, semantic: 0 },
      misses: { 'below-threshold': 1 },
      hitRate: 0.5,
      stored: 1,
      falseHits: { n: 0 },
    });
    expect(tenants.find(({ tenant }) => tenant === 'globex')).toMatchObject({
      misses: { 'follow-up': 1 },
      hitRate: 0,
    });
  });

  it('an expired entry is swept, and the gauge says so', async () => {
    const { cache, metrics, pass } = createTestCache();
    await stored(cache, CAPITAL);
    await cache.sweep();
    expect(await metrics.registry.getSingleMetricAsString('litellm_cache_entries')).toMatch(
      /\{store="memory"\} 1$/m,
    );
    pass(3_600_000);
    await cache.sweep();
    expect(await metrics.registry.getSingleMetricAsString('litellm_cache_entries')).toMatch(
      /\{store="memory"\} 0$/m,
    );
  });
});
