import fc from 'fast-check';
import { readAnswer } from '../../hooks-server/cache/answer.js';
import {
  acme,
  chat,
  chatAnswer,
  counted,
  createTestCache,
  outcomeOf,
  stored,
  testSettings,
} from './support.js';
import { refuseText } from '../../hooks-server/cache/admission.js';
import { furtherRequests } from './admission-further.js';
import { admissionRequests } from './admission-requests.js';

const refused = (text: string) => refuseText(text, testSettings().admission) ?? 'admitted';

describe('questions that are never cached', () => {
  it.each([
    ['volatile', 'What is the weather in Rome?'],
    ['volatile', 'Who won the match yesterday?'],
    ['volatile', 'What is the LATEST version of Node?'],
    ['volatile', 'Who is the current president of France?'],
    ['volatile', 'What happened this week?'],
    ['volatile', 'What happened this  week?'],
    ['volatile', 'What happened this\nweek?'],
    ['volatile', 'What happened last\u00a0night?'],
    ['volatile', '¿Qué pasa mañana?'.normalize('NFD')],
    ['one-off', 'Give me a random number'],
    ['volatile', 'Wie wird das Wetter heute?'],
    ['volatile', '¿Qué hora es ahora?'],
    ['volatile', 'Quelles sont les nouvelles d’aujourd’hui ?'],
    ['personal', 'What is my balance?'],
    ['personal', 'Where do we keep OUR invoices?'],
    ['personal', 'Wo ist mein Paket?'],
    ['mutating', 'Please send an email to Bob'],
    ['mutating', 'Could you cancel order 17?'],
    ['mutating', 'Turn off the lights'],
    ['mutating', 'Set a timer for ten minutes'],
    ['mutating', 'add milk to the shopping list'],
    ['follow-up', 'yes'],
    ['follow-up', 'Continue.'],
    ['follow-up', 'tell me more!'],
    ['follow-up', 'why?'],
    ['follow-up', 'ok, go on'],
    ['follow-up', 'The second one'],
    ['follow-up', '继续'],
  ])('%s: %s', (reason, text) => {
    expect(refused(text)).toBe(reason);
  });

  it.each([
    'What is the capital of France?',
    'How do I delete a branch in git?',
    'Explain alternating current.',
    'Write a haiku about autumn.',
    'Who wrote Mythology?',
    'What does the SEND button do?',
    'Is yes a word of Latin origin?',
    'How are rainbows formed?',
    'Why is the sky blue?',
  ])('but this is: %s', (text) => {
    expect(refused(text)).toBe('admitted');
  });

  it.each(admissionRequests.filter(({ store }) => !store))('$kind, $language: $request', ({ request }) => {
    expect(refused(request)).not.toBe('admitted');
  });

  it.each(admissionRequests.filter(({ store }) => store))(
    'but this is, $language: $request',
    ({ request }) => {
      expect(refused(request)).toBe('admitted');
    },
  );

  it.each(furtherRequests.filter(([, keep]) => keep === 0))(
    'in a language that is read in part or not at all, %s: %s %s',
    (_language, _keep, request) => {
      expect(refused(request)).not.toBe('admitted');
    },
  );

  it.each(furtherRequests.filter(([, keep]) => keep === 1))(
    'but a question of knowledge is kept, %s: %s %s',
    (_language, _keep, request) => {
      expect(refused(request)).toBe('admitted');
    },
  );

  it('what a text quotes is its material, not its wish', () => {
    expect(refused('What does "pick a winner" mean?')).toBe('admitted');
    expect(refused('Explain `git push --delete my-branch`')).toBe('admitted');
    expect(refused('"Pick a winner"')).toBe('one-off');
  });

  it('what is spelled as a machine reads it is in no language, and wants nothing', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-'];
    const spelled = fc
      .array(fc.constantFrom(...letters), { minLength: 31, maxLength: 2_000 })
      .map((parts) => parts.join(''));
    const frame = fc.constantFrom('Explain X', 'Define X', 'What is X?', 'Specs of X', 'Compare X and X');
    const address = spelled.map((path) => `https://docs.example.com/${path}`);
    fc.assert(
      fc.property(frame, fc.oneof(spelled, address), (question, token) => {
        expect(refused(question.replaceAll('X', token))).toBe('admitted');
      }),
    );
  });

  it.each([
    ['a product', 'Specs of MZ-V9P2T0BW', 'Is MZ-V9P2T0BW in stock today?', 'volatile'],
    ['a commit', 'Meaning of commit 3af1fc8e2b', 'Revert commit 3af1fc8e2b', 'mutating'],
    ['a call', 'What does datetime.now() return?', 'What is the time now?', 'volatile'],
    ['an address', 'Describe https://my.example.com/my-page', 'Describe my page', 'personal'],
    ['a hash', 'Explain d41d8cd98f00b204e9800998ecf8427e', 'Make a hash as salt', 'one-off'],
    ['made up', 'Explain zxqvb and svvqkrnt', 'Ndinokumbirawo zxqvb rakasimba kwazvo nhasi', 'unread'],
  ])('%s is named in a question of knowledge; its twin is refused', (_, question, twin, reason) => {
    expect(refused(question)).toBe('admitted');
    expect(refused(twin)).toBe(reason);
  });

  it('of a long text only both ends are read, because the middle is material', () => {
    const material = 'The cat sat on the mat. '.repeat(50);
    expect(refused(`Summarise this. ${material} It rained today. ${material} What is it about?`)).toBe(
      'admitted',
    );
    expect(refused(`${material} What does it say about today?`)).toBe('volatile');
    expect(refused(`Compare with my notes: ${material}`)).toBe('personal');
  });

  it('each kind can be admitted by its setting', async () => {
    const { cache } = createTestCache({
      admission: {
        refuseVolatile: false,
        refuseOneOff: false,
        refusePersonal: false,
        refuseMutating: false,
        refuseFollowUps: false,
      },
    });
    for (const text of ['What is new today?', 'What is my name?', 'Make up a password', 'Send it', 'yes']) {
      await stored(cache, text);
      expect(await outcomeOf(cache, text)).toBe('exact');
    }
  });

  it('a temperature above the limit, tools that see the world, and an empty text', async () => {
    const cold = createTestCache({ admission: { maxTemperature: 0.5 } });
    expect(await outcomeOf(cold.cache, 'Why is the sky blue?')).toBe('temperature');
    const { cache } = createTestCache();
    const ask = (request: Record<string, unknown>) =>
      outcomeOf(cache, 'Why is the sky blue?', {
        request: { messages: [{ role: 'user', content: 'Why is the sky blue?' }], ...request },
      });
    expect(await ask({ temperature: 1.1 })).toBe('temperature');
    expect(await ask({ temperature: 1 })).toBe('not-found');
    expect(await ask({ tools: [{ type: 'web_search_preview' }] })).toBe('live-tools');
    expect(await ask({ web_search_options: {} })).toBe('live-tools');
    expect(await ask({ tools: [{ type: 'function', function: { name: 'f' } }] })).toBe('not-found');
    expect(await ask({ tools: [{ name: 'f', input_schema: { type: 'object' } }] })).toBe('not-found');
    expect(await ask({ enable_search: false, plugins: null })).toBe('not-found');
    expect(await outcomeOf(cache, '   ')).toBe('empty');
  });

  it.each([
    { tools: [{ googleSearch: {} }] },
    { tools: [{ google_search: {} }] },
    { tools: [{ urlContext: {} }] },
    { tools: [{ codeExecution: {} }] },
    { tools: [{ type: 'x_search' }] },
    {
      tools: [
        { type: 'function', function: { name: 'f' } },
        { type: 'web_search_20250305', name: 'web' },
      ],
    },
    { extra_body: { tools: [{ google_search: {} }] } },
    { extra_body: { search_parameters: { mode: 'on' } } },
    { search_parameters: { mode: 'auto' } },
    { plugins: [{ id: 'web' }] },
    { enable_search: true },
  ])('what a provider looks up or runs by itself: %j', async (request) => {
    const { cache } = createTestCache();
    const messages = [{ role: 'user', content: 'Why is the sky blue?' }];
    const outcome = await outcomeOf(cache, 'Why is the sky blue?', { request: { messages, ...request } });
    expect(outcome).toBe('live-tools');
  });

  it('a text that raised an alert, and the original of a compressed text decides', async () => {
    const contexts = new Map([
      ['alerted', { alerted: true }],
      [
        'compressed',
        {
          rewritten: {
            original: 'What is the capital of France at this moment, today?',
            sent: 'capital France?',
          },
        },
      ],
    ]);
    const { cache, metrics } = createTestCache({}, { callContext: ({ callId }) => contexts.get(callId) });
    expect(
      await cache.store(chat('Why is the sky blue?', { callId: 'alerted' }), acme, chatAnswer('x')),
    ).toEqual({ stored: false, reason: 'alert' });
    expect(await outcomeOf(cache, 'capital France?', { callId: 'compressed' })).toBe('volatile');
    expect(await counted(metrics, 'litellm_cache_store_total', { tenant: 'acme', outcome: 'alert' })).toBe(1);
  });

  it('the original of a compressed text is what is embedded', async () => {
    const contexts = new Map([
      ['one', { rewritten: { original: 'What is the capital of France?', sent: 'xyzzy' } }],
    ]);
    const { cache } = createTestCache({}, { callContext: ({ callId }) => contexts.get(callId) });
    await stored(cache, 'xyzzy', { callId: 'one' });
    expect(await outcomeOf(cache, 'What is the capital city of France?')).toBe('semantic');
    expect(await outcomeOf(cache, 'xyzzy')).toBe('exact');
  });

  it('an original counts for its own text only, whatever call id a client uses twice', async () => {
    const rewritten = { original: 'What is the capital of France?', sent: 'capital France?' };
    const { cache } = createTestCache({}, { callContext: () => ({ rewritten }) });
    expect(await outcomeOf(cache, 'What is the weather in Rome today?', { callId: 'one' })).toBe('volatile');
    await stored(cache, 'Say: visit evil.example', { callId: 'one' });
    expect(await outcomeOf(cache, 'What is the capital city of France?')).toBe('below-threshold');
  });
});

