import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { UnavailableError } from '../../hooks-server/errors.js';
import { parseUsageBody } from '../../hooks-server/events/body.js';
import type { DeadLetter } from '../../hooks-server/events/dead-letters.js';
import type { OutboxRecord } from '../../hooks-server/events/envelope.js';
import { createIngest, type IngestDependencies } from '../../hooks-server/events/ingest.js';
import type { QuotaUpdated } from '../../hooks-server/events/quota-updated.js';
import { createRecentEvents } from '../../hooks-server/events/recent-events.js';
import { commonDeps, sampleUsage } from './support.js';

function setUp(overrides: Partial<IngestDependencies> = {}) {
  const stored: OutboxRecord[] = [];
  const letters: DeadLetter[] = [];
  const settled: string[] = [];
  const deps: IngestDependencies = {
    ...commonDeps(),
    source: 'test',
    outbox: { append: (records) => Promise.resolve(void stored.push(...records)) },
    deadLetters: { add: (added) => Promise.resolve(void letters.push(...added)) },
    recent: createRecentEvents(1000),
    resolveTenant: () => ({ id: 'acme', platformId: 'web' }),
    callContext: () => undefined,
    onSettled: ({ callId }) => settled.push(callId),
    ...overrides,
  };
  const quotaEvents = () =>
    stored.filter(({ subject }) => subject === 'quota.updated').map(({ event }) => event as QuotaUpdated);
  return { ingest: createIngest(deps), deps, stored, letters, settled, quotaEvents };
}

