import OpenAI from 'openai';
import { startMockProvider, type MockProvider } from '../../scripts/lab/mock-provider/server.js';

let provider: MockProvider;
let client: OpenAI;
beforeAll(async () => {
  provider = await startMockProvider();
  client = new OpenAI({ baseURL: `${provider.url}/v1`, apiKey: 'any', maxRetries: 0 });
});
beforeEach(() => provider.reset());
afterAll(() => provider.stop());

const ask = (content: string, more: { max_tokens?: number } = {}) =>
  client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content }], ...more });

it('the same question has the same answer, another one another', async () => {
  const [one, same, other] = [await ask('one'), await ask('one'), await ask('two')].map(
    ({ choices }) => choices[0]?.message.content,
  );
  expect(same).toBe(one);
  expect(other).not.toBe(one);
});

it('a stream tells the whole answer and its usage, as often as it is asked', async () => {
  const whole = await ask('stream me');
  const stream = await client.chat.completions.create({
    model: 'm',
    messages: [{ role: 'user', content: 'stream me' }],
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = '';
  let usage;
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? '';
    usage = chunk.usage ?? usage;
  }
  expect(text).toBe(whole.choices[0]?.message.content);
  expect(usage).toEqual(whole.usage);
});

it('counts what it answered, and remembers what it was asked', async () => {
  const { usage } = await ask('count me');
  await client.embeddings.create({ model: 'm', input: ['a b', 'c'] });
  expect(provider.totals()).toEqual({
    answers: 2,
    promptTokens: (usage?.prompt_tokens ?? 0) + 3,
    completionTokens: usage?.completion_tokens,
  });
  expect(provider.received().map(({ path }) => path)).toEqual(['/v1/chat/completions', '/v1/embeddings']);
});

it('keeps to max_tokens and says that it did', async () => {
  const { choices, usage } = await ask('a long question about nothing', { max_tokens: 5 });
  expect(choices[0]?.finish_reason).toBe('length');
  expect(usage?.completion_tokens).toBeLessThanOrEqual(5);
});

it('fails as often as it is told to, and is well again', async () => {
  provider.behave({ mode: 'error', status: 429, times: 2 });
  await expect(ask('x')).rejects.toMatchObject({ status: 429 });
  await expect(ask('x')).rejects.toMatchObject({ status: 429 });
  await expect(ask('x')).resolves.toBeDefined();
  expect(provider.totals().answers).toBe(1);
});

it('hangs when told to, and answers others meanwhile', async () => {
  provider.behave({ mode: 'hang', times: 1 });
  const controller = new AbortController();
  const hanging = client.chat.completions.create(
    { model: 'm', messages: [{ role: 'user', content: 'x' }] },
    { signal: controller.signal },
  );
  while (provider.received().length === 0) await new Promise(setImmediate);
  await ask('y');
  controller.abort();
  await expect(hanging).rejects.toThrow();
});

it('a request that it cannot read is refused with 400', async () => {
  const response = await fetch(`${provider.url}/v1/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"model": 3}',
  });
  expect(response.status).toBe(400);
});
