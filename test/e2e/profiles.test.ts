import { jest } from '@jest/globals';
import { startConfiguredLitellm, type ConfiguredLitellm } from '../support/configured-litellm.js';

jest.setTimeout(300_000);

const VIRTUAL_KEYS = 'virtual_keys: [{ key: os.environ/ACME_VIRTUAL_KEY, alias: acme, team_id: acme }]\n';
const key = ['sk', 'virtual', 'acme'].join('-');

async function start(profile: string): Promise<ConfiguredLitellm> {
  return startConfiguredLitellm({
    profile,
    virtualKeys: VIRTUAL_KEYS,
    environment: { ACME_VIRTUAL_KEY: key },
  });
}

/** LiteLLM also asks providers for their models, and in the resilient profile whether they are well. */
const calls = ({ provider }: ConfiguredLitellm) =>
  provider.requests.filter(
    ({ method, body }) => method === 'POST' && JSON.stringify(body).includes(QUESTION),
  );

const QUESTION = 'Tell me, ';

const ask = (litellm: ConfiguredLitellm, content: string) =>
  litellm.post('/v1/chat/completions', key, {
    model: 'gpt-4o',
    messages: [{ role: 'user', content: `${QUESTION}${content}` }],
  });

test('default: a failing provider is asked three times more, then the caller gets its error and no other model', async () => {
  const litellm = await start('default');
  try {
    litellm.provider.fail('/openai/');
    const answer = await ask(litellm, 'What is the capital of France?');
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(calls(litellm).map(({ path }) => path)).toEqual(Array(4).fill('/openai/v1/chat/completions'));
    litellm.provider.fail(undefined);
    // No deployment is resting: the next call goes through at once.
    expect((await ask(litellm, 'And of Spain?')).status).toBe(200);
  } finally {
    await litellm[Symbol.asyncDispose]();
  }
});

test('resilient: the same failing provider is left for another, and rests after repeated failures', async () => {
  const litellm = await start('resilient');
  try {
    litellm.provider.fail('/openai/');
    const first = await ask(litellm, 'What is the capital of France?');
    expect([first.status, first.text]).toEqual([200, expect.stringContaining('Paris')]);
    const paths = calls(litellm).map(({ path }) => path);
    expect(paths.slice(0, -1).every((path) => path.startsWith('/openai/'))).toBe(true);
    expect(paths.at(-1)).toBe('/anthropic/v1/messages');
    // Back-off: the first repetition waits for retry_after.
    await ask(litellm, 'And of Spain?');
    litellm.provider.requests.length = 0;
    const rested = await ask(litellm, 'And of Italy?');
    expect(rested.status).toBe(200);
    expect(calls(litellm).map(({ path }) => path)).toEqual(['/anthropic/v1/messages']);
    // A prompt that does not fit is seen before the call and goes to a model with a longer context.
    litellm.provider.fail(undefined);
    litellm.provider.requests.length = 0;
    const long = await litellm.post('/v1/chat/completions', key, {
      model: 'gpt-3.5-turbo',
      messages: [
        { role: 'user', content: QUESTION + 'The quick brown fox jumps over the lazy dog. '.repeat(2_500) },
      ],
    });
    expect(long.status).toBe(200);
    expect(calls(litellm).map(({ body }) => body['model'])).toEqual(['gpt-4o-mini']);
  } finally {
    await litellm[Symbol.asyncDispose]();
  }
});
