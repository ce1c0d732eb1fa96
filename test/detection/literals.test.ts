import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createLiteralFinder } from '../../hooks-server/detection/literals.js';

describe('the literals of a text', () => {
  it('are those that a search for each would find, whatever text and literals are', () => {
    const letters = fc.stringMatching(/^[abc-ä]{0,6}$/);
    fc.assert(
      fc.property(
        fc.array(letters, { maxLength: 12 }),
        fc.stringMatching(/^[abc-ä]{0,60}$/),
        (literals, text) => {
          const found = createLiteralFinder(literals)(text);
          expect([...found].sort()).toEqual(
            [...new Set(literals)].filter((one) => text.includes(one)).sort(),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('of which one ends within another are all found', () => {
    const found = createLiteralFinder(['she', 'he', 'hers', 'his'])('ushers');
    expect([...found].sort()).toEqual(['he', 'hers', 'she']);
  });
});
