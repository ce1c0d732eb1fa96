import fc from 'fast-check';
import { sidesOfWord } from '../../../hooks-server/verification/language/opposites.js';

const areOpposite = (a: string, b: string) => sidesOfWord(a).some((side) => sidesOfWord(b).includes(-side));

describe('the sides on which a word stands', () => {
  it.each([
    ['lengthen', 'shortening'],
    ['sine', 'cosine'],
    ['расшифровать', 'зашифрую'],
    ['włączyć', 'wyłączam'],
    ['latitudes', 'longitude'],
  ])('part %s from %s', (a, b) => {
    expect(areOpposite(a, b)).toBe(true);
    expect(areOpposite(b, a)).toBe(true);
    expect(areOpposite(a, a)).toBe(false);
  });

  it('are none for a word without a tilde that goes on', () => {
    expect(sidesOfWord('sine')).not.toEqual([]);
    expect(sidesOfWord('sines')).toEqual([]);
  });

  it('are those of the beginning, whatever letters follow, and none where something else follows', () => {
    const known = sidesOfWord('centripetal');
    expect(known.length).toBeGreaterThan(0);
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zа-яà-ö]{0,8}$/), (ending) => {
        expect(sidesOfWord(`centripetal${ending}`)).toEqual(known);
      }),
    );
    expect(sidesOfWord('centripetal1')).toEqual([]);
  });
});
