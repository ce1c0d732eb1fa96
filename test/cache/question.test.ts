import { readQuestion, keysOf, type Question } from '../../hooks-server/cache/question.js';
import type { CacheLookup } from '../../hooks-server/litellm/cache.js';
import { testSettings } from './support.js';

const ignored = new Set(testSettings().ignoredParameters);
const read = (call: CacheLookup) => readQuestion(call, ignored);
const chatCall = (request: Record<string, unknown>, changes: Partial<CacheLookup> = {}): CacheLookup => ({
  callType: 'acompletion',
  model: 'gpt-4o',
  request,
  ...changes,
});
const user = (content: unknown) => ({ role: 'user', content });
const conditionsOf = (call: CacheLookup) => keys(call).conditions;

function keys(call: CacheLookup) {
  const question = read(call);
  if (typeof question === 'string') throw new Error(`Expected a question, got ${question}.`);
  return keysOf(question, { policyVersion: '1', space: 'words/64' });
}

describe('the conditions of an answer', () => {
  const base = { messages: [{ role: 'system', content: 'Be terse.' }, user('Hi there')], temperature: 0.2 };

  it('do not depend on the last user text, on stream, or on the order of fields', () => {
    const expected = conditionsOf(chatCall(base));
    expect(conditionsOf(chatCall({ ...base, messages: [base.messages[0], user('Other')] }))).toBe(expected);
    expect(conditionsOf(chatCall({ ...base, stream: true, stream_options: { include_usage: true } }))).toBe(
      expected,
    );
    expect(conditionsOf(chatCall({ temperature: 0.2, messages: base.messages }))).toBe(expected);
    expect(conditionsOf(chatCall({ ...base, cache: { 'no-cache': true }, litellm_call_id: 'x' }))).toBe(
      expected,
    );
  });

  it.each<[string, Record<string, unknown>]>([
    ['the system prompt', { messages: [{ role: 'system', content: 'Be verbose.' }, user('Hi there')] }],
    ['an earlier turn', { messages: [user('a'), { role: 'assistant', content: 'b' }, user('Hi there')] }],
    ['the role of a turn', { messages: [{ role: 'developer', content: 'Be terse.' }, user('Hi there')] }],
    ['temperature', { temperature: 0.3 }],
    ['max_tokens', { max_tokens: 5 }],
    ['tools', { tools: [{ type: 'function', function: { name: 'f' } }] }],
    ['response_format', { response_format: { type: 'json_object' } }],
    ['seed', { seed: 1 }],
    ['the end user', { user: 'somebody else' }],
    ['a parameter that nobody knows yet', { reasoning_effort_v9: 'high' }],
    ['a parameter that LiteLLM keeps for itself', { _evil: 1 }],
    ['a system prompt of LiteLLM’s', { litellm_system_prompt: 'Lie.' }],
    ['headers', { extra_headers: { 'x-mode': 'evil' } }],
    ['headers that LiteLLM took over', { provider_specific_header: { extra_headers: {} } }],
    ['a body beside the body', { extra_body: { messages: [] } }],
    ['a query', { extra_query: { a: '1' } }],
    ['what routes', { custom_llm_provider: 'hosted_vllm' }],
    ['a deployment', { deployment_id: 'x' }],
    ['an organisation', { organization: 'x' }],
    ['the service tier', { service_tier: 'flex' }],
    ['whether it is kept', { store: true }],
    ['options of a stream that is none', { stream_options: { include_usage: true } }],
    ['a parameter that is null', { top_k: null }],
  ])('depend on %s', (_, change) => {
    expect(conditionsOf(chatCall({ ...base, ...change }))).not.toBe(conditionsOf(chatCall(base)));
  });

  it('depend on the model group, the interface, the policy and the embedder’s space', () => {
    const expected = conditionsOf(chatCall(base));
    expect(conditionsOf(chatCall(base, { model: 'gpt-4o-mini' }))).not.toBe(expected);
    expect(conditionsOf(chatCall(base, { callType: 'anthropic_messages' }))).not.toBe(expected);
    const question = read(chatCall(base)) as Question;
    expect(keysOf(question, { policyVersion: '2', space: 'words/64' }).conditions).not.toBe(expected);
    expect(keysOf(question, { policyVersion: '1', space: 'words/128' }).conditions).not.toBe(expected);
  });

  it('a text cannot pass for another part of the request', () => {
    const one = keys(chatCall({ messages: [user('a'), { role: 'assistant', content: 'b' }, user('c')] }));
    const other = keys(
      chatCall({ messages: [user('a","b'), { role: 'assistant', content: '' }, user('c')] }),
    );
    expect(one.conditions).not.toBe(other.conditions);
    expect(one.what).toBe(other.what);
  });
});

