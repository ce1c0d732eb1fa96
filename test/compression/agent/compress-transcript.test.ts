import { createCompressor, type Compressor } from '../../../hooks-server/compression/compressor.js';
import { compressionSettings } from '../../../hooks-server/compression/settings.js';
import { transcriptOf } from '../../../hooks-server/litellm/transcript.js';
import { AGENT_FORMS, callsOf } from '../support/transcripts.js';

const settings = compressionSettings.parse({ profile: 'agent', deadlineMs: 60_000 });
const TURNS = 10;

describe('the profile for agents', () => {
  let compressor: Compressor;
  beforeAll(async () => {
    compressor = createCompressor();
    await compressor.warm();
  }, 60_000);
  afterAll(() => compressor.close());

  const run = (callType: string, request: Record<string, unknown>, own = settings) =>
    compressor.compress({
      model: 'gpt-4o',
      messages: [],
      settings: own,
      transcript: () => transcriptOf(callType, request),
    });

  const forms = Object.entries(AGENT_FORMS);

  it.each(forms)(
    '%s: what was shortened once is sent so in all ten turns, and the newest of each tool is whole',
    async (_, { callType, body }) => {
      let known = new Map<string, string>();
      let saved = 0;
      for (let turns = 1; turns <= TURNS; turns += 1) {
        const request = body(turns);
        const result = await run(callType, request);
        const now = new Map(result.changes.map(({ path, text }) => [JSON.stringify(path), text]));
        for (const [path, text] of known) expect(now.get(path)).toBe(text);
        known = now;
        saved = result.savingsPercent;
        const newest = transcriptOf(callType, request).flatMap(({ results }) => results);
        for (const tool of new Set(newest.map((each) => each.tool))) {
          const path = newest.findLast((each) => each.tool === tool)?.path;
          expect(now.has(JSON.stringify(path))).toBe(false);
        }
        // What the model has not seen yet.
        for (const { path } of newest.slice(-2)) expect(now.has(JSON.stringify(path))).toBe(false);
      }
      expect(known.size).toBeGreaterThan(8);
      expect(saved).toBeGreaterThan(40);
      expect([...known.values()].join('\n')).toContain('AssertionError: 0 != 4');
    },
    60_000,
  );

  it('the same conversation comes to the same texts on every API', async () => {
    const texts = await Promise.all(
      forms.map(async ([, { callType, body }]) =>
        (await run(callType, body(TURNS))).changes.map(({ text }) => text),
      ),
    );
    expect(texts[1]).toEqual(texts[0]);
    expect(texts[2]).toEqual(texts[0]);
  });

  it('a compressor that has never seen the conversation gives the same', async () => {
    const [, { callType, body }] = forms[0] ?? ['', { callType: '', body: () => ({}) }];
    const other = createCompressor();
    await other.warm();
    const request = {
      model: 'gpt-4o',
      messages: [],
      settings,
      transcript: () => transcriptOf(callType, body(TURNS)),
    };
    expect((await other.compress(request)).changes).toEqual((await run(callType, body(TURNS))).changes);
    await other.close();
  }, 60_000);

  it('a blob that somebody speaks of later stays whole', async () => {
    const blob = Buffer.from(
      Array.from({ length: 6_000 }, (_, at) => (at * 7919 + (at >> 3)) % 256),
    ).toString('base64');
    const talk = (ask: string) => ({
      messages: [
        { role: 'user', content: 'Look.' },
        ...[0, 1, 2].flatMap((turn) => [
          {
            role: 'assistant',
            content: null,
            tool_calls: [{ id: `c${turn}`, type: 'function', function: { name: 'bash', arguments: '{}' } }],
          },
          { role: 'tool', tool_call_id: `c${turn}`, content: turn === 0 ? `image:\n${blob}` : 'ok' },
        ]),
        { role: 'assistant', content: 'Done.' },
        { role: 'user', content: ask },
      ],
    });
    const [change] = (await run('acompletion', talk('Thank you, go on.'))).changes;
    expect(change?.text).toMatch(/^image:\n\[… unknown type, base64, 8000 characters left out\]/u);
    expect((await run('acompletion', talk('Decode it, please.'))).changes).toEqual([]);
    expect((await run('acompletion', talk(`Is it ${blob.slice(0, 60)}?`))).changes).toEqual([]);
  });

  it('where the client marks what is cached, nothing is changed', async () => {
    const request = AGENT_FORMS['/v1/messages']?.body(TURNS) ?? {};
    const messages = request['messages'] as Record<string, unknown>[];
    const marked = messages.map((message, at) =>
      at === messages.length - 1 ? { ...message, cache_control: { type: 'ephemeral' } } : message,
    );
    expect(await run('anthropic_messages', { messages: marked })).toMatchObject({
      changes: [],
      reason: 'provider_cached',
      profile: 'agent',
    });
    expect(
      await compressor.compress({
        model: 'claude-sonnet-4-5',
        messages: [],
        settings,
        cacheControl: { type: 'ephemeral' },
        transcript: () => transcriptOf('anthropic_messages', request),
      }),
    ).toMatchObject({ changes: [], reason: 'provider_cached' });
  });

  it('is off unless asked for, and leaves the words of users alone', async () => {
    const { callType = '', body } = AGENT_FORMS['/v1/chat/completions'] ?? {};
    const request = body?.(TURNS) ?? {};
    const byDefault = await run(callType, request, compressionSettings.parse({ deadlineMs: 60_000 }));
    expect(byDefault.changes).toEqual([]);
    const byHeader = await compressor.compress({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: `${callsOf(0)[0]?.output ?? ''}\n\nWhat is the sum?` }],
      settings: compressionSettings.parse({ deadlineMs: 60_000 }),
      metadata: { compression: 'agent' },
      transcript: () => transcriptOf(callType, request),
    });
    expect(byHeader.profile).toBe('agent');
    expect(byHeader.changes.every(({ path }) => path !== undefined)).toBe(true);
  });

  it('a step that saves little is not taken', async () => {
    const { callType = '', body } = AGENT_FORMS['/v1/chat/completions'] ?? {};
    const strict = compressionSettings.parse({
      profile: 'agent',
      deadlineMs: 60_000,
      agent: { leastSaving: 0.99 },
    });
    expect(await run(callType, body?.(TURNS) ?? {}, strict)).toMatchObject({
      changes: [],
      reason: 'incompressible',
    });
  });
});
