import fc from 'fast-check';
import { compareTexts } from '../../hooks-server/verification/features/extract.js';
import { loadStaticTable } from '../../hooks-server/vectors/static-table.js';
import { firstGuard } from '../../hooks-server/verification/guards.js';
import { createReader } from '../../hooks-server/verification/verify.js';
import * as minimal from './minimal-pairs.js';
import { nearMisses } from './near-misses.js';

const reader = createReader(await loadStaticTable());
const guardOf = (a: string, b: string) => firstGuard(compareTexts(a, b, reader), 'standard');
/** Together some ten thousand pairs a run. */
const RUNS = 1_200;

describe('guards, whatever the score would say', () => {
  it.each(nearMisses.filter(({ same }) => !same))('another $kind: $a / $b', ({ a, b }) => {
    expect(guardOf(a, b)).toBeDefined();
    expect(guardOf(b, a)).toBeDefined();
  });

  it.each(nearMisses.filter(({ same }) => same))('leave to the score, $kind: $a / $b', ({ a, b }) => {
    expect(guardOf(a, b)).toBeUndefined();
    expect(guardOf(b, a)).toBeUndefined();
  });
});

test('guards read capitals of every language as its small letters', () => {
  const [update, backUp] = ['Uygulama nasıl güncellenir?', 'Uygulama nasıl yedeklenir?'];
  const capitals = (text: string) => text.toLocaleUpperCase('tr');
  expect(guardOf(update, backUp)).toBe('question');
  expect(guardOf(capitals(update), capitals(backUp))).toBe('question');
});

describe('of minimal pairs, guards reject the other and not the twin:', () => {
  it.each([
    ['what a machine reads', minimal.codeTokens],
    ['names that no list knows', minimal.unknownNames],
    ['units', minimal.otherUnits],
    ['conversions', minimal.conversions],
    ['who to whom, from where to where', minimal.routes],
    ['opposites', minimal.opposites],
    ['a question and a part of it', minimal.compounds],
    ['question words', minimal.questionWords],
    ['another action on the same thing', minimal.otherActions],
    ['a word that is asked about', minimal.mentionedWords],
  ] as const)('%s', (_, pairs) => {
    fc.assert(
      fc.property(pairs, ({ text, other, twin }) => {
        expect({ text, other, guard: guardOf(text, other) ?? 'none' }).not.toMatchObject({ guard: 'none' });
        expect({ text, twin, guard: guardOf(text, twin) ?? 'none' }).toMatchObject({ guard: 'none' });
      }),
      { numRuns: RUNS },
    );
  });

  it('lists and symmetric relations may change their order', () => {
    fc.assert(
      fc.property(minimal.symmetricPairs, ([a, b]) => {
        expect({ a, b, guard: guardOf(a, b) ?? 'none' }).toMatchObject({ guard: 'none' });
      }),
      { numRuns: RUNS },
    );
  });
});
