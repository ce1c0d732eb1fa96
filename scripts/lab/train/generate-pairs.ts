import type { LabelledPair } from '../eval/cache-pairs.js';
import { createRandom } from './boosting.js';
import { SAME_WORDS, vocabulary } from './generator-words.js';

type Slot = keyof typeof vocabulary;
type Fill = (slot: Slot) => string;

/** Makes the two texts of one pair: `one` repeats its word within a pair, `other` draws another one. */
type Recipe = readonly [
  kind: string,
  same: 0 | 1,
  make: (one: Fill, other: Fill) => readonly [string, string],
];

const DIFFERENT: readonly Recipe[] = [
  [
    'aspect',
    0,
    (one, other) => [
      `What is the ${one('aspect')} of the ${one('thing')}?`,
      `What is the ${other('aspect')} of the ${one('thing')}?`,
    ],
  ],
  ['object', 0, (one, other) => [`How do I cook ${one('food')}?`, `How do I cook ${other('food')}?`]],
  [
    'object',
    0,
    (one, other) => [
      `Can my ${one('animal')} eat ${one('food')}?`,
      `Can my ${other('animal')} eat ${one('food')}?`,
    ],
  ],
  [
    'object',
    0,
    (one, other) => [
      `My ${one('body')} hurts when I run. Should I stop?`,
      `My ${other('body')} hurts when I run. Should I stop?`,
    ],
  ],
  [
    'object',
    0,
    (one, other) => [
      `Which ${one('thing')} is the best ${one('purpose')}?`,
      `Which ${other('thing')} is the best ${one('purpose')}?`,
    ],
  ],
  [
    'verb',
    0,
    (one, other) => [
      `How do I ${one('verb')} a ${one('thing')}?`,
      `How do I ${other('verb')} a ${one('thing')}?`,
    ],
  ],
  ['topic', 0, (one, other) => [`Explain ${one('topic')}`, `Explain ${other('topic')}`]],
  [
    'qualifier',
    0,
    (one) => [`How can I learn ${one('skill')}?`, `How can I learn ${one('skill')} ${one('purpose')}?`],
  ],
  [
    'qualifier',
    0,
    (one, other) => [
      `Where can I practise ${one('skill')} ${one('purpose')}?`,
      `Where can I practise ${one('skill')} ${other('purpose')}?`,
    ],
  ],
  [
    'modifier',
    0,
    (one) => [
      `Is ${one('name')} ${one('surname')} a ${one('job')}?`,
      `Is ${one('name')} ${one('surname')} a ${one('modifier')} ${one('job')}?`,
    ],
  ],
  [
    'modifier',
    0,
    (one) => [`What does a ${one('job')} earn?`, `What does a ${one('modifier')} ${one('job')} earn?`],
  ],
  [
    'trait',
    0,
    (one, other) => [
      `Is ${one('name')} ${one('surname')} ${one('trait')}?`,
      `Is ${one('name')} ${one('surname')} ${other('trait')}?`,
    ],
  ],
  [
    'trait',
    0,
    (one, other) => [
      `Is ${one('name')} ${one('surname')} a ${one('job')}?`,
      `Is ${one('name')} ${one('surname')} a ${other('job')}?`,
    ],
  ],
  [
    'person',
    0,
    (one, other) => [
      `Is ${one('name')} ${one('surname')} ${one('trait')}?`,
      `Is ${one('name')} ${other('surname')} ${one('trait')}?`,
    ],
  ],
  ['why', 0, (one) => [`Why do people like ${one('skill')}?`, `How many people like ${one('skill')}?`]],
  [
    'measure',
    0,
    (one) => [
      `How long does it take to learn ${one('skill')}?`,
      `How much does it cost to learn ${one('skill')}?`,
    ],
  ],
  [
    'join',
    0,
    (one, other) => [
      `Is ${one('name')} a ${one('job')} or a ${other('job')}?`,
      `Is ${one('name')} both a ${one('job')} and a ${other('job')}?`,
    ],
  ],
];

