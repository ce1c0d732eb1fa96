import { createTallies } from '../../hooks-server/cache/tallies.js';
import { createMetrics } from '../../hooks-server/telemetry/metrics.js';
import { counted } from './support.js';

describe('the tallies of a tenant', () => {
  it.each([-5, Number.NaN, Infinity, -Infinity])(
    'count a hit whose provider reported %p tokens',
    async (tokens) => {
      const metrics = createMetrics();
      const tallies = createTallies(metrics);
      tallies.hit('acme', 'exact', { promptTokens: tokens, completionTokens: 7 });
      expect(tallies.of('acme')).toMatchObject({ hits: { exact: 1 }, savedTokens: 7 });
      expect(await counted(metrics, 'litellm_cache_saved_tokens_total', { direction: 'completion' })).toBe(7);
    },
  );

  it.each([-1, Number.NaN, Infinity])('do not count %p dollars as saved', (usd) => {
    const tallies = createTallies(createMetrics());
    tallies.savedUsd('acme', usd);
    tallies.savedUsd('acme', 0.5);
    expect(tallies.of('acme').savedUsd).toBe(0.5);
  });
});
