import fc from 'fast-check';
import {
  embeddingFromFields,
  decodeHead,
  encodeHead,
  embeddingFields,
} from '../../../hooks-server/cache/stores/redis-codec.js';

const key = { who: 'a'.repeat(32), conditions: 'b'.repeat(32), what: 'd'.repeat(32) };

describe('the codec of entries in Redis', () => {
  it('gives back every vector and token bit for bit, wherever its bytes lie', () => {
    const value = fc.float({ noNaN: true });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1 }),
        fc.array(fc.string()),
        fc.int8Array(),
        (vector, tokens, rows) => {
          // A view that does not start at the beginning of its buffer.
          const shifted = new Float32Array([0, ...vector]).subarray(1);
          const fields = embeddingFields({ vector: shifted, tokens: { tokens, rows } });
          const [, x, , t, , r] = fields.map((field) => Buffer.from(field as Buffer));
          const decoded = embeddingFromFields(x, t, r, vector.length);
          expect(decoded).toEqual({ vector: Float32Array.from(vector), tokens: { tokens, rows } });
        },
      ),
    );
  });

  it('takes an embedding whose tokens are damaged for none', () => {
    for (const tokens of ['', '[broken', 'null', '{}', '[1]'])
      expect(embeddingFromFields(Buffer.alloc(8), Buffer.from(tokens), Buffer.alloc(4), 2)).toBeUndefined();
  });

  it('takes an entry that was copied to another place for none', () => {
    const usage = { promptTokens: 1, completionTokens: 1 };
    const text = { tenantId: 'acme', family: 'chat', model: 'm', text: 'Hi' } as const;
    const head = encodeHead({ ...text, createdAt: 1, expiresAt: 2, usage }, key);
    expect(decodeHead(head, key)).toMatchObject(text);
    for (const name of ['who', 'conditions', 'what'] as const)
      expect(decodeHead(head, { ...key, [name]: 'c'.repeat(32) })).toBeUndefined();
  });

  it('takes nothing of another dimension or form for its own', () => {
    expect(embeddingFromFields(Buffer.alloc(12), null, null, 4)).toBeUndefined();
    expect(embeddingFromFields(null, null, null, 4)).toBeUndefined();
    for (const head of [null, undefined, '', '{', 'null', '{"tenantId":"acme"}'])
      expect(decodeHead(head, key)).toBeUndefined();
  });
});
