import { settingsSchema } from '../../hooks-server/configuration/settings.js';
import type { CompressionResult } from '../../hooks-server/compression/result.js';
import { callContext, createCacheHook } from '../../hooks-server/hooks/cache.js';
import { createCallSeal } from '../../hooks-server/hooks/call-facts.js';
import { createCallHook } from '../../hooks-server/hooks/call.js';
import { createCallRegistry } from '../../hooks-server/hooks/call-registry.js';
import type { Finding } from '../../hooks-server/detection/finding.js';
import type { SeenCall } from '../../hooks-server/hooks/inspect.js';
import type { CallContext } from '../../hooks-server/cache/dependencies.js';
import type { DetectionResult } from '../../hooks-server/detection/detector.js';
import type { CacheLookup, CacheLookupAnswer } from '../../hooks-server/litellm/cache.js';
import { callQuestionSchema } from '../../hooks-server/litellm/call.js';
import type { Message } from '../../hooks-server/litellm/messages.js';

const unchanged: CompressionResult = {
  changes: [],
  originalTokens: 5,
  compressedTokens: 5,
  exact: true,
  savingsPercent: 0,
  latencyMs: 1,
  profile: 'default',
  reason: 'below_minimum',
};
const hit: CacheLookupAnswer = {
  hit: true,
  kind: 'exact',
  entry: 'e',
  value: { timestamp: 1, response: { choices: [] } },
};

interface Given {
  readonly cached?: (lookup: CacheLookup) => CacheLookupAnswer;
  readonly changes?: CompressionResult['changes'];
  /** A request with this word raises an alert. */
  readonly alertOn?: string;
  readonly secret?: string;
}

const alert: Finding = {
  detector: 'pii',
  kind: 'email',
  level: 'high',
  count: 1,
} as unknown as Finding;

/** The hook over a cache and a compressor that answer as a test says. */
function hookWith({
  cached = () => ({ hit: false, reason: 'not-found' }),
  changes = [],
  alertOn = 'nothing says this',
  secret = 'shared',
}: Given = {}) {
  const lookups: CacheLookup[] = [];
  const stored: { request: CacheLookup; value: unknown }[] = [];
  const contexts: (CallContext | undefined)[] = [];
  const told: DetectionResult[] = [];
  const compressed: (readonly Message[])[] = [];
  const cacheControls: unknown[] = [];
  const scanned: (readonly Message[])[] = [];
  const seen: SeenCall[] = [];
  const waiting: (() => void)[] = [];
  const calls = createCallRegistry();
  const tenants = {
    resolve: ({ keyMetadata }: { keyMetadata?: Readonly<Record<string, unknown>> }) =>
      typeof keyMetadata?.['tenant_id'] === 'string'
        ? { id: keyMetadata['tenant_id'], name: 'Acme' }
        : undefined,
  };
  const cache = {
    lookup: (lookup: CacheLookup) => {
      lookups.push(lookup);
      return Promise.resolve(cached(lookup));
    },
    store: (request: CacheLookup, _: unknown, value: unknown) => {
      stored.push({ request, value });
      const callId = request.callId ?? '';
      contexts.push(
        callContext(calls, { ...request, callId, keyHash: request.identity?.keyHash ?? undefined }),
      );
      return Promise.resolve({ stored: true as const, entry: 'e' });
    },
  };
  const hook = createCallHook({
    tenants,
    calls,
    seal: createCallSeal(secret),
    cache: createCacheHook({ cache, tenants, calls }),
    settingsFor: () => settingsSchema.parse({}),
    detector: {
      scanRequest: ({ messages }) => {
        scanned.push(messages);
        const findings = JSON.stringify(messages).includes(alertOn) ? [alert] : [];
        return Promise.resolve({ detected: { findings, truncated: false, latencyMs: 0 } });
      },
    },
    compressor: {
      compress: ({ messages, cacheControl }) => {
        compressed.push(messages);
        cacheControls.push(cacheControl);
        return Promise.resolve(
          changes.length > 0 ? { ...unchanged, changes, reason: 'compressed' as const } : unchanged,
        );
      },
    },
    detected: (_, result) => told.push(result),
    scanFailed: (error) => {
      throw error;
    },
    compressed: () => undefined,
    seen: (call) => seen.push(call),
    later: (work) => waiting.push(work),
  });
  const later = () => waiting.splice(0).forEach((work) => work());
  return { hook, lookups, stored, contexts, told, compressed, cacheControls, scanned, seen, calls, later };
}

const question = (fields: object = {}) =>
  callQuestionSchema.parse({
    callId: 'call-1',
    callType: 'acompletion',
    model: 'gpt-4o',
    identity: { keyHash: 'k', keyMetadata: { tenant_id: 'acme' } },
    request: { messages: [{ role: 'user', content: 'Which dock is free?' }] },
    ...fields,
  });

