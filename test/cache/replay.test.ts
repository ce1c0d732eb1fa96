import fc from 'fast-check';
import {
  messageFromStream,
  streamFromMessage,
  STREAM_EVENTS,
} from '../../hooks-server/cache/anthropic-stream.js';
import { acme, createTestCache } from './support.js';

const message = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-sonnet-4-5',
  content: [{ type: 'text', text: 'Paris is the capital.' }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: { input_tokens: 12, output_tokens: 6 },
};

/** As Anthropic sends it: text in pieces, usage in two places, pings between. */
const events = [
  'event: message_start\ndata: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":12,"output_tokens":1}}}\n\n',
  'event: content_block_start\ndata: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}\n\n',
  'event: ping\ndata: {"type": "ping"}\n\n',
  'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Paris is"}}\n\n',
  'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" the capital."}}\n\n',
  'event: content_block_stop\ndata: {"type":"content_block_stop","index":0}\n\n',
  'event: message_delta\ndata: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":6}}\n\n',
  'event: message_stop\ndata: {"type":"message_stop"}\n\n',
];

describe('a recorded stream of /v1/messages', () => {
  it('is put together into its message', () => {
    expect(messageFromStream(events)).toEqual(message);
  });

  it.each([
    ['broken off', events.slice(0, -1)],
    ['without a start', events.slice(1)],
    [
      'with an unknown event',
      [...events.slice(0, 3), 'event: x\ndata: {"type":"x"}\n\n', ...events.slice(3)],
    ],
    ['with a tool’s input', events.map((event) => event.replace('text_delta', 'input_json_delta'))],
    ['that is no JSON', [...events.slice(0, 3), 'data: {\n\n']],
    ['of no events', []],
    ['that is none', 'text'],
  ])('%s is no answer', (_, value) => {
    expect(messageFromStream(value)).toBeUndefined();
  });

  it('tells the same message again, whatever its texts hold', () => {
    const block = fc.oneof(
      fc.record({ type: fc.constant('text'), text: fc.string({ unit: 'grapheme' }) }),
      fc.record({
        type: fc.constant('text'),
        text: fc.string(),
        citations: fc.array(fc.record({ type: fc.constant('char_location'), cited_text: fc.string() }), {
          minLength: 1,
        }),
      }),
      fc.record({ type: fc.constant('thinking'), thinking: fc.string(), signature: fc.string() }),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 4 }), (content) => {
        const told = { ...message, content };
        expect(messageFromStream(streamFromMessage(told))).toEqual(told);
      }),
    );
  });
});