describe('the last user text', () => {
  it('is the same as a string, as its only text part, and through any interface’s form', () => {
    const texts = [
      chatCall({ messages: [user('Hi')] }),
      chatCall({ messages: [user([{ type: 'text', text: 'Hi' }])] }),
      chatCall({ prompt: 'Hi' }, { callType: 'atext_completion' }),
      chatCall({ prompt: ['Hi'] }, { callType: 'atext_completion' }),
      chatCall(
        { messages: [user([{ type: 'text', text: 'Hi' }])], system: 'x' },
        { callType: 'anthropic_messages' },
      ),
      chatCall({ input: 'Hi' }, { callType: 'aresponses' }),
      chatCall(
        { input: [{ type: 'message', ...user([{ type: 'input_text', text: 'Hi' }]) }] },
        { callType: 'aresponses' },
      ),
    ].map((call) => (read(call) as Question).text);
    expect(texts).toEqual(texts.map(() => 'Hi'));
    expect(keys(chatCall({ messages: [user('Hi')] }))).toEqual(
      keys(chatCall({ messages: [user([{ type: 'text', text: 'Hi' }])] })),
    );
  });

  it('of several parts is the last; the others are conditions', () => {
    const parts = (document: string) =>
      chatCall({
        messages: [
          user([
            { type: 'text', text: document },
            { type: 'text', text: 'Summarise it.' },
          ]),
        ],
      });
    expect((read(parts('one')) as Question).text).toBe('Summarise it.');
    expect(conditionsOf(parts('one'))).not.toBe(conditionsOf(parts('two')));
  });

  it('may be a point where the provider caches; anything else that its part says is a condition', () => {
    const part = (more: object) => chatCall({ messages: [user([{ type: 'text', text: 'Hi', ...more }])] });
    expect(keys(part({ cache_control: { type: 'ephemeral' } }))).toEqual(keys(part({})));
    expect(keys(part({ citations: { enabled: true } }))).not.toEqual(keys(part({})));
  });
});

describe('what cannot be cached by its form', () => {
  const text = { callType: 'atext_completion' };
  const asked = { messages: [user('a')] };

  it('is not the same whole: several answers and log probabilities can be', () => {
    for (const more of [{ n: 2 }, { logprobs: true, top_logprobs: 1 }, { n: 1, stream: true }]) {
      expect(typeof read(chatCall({ ...asked, ...more }))).toBe('object');
    }
  });

  it.each<[string, string, CacheLookup]>([
    ['an unknown call type', 'call-type', { callType: 'atranscription', request: {} }],
    [
      'a tool result',
      'tools',
      chatCall({ messages: [user('a'), { role: 'tool', content: '1', tool_call_id: 'x' }] }),
    ],
    [
      'an earlier tool call',
      'tools',
      chatCall({ messages: [{ role: 'assistant', tool_calls: [{ id: '1' }] }, user('a')] }),
    ],
    [
      'Anthropic’s tool result',
      'tools',
      chatCall(
        { messages: [user([{ type: 'tool_result', content: '1' }])] },
        { callType: 'anthropic_messages' },
      ),
    ],
    [
      'a function call of /v1/responses',
      'tools',
      chatCall({ input: [{ type: 'function_call', name: 'f' }, user('a')] }, { callType: 'aresponses' }),
    ],
    [
      'an image',
      'media',
      chatCall({
        messages: [
          user([
            { type: 'text', text: 'a' },
            { type: 'image_url', image_url: {} },
          ]),
        ],
      }),
    ],
    [
      'audio',
      'media',
      chatCall({
        messages: [
          user([
            { type: 'input_audio', input_audio: {} },
            { type: 'text', text: 'a' },
          ]),
        ],
      }),
    ],
    [
      'state at the provider',
      'stateful',
      chatCall({ input: 'a', previous_response_id: 'resp_1' }, { callType: 'aresponses' }),
    ],
    ['several prompts', 'unsupported', chatCall({ prompt: ['a', 'b'] }, { callType: 'atext_completion' })],
    ['a prompt of tokens', 'unsupported', chatCall({ prompt: [[1, 2]] }, { callType: 'atext_completion' })],
    ['a streamed text completion', 'text-stream', chatCall({ prompt: 'a', stream: true }, text)],
    ['a stream of several answers', 'several-answers', chatCall({ ...asked, stream: true, n: 2 })],
    ['a stream with log probabilities', 'logprobs', chatCall({ ...asked, stream: true, logprobs: true })],
    [
      'a stream with top log probabilities',
      'logprobs',
      chatCall({ ...asked, stream: true, top_logprobs: 2 }),
    ],
    [
      'a stream of /v1/responses with log probabilities',
      'logprobs',
      chatCall(
        { input: 'a', stream: true, include: ['message.output_text.logprobs'] },
        { callType: 'aresponses' },
      ),
    ],
    ['no user turn', 'unsupported', chatCall({ messages: [{ role: 'system', content: 'x' }] })],
    ['no messages', 'unsupported', chatCall({})],
  ])('%s', (_, reason, call) => {
    expect(read(call)).toBe(reason);
  });
});

describe('embeddings', () => {
  it('go by LiteLLM’s own key, which is all that its look-up knows', () => {
    const lookup: CacheLookup = { callType: 'aembedding', key: 'k1' };
    const store: CacheLookup = {
      callType: 'aembedding',
      key: 'k1',
      model: 'm',
      request: { input: 'x', user: 'u' },
    };
    expect(keys(lookup)).toEqual(keys(store));
    expect(keys({ ...lookup, key: 'k2' })).not.toEqual(keys(lookup));
  });

  it('without a key go by model, input and parameters', () => {
    const call = (request: Record<string, unknown>, model = 'm'): CacheLookup => ({
      callType: 'aembedding',
      model,
      request,
    });
    expect(keys(call({ input: 'x' }))).toEqual(keys(call({ input: 'x', litellm_call_id: 'y' })));
    expect(keys(call({ input: 'x' }))).not.toEqual(keys(call({ input: 'y' })));
    expect(keys(call({ input: 'x' }))).not.toEqual(keys(call({ input: 'x', dimensions: 5 })));
    expect(keys(call({ input: 'x' }))).not.toEqual(keys(call({ input: 'x' }, 'n')));
  });
});
