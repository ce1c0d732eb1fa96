import fc from 'fast-check';
import { createKeySpend, type ReportedEntry } from '../../hooks-server/events/quota/key-spend.js';
import { noSums } from '../../hooks-server/events/quota/sums.js';

const SCOPE = 'key:a';
const NANO = 1_000_000_000;
const MONTH = '2026-12-01T00:00:00+00:00';
const NEXT_MONTH = '2027-01-01T00:00:00+00:00';

/** A key, the sums that services share, and a clock. */
function keyOf() {
  let total = 0;
  let now = 0;
  const sums = () => Promise.resolve({ ...noSums, costNano: total });
  const spend = createKeySpend({ sums }, () => now);
  return {
    /** Calls that cost so many billionths each, at whose beginning LiteLLM knew of so many. */
    after(calls: readonly (readonly [known: number, cost: number])[], resetAt = MONTH): Promise<number> {
      const entries = calls.map(([known, cost]): ReportedEntry => {
        total += cost;
        return {
          eventId: '',
          position: '0',
          tenantId: 'acme',
          platformId: null,
          keyHash: 'a',
          keyAlias: null,
          occurredAt: now,
          budget: { maxUsd: 1, spentUsd: (known + cost) / NANO, resetAt },
          sums: { ...noSums, costNano: cost },
        };
      });
      return spend.after(SCOPE, entries);
    },
    another: (cost: number) => void (total += cost),
    wait: (minutes: number) => void (now += minutes * 60_000),
  };
}

describe('what a key has spent', () => {
  it('is exact however far LiteLLM’s database lags behind and however calls come together', async () => {
    const call = fc.record({
      cost: fc.integer({ min: 0, max: 1_000_000 }),
      seen: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const batches = fc.array(fc.array(call, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(batches, async (all) => {
        const key = keyOf();
        const spentAt = [0];
        let written = 0;
        for (const batch of all) {
          const calls = batch.map(({ cost, seen }) => {
            // What LiteLLM has written never shrinks, and is what was spent at some moment before this call.
            written = Math.max(written, Math.floor(seen * (spentAt.length - 1)));
            const known = spentAt[written] ?? 0;
            spentAt.push((spentAt.at(-1) ?? 0) + cost);
            return [known, cost] as const;
          });
          expect(await key.after(calls)).toBe(spentAt.at(-1));
        }
      }),
    );
  });

  it('is what LiteLLM says where it knows of more: of calls before this service, or past it', async () => {
    const key = keyOf();
    expect(await key.after([[500, 10]])).toBe(510);
    expect(await key.after([[900, 10]])).toBe(910);
    expect(await key.after([[500, 10]])).toBe(920);
  });

  it('holds what other services counted meanwhile', async () => {
    const key = keyOf();
    await key.after([[0, 10]]);
    key.another(100);
    expect(await key.after([[0, 10]])).toBe(120);
  });

  it('begins anew with each period, also in the midst of a batch', async () => {
    const key = keyOf();
    await key.after([[0, 700]]);
    expect(await key.after([[0, 5]], NEXT_MONTH)).toBe(5);
    expect(await key.after([[0, 5]], NEXT_MONTH)).toBe(10);
  });

  it('follows LiteLLM down once its reports have been lower for longer than it takes to write', async () => {
    const key = keyOf();
    await key.after([[600, 100]]);
    key.wait(4);
    expect(await key.after([[0, 1]])).toBe(701);
    key.wait(2);
    expect(await key.after([[0, 1]])).toBe(1);
    expect(await key.after([[0, 1]])).toBe(2);
  });

  it('does not shrink when the sums begin anew', async () => {
    const key = keyOf();
    await key.after([[0, 100]]);
    key.another(-100);
    expect(await key.after([[0, 10]])).toBe(100);
  });
});