describe('replay', () => {
  const call = (stream: boolean) => ({
    callType: 'anthropic_messages',
    model: 'claude',
    request: {
      stream,
      max_tokens: 100,
      messages: [{ role: 'user', content: 'What is the capital of France?' }],
    },
  });

  it.each([true, false])(
    '/v1/messages: an answer that was streamed (%s) serves callers of both kinds',
    async (streamed) => {
      const { cache } = createTestCache();
      const response = streamed ? { [STREAM_EVENTS]: events } : message;
      expect(await cache.store(call(streamed), acme, { timestamp: 5, response })).toMatchObject({
        stored: true,
      });
      const plain = await cache.lookup(call(false), acme);
      expect(plain.hit && plain.value).toEqual({ timestamp: 5, response: message });
      const stream = await cache.lookup(call(true), acme);
      const value = (stream.hit && stream.value) as { timestamp: number; response: Record<string, unknown> };
      expect(value.timestamp).toBe(5);
      expect(messageFromStream(value.response[STREAM_EVENTS])).toEqual(message);
    },
  );

  it('embeddings come back number for number', async () => {
    const { cache } = createTestCache();
    const embedding = { callType: 'aembedding', key: 'of model and input' };
    const value = {
      timestamp: 1,
      response: { embedding: [0.1, -0.25, 1e-9], index: 0, object: 'embedding' },
    };
    expect(await cache.store(embedding, acme, value)).toMatchObject({ stored: true });
    expect(await cache.lookup(embedding, acme)).toMatchObject({ hit: true, kind: 'exact', value });
    expect(await cache.lookup({ ...embedding, key: 'another' }, acme)).toMatchObject({ hit: false });
    expect(await cache.lookup(embedding, { id: 'globex' })).toMatchObject({ hit: false });
  });

  describe('of a chat answer', () => {
    const messages = [{ role: 'user', content: 'Why is the sky blue?' }];
    const ask = (stream: boolean, more: object = {}) => ({
      callType: 'acompletion',
      model: 'gpt-4o',
      request: { messages, stream },
      ...more,
    });
    const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 };
    const answer = (message: object = {}, details: object = {}, choice: object = {}) => ({
      timestamp: 1,
      response: {
        id: 'chatcmpl-1',
        choices: [
          {
            index: 0,
            finish_reason: 'stop',
            message: { role: 'assistant', content: 'It scatters.', ...message },
            ...choice,
          },
        ],
        usage: { ...usage, ...details },
      },
    });

    it.each([
      ['reasoning', answer({ reasoning_content: 'Think.' })],
      ['thinking blocks', answer({ thinking_blocks: [{ type: 'thinking', thinking: 'x', signature: 'y' }] })],
      ['annotations', answer({ annotations: [{ type: 'file_citation' }] })],
      ['what a provider adds', answer({ provider_specific_fields: { trace: 'x' } })],
      ['cached tokens', answer({}, { prompt_tokens_details: { cached_tokens: 3 } })],
      ['reasoning tokens', answer({}, { completion_tokens_details: { reasoning_tokens: 3 } })],
      ['log probabilities', answer({}, {}, { logprobs: { content: [{ token: 'It', logprob: -1 }] } })],
    ])('with %s serves whole answers, and streams only where the plugin completes them', async (_, value) => {
      const { cache } = createTestCache();
      expect(await cache.store(ask(false), acme, value)).toMatchObject({ stored: true });
      expect(await cache.lookup(ask(false), acme)).toMatchObject({ hit: true, value });
      expect(await cache.lookup(ask(true), acme)).toMatchObject({ hit: false, reason: 'not-streamable' });
      const complete = ask(true, { completesStreams: true });
      expect(await cache.lookup(complete, acme)).toMatchObject({ hit: true, value });
    });

    it('with details that say nothing serves streams too', async () => {
      const { cache } = createTestCache();
      const silent = answer(
        { refusal: null, annotations: [], provider_specific_fields: { refusal: null } },
        { prompt_tokens_details: { cached_tokens: 0, audio_tokens: null } },
        { logprobs: null },
      );
      await cache.store(ask(false), acme, silent);
      expect(await cache.lookup(ask(true), acme)).toMatchObject({ hit: true });
    });

    it('costs nothing, whatever its first caller paid', async () => {
      const { cache } = createTestCache();
      await cache.store(ask(false), acme, answer({}, { cost: 0.5, cost_details: { upstream: 0.5 } }));
      const found = await cache.lookup(ask(false), acme);
      expect(found.hit && found.value).toMatchObject({ response: { usage: { ...usage, cost: 0 } } });
      expect(JSON.stringify(found)).not.toContain('0.5');
    });
  });

  it('an answer of /v1/responses says that it costs nothing, before LiteLLM works out what it would', async () => {
    const { cache } = createTestCache();
    const call = { callType: 'aresponses', model: 'gpt-4o', request: { input: 'Why is the sky blue?' } };
    const content = [{ type: 'output_text', text: 'It scatters.' }];
    const response = {
      status: 'completed',
      output: [{ type: 'message', content }],
      usage: { input_tokens: 1 },
    };
    await cache.store(call, acme, { timestamp: 1, response: JSON.stringify(response) });
    const found = await cache.lookup(call, acme);
    const value = (found.hit && found.value) as { response: string };
    expect(JSON.parse(value.response)).toEqual({ ...response, usage: { input_tokens: 1, cost: 0 } });
  });

  it('an answer of /v1/messages says nothing of LiteLLM’s own', async () => {
    const { cache } = createTestCache();
    const hidden = { ...message, _hidden_params: { api_base: 'http://internal' } };
    await cache.store(call(false), acme, { timestamp: 5, response: hidden });
    for (const stream of [false, true]) {
      const found = await cache.lookup(call(stream), acme);
      expect(found.hit).toBe(true);
      expect(JSON.stringify(found)).not.toContain('_hidden_params');
    }
  });

  it('a bridged answer of /v1/messages is not given whole to a caller who streams', async () => {
    const { cache } = createTestCache();
    const choices = [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Paris.' } }];
    await cache.store(call(false), acme, { timestamp: 5, response: { choices } });
    expect(await cache.lookup(call(false), acme)).toMatchObject({ hit: true });
    expect(await cache.lookup(call(true), acme)).toMatchObject({ hit: false, reason: 'not-streamable' });
  });
});