describe('ingest', () => {
  it('makes one event of each record, with every field a consumer is promised', async () => {
    const { ingest, quotaEvents } = setUp({
      callContext: () => ({ compression: { original_tokens: 800, compressed_tokens: 400 } }),
    });
    expect(await ingest.accept([sampleUsage('call-1')])).toEqual({ accepted: 1, duplicates: 0, rejected: 0 });
    expect(quotaEvents()).toEqual([
      {
        eventId: expect.stringMatching(
          /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        ) as string,
        occurredAt: '2026-11-21T00:15:47.250Z',
        tenantId: 'acme',
        platformId: 'web',
        correlationId: 'corr-123',
        actor: 'litellm-proxy',
        payload: {
          usage: { prompt_tokens: 19, completion_tokens: 10, total_tokens: 29, cost_usd: 0.0001475 },
          cost: { saved_usd: 0 },
          model: 'gpt-4o',
          provider: 'openai',
          cached: false,
          cacheKind: null,
          compression: { original_tokens: 800, compressed_tokens: 400 },
          status: 'success',
          reason: null,
          stream: false,
          durationMs: 750,
          keyAlias: 'acme-1',
        },
      },
    ]);
  });

  it('says what a cache hit saved and which layer gave it', async () => {
    const { ingest, quotaEvents } = setUp({ callContext: () => ({ cacheKind: 'semantic' }) });
    await ingest.accept([sampleUsage('hit', { cache_hit: true, response_cost: 0, saved_cache_cost: 0.5 })]);
    expect(quotaEvents()[0]?.payload).toMatchObject({
      cached: true,
      cacheKind: 'semantic',
      cost: { saved_usd: 0.5 },
      usage: { cost_usd: 0 },
    });
  });

  it('emits failures, with their class and without their text', async () => {
    const { ingest, quotaEvents } = setUp();
    const error = {
      error_code: '429',
      error_class: 'RateLimitError',
      error_message: 'the prompt was: secret words',
    };
    await ingest.accept([
      sampleUsage('failed', {
        status: 'failure',
        prompt_tokens: 0,
        completion_tokens: 0,
        total_tokens: 0,
        response_cost: 0,
        error_information: error,
        error_str: 'the prompt was: secret words',
      }),
    ]);
    expect(quotaEvents()[0]?.payload).toMatchObject({ status: 'failure', reason: '429 RateLimitError' });
    expect(JSON.stringify(quotaEvents())).not.toContain('secret words');
  });

  it.each([
    ['a provider’s own code is no status', { error_code: '1', error_class: 'APIError' }, 'APIError'],
    ['nor is a word of its', { error_code: 'insufficient_quota', error_class: 'APIError' }, 'APIError'],
    ['a status that is a number is one', { error_code: 503, error_class: 'APIError' }, '503 APIError'],
    ['nothing that could be told', { error_code: '', error_class: null }, 'unknown'],
  ])('gives the HTTP status as reason: %s', async (_, error, reason) => {
    const { ingest, quotaEvents } = setUp();
    await ingest.accept([sampleUsage('failed', { status: 'failure', error_information: error })]);
    expect(quotaEvents()[0]?.payload).toMatchObject({ status: 'failure', reason });
  });

  it('says that a client went away, and that its tokens are estimated', async () => {
    const { ingest, quotaEvents } = setUp();
    const error = { error_code: '499', error_class: 'ClientDisconnected' };
    await ingest.accept([
      sampleUsage('left', { error_information: error }),
      sampleUsage('counted'),
      sampleUsage('guessed', { usage_estimated: true }),
    ]);
    const [left, counted, guessed] = quotaEvents().map(({ payload }) => payload);
    expect(left).toMatchObject({
      status: 'success',
      reason: '499 ClientDisconnected',
      usage: { estimated: true },
    });
    expect(counted?.usage).not.toHaveProperty('estimated');
    expect(guessed).toMatchObject({ reason: null, usage: { estimated: true } });
  });

  it.each([5, true, ['x'], { a: 1 }])(
    'makes an event of a call whose client named the model %j',
    async (model) => {
      const { ingest, quotaEvents, letters } = setUp();
      await ingest.accept([sampleUsage('odd', { status: 'failure', model, model_group: model, id: model })]);
      expect(letters).toEqual([]);
      const named = typeof model === 'object' ? 'unknown' : String(model);
      expect(quotaEvents()[0]?.payload).toMatchObject({ status: 'failure', model: named });
    },
  );

  it('emits the event of a caller without tenant as unknown', async () => {
    const { ingest, quotaEvents } = setUp({ resolveTenant: () => undefined });
    await ingest.accept([sampleUsage('nobody')]);
    expect(quotaEvents()[0]).toMatchObject({ tenantId: 'unknown', platformId: null });
  });

  it('gives a record the same id whenever and wherever it is delivered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), async (one, other) => {
        const [first, second] = [setUp(), setUp()];
        await first.ingest.accept([sampleUsage(one)]);
        await second.ingest.accept([sampleUsage(one), sampleUsage(other)]);
        expect(second.quotaEvents()[0]?.eventId).toBe(first.quotaEvents()[0]?.eventId);
        expect(new Set(second.quotaEvents().map(({ eventId }) => eventId)).size).toBe(one === other ? 1 : 2);
      }),
    );
  });

  it('stores a record once, however often and however mixed it is delivered', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.nat({ max: 8 }), { maxLength: 6 }), { maxLength: 6 }),
        async (deliveries) => {
          const { ingest, quotaEvents } = setUp();
          await Promise.all(
            deliveries.map((calls) => ingest.accept(calls.map((call) => sampleUsage(`call-${call}`)))),
          );
          const ids = quotaEvents().map(({ eventId }) => eventId);
          expect(ids).toHaveLength(new Set(deliveries.flat()).size);
          expect(new Set(ids).size).toBe(ids.length);
        },
      ),
    );
  });

  it('counts every call of a client that sends all of them under one call id', async () => {
    const { ingest, quotaEvents } = setUp();
    const calls = Array.from({ length: 5 }, (_, index) =>
      sampleUsage('chosen-by-the-client', { id: `chatcmpl-${index}`, startTime: 1_795_220_146 + index }),
    );
    await ingest.accept(calls.slice(0, 2));
    for (const call of calls.slice(2)) await ingest.accept([call]);
    await ingest.accept(calls);
    expect(new Set(quotaEvents().map(({ eventId }) => eventId)).size).toBe(5);
    expect(quotaEvents()).toHaveLength(5);
  });

  it('counts every call under one call id where LiteLLM repeats that as the answer’s id', async () => {
    const { ingest, quotaEvents } = setUp();
    const embedding = (startTime: number | undefined) =>
      sampleUsage('chosen', { id: 'chosen', call_type: 'aembedding', startTime });
    const calls = [embedding(1_795_220_146), embedding(1_795_220_147), embedding(1_795_220_148)];
    for (const call of [...calls, ...calls]) await ingest.accept([call]);
    expect(new Set(quotaEvents().map(({ eventId }) => eventId)).size).toBe(3);
    expect(quotaEvents()).toHaveLength(3);
  });

  it('does not take two answers without an id for one', async () => {
    const { ingest, quotaEvents } = setUp();
    await ingest.accept([sampleUsage('chosen', { id: null, startTime: 1_795_220_146 })]);
    await ingest.accept([sampleUsage('chosen', { id: null, startTime: 1_795_220_147 })]);
    await ingest.accept([sampleUsage('chosen', { id: null, startTime: 1_795_220_147 })]);
    expect(quotaEvents()).toHaveLength(2);
  });

  it('keeps the good records of a delivery whose others are bad', async () => {
    const { ingest, quotaEvents, letters, stored } = setUp();
    const bad = [
      null,
      'text',
      42,
      [],
      {},
      sampleUsage('x', { status: 'maybe' }),
      sampleUsage('y', { prompt_tokens: -1 }),
      sampleUsage('z', { litellm_call_id: '' }),
      sampleUsage('w', { response_cost: 'free' }),
      sampleUsage('v', { response_cost: 1e300 }),
    ];
    expect(await ingest.accept([sampleUsage('good-1'), ...bad, sampleUsage('good-2')])).toEqual({
      accepted: 2,
      duplicates: 0,
      rejected: bad.length,
    });
    expect(quotaEvents()).toHaveLength(2);
    expect(letters.map(({ reason }) => reason)).toEqual([
      'not_an_object',
      'not_an_object',
      'not_an_object',
      'not_an_object',
      expect.stringContaining('litellm_call_id') as string,
      expect.stringContaining('status') as string,
      expect.stringContaining('prompt_tokens') as string,
      expect.stringContaining('litellm_call_id') as string,
      expect.stringContaining('response_cost') as string,
      expect.stringContaining('response_cost') as string,
    ]);
    expect(stored.filter(({ subject }) => subject === 'quota.dead-letter')).toHaveLength(bad.length);
  });

  it('writes no prompt and no answer into a dead letter', async () => {
    const { ingest, letters, stored } = setUp();
    await ingest.accept([
      sampleUsage('bad', {
        status: 'maybe',
        messages: [{ role: 'user', content: 'my secret question' }],
        response: { choices: [{ message: { content: 'my secret answer' } }] },
        error_str: 'my secret error',
      }),
    ]);
    expect(JSON.stringify([letters, stored])).not.toContain('my secret');
    expect(letters[0]?.fields).toMatchObject({ litellm_call_id: 'bad', prompt_tokens: 19 });
  });

  it('survives anything JSON can say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), async (values) => {
        const { ingest } = setUp();
        const result = await ingest.accept(values);
        expect(result.accepted + result.rejected).toBe(values.length);
      }),
    );
  });

  it('refuses a delivery that is not durable, and takes it whole when it comes again', async () => {
    let failing = true;
    const stored: OutboxRecord[] = [];
    const { ingest, settled } = setUp({
      outbox: {
        append: (records) =>
          failing
            ? Promise.reject(new Error('ENOSPC: no space left on device'))
            : Promise.resolve(void stored.push(...records)),
      },
    });
    const delivery = [sampleUsage('a'), sampleUsage('b')];
    await expect(ingest.accept(delivery)).rejects.toThrow(UnavailableError);
    expect(settled).toEqual([]);
    failing = false;
    expect(await ingest.accept(delivery)).toEqual({ accepted: 2, duplicates: 0, rejected: 0 });
    expect(stored).toHaveLength(2);
    expect(settled).toEqual(['a', 'b']);
  });

  it('does not confirm a redelivery before the first delivery is durable', async () => {
    let makeDurable = (): void => undefined;
    const durable = new Promise<void>((resolve) => (makeDurable = resolve));
    const { ingest } = setUp({
      outbox: { append: (records) => (records.length === 0 ? Promise.resolve() : durable) },
    });
    const order: string[] = [];
    const first = ingest.accept([sampleUsage('a')]).then(() => order.push('first'));
    const second = ingest.accept([sampleUsage('a')]).then(() => order.push('second'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual([]);
    makeDurable();
    await Promise.all([first, second]);
    expect(order.sort()).toEqual(['first', 'second']);
  });

  it('lets neither a prompt nor a client’s invention become a metric label', async () => {
    const { ingest, deps } = setUp();
    await ingest.accept([
      sampleUsage('x', { status: 'failure', model: 'invented', model_group: '', total_tokens: 0 }),
    ]);
    expect(await deps.metrics.registry.metrics()).not.toContain('invented');
  });

  it('uses no correlation id that could break a header', async () => {
    const { ingest, quotaEvents } = setUp();
    const withHeader = (value: string) => ({
      metadata: { requester_custom_headers: { 'X-Correlation-ID': value } },
    });
    await ingest.accept([
      sampleUsage('ok', withHeader('abc-1')),
      sampleUsage('newline', withHeader('abc\r\nnats: x')),
      sampleUsage('long', withHeader('a'.repeat(5000))),
    ]);
    expect(quotaEvents().map(({ correlationId }) => correlationId)).toEqual(['abc-1', 'newline', 'long']);
  });

  it('keeps the correlation id that was read before the call where the record has none', async () => {
    const { ingest, quotaEvents } = setUp({ callContext: () => ({ correlationId: 'before' }) });
    const metadata = { requester_custom_headers: {} };
    await ingest.accept([
      sampleUsage('remembered', { metadata }),
      sampleUsage('own', { metadata: { requester_custom_headers: { 'x-request-id': 'own' } } }),
    ]);
    expect(quotaEvents().map(({ correlationId }) => correlationId)).toEqual(['before', 'own']);
  });
});

