import { alignFollowUps, readContext } from '../../hooks-server/verification/follow-up.js';

const frogs = readContext([
  'Tell me about frogs',
  'Frogs are amphibians. A frog has a short body. Toads are related to frogs.',
])!;

describe('follow-ups of one talk', () => {
  it('come to the same where one names what the other points at', () => {
    expect(alignFollowUps('Where do frogs live?', 'Where do they live?', frogs)).toEqual([
      'Where do they live?',
      'Where do they live?',
    ]);
    expect(alignFollowUps('What is its size?', 'What is the frog’s size?', frogs)?.[1]).toBe(
      'What is its size?',
    );
  });

  it.each([
    ['neither points', 'How big is a frog?', 'How big is a toad?'],
    ['the name is not what the talk is about', 'Where do lions live?', 'Where do they live?'],
    ['both name something', 'Do frogs eat them?', 'Do they eat frogs?'],
    ['nothing points at it', 'Where do frogs live?', 'Where to live?'],
  ])('stay as they are when %s', (_, first, second) => {
    expect(alignFollowUps(first, second, frogs)).toBeUndefined();
  });

  const beagle = readContext([
    'Which ship did Darwin sail on?',
    'Darwin sailed on the Beagle. The Beagle was a small ship; Darwin was its naturalist, FitzRoy its captain.',
  ])!;

  it.each([
    ['by a name of more parts', 'What did Charles Darwin write?', 'What did he write?', 'What did he write?'],
    [
      'that is left unsaid',
      'Who was the captain?',
      'Who was the captain of the Beagle?',
      'Who was the captain?',
    ],
  ])('come to the same where one names the subject %s', (_, first, second, both) => {
    expect(alignFollowUps(first, second, beagle)).toEqual([both, both]);
  });

  it.each([
    ['another person than the talk is about', 'What did FitzRoy write?', 'What did he write?'],
    ['what the talk never said', 'Who was the captain of the Titanic?', 'Who was the captain?'],
    ['a name that the talk never said', 'What did Alfred Wallace write?', 'What did he write?'],
  ])('stay as they are when one names %s', (_, first, second) => {
    expect(alignFollowUps(first, second, beagle)).toBeUndefined();
  });

  it('have nothing to point at in the first turn', () => {
    expect(readContext([])).toBeUndefined();
  });
});
