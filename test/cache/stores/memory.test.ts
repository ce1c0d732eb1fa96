import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createMemoryStore } from '../../../hooks-server/cache/stores/memory.js';
import type { Entry } from '../../../hooks-server/cache/stores/store.js';
import { describeStore } from './conformance.js';

const bounds = { maxEntries: 100, maxBytes: 10_000_000 };

describeStore('memory store', () => Promise.resolve(createMemoryStore(bounds)));

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What typed arrays hold that are still in use. */
function bytesOfArrays(): number {
  // The first frees arrays in another thread; the second waits for it.
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
}

describe('the memory store stays within its bounds', () => {
  const keyOf = (index: number) => ({ who: 'a', conditions: 'c', what: String(index) });
  const entryOf = (value: string): Entry => ({
    tenantId: 'acme',
    family: 'chat',
    model: 'gpt-4o',
    text: 'text',
    createdAt: 0,
    expiresAt: 1_000,
    usage: { promptTokens: 1, completionTokens: 1 },
    value,
  });
  const vector = Float32Array.of(1, 0, 0, 0);

  it('drops the least recently used entry beyond the bound of entries, its vector too', async () => {
    const store = createMemoryStore({ maxEntries: 3, maxBytes: 1_000_000 });
    for (const index of [1, 2, 3]) await store.put(keyOf(index), entryOf(''), { vector }, 0);
    await store.get(keyOf(1), 0);
    await store.put(keyOf(4), entryOf(''), { vector }, 0);
    expect(await store.get(keyOf(2), 0)).toBeUndefined();
    expect(await store.get(keyOf(1), 0)).toBeDefined();
    const found = await store.nearest(keyOf(0), vector, 10, 0);
    expect(found.map(({ key }) => key.what).sort()).toEqual(['1', '3', '4']);
  });

  it('drops entries beyond the bound of bytes', async () => {
    const store = createMemoryStore({ maxEntries: 1_000, maxBytes: 100_000 });
    for (let index = 0; index < 20; index++)
      await store.put(keyOf(index), entryOf('x'.repeat(10_000)), { vector }, 0);
    expect(await store.total(0)).toBeLessThanOrEqual(4);
    expect(await store.get(keyOf(19), 0)).toBeDefined();
  });

  it('holds no more bytes of vectors than its bound, however they lie in scopes and whatever was removed', async () => {
    const maxBytes = 20_000_000;
    const store = createMemoryStore({ maxEntries: 10_000, maxBytes });
    const before = bytesOfArrays();
    const put = (index: number, conditions: string) =>
      store.put({ ...keyOf(index), conditions }, entryOf(''), { vector: new Float32Array(1_536) }, 0);
    for (let index = 0; index < 2_000; index++) await put(index, `scope ${index}`);
    expect(bytesOfArrays() - before).toBeLessThan(maxBytes);
    for (let index = 0; index < 1_100; index++) await put(index, 'one scope');
    expect(bytesOfArrays() - before).toBeLessThan(maxBytes);
    for (let index = 0; index < 1_095; index++)
      await store.remove({ ...keyOf(index), conditions: 'one scope' });
    expect(bytesOfArrays() - before).toBeLessThan(maxBytes / 100);
    await store.close();
  });

  it('does not keep an entry that is larger than all its room', async () => {
    const store = createMemoryStore({ maxEntries: 10, maxBytes: 10_000 });
    await store.put(keyOf(1), entryOf('x'.repeat(10_000)), { vector }, 0);
    expect(await store.get(keyOf(1), 0)).toBeUndefined();
    expect(await store.nearest(keyOf(0), vector, 10, 0)).toEqual([]);
  });
});
