import { alignFollowUps } from '../../hooks-server/verification/follow-up.js';
import { readContext } from '../../hooks-server/verification/talk-context.js';

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

  const boilers = readContext([
    'Tell me about Marta Kowalska.',
    'Marta Kowalska is an engineer. Kowalska built gas boilers and oil boilers, wrote songs and sold soap.',
    'Which boilers did she build?',
    'Gas boilers and oil boilers. The gas boiler was the first.',
    'How much do gas boilers cost in Norway?',
    'In Norway a gas boiler costs 900 euros, an oil boiler 1,100.',
  ])!;

  it.each([
    [
      'what "else" is besides, at the end',
      'Did she do anything else besides the songs?',
      'Did she do anything else?',
    ],
    [
      'what "other" is besides, at the beginning',
      'Apart from soap, what else did she sell?',
      'What else did she sell?',
    ],
    [
      'what "other" stands for',
      'Which boilers besides oil boilers did she build?',
      'Which other boilers did she build?',
    ],
    ['außer', 'Was hat sie außer soap noch verkauft?', 'Was hat sie noch verkauft?'],
    ['además de', '¿Qué más hizo además de songs?', '¿Qué más hizo?'],
    [
      'that it was talked about',
      'Which of the boilers we talked about is cheaper?',
      'Which of the boilers is cheaper?',
    ],
    ['a remark on the answer', 'Okay, interesting. What did she sell?', 'What did she sell?'],
    ['a first name', 'When did Marta Kowalska die?', 'When did Kowalska die?'],
    ['a list to choose from', 'Which is cheaper, a gas boiler or an oil boiler?', 'Which is cheaper?'],
    ['both of two', 'How do gas boilers and oil boilers differ?', 'How do the two differ?'],
    ['what the last word picks from', 'What is the cheapest boiler?', 'What is the cheapest?'],
    [
      'the last question with something else in it',
      'How much do gas boilers cost in Sweden?',
      'What about in Sweden?',
    ],
    [
      'a word that both have, once more',
      'Can a boiler be used as a gas boiler?',
      'Can a boiler be used as that?',
    ],
  ])('come to the same where one says again %s', (_, first, second) => {
    const [a, b] = alignFollowUps(first, second, boilers) ?? [first, second];
    const plain = (text: string) => text.toLowerCase().replace(/\W+/gu, ' ').trim();
    expect(plain(a)).toBe(plain(b));
    expect(alignFollowUps(second, first, boilers)?.map(plain)).toEqual([plain(b), plain(a)]);
  });

  it.each([
    ['what was never said', 'Did she do anything else besides paintings?', 'Did she do anything else?'],
    ['different things that are besides', 'What else besides soap?', 'What else besides songs?'],
    ['what nothing else is besides', 'Did she do well besides the songs?', 'Did she do well?'],
    ['another first name', 'When did Anna Kowalska die?', 'When did Kowalska die?'],
    [
      'a list of what was never said',
      'Which is cheaper, a coal boiler or a peat boiler?',
      'Which is cheaper?',
    ],
    ['what the talk is not about', 'What is the cheapest soap?', 'What is the cheapest?'],
    ['another question than the last', 'How heavy are gas boilers in Sweden?', 'What about in Sweden?'],
    ['less than the last question', 'What are boilers in Sweden?', 'What about in Sweden?'],
    [
      'more than the last question',
      'How much do gas boilers cost to run in Sweden?',
      'What about in Sweden?',
    ],
    ['the opposite', 'How much do gas boilers not cost in Sweden?', 'What about in Sweden?'],
    ['a remark that limits', 'Too expensive. What else did she sell?', 'What else did she sell?'],
    ['a denial', 'No. What did she sell?', 'What did she sell?'],
  ])('stay apart where one says %s', (_, first, second) => {
    const [a, b] = alignFollowUps(first, second, boilers) ?? [first, second];
    expect(a).not.toBe(b);
  });

  it('have nothing to point at in the first turn', () => {
    expect(readContext([])).toBeUndefined();
  });
});