const SAME: readonly Recipe[] = [
  ['frame', 1, (one) => [`What is ${one('topic')}?`, `Can you describe what ${one('topic')} is?`]],
  ['frame', 1, (one) => [`Explain how ${one('topic')} works`, `How does ${one('topic')} work?`]],
  ['frame', 1, (one) => [`What is the importance of ${one('topic')}?`, `Why is ${one('topic')} important?`]],
  [
    'frame',
    1,
    (one) => [
      `How do I ${one('verb')} a ${one('thing')}?`,
      `What steps are needed to ${one('verb')} a ${one('thing')}?`,
    ],
  ],
  [
    'frame',
    1,
    (one) => [
      `How do I ${one('verb')} a ${one('thing')}?`,
      `I would like to ${one('verb')} a ${one('thing')}. How is that done?`,
    ],
  ],
  [
    'light',
    1,
    (one) => [
      `How can I learn ${one('skill')}?`,
      `What is the ${one('light')} way to learn ${one('skill')}?`,
    ],
  ],
  [
    'light',
    1,
    (one) => [
      `What are some tips ${one('purpose')} about ${one('skill')}?`,
      `What are the ${one('light')} tips about ${one('skill')} ${one('purpose')}?`,
    ],
  ],
  [
    'filler',
    1,
    (one) => [
      `Is ${one('name')} ${one('surname')} ${one('trait')}?`,
      `Is ${one('name')} ${one('surname')} ${one('filler')} ${one('trait')}?`,
    ],
  ],
  [
    'move',
    1,
    (one) => [
      `How should I ${one('verb')} a ${one('thing')} ${one('purpose')}?`,
      `${one('purpose')}, how should I ${one('verb')} a ${one('thing')}?`,
    ],
  ],
  [
    'people',
    1,
    (one) => [`How do I cook ${one('food')} properly?`, `What is the proper way of cooking ${one('food')}?`],
  ],
  [
    'owner',
    1,
    (one) => [
      `What is the ${one('aspect')} of a ${one('thing')}?`,
      `What is a ${one('thing')}'s ${one('aspect')}?`,
    ],
  ],
  [
    'statement',
    1,
    (one) => [
      `My ${one('animal')} will not eat ${one('food')}. What can I do?`,
      `What can I do if my ${one('animal')} does not eat ${one('food')}?`,
    ],
  ],
];

const SYNONYM_FRAMES: readonly ((word: string, purpose: string) => string)[] = [
  (word, purpose) => `What should I know about a ${word} ${purpose}?`,
  (word, purpose) => `Where can I find a good ${word} ${purpose}?`,
  (word, purpose) => `How important is a ${word} ${purpose}?`,
];

/**
 * Labelled pairs from templates and word lists, the same for the same seed. They show kinds of likeness and difference
 * on words and templates that no measured file has.
 */
export function generatePairs(perRecipe: number, seed: number): LabelledPair[] {
  const random = createRandom(seed);
  const pairs = [...DIFFERENT, ...SAME].flatMap(([kind, same, make]) =>
    Array.from({ length: perRecipe }, (): LabelledPair => {
      const [one, other] = createFills(random);
      const [a, b] = make(one, other);
      return { a, b, same, kind, source: 'generated', language: 'en', context: [] };
    }),
  );
  return [...pairs, ...synonymPairs(random)];
}

function createFills(random: () => number): [Fill, Fill] {
  const drawn = new Map<Slot, string[]>();
  const fill =
    (place: number): Fill =>
    (slot) => {
      const words = drawn.get(slot) ?? shuffle(splitWords(vocabulary[slot]), random);
      drawn.set(slot, words);
      return words[place]!;
    };
  return [fill(0), fill(1)];
}

function synonymPairs(random: () => number): LabelledPair[] {
  return splitWords(SAME_WORDS).flatMap((group) => {
    const [one = '', other = ''] = group.split(',').map((word) => word.trim());
    const purpose = shuffle(splitWords(vocabulary.purpose), random)[0]!;
    return SYNONYM_FRAMES.map((frame): LabelledPair => {
      return {
        a: frame(one, purpose),
        b: frame(other, purpose),
        same: 1,
        kind: 'synonym',
        source: 'generated',
        language: 'en',
        context: [],
      };
    });
  });
}

function splitWords(list: string): string[] {
  return list.split(';').map((word) => word.replace(/\s+/g, ' ').trim());
}

function shuffle<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((x, y) => x.key - y.key)
    .map(({ item }) => item);
}
