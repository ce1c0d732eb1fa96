import { jest } from '@jest/globals';
import { startGatewayStack, type GatewayStack } from '../support/gateway-stack.js';
import { litellmRuntime, type LitellmRuntime } from '../support/litellm-proxy.js';
import { isQuota, type StoredEvent } from '../support/outbox-files.js';
import {
  data,
  event,
  startScriptedProvider,
  type Script,
  type ScriptedProvider,
} from '../support/scripted-provider.js';
import { describeWith } from '../support/services.js';

jest.setTimeout(60_000);

const runtime = await litellmRuntime();

const acme = { team_id: 'acme', metadata: { tenant_id: 'acme', platform_id: 'web' } };

const chunk = (delta: object, finish: string | null = null) =>
  data({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'gpt-4o',
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
const started = event({
  type: 'message_start',
  ...{
    message: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'claude',
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { input_tokens: 12, output_tokens: 1 },
    },
  },
});
const told = [
  started,
  event({ type: 'content_block_start', ...{ index: 0, content_block: { type: 'text', text: '' } } }),
  event({ type: 'content_block_delta', ...{ index: 0, delta: { type: 'text_delta', text: 'Paris is' } } }),
];
const overloaded = event({
  type: 'error',
  ...{ error: { type: 'overloaded_error', message: 'Overloaded' } },
});

describeWith(runtime, 'calls that end oddly, through real LiteLLM', (start: LitellmRuntime) => {
  let provider: ScriptedProvider;
  let stack: GatewayStack;
  beforeAll(async () => {
    provider = await startScriptedProvider();
    stack = await startGatewayStack(start, {
      keys: { acme, small: { ...acme, models: ['gpt-4o-mini'] }, poor: { ...acme, max_budget: 0.000_000_1 } },
      hooksEnvironment: { HOOKS_CACHE_SAMPLING_SHARE: '0' },
      litellmEnvironment: { OPENAI_API_BASE: `${provider.url}/v1`, ANTHROPIC_API_BASE: provider.url },
    });
  }, 180_000);
  afterAll(async () => {
    await stack?.stop();
    await provider?.stop();
  }, 60_000);
  beforeEach(() => provider.follow(undefined));

  let asked = 0;
  const chat = (more: object = {}) => ({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: `Which town is number ${asked++}?` }],
    ...more,
  });
  const message = (more: object = {}) => ({ ...chat(more), model: 'claude-sonnet-4-5', max_tokens: 50 });

  /** The only quota event of a call. Events leave LiteLLM in order, so that a later one shows that no second one comes. */
  async function eventOf(correlationId: string): Promise<StoredEvent['event'] & { payload: Payload }> {
    const own = (all: readonly StoredEvent[]) =>
      all.filter((one) => isQuota(one) && one.event.correlationId === correlationId);
    await stack.events((all) => own(all).length > 0);
    const later = `later-${correlationId}`;
    provider.follow(undefined);
    await stack.post('acme', '/v1/chat/completions', chat(), { 'x-correlation-id': later });
    const all = await stack.events((events) => events.some(({ event: one }) => one.correlationId === later));
    expect(own(all)).toHaveLength(1);
    return own(all)[0]?.event as StoredEvent['event'] & { payload: Payload };
  }

  interface Payload {
    readonly usage: { readonly estimated?: boolean; readonly total_tokens: number };
    readonly [name: string]: unknown;
  }

  async function outcome(path: string, body: object, script?: Script, key = 'acme') {
    provider.follow(script);
    const correlationId = `odd-${process.pid}-${asked++}`;
    const answered = await stack.post(key, path, body, { 'x-correlation-id': correlationId });
    return { answered, event: await eventOf(correlationId) };
  }

  describe('a stream of /v1/messages', () => {
    it.each<[string, Script, string]>([
      ['that ends with an error', () => ({ events: [...told, overloaded] }), 'overloaded_error'],
      ['that ends without its end', () => ({ events: told }), 'IncompleteStream'],
    ])('%s is a failure with what it used until then', async (_, script, reason) => {
      const { event: sent } = await outcome('/v1/messages', message({ stream: true }), script);
      expect(sent.payload).toMatchObject({ status: 'failure', reason, usage: { prompt_tokens: 12 } });
      expect(sent.payload.usage.total_tokens).toBeGreaterThan(12);
      expect(sent.payload.usage).toMatchObject({ estimated: true });
      expect((sent.payload.usage as unknown as { cost_usd: number }).cost_usd).toBeGreaterThan(0);
    });

    it('that breaks off is a failure', async () => {
      const { event: sent } = await outcome('/v1/messages', message({ stream: true }), () => ({
        events: told,
        cut: true,
      }));
      expect(sent.payload).toMatchObject({ status: 'failure' });
    });

    it('that ends well is a success by its provider’s count', async () => {
      const { event: sent } = await outcome('/v1/messages', message({ stream: true }));
      expect(sent.payload).toMatchObject({ status: 'success', reason: null, stream: true });
      expect(sent.payload.usage).not.toHaveProperty('estimated');
    });
  });

  it.each<[string, Script]>([
    ['without a chunk', () => ({ events: [] })],
    ['with nothing but its end', () => ({ events: [data('[DONE]')] })],
    ['that is JSON', () => ({ json: { id: 'x', object: 'chat.completion', choices: [] } })],
  ])('a chat stream %s has its event', async (_, script) => {
    const { event: sent } = await outcome('/v1/chat/completions', chat({ stream: true }), script);
    expect(sent).toMatchObject({
      tenantId: 'acme',
      payload: { status: 'failure', reason: 'EmptyStream', keyAlias: 'acme', usage: { total_tokens: 0 } },
    });
  });

  it('a chat stream without its provider’s count says that it is estimated, and one with it does not', async () => {
    const counted = await outcome(
      '/v1/chat/completions',
      chat({ stream: true, stream_options: { include_usage: true } }),
    );
    expect(counted.event.payload.usage).not.toHaveProperty('estimated');
    const { event: sent } = await outcome('/v1/chat/completions', chat({ stream: true }), () => ({
      events: [chunk({ role: 'assistant', content: 'Rome' }), chunk({}, 'stop'), data('[DONE]')],
    }));
    expect(sent.payload).toMatchObject({ status: 'success', usage: { estimated: true } });
  });

  it('a streamed text completion without a count is estimated from its text', async () => {
    const body = { model: 'gpt-3.5-turbo', prompt: 'Which town is the largest of all?', stream: true };
    const { event: sent } = await outcome('/v1/completions', body);
    expect(sent.payload).toMatchObject({ status: 'success', usage: { estimated: true } });
    const usage = sent.payload.usage as unknown as Record<string, number>;
    expect(usage['prompt_tokens']).toBeGreaterThan(3);
    expect(usage['completion_tokens']).toBeGreaterThan(3);
    expect(usage['cost_usd']).toBeGreaterThan(0);
  });

  it('a client that goes away leaves a reason, and tokens that are estimated', async () => {
    provider.follow(() => ({ events: [chunk({ role: 'assistant', content: 'Rome' })], hold: true }));
    const correlationId = `odd-${process.pid}-${asked++}`;
    const leave = new AbortController();
    const response = await fetch(`${stack.litellm().url}/v1/chat/completions`, {
      method: 'POST',
      signal: leave.signal,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${stack.keys['acme']}`,
        'x-correlation-id': correlationId,
      },
      body: JSON.stringify(chat({ stream: true })),
    });
    await response.body?.getReader().read();
    leave.abort();
    const sent = await eventOf(correlationId);
    expect(sent.payload).toMatchObject({ reason: '499 ClientDisconnected', usage: { estimated: true } });
  });

  it('a provider’s own code is not the status', async () => {
    const failing: Script = () => ({ status: 500, json: { error: { message: 'no', type: 'x', code: '1' } } });
    const { event: sent } = await outcome('/v1/chat/completions', chat(), failing);
    expect(sent.payload).toMatchObject({ status: 'failure', reason: '500 InternalServerError' });
  });

  it('a model that is a number is refused, and has its event', async () => {
    const { answered, event: sent } = await outcome('/v1/chat/completions', chat({ model: 5 }));
    expect(answered.status).toBe(400);
    expect(sent.payload).toMatchObject({ status: 'failure', model: '5' });
  });

  it.each([
    ['a model that the key may not use', 'small', 403],
    ['a budget that is spent', 'poor', 422],
  ])('%s: the event has the key’s alias, tenant and correlation id', async (_, key, status) => {
    if (key === 'poor') {
      let spent = 200;
      for (let tries = 0; tries < 50 && spent === 200; tries++)
        spent = (await stack.post(key, '/v1/chat/completions', chat())).status;
    }
    const { answered, event: sent } = await outcome('/v1/chat/completions', chat(), undefined, key);
    expect(answered.status).toBe(status);
    expect(sent).toMatchObject({
      tenantId: 'acme',
      platformId: 'web',
      payload: {
        keyAlias: key,
        status: 'failure',
        reason: expect.stringContaining(String(status)) as string,
      },
    });
  });

  it.each<[string, object, Record<string, string>]>([
    ['no-log', { 'no-log': true }, {}],
    ['no_log', { no_log: true }, {}],
    ['a header that disables callbacks', {}, { 'x-litellm-disable-callbacks': 'hooks,generic_api,Hooks' }],
    ['litellm_disabled_callbacks', { litellm_disabled_callbacks: ['hooks', 'Hooks'] }, {}],
    ['metadata that disables callbacks', { metadata: { litellm_disabled_callbacks: ['Hooks'] } }, {}],
    ['disable_global_guardrails', { disable_global_guardrails: true }, {}],
    ['guardrails: none', { guardrails: [] }, {}],
    ['metadata without guardrails', { metadata: { disable_global_guardrails: true, guardrails: [] } }, {}],
    ['no redaction by header', {}, { 'litellm-disable-message-redaction': 'true' }],
    ['redaction by header', {}, { 'litellm-enable-message-redaction': 'true' }],
    ['other callbacks', { callbacks: [], success_callback: [], failure_callback: [] }, {}],
    ['no caching', { caching: false }, {}],
  ])('%s switches neither events nor detection off', async (_, more, headers) => {
    const correlationId = `odd-${process.pid}-${asked++}`;
    const content = `Number ${asked}: write to jane.doe${'@'}mail-${asked}.org, please.`;
    const body = { model: 'gpt-4o', messages: [{ role: 'user', content }], ...more };
    const { status } = await stack.post('acme', '/v1/chat/completions', body, {
      'x-correlation-id': correlationId,
      ...headers,
    });
    const sent = await eventOf(correlationId);
    expect(sent.payload).toMatchObject({ status: status === 200 ? 'success' : 'failure', keyAlias: 'acme' });
    if (status === 200) expect(sent.payload.usage.total_tokens).toBeGreaterThan(0);
    const isAlert = ({ subject, event: one }: StoredEvent) =>
      subject === 'guardrail.alert' && one.correlationId === correlationId;
    if (status === 200) expect((await stack.events((all) => all.some(isAlert))).some(isAlert)).toBe(true);
  });

  it.each([
    ['x-correlation-id', { 'x-correlation-id': 'mine-1' }, 'mine-1'],
    ['x-request-id', { 'x-request-id': 'mine-2' }, 'mine-2'],
    ['both', { 'x-request-id': 'other', 'x-correlation-id': 'mine-3' }, 'mine-3'],
    [
      'one that cannot be used beside one that can',
      { 'x-correlation-id': 'a b', 'x-request-id': 'mine-4' },
      'mine-4',
    ],
  ])('alert and event have one correlation id and one platform: %s', async (_, headers, expected) => {
    const content = `Write to joe.doe${'@'}post-${asked++}.org, please.`;
    await stack.post(
      'acme',
      '/v1/chat/completions',
      { model: 'gpt-4o', messages: [{ role: 'user', content }] },
      headers,
    );
    const named = (subject: string) => (one: StoredEvent) =>
      one.subject === subject && one.event.correlationId === expected;
    const all = await stack.events(
      (events) => events.some(named('guardrail.alert')) && events.some(named('quota.updated')),
    );
    const found = all.filter((one) => named('guardrail.alert')(one) || named('quota.updated')(one));
    expect(found.map(({ event: one }) => [one.tenantId, one.platformId])).toEqual([
      ['acme', 'web'],
      ['acme', 'web'],
    ]);
  });
});
