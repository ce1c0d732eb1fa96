import { HARBOURS, harbour, passages } from '../../tour/documents.js';
import { createAsking, createRandom, makeIntents, type Asked } from '../bench/cache-intents.js';

export type CallKind = 'retrieval' | 'question' | 'talk' | 'one-off';

/** One call of the workload. Two of one tenant and one intent want the same answer; without intent nobody else's does. */
export interface WorkloadCall {
  readonly kind: CallKind;
  readonly tenant: string;
  readonly intent: string | undefined;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

export interface WorkloadOptions {
  readonly calls: number;
  readonly tenants: number;
  /** Zipf's exponent: how much more often the frequent questions are asked. 1 is what query logs show. */
  readonly exponent: number;
  readonly seed: number;
}

/** Shares of the kinds: a knowledge base with a chat window, beside which people also talk and write. */
const SHARES: readonly (readonly [CallKind, number])[] = [
  ['retrieval', 0.6],
  ['question', 0.25],
  ['talk', 0.1],
  ['one-off', 0.05],
];

/** Passages in front of a question, as most pipelines retrieve: 8 of 20, about 2,700 tokens. */
const RETRIEVED = 8;

/** Ways to ask for what a passage says. The passages are retrieved by topic, so that each wording has the same. */
const TOPICS: Readonly<Record<string, readonly string[]>> = {
  charter: [
    'In which year was the charter of Port X sealed?',
    'When was the charter of Port X sealed?',
    'What year did Port X get its charter?',
  ],
  goods: [
    'What do the warehouses of Port X hold in a good season?',
    'Which goods are kept in the warehouses of Port X in a good season?',
    'In a good season, what is in the warehouses of Port X?',
  ],
  river: [
    'At the mouth of which river does Port X lie?',
    'Which river does Port X lie at?',
    'What is the name of the river at Port X?',
  ],
};

const INSTRUCTION = 'Answer the question from the documents.';

/** Deterministic for a seed. Each tenant has its own favourites. */
export function makeWorkload({ calls, tenants, exponent, seed }: WorkloadOptions): WorkloadCall[] {
  const random = createRandom(seed);
  const shuffled = <T>(list: readonly T[]) =>
    list
      .map((item) => ({ item, order: random() }))
      .sort((a, b) => a.order - b.order)
      .map(({ item }) => item);
  const asking = Array.from({ length: tenants }, () => ({
    retrieval: createAsking(shuffled(retrievals()), exponent, random),
    question: createAsking(shuffled(makeIntents()), exponent, random),
  }));
  return Array.from({ length: calls }, (_, index) => {
    const who = Math.floor(random() * tenants);
    const kind = drawKind(random());
    const asked = kind === 'retrieval' || kind === 'question' ? asking[who]?.[kind]() : undefined;
    return { kind, tenant: `tenant-${who}`, intent: asked?.intent, messages: messagesOf(kind, asked, index) };
  });
}

function drawKind(drawn: number): CallKind {
  let sum = 0;
  for (const [kind, share] of SHARES) if (drawn < (sum += share)) return kind;
  return 'one-off';
}

function retrievals(): Asked[][] {
  return Object.entries(TOPICS).flatMap(([topic, wordings]) =>
    Array.from({ length: HARBOURS }, (_, index) => {
      const documents = passages(Array.from({ length: RETRIEVED }, (__, at) => (index + at * 3) % HARBOURS));
      return wordings.map((wording) => ({
        intent: `${topic} of ${index}`,
        text: `${INSTRUCTION}\n\n${documents}\n\nQuestion: ${wording.replace('X', harbour(index).name)}`,
      }));
    }),
  );
}

const SYSTEM = { role: 'system', content: 'You are a helpful assistant of the harbour office. Be brief.' };

function messagesOf(kind: CallKind, asked: Asked | undefined, index: number): WorkloadCall['messages'] {
  const user = (content: string) => ({ role: 'user', content });
  if (asked !== undefined) return [SYSTEM, user(asked.text)];
  if (kind === 'one-off')
    return [SYSTEM, user(`Write a short greeting for berth ${index} and its new tenant.`)];
  const { name } = harbour(index % HARBOURS);
  const turns = Array.from({ length: 2 + (index % 3) }, (_, turn) => [
    user(`Tell me more about ship ${index} of ${name}, part ${turn + 1}.`),
    {
      role: 'assistant',
      content: `Ship ${index} of ${name} carries part ${turn + 1} of its load. `.repeat(12),
    },
  ]);
  return [SYSTEM, ...turns.flat(), user('And what comes after that?')];
}
