import { createCompressor, type Compressor } from '../../hooks-server/compression/compressor.js';
import type { CompressionRequest, CompressionResult } from '../../hooks-server/compression/result.js';
import { compressionSettings } from '../../hooks-server/compression/settings.js';
import { DeadlineError, UnavailableError } from '../../hooks-server/errors.js';
import type { Message } from '../../hooks-server/litellm/messages.js';
import { createMetrics } from '../../hooks-server/telemetry/metrics.js';
import { gazetteer } from './support/jobs.js';

const question = 'In which year was the bridge of Hazel finished?';
const content = `${gazetteer(20)}\n\n${question}`;
const defaults = compressionSettings.parse({ deadlineMs: 20_000 });
const user = (text: string): Message => ({ role: 'user', content: text });
const request = (
  messages: readonly Message[],
  more: Partial<CompressionRequest> = {},
): CompressionRequest => ({
  model: 'gpt-4o',
  messages,
  settings: defaults,
  ...more,
});

describe('the compressor', () => {
  let compressor: Compressor;
  const metrics = createMetrics();
  const lines: unknown[] = [];
  const log = { debug: (line: unknown) => void lines.push(line), warn: () => undefined };

  beforeAll(async () => {
    compressor = createCompressor({ metrics, log });
    await compressor.warm();
  }, 60_000);
  afterAll(() => compressor.close());

  const reasonOf = async (...args: Parameters<typeof request>): Promise<CompressionResult> =>
    compressor.compress(request(...args));

  it('changes user messages only, each on its own', async () => {
    const messages = [
      { role: 'system', content },
      user(content),
      { role: 'assistant', content },
      user(content),
    ];
    const { changes } = await reasonOf(messages);
    expect(changes.map(({ message, part }) => [message, part])).toEqual([
      [1, undefined],
      [3, undefined],
    ]);
    expect(new Set(changes.map(({ text }) => text)).size).toBe(1);
  });

  it('sends an earlier turn as it was sent before, in every request of a long conversation', async () => {
    const messages: Message[] = [];
    let before: CompressionResult['changes'] = [];
    for (let turn = 0; turn < 20; turn += 1) {
      messages.push(user(`${content} (turn ${turn})`));
      const { changes } = await reasonOf(messages);
      expect(changes.map(({ message }) => message)).toEqual(
        Array.from({ length: turn + 1 }, (_, at) => 2 * at),
      );
      expect(changes.slice(0, -1)).toEqual(before);
      before = changes;
      messages.push({ role: 'assistant', content: `Answer ${turn}.` });
    }
  });

  it('never touches what stands before a cache breakpoint, or in a message that carries one', async () => {
    const breakpoint = { cache_control: { type: 'ephemeral' } };
    const text = { type: 'text', text: gazetteer(20) };
    const after = await reasonOf([
      { role: 'user', content: [{ ...text, ...breakpoint }, text, { type: 'text', text: question }] },
    ]);
    expect(after.changes.map(({ part }) => part)).toEqual([1]);
    const whole = await reasonOf([{ role: 'user', content, ...breakpoint }]);
    expect(whole).toMatchObject({ changes: [], reason: 'nothing_to_compress' });
  });

  it.each([
    [
      'a tool message',
      [user(content), { role: 'assistant', content: null }, { role: 'tool', content: 'ok' }],
    ],
    [
      'an image',
      [
        {
          role: 'user',
          content: [
            { type: 'text', text: content },
            { type: 'image_url', image_url: 'x' },
          ],
        },
      ],
    ],
    [
      'a file in a later message',
      [user(content), { role: 'assistant', content: [{ type: 'file', file: { file_id: 'x' } }] }],
    ],
  ])(
    'touches nothing that may stand before a breakpoint which LiteLLM has dropped: %s',
    async (_, messages) => {
      const model = 'claude-sonnet-4-5';
      const nothing = { changes: [], reason: 'nothing_to_compress' };
      expect(await reasonOf(messages, { model })).toMatchObject(nothing);
    },
  );

  it('compresses a text after an image', async () => {
    const parts = [
      { type: 'image_url', image_url: 'x' },
      { type: 'text', text: content },
    ];
    const { changes } = await reasonOf([{ role: 'user', content: parts }]);
    expect(changes.map(({ part }) => part)).toEqual([1]);
  });

  it('leaves tool results alone unless they are asked for', async () => {
    const messages = [
      user(question),
      { role: 'assistant', content: null },
      { role: 'tool', content: gazetteer(20) },
    ];
    expect((await reasonOf(messages)).changes).toEqual([]);
    const settings = compressionSettings.parse({ toolResults: true, deadlineMs: 20_000 });
    const { changes, reason } = await reasonOf(messages, { settings });
    expect({ reason, places: changes.map(({ message }) => message) }).toEqual({
      reason: 'compressed',
      places: [2],
    });
  });

  it.each([
    ['below_minimum', { messages: [user(question)] }],
    ['nothing_to_compress', { messages: [{ role: 'system', content }] }],
    ['opted_out', { messages: [user(content)], metadata: { compression: false } }],
    ['opted_out', { messages: [user(content)], metadata: { compression: { enabled: false } } }],
    ['off', { messages: [user(content)], settings: compressionSettings.parse({ enabled: false }) }],
    [
      'off',
      { messages: [user(content)], settings: compressionSettings.parse({ models: { 'gpt-4o': 'off' } }) },
    ],
    [
      'above_maximum',
      { messages: [user(content)], settings: compressionSettings.parse({ maximumCharacters: 10 }) },
    ],
    ['low_query_match', { messages: [user(`${gazetteer(20)}\n\nWann begann die Quantenphysik?`)] }],
  ] as const)('says why it did nothing: %s', async (reason, { messages, ...more }) => {
    const result = await reasonOf(messages, more);
    expect(result).toMatchObject({ reason, changes: [], savingsPercent: 0 });
    expect(result.compressedTokens).toBe(result.originalTokens);
  });

  it('takes the profile from the request, the tenant, the model, then the structure', async () => {
    const documents = gazetteer(20)
      .split('\n\n')
      .map((text, at) => `Document [${at + 1}](Title: T${at}) ${text}`);
    const passages = [user(`${documents.join('\n\n')}\n\n${question}`)];
    const own = compressionSettings.parse({
      profile: 'mild',
      profiles: { mild: { keep: 0.7 } },
      deadlineMs: 20_000,
    });
    expect(await reasonOf([user(content)])).toMatchObject({ profile: 'default' });
    expect(await reasonOf(passages)).toMatchObject({ profile: 'rag' });
    expect(await reasonOf(passages, { settings: own })).toMatchObject({ profile: 'mild' });
    expect(await reasonOf(passages, { settings: own, metadata: { compression: 'rag' } })).toMatchObject({
      profile: 'rag',
    });
    const models = compressionSettings.parse({ models: { 'gpt-4o': 'rag' }, deadlineMs: 20_000 });
    expect(await reasonOf([user(content)], { settings: models })).toMatchObject({ profile: 'rag' });
  });

  it.each(['constructor', 'toString', 'valueOf', '__proto__'])(
    'passes over the profile %s that every object has, asked for by a request or named like the model',
    async (name) => {
      const wished = await reasonOf([user(content)], { metadata: { compression: name } });
      expect(wished).toMatchObject({ reason: 'compressed', profile: 'default' });
      const named = await reasonOf([user(content)], { model: name });
      expect(named).toMatchObject({ reason: 'compressed', profile: 'default' });
    },
  );

  it('lets the input through unchanged when the deadline passes', async () => {
    const long = [user(`${gazetteer(400)}\n\n${question}`)];
    expect(await reasonOf(long, { deadlineMs: 1 })).toMatchObject({
      reason: 'deadline',
      changes: [],
      exact: false,
    });
  });

  it('counts every request and writes no text into metrics or log', async () => {
    await reasonOf([user(content)], { tenantId: 'acme' });
    const text = `${await metrics.registry.metrics()}\n${JSON.stringify(lines)}`;
    expect(text).toContain(
      'litellm_compression_requests_total{tenant="acme",profile="default",reason="compressed"}',
    );
    expect(text).toContain('litellm_compression_tokens_total{tenant="acme",kind="original"}');
    expect(text).not.toContain('Hazel');
  });
});