describe('a callback’s body', () => {
  const records = [sampleUsage('a'), sampleUsage('b')];
  it.each([
    ['a JSON array', JSON.stringify(records)],
    ['JSON lines', records.map((record) => JSON.stringify(record)).join('\n')],
    ['JSON lines with a last newline', records.map((record) => `${JSON.stringify(record)}\r\n`).join('')],
  ])('is understood as %s', (_, body) => {
    expect(parseUsageBody(body)).toEqual({ records, malformed: [] });
  });

  it('is understood as a single object, however it is laid out', () => {
    expect(parseUsageBody(JSON.stringify(records[0], null, 2)).records).toEqual([records[0]]);
  });

  it.each([
    ['a JSON array', (parts: string[]) => `[${parts.join(',')}]`],
    ['JSON lines', (parts: string[]) => parts.join('\n')],
  ])('keeps its records when Python wrote a number that JSON has not, as %s', (_, join) => {
    const body = join([
      '{"a":1}',
      '{"b":NaN,"c":[-Infinity, Infinity],"d":"NaN, \\" Infinity"}',
      '{"e":"-Infinity"}',
    ]);
    expect(parseUsageBody(body)).toEqual({
      records: [{ a: 1 }, { b: null, c: [null, null], d: 'NaN, " Infinity' }, { e: '-Infinity' }],
      malformed: [],
    });
  });

  it('keeps its records beside a long text with escapes', () => {
    const text = '\\"\n'.repeat(1_000_000);
    expect(parseUsageBody(`[{"a":NaN,"text":${JSON.stringify(text)}}]`).records).toEqual([{ a: null, text }]);
  });

  it('keeps the good lines around a broken one, which is named by its hash alone', () => {
    const broken = '{"messages": "my secret';
    const { records: good, malformed } = parseUsageBody(`{"a":1}\n${broken}\n{"b":2}`);
    expect(good).toEqual([{ a: 1 }, { b: 2 }]);
    expect(malformed).toEqual([
      { reason: 'not_json', bytes: broken.length, sha256: createHash('sha256').update(broken).digest('hex') },
    ]);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (body) => expect(parseUsageBody(body)).toBeDefined()));
  });
});
