import { retrievalPrompt } from '../../../tour/documents.js';

export const LENGTHS = ['short', 'medium', 'long'] as const;
export type Length = (typeof LENGTHS)[number];

/** Tokens of the long and the medium prompts, about. */
const TOKENS = { medium: 2_000, long: 20_000 } as const;
/** English prose, by OpenAI's encodings. */
const CHARACTERS_PER_TOKEN = 4.4;

let asked = 0;
const run = `${process.pid}`;
const pick = (list: readonly string[], at: number) => list[at % list.length] ?? '';

/**
 * A question of about 50 tokens that has little in common with the others, as those of an application do: templates alone
 * would all be candidates of each other in the cache.
 */
function question(): string {
  const at = asked++;
  const seed = (at * 7_919) % 100_003;
  return (
    `${pick(OPENINGS, seed)} ${pick(SUBJECTS, Math.floor(seed / 11))} ${pick(PLACES, Math.floor(seed / 97))}? ` +
    `I am asking for ${pick(PEOPLE, Math.floor(seed / 29))} who ${pick(REASONS, Math.floor(seed / 41))}, so keep the answer ` +
    `${pick(STYLES, Math.floor(seed / 53))} and name at least ${2 + (seed % 5)} things to look at. Reference ${run}-${at}.`
  );
}

/** Documents of invented harbours with a question at the end, cut or repeated to a length. */
function documents(tokens: number): string {
  const { prompt } = retrievalPrompt();
  const at = asked++;
  const [instruction = '', ...passages] = prompt.split('\n\n');
  const last = passages.pop() ?? '';
  const wanted = tokens * CHARACTERS_PER_TOKEN;
  const kept: string[] = [];
  for (let length = 0, copy = 0; length < wanted; copy++) {
    for (const passage of passages) {
      if (length >= wanted) break;
      // Another harbour each time, so that no two sentences are alike.
      const own = copy === 0 ? passage : passage.replaceAll('Port ', `Port ${pick(SUBJECTS, copy)}-${copy} `);
      kept.push(own);
      length += own.length;
    }
  }
  return [instruction, ...kept, `Reference ${run}-${at}.`, last].join('\n\n');
}

/** So many prompts of a length that nobody asked before. */
export function freshPrompts(length: Length, count: number): string[] {
  return Array.from({ length: count }, () => (length === 'short' ? question() : documents(TOKENS[length])));
}

const OPENINGS = [
  ...[
    'How do I repair',
    'Who was the first to describe',
    'What does the law say about',
    'Why do people collect',
  ],
  ...['Can you explain in plain words', 'Which tools are needed for', 'How much does one pay for'],
  ...['What went wrong with', 'When should gardeners think of', 'Is there a simple recipe for'],
];
const SUBJECTS = [
  ...['copper boilers', 'night trains', 'sourdough', 'tax refunds', 'old violins', 'solar roofs', 'beehives'],
  ...['marble floors', 'bicycle brakes', 'school kitchens', 'harbour cranes', 'paper maps', 'choir scores'],
];
const PLACES = [
  ...['in the mountains', 'of the last century', 'near the coast', 'at a small school', 'after a flood'],
  ...['in a rented flat', 'on a farm', 'for a museum'],
];
const PEOPLE = [
  'a neighbour',
  'my students',
  'two colleagues',
  'a club of beginners',
  'my aunt',
  'a new tenant',
];
const REASONS = [
  ...['never did it before', 'has an afternoon of time', 'reads everything twice', 'lost the manual'],
  ...['wants to save money', 'needs it by Friday'],
];
const STYLES = ['short', 'friendly', 'without jargon', 'in order of price', 'as a list'];
