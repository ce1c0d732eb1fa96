import fc from 'fast-check';
import { whoOf } from '../../hooks-server/cache/keys.js';

test('two tenants never share a key, whatever their ids hold', () => {
  const id = fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  });
  fc.assert(
    fc.property(id, id, (one, other) => {
      expect(whoOf({ id: one }, 'secret') === whoOf({ id: other }, 'secret')).toBe(one === other);
    }),
  );
  // UTF-8 has one replacement for every half of a surrogate pair.
  expect(whoOf({ id: 'acme\ud800' }, 'secret')).not.toBe(whoOf({ id: 'acme\ud801' }, 'secret'));
});
