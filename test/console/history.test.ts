import fc from 'fast-check';
import { createHistory, windows, type History } from '../../hooks-server/console/history.js';
import { createMetrics } from '../../hooks-server/telemetry/metrics.js';

const START = Date.parse('2026-03-01T10:00:30Z');
const opened: History[] = [];

function historyAt(now: number) {
  const metrics = createMetrics();
  const clock = { now };
  const history = createHistory(metrics, { clock: () => clock.now });
  opened.push(history);
  return { metrics, clock, history };
}

afterEach(() => opened.splice(0).forEach((history) => history.close()));

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('createHistory', () => {
  it('counts what the counters grew by into the minute in which it was seen', async () => {
    const { metrics, clock, history } = historyAt(START);
    metrics.cacheHits.inc({ tenant: 'acme', kind: 'exact' }, 3);
    await history.sample();
    clock.now += 60_000;
    metrics.cacheHits.inc({ tenant: 'acme', kind: 'semantic' }, 2);
    metrics.cacheMisses.inc({ tenant: 'acme', reason: 'not-found' }, 4);
    metrics.cacheSavedUsd.inc({ tenant: 'acme' }, 0.25);
    await history.sample();
    const { values, from, stepSeconds } = history.series('acme', 'hour');
    expect(stepSeconds).toBe(60);
    expect(from + 59 * 60_000).toBe(Date.parse('2026-03-01T10:01:00Z'));
    expect(values.hits.slice(-3)).toEqual([0, 3, 2]);
    expect(values.lookups.slice(-3)).toEqual([0, 3, 6]);
    expect(values.savedUsd.at(-1)).toBe(0.25);
  });

  it('knows compression by the tokens that were left out', async () => {
    const { metrics, history } = historyAt(START);
    metrics.compressionTokens.inc({ tenant: 'acme', kind: 'original' }, 1_000);
    metrics.compressionTokens.inc({ tenant: 'acme', kind: 'compressed' }, 400);
    await history.sample();
    expect(history.series('acme', 'hour').values.compressionTokens.at(-1)).toBe(600);
  });

  it('keeps tenants apart, and has each of them in the sum', async () => {
    const { metrics, history } = historyAt(START);
    metrics.cacheSavedTokens.inc({ tenant: 'a', direction: 'prompt' }, 10);
    metrics.cacheSavedTokens.inc({ tenant: 'b', direction: 'completion' }, 5);
    await history.sample();
    const last = (tenant?: string) => history.series(tenant, 'hour').values.cacheTokens.at(-1);
    expect([last('a'), last('b'), last('nobody'), last()]).toEqual([10, 5, 0, 15]);
  });

  it('forgets what is older than its window, and nothing that is younger', async () => {
    const { metrics, clock, history } = historyAt(START);
    metrics.cacheHits.inc({ tenant: 'acme', kind: 'exact' });
    await history.sample();
    clock.now += 59 * 60_000;
    expect(sum(history.series('acme', 'hour').values.hits)).toBe(1);
    clock.now += 60_000;
    expect(sum(history.series('acme', 'hour').values.hits)).toBe(0);
    expect(sum(history.series('acme', 'day').values.hits)).toBe(1);
    clock.now += 24 * 3_600_000;
    expect(sum(history.series('acme', 'day').values.hits)).toBe(0);
  });

  it('loses and doubles nothing, however time goes on and when the clock goes back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ hits: fc.nat(5), ms: fc.integer({ min: -90_000, max: 90_000 }) }), {
          maxLength: 20,
        }),
        async (moments) => {
          const { metrics, clock, history } = historyAt(START);
          for (const { hits, ms } of moments) {
            clock.now += ms;
            metrics.cacheHits.inc({ tenant: 'acme', kind: 'exact' }, hits);
            await history.sample();
          }
          const all = moments.reduce((total, { hits }) => total + hits, 0);
          expect(sum(history.series('acme', 'hour').values.hits)).toBe(all);
          expect(sum(history.series(undefined, 'day').values.hits)).toBe(all);
          expect(history.series('acme', 'hour').values.hits).toHaveLength(windows.hour.steps);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('has histories of the tenants that metrics tell apart, and of all others together', async () => {
    const { metrics, history } = historyAt(START);
    for (let tenant = 0; tenant < 150; tenant += 1)
      metrics.cacheHits.inc({ tenant: `t${tenant}`, kind: 'exact' });
    await history.sample();
    const known = Array.from({ length: 150 }, (_, tenant) =>
      sum(history.series(`t${tenant}`, 'hour').values.hits),
    );
    expect(sum(known)).toBe(100);
    expect(sum(history.series('other', 'hour').values.hits)).toBe(50);
    expect(sum(history.series(undefined, 'hour').values.hits)).toBe(150);
  });
});
