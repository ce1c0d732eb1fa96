import { jest } from '@jest/globals';
import { retrievalPrompt } from '../../scripts/tour/documents.js';
import { transcriptOf } from '../../hooks-server/litellm/transcript.js';
import { AGENT_FORMS } from '../compression/support/transcripts.js';
import { ONLY_COMPRESSION, startGatewayStack, type GatewayStack } from '../support/gateway-stack.js';
import { litellmRuntime, type LitellmRuntime } from '../support/litellm-proxy.js';
import { describeWith } from '../support/services.js';

jest.setTimeout(120_000);

const runtime = await litellmRuntime();
const TURNS = 10;

/** Documents with a question in every third turn, a short question otherwise. */
const { prompt } = retrievalPrompt();
const asked = (turn: number) =>
  turn % 3 === 0
    ? prompt.replaceAll('Port ', `Port-${turn} `)
    : `And what of Port-${turn - 1} Varrick, in turn ${turn}?`;

const talk = (turns: number) =>
  Array.from({ length: turns }, (_, turn) => [
    ...(turn > 0 ? [{ role: 'assistant', content: `Noted, ${turn}.` }] : []),
    { role: 'user', content: asked(turn) },
  ]).flat();

/** A talk of so many turns, by API. A text completion has no turns: all was said in one text. */
const talks: readonly [path: string, body: (turns: number) => Record<string, unknown>][] = [
  ['/v1/chat/completions', (turns) => ({ model: 'gpt-4o', messages: talk(turns) })],
  ['/v1/messages', (turns) => ({ model: 'claude-sonnet-4-5', max_tokens: 200, messages: talk(turns) })],
  ['/v1/responses', (turns) => ({ model: 'gpt-4o', input: talk(turns) })],
  [
    '/v1/completions',
    (turns) => ({
      model: 'gpt-4o',
      prompt: talk(turns)
        .map(({ role, content }) => `${role}: ${content}`)
        .join('\n'),
    }),
  ],
];

/** What the provider got of the conversation: its items in JSON, or the text as one. */
function itemsOf(body: Readonly<Record<string, unknown>>): string[] {
  const items = body['messages'] ?? body['input'] ?? body['prompt'];
  return (Array.isArray(items) ? items : [items]).map((item) => JSON.stringify(item));
}

describeWith(runtime, 'talks of ten turns through real LiteLLM', (start: LitellmRuntime) => {
  let stack: GatewayStack;
  beforeAll(async () => {
    stack = await startGatewayStack(start, ONLY_COMPRESSION);
  }, 180_000);
  afterAll(() => stack?.stop(), 60_000);
  beforeEach(() => stack.provider.reset());

  /** Posts, and gives what the provider received and what the client was told. */
  async function sent(path: string, body: object, headers?: Readonly<Record<string, string>>) {
    const answer = await stack.post('acme', path, body, headers);
    const received = [...stack.provider.received()];
    expect([answer.status, received.length]).toEqual([200, 1]);
    stack.provider.reset();
    return { items: itemsOf(received[0]?.body ?? {}), done: answer.headers.get('x-compression') };
  }

  it.each(talks)('%s: each turn brings the earlier ones byte for byte', async (path, body) => {
    let known: readonly string[] = [];
    let characters = 0;
    for (let turns = 1; turns <= TURNS; turns += 1) {
      const { items } = await sent(path, body(turns));
      if (path === '/v1/completions') {
        // LiteLLM sends it as one message, in which the talk goes on from turn to turn.
        expect(items).toHaveLength(1);
        expect(items[0]).toContain(JSON.stringify(body(turns)['prompt']));
        continue;
      }
      expect([turns, items.slice(0, known.length)]).toEqual([turns, known]);
      known = items;
      characters = items.join('').length;
    }
    // Documents were shortened in the turn that they came with, and stayed so.
    if (path !== '/v1/completions')
      expect(characters).toBeLessThan(0.7 * itemsOf(body(TURNS)).join('').length);
  });

  it.each(Object.values(AGENT_FORMS).map((form) => [form.path, form] as const))(
    '%s: with the profile for agents the prefix changes at its steps only, and never twice at one place',
    async (path, { callType, body }) => {
      const headers = { 'x-compression': 'agent' };
      let before: readonly string[] = [];
      const changedAt: number[] = [];
      let characters = 0;
      for (let turns = 1; turns <= TURNS; turns += 1) {
        const { items } = await sent(path, body(turns), headers);
        const first = before.findIndex((item, at) => items[at] !== item);
        if (first >= 0) changedAt.push(first);
        const results = transcriptOf(callType, body(turns)).flatMap((item) => item.results);
        // What came last has not been seen by the model.
        for (const { text } of results.slice(-2))
          expect(items.join('\n')).toContain(JSON.stringify(text).slice(1, -1));
        before = items;
        characters = items.join('').length;
      }
      // A step begins behind the first result of the one before.
      expect(changedAt).toEqual([...changedAt].sort((a, b) => a - b));
      expect(new Set(changedAt).size).toBe(changedAt.length);
      expect(changedAt.length).toBeLessThan(TURNS / 2 + 1);
      expect(changedAt.length).toBeGreaterThan(0);
      expect(characters).toBeLessThan(0.75 * itemsOf(body(TURNS)).join('').length);
    },
  );

  it.each(Object.values(AGENT_FORMS).map((form) => [form.path, form] as const))(
    '%s: without it an agent’s talk reaches the provider with every earlier turn byte for byte',
    async (path, { body }) => {
      let known: readonly string[] = [];
      for (let turns = 1; turns <= 4; turns += 1) {
        const { items } = await sent(path, body(turns));
        expect(items.slice(0, known.length)).toEqual(known);
        known = items;
      }
    },
  );
});
