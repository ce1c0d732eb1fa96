import fc from 'fast-check';
import { cosineOf } from '../../../hooks-server/vectors/cosine.js';
import { normalise } from '../../../hooks-server/vectors/normalise.js';
import { createVectorIndex } from '../../../hooks-server/cache/stores/vector-index.js';

const vectorOf = (dimension: number) =>
  fc
    .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: dimension, maxLength: dimension })
    .map((values) => normalise(values));

/** Vectors of one length, some of them set a second time and some deleted again, by name. */
const histories = fc.integer({ min: 1, max: 19 }).chain((dimension) =>
  fc.record({
    dimension: fc.constant(dimension),
    query: vectorOf(dimension),
    steps: fc.array(
      fc.record({
        id: fc.integer({ min: 0, max: 12 }).map(String),
        vector: fc.option(vectorOf(dimension), { freq: 4 }),
      }),
      { maxLength: 60 },
    ),
    count: fc.integer({ min: 1, max: 8 }),
  }),
);

describe('the index of vectors', () => {
  it('finds what comparing all vectors finds, whatever was set anew or deleted before', () => {
    fc.assert(
      fc.property(histories, ({ dimension, query, steps, count }) => {
        const index = createVectorIndex(dimension);
        const kept = new Map<string, Float32Array>();
        for (const { id, vector } of steps) {
          if (vector) {
            index.set(id, vector);
            kept.set(id, vector);
          } else {
            index.delete(id);
            kept.delete(id);
          }
        }
        const expected = [...kept.values()].map((vector) => cosineOf(query, vector)).sort((a, b) => b - a);
        const found = index.nearest(query, count);
        expect(index.size).toBe(kept.size);
        expect(found).toHaveLength(Math.min(count, kept.size));
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
        found.forEach(({ id, cosine }, rank) => {
          expect(cosine).toBeCloseTo(cosineOf(query, kept.get(id)!), 9);
          expect(cosine).toBeCloseTo(expected[rank]!, 9);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('loses nothing when told to delete what it does not hold', () => {
    const index = createVectorIndex(2);
    index.set('kept', Float32Array.of(1, 0));
    index.delete('never set');
    expect(index.nearest(Float32Array.of(1, 0), 5)).toEqual([{ id: 'kept', cosine: 1 }]);
  });
});
