import { setImmediate } from 'node:timers/promises';
import type { Embedder, Embedding } from '../../../hooks-server/vectors/embedding.js';
import { createResilientEmbedder } from '../../../hooks-server/cache/embedders/resilient.js';
import { DeadlineError, UnavailableError } from '../../../hooks-server/errors.js';

const settings = { deadlineMs: 5_000, cachedQueries: 10, breakerFailures: 3, breakerPauseMs: 60_000 };

/** An embedder whose answers the test releases by hand. */
function createHeldEmbedder() {
  const calls: { texts: readonly string[]; answer: () => void; fail: () => void }[] = [];
  const embedder: Embedder = {
    id: 'held',
    near: 0.5,
    dimension: 1,
    embed: (texts) =>
      new Promise((resolve, reject) => {
        const answer = () =>
          resolve(texts.map((text): Embedding => ({ vector: Float32Array.of(text.length) })));
        calls.push({ texts, answer, fail: () => reject(new UnavailableError('down')) });
      }),
    close: () => Promise.resolve(),
  };
  return { embedder, calls };
}

describe('a resilient embedder', () => {
  it('embeds a text once when many ask for it at once', async () => {
    const { embedder, calls } = createHeldEmbedder();
    const resilient = createResilientEmbedder(embedder, settings);
    const asked = [resilient.embed(['one']), resilient.embed(['one', 'three'])];
    expect(calls.map(({ texts }) => texts)).toEqual([['one'], ['three']]);
    calls.forEach(({ answer }) => answer());
    const [first, second] = await Promise.all(asked);
    expect(second![0]).toBe(first![0]);
  });

  it('answers recent texts from memory, in the order asked', async () => {
    const { embedder, calls } = createHeldEmbedder();
    const resilient = createResilientEmbedder(embedder, settings);
    const first = resilient.embed(['aa', 'b']);
    calls[0]!.answer();
    await first;
    const again = await resilient.embed(['b', 'aa']);
    expect(again.map(({ vector }) => vector[0])).toEqual([1, 2]);
    expect(calls).toHaveLength(1);
  });

  it('gives up at the deadline, and still remembers the late result', async () => {
    const { embedder, calls } = createHeldEmbedder();
    const resilient = createResilientEmbedder(embedder, { ...settings, deadlineMs: 5 });
    await expect(resilient.embed(['late'])).rejects.toThrow(DeadlineError);
    calls[0]!.answer();
    await setImmediate();
    const [embedding] = await resilient.embed(['late']);
    expect(embedding!.vector[0]).toBe(4);
    expect(calls).toHaveLength(1);
  });

  it('starts anew for a text whose embedding never comes, and remembers whichever comes first', async () => {
    const { embedder, calls } = createHeldEmbedder();
    const resilient = createResilientEmbedder(embedder, { ...settings, deadlineMs: 5 });
    await expect(resilient.embed(['lost'])).rejects.toThrow(DeadlineError);
    const again = resilient.embed(['lost']);
    calls[1]!.answer();
    await expect(again).resolves.toHaveLength(1);
    await expect(resilient.embed(['lost'])).resolves.toHaveLength(1);
    expect(calls).toHaveLength(2);
  });

  it('starts no more than a bounded number of jobs that never end', async () => {
    const { embedder, calls } = createHeldEmbedder();
    const resilient = createResilientEmbedder(embedder, {
      ...settings,
      deadlineMs: 1,
      breakerFailures: 1_000,
    });
    for (let attempt = 0; attempt < 80; attempt++)
      await expect(resilient.embed(['lost'])).rejects.toThrow(DeadlineError);
    expect(calls).toHaveLength(65);
    calls.forEach(({ answer }) => answer());
    await expect(resilient.embed(['lost'])).resolves.toHaveLength(1);
  });

  it('leaves an embedder alone that failed repeatedly, but still answers from memory', async () => {
    const { embedder, calls } = createHeldEmbedder();
    const resilient = createResilientEmbedder(embedder, settings);
    const known = resilient.embed(['known']);
    calls[0]!.answer();
    await known;
    for (const text of ['a', 'b', 'c']) {
      const asked = resilient.embed([text]);
      calls.at(-1)!.fail();
      await expect(asked).rejects.toThrow('down');
    }
    await expect(resilient.embed(['d'])).rejects.toThrow('left alone');
    expect(calls).toHaveLength(4);
    await expect(resilient.embed(['known'])).resolves.toHaveLength(1);
  });

  it('asks again for a text whose embedding failed', async () => {
    const { embedder, calls } = createHeldEmbedder();
    const resilient = createResilientEmbedder(embedder, settings);
    const failed = resilient.embed(['x']);
    calls[0]!.fail();
    await expect(failed).rejects.toThrow(UnavailableError);
    const asked = resilient.embed(['x']);
    calls[1]!.answer();
    await expect(asked).resolves.toHaveLength(1);
  });
});