describe('one hop before a call', () => {
  it.each([[{ type: 'ephemeral' }], [undefined]])(
    'tells compression what the body says about caching by the provider: %j',
    async (cacheControl) => {
      const { hook, cacheControls } = hookWith();
      const messages = [{ role: 'user', content: 'Which dock is free?' }];
      const request = { messages, ...(cacheControl && { cache_control: cacheControl }) };
      await hook.begin(question({ callType: 'anthropic_messages', request }));
      expect(cacheControls).toEqual([cacheControl]);
    },
  );

  it('knows the tenant of the first call of a key, from what LiteLLM authenticated', async () => {
    const { hook, seen, calls } = hookWith();
    await hook.begin(question());
    expect(seen[0]?.tenant).toMatchObject({ id: 'acme' });
    expect(calls.get({ callId: 'call-1', keyHash: 'k' })).toMatchObject({
      tenantId: 'acme',
      model: 'gpt-4o',
      cache: { outcome: 'miss', reason: 'not-found' },
      compression: { reason: 'below_minimum' },
    });
  });

  it('brings a stored answer, and neither shortens nor counts what no provider gets', async () => {
    const { hook, compressed } = hookWith({ cached: () => hit });
    expect(await hook.begin(question())).toEqual({
      facts: expect.any(String) as string,
      cache: { hit: true, kind: 'exact', entry: 'e', value: { timestamp: 1, response: { choices: [] } } },
      headers: {
        'X-Cache': 'HIT',
        'X-Cache-Kind': 'exact',
        'X-Cache-Entry': 'e',
        'X-Cache-Similarity': '1.0000',
      },
    });
    expect(compressed).toEqual([]);
  });

  it.each([
    ['acompletion', { messages: [{ role: 'user', content: 'long' }] }, ['messages', 0, 'content']],
    ['aresponses', { input: 'long' }, ['input']],
    [
      'anthropic_messages',
      { system: 'S', messages: [{ role: 'user', content: 'long' }] },
      ['messages', 0, 'content'],
    ],
  ])('%s: says where in the request a shortened text stands', async (callType, request, path) => {
    const { hook } = hookWith({ changes: [{ message: 0, text: 'short' }] });
    const answer = await hook.begin(question({ callType, request }));
    expect(answer.changes).toEqual([{ path, text: 'short' }]);
    expect(answer.headers).toMatchObject({ 'X-Compression': 'compressed' });
  });

  it('says which part of a message a shortened text is', async () => {
    const { hook } = hookWith({ changes: [{ message: 1, part: 2, text: 'short' }] });
    const messages = [
      { role: 'assistant', content: 'Hm.' },
      { role: 'user', content: [{}, {}, { text: 'long' }] },
    ];
    const { changes } = await hook.begin(question({ request: { messages } }));
    expect(changes).toEqual([{ path: ['messages', 1, 'content', 2, 'text'], text: 'short' }]);
  });

  it('looks up the text as the user wrote it, and stores under the same question', async () => {
    const { hook, lookups, stored, later } = hookWith({ changes: [{ message: 0, text: 'short' }] });
    const asked = question({ controls: { ttl: 5 } });
    const { facts } = await hook.begin(asked);
    later();
    await hook.keep({ call: asked, facts, value: { timestamp: 1, response: {} } });
    expect(lookups[0]).toMatchObject({ controls: { ttl: 5 }, request: asked.request });
    expect(stored[0]?.request).toMatchObject(lookups[0] ?? {});
  });

  it.each([
    ['not-found', true],
    ['no-cache', true],
    ['shadow', true],
    ['deadline', true],
    ['tools', false],
    ['temperature', false],
    ['no-identity', false],
    ['off', false],
    ['alert', false],
    ['fault', false],
  ])('after a miss for %s an answer is asked for: %s', async (reason, store) => {
    const { hook } = hookWith({ cached: () => ({ hit: false, reason }) });
    expect((await hook.begin(question())).cache).toEqual({ hit: false, reason, store });
  });

  it('neither looks up nor keeps a question that JSON cannot say exactly', async () => {
    const { hook, lookups } = hookWith({ cached: () => hit });
    expect((await hook.begin(question({ uncertain: true }))).cache).toMatchObject({
      hit: false,
      store: false,
    });
    expect(lookups).toEqual([]);
  });

  it('looks when the answer has left, at every text of the request', async () => {
    const { hook, scanned, later } = hookWith({
      cached: () => {
        later();
        return { hit: false, reason: 'not-found' };
      },
    });
    await hook.begin(
      question({ request: { system: 'be kind', messages: [{ role: 'user', content: 'x' }] } }),
    );
    expect(scanned).toEqual([]);
    later();
    expect(scanned[0]?.map(({ content }) => content)).toEqual(['be kind', 'x']);
  });

  it('looks as well where there is no answer because something failed', async () => {
    const { hook, scanned, later } = hookWith({
      cached: () => {
        throw new Error('out of order');
      },
    });
    await expect(hook.begin(question())).rejects.toThrow('out of order');
    later();
    expect(scanned).toHaveLength(1);
  });

  it('keeps an answer only when the scan of its question is over', async () => {
    const { hook, stored, later } = hookWith();
    const { facts } = await hook.begin(question());
    const kept = hook.keep({ call: question(), facts, value: {} });
    await Promise.resolve();
    expect(stored).toEqual([]);
    later();
    await kept;
    expect(stored).toHaveLength(1);
  });

  it('looks up each input of an embedding call, and stores those that are new', async () => {
    const { hook, lookups, stored, later } = hookWith({
      cached: ({ request }) => (request?.['input'] === 'one' ? hit : { hit: false, reason: 'not-found' }),
    });
    const asked = question({ callType: 'aembedding', request: { input: ['one', 'two'] } });
    const { cache, facts } = await hook.begin(asked);
    expect(cache).toMatchObject({ items: [{ hit: true }, null], store: true });
    later();
    await hook.keep({ call: asked, facts, value: { timestamp: 1, response: [null, { embedding: [1] }] } });
    expect(lookups.map(({ request }) => request?.['input'])).toEqual(['one', 'two']);
    expect(stored.map(({ request, value }) => [request.request?.['input'], value])).toEqual([
      ['two', { timestamp: 1, response: { embedding: [1] } }],
    ]);
  });

  it('leaves texts that are no conversation as they are', async () => {
    const { hook, compressed } = hookWith({ changes: [{ message: 0, text: 'short' }] });
    for (const [callType, request] of [
      ['aembedding', { input: 'long' }],
      ['atext_completion', { prompt: 'long' }],
      ['aspeech', { input: 'long' }],
      ['aimage_generation', { prompt: 'long' }],
    ] as const) {
      expect((await hook.begin(question({ callType, request }))).changes).toBeUndefined();
    }
    expect(compressed.every((messages) => messages.length === 0)).toBe(true);
  });

  it('takes a probe for nobody’s call', async () => {
    const { hook, lookups, seen } = hookWith();
    expect(await hook.begin(callQuestionSchema.parse({ probe: true }))).toEqual({});
    expect([lookups, seen]).toEqual([[], []]);
  });

  it.each([
    {},
    { request: 5 },
    { callType: 7 },
    { request: { messages: 5 } },
    { request: { messages: [5, null, [[]]] } },
  ])('answers whatever it is asked: %j', async (fields) => {
    const { hook, later } = hookWith();
    await expect(hook.begin(question(fields))).resolves.toBeDefined();
    later();
  });
});

