import fc from 'fast-check';
import { decodeEmbedding, encodeEmbedding } from '../../../hooks-server/cache/stores/embedding-codec.js';
import { quantiseInto } from '../../../hooks-server/vectors/quantize.js';

const vectors = fc
  .array(fc.float({ noNaN: true, min: -1, max: 1 }), { minLength: 1, maxLength: 20 })
  .map((values) => Float32Array.from(values));

const tokenVectors = fc.array(fc.string(), { maxLength: 6 }).chain((tokens) =>
  fc
    .array(fc.integer({ min: -127, max: 127 }), {
      minLength: tokens.length * 4,
      maxLength: tokens.length * 4,
    })
    .map((rows) => ({ tokens, rows: Int8Array.from(rows) })),
);

describe('an embedding as bytes', () => {
  it('comes back as it was, with and without token vectors', () => {
    fc.assert(
      fc.property(vectors, fc.option(tokenVectors, { nil: undefined }), (vector, tokens) => {
        const embedding = tokens ? { vector, tokens } : { vector };
        expect(decodeEmbedding(encodeEmbedding(embedding))).toEqual(embedding);
      }),
    );
  });

  it('is undefined, never a fault, when bytes are missing or foreign', () => {
    fc.assert(
      fc.property(vectors, tokenVectors, fc.nat(), (vector, tokens, cut) => {
        const bytes = encodeEmbedding({ vector, tokens });
        expect(() => decodeEmbedding(bytes.subarray(0, cut % bytes.length))).not.toThrow();
      }),
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void decodeEmbedding(Buffer.from(bytes))));
    expect(decodeEmbedding(Buffer.from('not an embedding at all'))).toBeUndefined();
  });

  it('keeps directions when it writes them as eight-bit integers', () => {
    const row = new Int8Array(3);
    quantiseInto(row, 0, [0.02, -0.01, 0]);
    expect([...row]).toEqual([127, -63, 0]);
  });
});
