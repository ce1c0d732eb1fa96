import { brokenLines } from '../../scripts/lab/eval/broken-lines.js';
import { compressed } from './support/jobs.js';
import { LOOKUPS, MATERIAL, WHOLE } from './support/prompts.js';

const placed = (kind: keyof typeof MATERIAL, order: string, place = 'both') => [
  ...(place === 'after' ? [] : [`${order}\n\n${MATERIAL[kind]}`]),
  ...(place === 'before' ? [] : [`${MATERIAL[kind]}\n\n${order}`]),
];

describe('prompts of many kinds and languages', () => {
  it.each([...WHOLE].map(([kind, order, place = 'both']) => [kind, order, place] as const))(
    'are sent as they are where everything may matter: %s, %s',
    (kind, order, place) => {
      for (const text of placed(kind, order, place)) expect(compressed([text], 1 / 3).texts).toEqual([text]);
    },
  );

  it.each(LOOKUPS)('keep what a look-up finds, in whole units: %s, %s', (kind, order, answer) => {
    for (const text of placed(kind, order)) {
      for (const keep of [0.5, 1 / 3]) {
        const result = compressed([text], keep).texts[0] ?? '';
        expect(result).toContain(answer);
        expect(result).toContain(order);
        expect(brokenLines(text, result)).toBe(0);
      }
    }
  });

  it('shorten most of the look-ups, and leave alone what looks like records in prose', () => {
    const shorter = LOOKUPS.filter(([kind, order]) => {
      const text = `${MATERIAL[kind]}\n\n${order}`;
      return compressed([text], 0.5).texts[0] !== text;
    });
    expect(shorter.length).toBeGreaterThan(LOOKUPS.length / 2);
  });
});
