import { jest } from '@jest/globals';
import { retrievalPrompt } from '../../scripts/tour/documents.js';
import { ONLY_COMPRESSION, startGatewayStack, type GatewayStack } from '../support/gateway-stack.js';
import { litellmRuntime, type LitellmRuntime } from '../support/litellm-proxy.js';
import { describeWith } from '../support/services.js';

jest.setTimeout(60_000);

const runtime = await litellmRuntime();

const { prompt, question, answer } = retrievalPrompt();
const instruction = 'Answer the question from the documents.';
const system = `You are a harbour master. ${'Be exact about years and names. '.repeat(60)}`;

/** A long text that no question singles out a part of, as an earlier turn of a conversation may be. */
const earlier = (turn: number) => prompt.replaceAll('Port ', `Port-${turn} `);

/** Where each API has its texts: what the provider got, and a request around the prompt. */
const apis: [string, (text: string) => Record<string, unknown>][] = [
  [
    '/v1/chat/completions',
    (text) => ({
      model: 'gpt-4o',
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: text },
      ],
    }),
  ],
  [
    '/v1/messages',
    (text) => ({
      model: 'claude-sonnet-4-5',
      max_tokens: 200,
      system,
      messages: [{ role: 'user', content: text }],
    }),
  ],
  ['/v1/responses', (text) => ({ model: 'gpt-4o', instructions: system, input: text })],
];

/** All strings of a request's body, in its order. */
function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsOf);
}

describeWith(runtime, 'compression through real LiteLLM', (start: LitellmRuntime) => {
  let stack: GatewayStack;
  beforeAll(async () => {
    stack = await startGatewayStack(start, ONLY_COMPRESSION);
  }, 180_000);
  afterAll(() => stack?.stop(), 60_000);
  beforeEach(() => stack.provider.reset());

  /** Posts, and gives what the provider received. */
  async function sent(path: string, body: object, headers?: Readonly<Record<string, string>>) {
    const { status } = await stack.post('acme', path, body, headers);
    const received = [...stack.provider.received()];
    expect([status, received.length]).toEqual([200, 1]);
    stack.provider.reset();
    return received[0]?.body ?? {};
  }

  it.each(apis)(
    '%s: the provider gets instruction, question and system prompt as written, and the context shortened',
    async (path, request) => {
      const texts = stringsOf(await sent(path, request(prompt)));
      expect(texts.includes(system)).toBe(true);
      const got = texts.find((text) => text.includes(question)) ?? '';
      expect(got.startsWith(instruction)).toBe(true);
      expect(got.endsWith(`Question: ${question}`)).toBe(true);
      expect(got).toContain(answer);
      expect(got.length).toBeLessThan(0.5 * prompt.length);
      const whole = new Set(prompt.split('\n'));
      // What is left are sentences of the prompt: nothing in them was changed.
      const kept = got.split('\n').filter((line) => whole.has(line));
      expect(kept.length).toBeGreaterThan(3);
    },
  );

  it.each(apis)('%s: the client is told in a header what was done', async (path, request) => {
    const { headers } = await stack.post('acme', path, request(prompt));
    expect(headers.get('x-compression')).toBe('compressed');
    const [before = 0, after = 0] = (headers.get('x-compression-tokens') ?? '').split('/').map(Number);
    expect(after / before).toBeLessThan(0.5);
    const optedOut = await stack.post('acme', path, request(prompt), { 'x-compression': 'off' });
    expect(optedOut.headers.get('x-compression')).toBe('opted_out');
    expect(optedOut.headers.get('x-compression-tokens')).toBeNull();
  });

  it.each(apis)('%s: a request that opts out reaches the provider as written', async (path, request) => {
    const texts = stringsOf(await sent(path, request(prompt), { 'x-compression': 'off' }));
    expect([texts.includes(system), texts.includes(prompt)]).toEqual([true, true]);
  });

  it('the same request is compressed to the same bytes each time', async () => {
    const body = apis[0]?.[1](prompt) ?? {};
    const first = await sent('/v1/chat/completions', body);
    expect(await sent('/v1/chat/completions', body)).toEqual(first);
  });

  it('/v1/messages: what stands before a cache breakpoint is never touched, what stands after it is', async () => {
    const marked = { type: 'text', text: earlier(0), cache_control: { type: 'ephemeral' } };
    const body = (content: readonly object[]) => ({
      model: 'claude-sonnet-4-5',
      max_tokens: 200,
      messages: [{ role: 'user', content }],
    });
    const all = await sent('/v1/messages', body([{ type: 'text', text: prompt }, marked]));
    expect(stringsOf(all).filter((text) => [prompt, earlier(0)].includes(text))).toHaveLength(2);
    const partly = await sent('/v1/messages', body([marked, { type: 'text', text: prompt }]));
    expect(stringsOf(partly).includes(earlier(0))).toBe(true);
    expect(JSON.stringify(partly)).toContain('ephemeral');
    const after = stringsOf(partly).find((text) => text.includes(question) && text !== earlier(0)) ?? '';
    expect(after.length).toBeLessThan(0.5 * prompt.length);
  });

  it('twenty turns: each request brings the earlier turns to the provider byte for byte', async () => {
    const messages: object[] = [{ role: 'system', content: system }];
    // What the provider knows of the conversation: a prompt that was shortened is sent as short in every later turn.
    let known: readonly object[] = messages;
    for (let turn = 1; turn <= 20; turn++) {
      // Every third turn brings documents of its own, and is compressed while it is the last.
      const content =
        turn % 3 === 1 ? earlier(turn) : `And what of Port-${turn - 1} Varrick, in turn ${turn}?`;
      const body = { model: 'gpt-4o', messages: [...messages, { role: 'user', content }] };
      const { messages: got } = await sent('/v1/chat/completions', body);
      const isSame = JSON.stringify((got as object[]).slice(0, -1)) === JSON.stringify(known);
      expect([turn, isSame]).toEqual([turn, true]);
      const last = (got as { content: string }[]).at(-1)?.content ?? '';
      expect(last.length < 0.9 * content.length).toBe(turn % 3 === 1);
      const answered = { role: 'assistant', content: `Noted, ${turn}.` };
      messages.push({ role: 'user', content }, answered);
      known = [...(got as object[]), answered];
    }
  });
});