test('several threads compress at once, each warm when the service is', async () => {
  const compressor = createCompressor({ threads: 2 });
  await compressor.warm();
  const results = await Promise.all(
    ['first', 'second', 'third'].map((turn) =>
      compressor.compress(request([user(`${content} (${turn})`)], { deadlineMs: 5_000 })),
    ),
  );
  await compressor.close();
  expect(results.map(({ reason }) => reason)).toEqual(['compressed', 'compressed', 'compressed']);
}, 60_000);

describe('the compressor over broken workers', () => {
  it('answers with a reason instead of an error, and stops trying after repeated failures', async () => {
    let tries = 0;
    const pool = {
      run: () => {
        tries += 1;
        return Promise.reject(new UnavailableError('down'));
      },
      close: () => Promise.resolve(),
    };
    const compressor = createCompressor({ pool, breaker: { failures: 3, openMs: 60_000 } });
    const reasons: string[] = [];
    for (let at = 0; at < 5; at += 1)
      reasons.push((await compressor.compress(request([user(content)]))).reason);
    expect(reasons).toEqual(['error', 'error', 'error', 'breaker_open', 'breaker_open']);
    expect(tries).toBe(3);
    await compressor.close();
  });

  it('does not hold a job that cannot be posted against the workers', async () => {
    let tries = 0;
    const pool = {
      run: () => {
        tries += 1;
        return Promise.reject(new DOMException('() => 0 could not be cloned.', 'DataCloneError'));
      },
      close: () => Promise.resolve(),
    };
    const compressor = createCompressor({ pool, breaker: { failures: 3, openMs: 60_000 } });
    for (let at = 0; at < 5; at += 1) await compressor.compress(request([user(content)]));
    expect(tries).toBe(5);
    await compressor.close();
  });

  it('goes on trying after any number of passed deadlines', async () => {
    let tries = 0;
    const pool = {
      run: () => {
        tries += 1;
        return Promise.reject(new DeadlineError('late'));
      },
      close: () => Promise.resolve(),
    };
    const compressor = createCompressor({ pool, breaker: { failures: 3, openMs: 60_000 } });
    const reasons = new Set<string>();
    for (let at = 0; at < 10; at += 1)
      reasons.add((await compressor.compress(request([user(content)]))).reason);
    expect([...reasons]).toEqual(['deadline']);
    expect(tries).toBe(10);
    await compressor.close();
  });
});