const value = { timestamp: 1, response: {} };
const saying = (content: string, fields: object = {}) =>
  question({ request: { messages: [{ role: 'user', content }] }, ...fields });

describe('an answer that comes to another hook service than its question', () => {
  it.each([
    ['mail joe about the dock', true],
    ['Which dock is free?', false],
  ])('is looked at there as its question was: %s', async (content, alerted) => {
    const [here, there] = [hookWith({ alertOn: 'joe' }), hookWith({ alertOn: 'joe' })];
    const asked = saying(content);
    const { facts } = await here.hook.begin(asked);
    here.later();
    await there.hook.keep({ call: asked, facts, value });
    expect(there.contexts).toEqual([{ alerted }]);
    // The alert is told once, where the question was.
    expect([here.told.length, there.told.length]).toEqual([1, 0]);
  });

  it.each([
    ['no facts', () => undefined],
    ['facts that were tampered with', (facts: string) => `A${facts.slice(1)}`],
    ['facts without their code', (facts: string) => facts.split('.')[0]],
    ['no sealed text at all', () => 'x'.repeat(5_000)],
  ])('is an unknown call’s with %s', async (_, tamper) => {
    const [here, there] = [hookWith(), hookWith()];
    const asked = question();
    const { facts = '' } = await here.hook.begin(asked);
    await there.hook.keep({ call: asked, facts: tamper(facts), value });
    expect(there.contexts).toEqual([undefined]);
    expect(there.scanned).toEqual([]);
  });

  it.each([
    ['another secret', { secret: 'another' }, {}],
    ['another call', {}, { callId: 'call-2' }],
    ['another key', {}, { identity: { keyHash: 'other', keyMetadata: { tenant_id: 'acme' } } }],
  ])('is an unknown call’s with the facts of %s', async (_, given, fields) => {
    const [here, there] = [hookWith(), hookWith(given)];
    const { facts } = await here.hook.begin(question());
    await there.hook.keep({ call: question(fields), facts, value });
    expect(there.contexts).toEqual([undefined]);
  });
});

it('of two calls at a time under one id, each answer is held against its own question', async () => {
  const { hook, contexts, later } = hookWith({ alertOn: 'joe' });
  const [first, second] = [saying('mail joe'), saying('Which dock is free?')];
  const one = await hook.begin(first);
  const other = await hook.begin(second);
  later();
  await hook.keep({ call: first, facts: one.facts, value });
  await hook.keep({ call: second, facts: other.facts, value });
  expect(contexts).toEqual([{ alerted: true }, { alerted: false }]);
});
