import fc from 'fast-check';
import { createRecentLookups, type RecentLookup } from '../../hooks-server/cache/recent.js';
import { reportOn } from '../../hooks-server/cache/shadow-report.js';

const lookup = (at: number, more: Partial<RecentLookup> = {}): RecentLookup => ({
  at,
  outcome: 'miss',
  ...more,
});
const wouldHit = (similarity: number, more: Partial<RecentLookup> = {}): RecentLookup =>
  lookup(1, {
    outcome: 'would-hit',
    kind: 'semantic',
    similarity,
    stored: 's',
    asked: `a${similarity}`,
    ...more,
  });

describe('the record of recent look-ups', () => {
  it('keeps the newest of each tenant, apart from those of others, and no more', () => {
    const recent = createRecentLookups();
    for (let at = 0; at < 700; at += 1) recent.add('acme', lookup(at));
    recent.add('globex', lookup(1));
    expect(recent.of('acme').map(({ at }) => at)).toEqual(Array.from({ length: 500 }, (_, i) => 699 - i));
    expect(recent.served('acme')).toEqual({ served: [], lookups: 700, since: 0 });
    expect(recent.of('globex')).toHaveLength(1);
    recent.forget('acme');
    expect(recent.of('acme')).toEqual([]);
    expect(recent.served('nobody')).toEqual({ served: [], lookups: 0 });
  });

  it('counts every score once, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true })), (scores) => {
        const recent = createRecentLookups();
        for (const similarity of scores) recent.add('acme', lookup(1, { similarity }));
        const histogram = recent.histogram('acme');
        expect(histogram.reduce((sum, { missed }) => sum + missed, 0)).toBe(scores.length);
        expect(histogram.map(({ from }) => from)).toEqual(histogram.map((_, i) => i / 20));
      }),
    );
  });
});

describe('the report on shadow mode', () => {
  it('says what would have hit from each threshold on, and how often with another answer', () => {
    const served = [
      wouldHit(0.95, { compared: 'same' }),
      wouldHit(0.85, { compared: 'different' }),
      wouldHit(0.72),
      lookup(1, { outcome: 'would-hit', kind: 'exact' }),
    ];
    const report = reportOn({ served, lookups: 10, since: 7 });
    expect(report).toMatchObject({ lookups: 10, since: 7, exactHits: 1 });
    expect(report.thresholds.map(({ threshold, hits, share }) => [threshold, hits, share])).toEqual([
      [0.7, 3, 0.3],
      [0.75, 2, 0.2],
      [0.8, 2, 0.2],
      [0.85, 2, 0.2],
      [0.9, 1, 0.1],
      [0.95, 1, 0.1],
    ]);
    expect(report.thresholds[2]!.falseHits).toMatchObject({ share: 0.5, n: 2 });
    expect(report).not.toHaveProperty('recommended');
  });

  it('recommends the lowest threshold at which enough was compared and hardly anything differed', () => {
    const served = [
      ...Array.from({ length: 60 }, (_, i) => wouldHit(0.9 + i / 1_000, { compared: 'same' })),
      ...Array.from({ length: 20 }, (_, i) => wouldHit(0.75 + i / 1_000, { compared: 'different' })),
    ];
    expect(reportOn({ served, lookups: 100 }).recommended).toBe(0.8);
  });

  it('names twenty pairs to judge: those whose answers differed first, then the least sure, each once', () => {
    const served = [
      ...Array.from({ length: 30 }, (_, i) => wouldHit(0.7 + i / 1_000)),
      wouldHit(0.7),
      wouldHit(0.99, { compared: 'different' }),
      wouldHit(0.71, { compared: 'same' }),
    ];
    const { riskiest } = reportOn({ served, lookups: 33 });
    expect(riskiest).toHaveLength(20);
    expect(riskiest[0]).toMatchObject({ similarity: 0.99, compared: 'different' });
    expect(riskiest[1]).toMatchObject({ similarity: 0.7 });
    expect(new Set(riskiest.map(({ asked }) => asked)).size).toBe(20);
  });
});