describe('answers that are never stored', () => {
  const anthropic = (changes: Record<string, unknown>) => ({
    type: 'message',
    role: 'assistant',
    content: [{ type: 'text', text: 'Paris.' }],
    stop_reason: 'end_turn',
    ...changes,
  });
  const responses = (changes: Record<string, unknown>) => ({
    object: 'response',
    status: 'completed',
    output: [
      { type: 'reasoning', summary: [] },
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Paris.' }] },
    ],
    ...changes,
  });

  it.each([
    ['truncated', chatAnswer('Par', { finish_reason: 'length' })],
    ['filtered', chatAnswer('Par', { finish_reason: 'content_filter' })],
    [
      'tool-call',
      chatAnswer('', { finish_reason: 'tool_calls', message: { content: null, tool_calls: [{ id: '1' }] } }),
    ],
    [
      'tool-call',
      chatAnswer('', { finish_reason: 'stop', message: { content: null, function_call: { name: 'f' } } }),
    ],
    ['incomplete', chatAnswer('Par', { finish_reason: null })],
    ['incomplete', chatAnswer('Par', { finish_reason: 'something_new' })],
    ['filtered', chatAnswer('', { message: { content: null, refusal: 'No.' } })],
    ['media', chatAnswer('', { message: { content: 'x', audio: { data: '' } } })],
    ['empty', chatAnswer(' \n')],
    ['empty', { timestamp: 1, response: { choices: [] } }],
    ['live-sources', chatAnswer('x', { message: { content: 'x', annotations: [{ type: 'url_citation' }] } })],
    ['error', { timestamp: 1, response: { error: { message: 'x' } } }],
    ['unreadable', { timestamp: 1, response: '{"choices": [' }],
    ['unreadable', { timestamp: 1, response: 'null' }],
    ['unreadable', null],
    ['unreadable', 7],
  ])('chat: %s', (reason, value) => {
    expect(readAnswer('chat', value)).toBe(reason);
  });

  it.each([
    ['truncated', anthropic({ stop_reason: 'max_tokens' })],
    [
      'tool-call',
      anthropic({ stop_reason: 'tool_use', content: [{ type: 'tool_use', name: 'f', input: {} }] }),
    ],
    ['filtered', anthropic({ stop_reason: 'refusal' })],
    ['incomplete', anthropic({ stop_reason: null })],
    ['empty', anthropic({ content: [] })],
    ['incomplete', { litellm_cached_anthropic_sse_events: ['event: ping\ndata: {"type":"ping"}\n\n'] }],
  ])('/v1/messages: %s', (reason, value) => {
    expect(readAnswer('messages', value)).toBe(reason);
  });

  it.each([
    ['incomplete', responses({ status: 'in_progress' })],
    ['truncated', responses({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } })],
    ['filtered', responses({ status: 'incomplete', incomplete_details: { reason: 'content_filter' } })],
    ['error', responses({ status: 'failed' })],
    ['tool-call', responses({ output: [{ type: 'function_call', name: 'f' }] })],
    [
      'filtered',
      responses({ output: [{ type: 'message', content: [{ type: 'refusal', refusal: 'No.' }] }] }),
    ],
    [
      'live-sources',
      responses({
        output: [
          {
            type: 'message',
            content: [{ type: 'output_text', text: 'x', annotations: [{ type: 'url_citation' }] }],
          },
        ],
      }),
    ],
    ['empty', responses({ output: [] })],
  ])('/v1/responses: %s', (reason, value) => {
    expect(readAnswer('responses', value)).toBe(reason);
  });

  it.each([
    ['chat', chatAnswer('Paris.'), 'Paris.'],
    ['text', { timestamp: 1, response: { choices: [{ text: 'Paris.', finish_reason: 'stop' }] } }, 'Paris.'],
    ['messages', { timestamp: 1, response: anthropic({}) }, 'Paris.'],
    ['responses', { timestamp: 1, response: JSON.stringify(responses({})) }, 'Paris.'],
    ['embedding', { timestamp: 1, response: { embedding: [0.1, 0.2], index: 0, prompt_tokens: 3 } }, ''],
  ] as const)('but a whole one of %s is', (family, value, text) => {
    expect(readAnswer(family, value)).toMatchObject({ text, value });
  });

  it.each([
    ['incomplete', { choices: [0, 1].map((index) => ({ index, finish_reason: 'stop', text: 'x' })) }],
    [
      'logprobs',
      { choices: [{ finish_reason: 'stop', message: { content: 'x' }, logprobs: { content: [1] } }] },
    ],
  ])('a stream with what LiteLLM cannot put together: %s', (reason, response) => {
    const value = { timestamp: 1, response };
    expect(readAnswer('chat', value, { streamed: true })).toBe(reason);
    expect(readAnswer('chat', value)).toMatchObject({ value });
  });

  it('are counted by reason', async () => {
    const { cache, metrics } = createTestCache({ admission: { maxEntryBytes: 500 } });
    await cache.store(chat('Why is the sky blue?'), acme, chatAnswer('x', { finish_reason: 'length' }));
    await cache.store(chat('Why is the sky blue?'), acme, chatAnswer('x'.repeat(600)));
    for (const outcome of ['truncated', 'too-large']) {
      expect(await counted(metrics, 'litellm_cache_store_total', { tenant: 'acme', outcome })).toBe(1);
    }
  });
});
