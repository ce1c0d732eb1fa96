/* eslint-disable jest/no-export, jest/valid-title -- a suite that is run by others, one for each store */
import type { Embedding } from '../../../hooks-server/vectors/embedding.js';
import type { EntryKey } from '../../../hooks-server/cache/keys.js';
import type { CacheStore, Entry } from '../../../hooks-server/cache/stores/store.js';

const DIMENSION = 8;
const HOUR = 3_600_000;
const hex = (digit: string) => digit.repeat(32);

const keyOf = (what: string, who = 'a', conditions = 'c'): EntryKey => ({
  who: hex(who),
  conditions: hex(conditions),
  what: hex(what),
});

/** The unit vector at an angle in the plane of the first two dimensions: cosines are known in advance. */
function at(degrees: number): Embedding {
  const vector = new Float32Array(DIMENSION);
  vector[0] = Math.cos((degrees * Math.PI) / 180);
  vector[1] = Math.sin((degrees * Math.PI) / 180);
  return { vector };
}

/** What every store must do. `create` gives an empty store each time it is called. */
export function describeStore(name: string, create: () => Promise<CacheStore>): void {
  describe(name, () => {
    let store: CacheStore;
    const now = Date.now();
    const entryOf = (text: string, changes: Partial<Entry> = {}): Entry => ({
      tenantId: 'acme',
      family: 'chat',
      model: 'gpt-4o',
      text,
      createdAt: now,
      expiresAt: now + HOUR,
      usage: { promptTokens: 12, completionTokens: 7 },
      value: JSON.stringify({ timestamp: now / 1_000, response: `answer to ${text}` }),
      ...changes,
    });
    const texts = async (degrees: number, count = 3, key = keyOf('0'), time = now) =>
      (await store.nearest(key, at(degrees).vector, count, time)).map(({ head }) => head.text);

    beforeEach(async () => {
      store = await create();
    });
    afterEach(async () => {
      await store.close();
    });

    it('gives back an entry exactly as it was put', async () => {
      const entry = entryOf('größe \u{1f600} "quoted"\nline', { value: '{"a":[1,null,"\\u0000"]}' });
      await store.put(keyOf('1'), entry, at(0), now);
      expect(await store.get(keyOf('1'), now)).toEqual(entry);
    });

    it('finds nothing under any other key', async () => {
      await store.put(keyOf('1'), entryOf('one'), at(0), now);
      expect(await store.get(keyOf('2'), now)).toBeUndefined();
      expect(await store.get(keyOf('1', 'b'), now)).toBeUndefined();
      expect(await store.get(keyOf('1', 'a', 'd'), now)).toBeUndefined();
    });

    it('returns the nearest first, with the cosine of full precision', async () => {
      await store.put(keyOf('1'), entryOf('at 10'), at(10), now);
      await store.put(keyOf('2'), entryOf('at 40'), at(40), now);
      await store.put(keyOf('3'), entryOf('at 25'), at(25), now);
      const candidates = await store.nearest(keyOf('0'), at(0).vector, 2, now);
      expect(candidates.map(({ head }) => head.text)).toEqual(['at 10', 'at 25']);
      expect(candidates[0]?.cosine).toBeCloseTo(Math.cos((10 * Math.PI) / 180), 6);
      expect(candidates[0]?.key).toEqual(keyOf('1'));
    });

    it('never finds a neighbour of another tenant or of other conditions', async () => {
      await store.put(keyOf('1', 'a', 'c'), entryOf('mine'), at(0), now);
      await store.put(keyOf('1', 'b', 'c'), entryOf('another tenant'), at(0), now);
      await store.put(keyOf('1', 'a', 'd'), entryOf('other conditions'), at(0), now);
      expect(await texts(0)).toEqual(['mine']);
    });

    it('keeps an entry without a vector out of the semantic layer', async () => {
      await store.put(keyOf('1'), entryOf('exact only'), undefined, now);
      expect(await texts(0)).toEqual([]);
      expect(await store.get(keyOf('1'), now)).toBeDefined();
    });

    it('takes no neighbour along when an entry without a vector goes', async () => {
      await store.put(keyOf('1'), entryOf('stays'), at(0), now);
      await store.put(keyOf('2'), entryOf('exact only'), undefined, now);
      expect(await store.remove(keyOf('2'))).toBe(true);
      expect(await texts(0)).toEqual(['stays']);
    });

    it('serves an entry until its time to live is over, and not one millisecond longer', async () => {
      await store.put(keyOf('1'), entryOf('one'), at(0), now);
      expect(await store.get(keyOf('1'), now + HOUR - 1)).toBeDefined();
      expect(await texts(0, 3, keyOf('0'), now + HOUR - 1)).toEqual(['one']);
      expect(await store.get(keyOf('1'), now + HOUR)).toBeUndefined();
      expect(await texts(0, 3, keyOf('0'), now + HOUR)).toEqual([]);
    });

    it('does not renew the time to live on a hit', async () => {
      await store.put(keyOf('1'), entryOf('one'), at(0), now);
      for (const share of [0.3, 0.6, 0.9]) await store.get(keyOf('1'), now + share * HOUR);
      expect(await store.get(keyOf('1'), now + HOUR)).toBeUndefined();
    });

    it('is not blinded by expired neighbours', async () => {
      for (const digit of ['1', '2', '3']) {
        await store.put(
          keyOf(digit),
          entryOf(`expiring ${digit}`, { expiresAt: now + 1_000 }),
          at(Number(digit)),
          now,
        );
      }
      await store.put(keyOf('4'), entryOf('living'), at(20), now);
      expect(await texts(0, 3, keyOf('0'), now + 2_000)).toEqual(['living']);
    });

    it('is not blinded by more expired neighbours than it was asked for', async () => {
      for (const digit of '12345678') {
        await store.put(
          keyOf(digit),
          entryOf(`expiring ${digit}`, { expiresAt: now + 1_000 }),
          at(Number(digit)),
          now,
        );
      }
      await store.put(keyOf('9'), entryOf('living'), at(20), now);
      expect(await texts(0, 3, keyOf('0'), now + 2_000)).toEqual(['living']);
    });

    it('finds an entry that is stored anew after it had expired', async () => {
      await store.put(keyOf('1'), entryOf('old', { expiresAt: now + 1_000 }), at(0), now);
      expect(await texts(0, 3, keyOf('0'), now + 2_000)).toEqual([]);
      await store.put(keyOf('1'), entryOf('new'), at(0), now + 2_000);
      expect(await texts(0, 3, keyOf('0'), now + 2_000)).toEqual(['new']);
    });

    it('replaces an entry of the same key, its vector and time to live too', async () => {
      await store.put(keyOf('1'), entryOf('old'), at(0), now);
      await store.put(keyOf('1'), entryOf('new', { expiresAt: now + 2 * HOUR }), at(90), now);
      expect((await store.get(keyOf('1'), now + HOUR))?.text).toBe('new');
      const [candidate, ...others] = await store.nearest(keyOf('0'), at(90).vector, 5, now);
      expect(candidate?.cosine).toBeCloseTo(1, 6);
      expect(others).toEqual([]);
    });

    it('forgets the vector of an entry that is stored again without one', async () => {
      for (const digit of ['1', '2', '3']) await store.put(keyOf(digit), entryOf('near'), at(1), now);
      await store.put(keyOf('4'), entryOf('far'), at(20), now);
      for (const digit of ['1', '2', '3']) await store.put(keyOf(digit), entryOf('near'), undefined, now);
      expect(await texts(0, 3)).toEqual(['far']);
    });

    it('removes a single entry with its vector', async () => {
      await store.put(keyOf('1'), entryOf('one'), at(0), now);
      await store.put(keyOf('2'), entryOf('two'), at(5), now);
      expect(await store.remove(keyOf('1'))).toBe(true);
      expect(await store.remove(keyOf('1'))).toBe(false);
      expect(await texts(0)).toEqual(['two']);
      expect(await store.count(hex('a'), now)).toBe(1);
    });

    it('sweeps what expired and leaves the rest', async () => {
      await store.put(keyOf('1'), entryOf('short', { expiresAt: now + 1_000 }), at(0), now);
      await store.put(keyOf('2', 'b'), entryOf('short too', { expiresAt: now + 1_000 }), at(0), now);
      await store.put(keyOf('3'), entryOf('long'), at(0), now);
      expect(await store.sweep(now + 1_000)).toBe(2);
      expect(await store.sweep(now + 1_000)).toBe(0);
      expect(await store.total(now)).toBe(1);
      expect(await texts(0)).toEqual(['long']);
    });

    it('lists a tenant page by page, and only that tenant', async () => {
      for (const digit of ['1', '2', '3']) {
        const expiresAt = now + HOUR + Number(digit);
        await store.put(keyOf(digit), entryOf(`text ${digit}`, { expiresAt }), at(0), now);
      }
      await store.put(keyOf('4', 'b'), entryOf('another tenant'), at(0), now);
      const first = await store.list(hex('a'), { limit: 2 }, now);
      expect(first.entries.map(({ head }) => head.text)).toEqual(['text 1', 'text 2']);
      const second = await store.list(hex('a'), { limit: 2, cursor: first.cursor ?? '' }, now);
      expect(second.entries.map(({ key }) => key)).toEqual([keyOf('3')]);
      expect(second.cursor).toBeUndefined();
    });

    it('erases a tenant completely and nobody else, and only when it is no dry run', async () => {
      await store.put(keyOf('1'), entryOf('one'), at(0), now);
      await store.put(keyOf('2', 'a', 'd'), entryOf('two'), undefined, now);
      await store.put(keyOf('1', 'b'), entryOf('other'), at(0), now);
      await store.addSample(hex('a'), 'same');
      expect(await store.removeTenant(hex('a'), { dryRun: true })).toBe(2);
      expect(await store.count(hex('a'), now)).toBe(2);
      expect(await store.removeTenant(hex('a'), { dryRun: false })).toBe(2);
      expect(await store.count(hex('a'), now)).toBe(0);
      expect(await texts(0)).toEqual([]);
      expect(await store.samples(hex('a'))).toEqual({ same: 0, different: 0 });
      expect(await store.get(keyOf('1', 'b'), now)).toBeDefined();
    });

    it('knows and sweeps a tenant that stores again after it was removed', async () => {
      const removals = [
        () => store.removeTenant(hex('a'), { dryRun: false }),
        () => store.removeAll({ dryRun: false }),
      ];
      for (const remove of removals) {
        await store.put(keyOf('1'), entryOf('before'), at(0), now);
        await remove();
        await store.put(keyOf('2'), entryOf('after', { expiresAt: now + 1_000 }), at(0), now);
        expect(await store.total(now)).toBe(1);
        expect(await store.sweep(now + 1_000)).toBe(1);
        expect(await store.total(now)).toBe(0);
      }
    });

    it('empties itself', async () => {
      await store.put(keyOf('1'), entryOf('one'), at(0), now);
      await store.put(keyOf('1', 'b'), entryOf('two'), at(0), now);
      expect(await store.removeAll({ dryRun: true })).toBe(2);
      expect(await store.total(now)).toBe(2);
      expect(await store.removeAll({ dryRun: false })).toBe(2);
      expect(await store.total(now)).toBe(0);
    });

    it('counts samples by tenant', async () => {
      await store.addSample(hex('a'), 'same');
      await store.addSample(hex('a'), 'same');
      await store.addSample(hex('a'), 'different');
      expect(await store.samples(hex('a'))).toEqual({ same: 2, different: 1 });
      expect(await store.samples(hex('b'))).toEqual({ same: 0, different: 0 });
    });
  });
}
