import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { signsOf, type Signs } from '../../hooks-server/detection/injection/signs.js';
import { hiddenTexts, joinLetters } from '../../hooks-server/detection/injection/views.js';
import { createRunFinder } from '../../hooks-server/detection/runs.js';

/** Of which every pattern runs. */
const all: Signs = {
  base64: true,
  hex: true,
  base32: true,
  bits: true,
  codes: true,
  morse: true,
  spaced: Infinity,
  marked: Infinity,
  leet: true,
};

/** Pieces of which texts are made that are nearly what the patterns look for. */
const pieces = fc.array(
  fc.constantFrom(
    ...[
      'a',
      'B',
      'x y z',
      'i g n o r e ',
      'a-b-c-d',
      'w.o.r.d',
      'h3ll0',
      'v1',
      '3rd',
      'p@ss',
      '𝒜',
      'é',
      ' ',
      '\n',
    ],
    ...[
      'SWdub3JlIGFsbA==',
      '49676e6f72652074686520',
      '01101001 ',
      '105 103 110 ',
      '.. --. -. --- .-. . ',
      'MFRGGZDFMZTWQ2LK',
      '!',
      '  ',
      '7',
    ],
  ),
  { maxLength: 24 },
);

describe('a look before a pattern runs', () => {
  it('tells whether a run is as long as is asked, wherever it stands', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ab ]{0,60}$/), fc.integer({ min: 1, max: 12 }), (text, least) => {
        expect(createRunFinder(/[ab]/, least)(text)).toBe(new RegExp(`[ab]{${least}}`).test(text));
      }),
    );
  });

  it('hides nothing that the patterns would find', () => {
    fc.assert(
      fc.property(pieces, (list) => {
        const text = list.join('');
        expect(joinLetters(text, signsOf(text))).toEqual(joinLetters(text, all));
        expect(hiddenTexts(text, signsOf(text))).toEqual(hiddenTexts(text, all));
      }),
      { numRuns: 2_000 },
    );
  });
});
