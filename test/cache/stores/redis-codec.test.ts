import fc from 'fast-check';
import {
  decodeHead,
  decodeVector,
  encodeHead,
  encodeVector,
} from '../../../hooks-server/cache/stores/redis-codec.js';

const key = { who: 'a'.repeat(32), conditions: 'b'.repeat(32), what: 'd'.repeat(32) };

describe('the codec of entries in Redis', () => {
  it('gives back every vector bit for bit, wherever its bytes lie', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ noNaN: true }), { minLength: 1 }), (vector) => {
        // A view that does not start at the beginning of its buffer.
        const shifted = new Float32Array([0, ...vector]).subarray(1);
        expect(decodeVector(encodeVector(shifted), vector.length)).toEqual(Float32Array.from(vector));
      }),
    );
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
    expect(decodeVector(Buffer.alloc(12), 4)).toBeUndefined();
    expect(decodeVector(null, 4)).toBeUndefined();
    for (const head of [null, undefined, '', '{', 'null', '{"tenantId":"acme"}'])
      expect(decodeHead(head, key)).toBeUndefined();
  });
});
