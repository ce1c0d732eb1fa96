import fc from 'fast-check';
import { loadStaticTable } from '../../hooks-server/vectors/static-table.js';
import { createFarApart } from '../../hooks-server/verification/far-apart.js';

const areFarApart = createFarApart(await loadStaticTable());

const FRAME = (subject: string) =>
  `Write two short paragraphs about ${subject} for the newsletter of our club.`;

describe('far-apart texts', () => {
  it('are those that share a frame around other subjects', () => {
    const [a, b] = [
      'copper boilers during heavy alpine frost',
      'jazz trumpets, Finnish choirs and radio masts',
    ];
    expect(areFarApart(FRAME(a), FRAME(b))).toBe(true);
  });

  it.each([
    [
      'the same question in other words',
      'How can I reset the password of my account?',
      'Lost my login secret, what now?',
    ],
    ['one other word', FRAME('copper boilers'), FRAME('steel boilers')],
    [
      'synonyms throughout',
      'Which inexpensive automobiles consume little petrol in winter?',
      'What cheap cars use not much gasoline in the cold season?',
    ],
    [
      'scripts whose words are not marked',
      '東京の明日の天気を教えてください',
      '大阪で観測された最高気温は何度ですか',
    ],
    ['texts without words', '???', '!!!'],
  ])('are not %s', (_, a, b) => {
    expect(areFarApart(a, b)).toBe(false);
  });

  it('are so whichever comes first, and no text is far from itself', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 20 }), fc.lorem({ maxCount: 20 }), (a, b) => {
        expect(areFarApart(a, b)).toBe(areFarApart(b, a));
        expect(areFarApart(a, a)).toBe(false);
      }),
    );
  });
});
