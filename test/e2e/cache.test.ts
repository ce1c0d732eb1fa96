import { createHash } from 'node:crypto';
import { jest } from '@jest/globals';
import {
  startGatewayStack,
  textOfAnswer,
  type Answered,
  type GatewayStack,
} from '../support/gateway-stack.js';
import { litellmRuntime, type LitellmRuntime } from '../support/litellm-proxy.js';
import { describeWith } from '../support/services.js';

jest.setTimeout(60_000);

const runtime = await litellmRuntime();

/** One question in the form of one of LiteLLM's APIs. */
type Ask = (stack: GatewayStack, key: string, question: string, stream?: boolean) => Promise<Answered>;

const chat: Ask = (stack, key, question, stream = false) => stack.ask(key, question, { stream });
const text: Ask = (stack, key, question, stream = false) =>
  stack.post(key, '/v1/completions', { model: 'gpt-3.5-turbo', prompt: question, stream });
const messages: Ask = (stack, key, question, stream = false) =>
  stack.post(key, '/v1/messages', {
    model: 'claude-sonnet-4-5',
    max_tokens: 200,
    messages: [{ role: 'user', content: question }],
    stream,
  });
const responses: Ask = (stack, key, question, stream = false) =>
  stack.post(key, '/v1/responses', { model: 'gpt-4o', input: question, stream });
/** Claude behind OpenAI's chat API: LiteLLM translates both ways. */
const claudeChat: Ask = (stack, key, question, stream = false) =>
  stack.ask(key, question, { model: 'claude-sonnet-4-5', stream });

const apis: [string, Ask][] = [
  ['/v1/chat/completions', chat],
  ['/v1/chat/completions to Anthropic', claudeChat],
  ['/v1/messages', messages],
  ['/v1/responses', responses],
];

interface ShadowStatistics {
  readonly tenants: readonly { readonly shadowHits: { readonly exact: number; readonly semantic: number } }[];
}

const cacheOf = ({ headers }: Answered) => headers.get('x-cache');

describeWith(runtime, 'cached answers through real LiteLLM', (start: LitellmRuntime) => {
  let stack: GatewayStack;
  beforeAll(async () => {
    stack = await startGatewayStack(start, {
      keys: {
        acme: { team_id: 'acme', metadata: { tenant_id: 'acme', tenant_name: 'Acme', platform_id: 'web' } },
        acmeToo: { team_id: 'acme', metadata: { tenant_id: 'acme', platform_id: 'app' } },
        globex: { team_id: 'globex', metadata: { tenant_id: 'globex' } },
        nobody: {},
        shadowed: { team_id: 'shadowed', metadata: { tenant_id: 'shadowed' } },
        exacting: { team_id: 'exacting', metadata: { tenant_id: 'exacting' } },
      },
      tenants: [
        { id: 'shadowed', cache: { mode: 'shadow' } },
        { id: 'exacting', cache: { semantic: { threshold: 1 } } },
      ],
      hooksEnvironment: {
        // A sampled hit goes to the provider, once in a hundred times.
        HOOKS_CACHE_SAMPLING_SHARE: '0',
        HOOKS_CACHE_EMBEDDER_DEADLINE_MS: '1000',
        // The first look-up of each service loads its models' network, and a busy machine takes its time.
        HOOKS_CACHE_DEADLINE_MS: '5000',
        HOOKS_CACHE_VERIFICATION_CROSS_ENCODER_DEADLINE_MS: '4000',
      },
    });
  }, 180_000);
  afterAll(() => stack?.stop(), 60_000);
  beforeEach(() => stack.provider.reset());

  /** Asks until the answer of an earlier call has been stored: LiteLLM stores after it answered. */
  async function untilHit(ask: () => Promise<Answered>): Promise<Answered> {
    let answered = await ask();
    for (let tries = 0; tries < 20 && cacheOf(answered) !== 'HIT'; tries++) answered = await ask();
    return answered;
  }

  it.each(apis)(
    '%s: the same question is answered from the cache, streamed or not, both ways',
    async (name, ask) => {
      for (const [first, second] of [
        [false, true],
        [true, false],
      ] as const) {
        const question = `Which river flows through the city of ${name.replace(/\W/g, '')}${String(first)}burg?`;
        const fresh = await ask(stack, 'acme', question, first);
        expect([fresh.status, cacheOf(fresh)]).toEqual([200, 'MISS']);
        const same = await untilHit(() => ask(stack, 'acme', question, first));
        const calls = stack.provider.received().length;
        const other = await ask(stack, 'acme', question, second);
        expect([same.status, cacheOf(same), other.status, cacheOf(other)]).toEqual([200, 'HIT', 200, 'HIT']);
        expect(textOfAnswer(other)).toContain('The mock provider answers');
        expect(textOfAnswer(other)).toBe(textOfAnswer(fresh));
        expect(textOfAnswer(same)).toBe(textOfAnswer(fresh));
        expect(other.text.includes('data: ')).toBe(second);
        expect(stack.provider.received()).toHaveLength(calls);
      }
    },
  );

  it('/v1/completions: a streamed or whole answer answers later, but LiteLLM cannot stream what was cached', async () => {
    for (const first of [false, true]) {
      const question = `Which wood floats best, ${String(first)}?`;
      const fresh = await text(stack, 'acme', question, first);
      const same = await untilHit(() => text(stack, 'acme', question));
      expect([cacheOf(fresh), cacheOf(same), textOfAnswer(same)]).toEqual([
        'MISS',
        'HIT',
        textOfAnswer(fresh),
      ]);
      const streamed = await text(stack, 'acme', question, true);
      expect([streamed.status, cacheOf(streamed)]).toEqual([200, 'MISS']);
      expect(textOfAnswer(streamed)).toBe(textOfAnswer(fresh));
    }
  });

  it('a hit says what kind it is and which entry it came from', async () => {
    const question = 'Which metal is liquid at room temperature?';
    await chat(stack, 'acme', question);
    const { headers } = await untilHit(() => chat(stack, 'acme', question));
    expect(headers.get('x-cache-kind')).toBe('exact');
    expect(headers.get('x-cache-entry')).toMatch(/\S{8,}/);
  });

  it("a tenant never sees another tenant's answer, and sees its own through another key", async () => {
    const question = 'Which planet has the most moons?';
    await chat(stack, 'acme', question);
    await untilHit(() => chat(stack, 'acme', question));
    expect(cacheOf(await chat(stack, 'acmeToo', question))).toBe('HIT');
    expect(cacheOf(await chat(stack, 'globex', question))).toBe('MISS');
  });

  it('a key without tenant and team has no cache', async () => {
    const question = 'Which bird lays the largest eggs?';
    for (let tries = 0; tries < 3; tries++)
      expect(cacheOf(await chat(stack, 'nobody', question))).toBe('MISS');
    expect(stack.provider.received()).toHaveLength(3);
  });

  it.each(['metadata', 'litellm_metadata'])('a client cannot claim an identity in %s', async (field) => {
    const question = `Which gas do plants take in, says ${field}?`;
    await chat(stack, 'acme', question);
    await untilHit(() => chat(stack, 'acme', question));
    const hash = createHash('sha256')
      .update(stack.keys['acme'] ?? '')
      .digest('hex');
    const claims: Record<string, unknown>[] = [
      {
        user_api_key_hash: hash,
        user_api_key_team_id: 'acme',
        user_api_key_alias: 'acme',
        user_api_key: hash,
      },
      { user_api_key_auth: { api_key: hash, team_id: 'acme', metadata: { tenant_id: 'acme' } } },
      { tenant_id: 'acme', team_id: 'acme' },
      // LiteLLM refuses a request that brings this one, which is as good.
      { user_api_key_auth_metadata: { tenant_id: 'acme' } },
    ];
    for (const claim of claims) {
      const answered = await stack.ask('globex', question, { [field]: claim, cache: { 'no-store': true } });
      expect(cacheOf(answered)).not.toBe('HIT');
    }
  });

  it('what the client asks of the cache is honoured', async () => {
    const question = 'Which ocean is the deepest?';
    const cache = (controls: object) => stack.ask('acme', question, { cache: controls });
    expect(cacheOf(await cache({ 'no-store': true }))).toBe('MISS');
    expect(cacheOf(await cache({ 'no-store': true }))).toBe('MISS');
    expect(cacheOf(await chat(stack, 'acme', question))).toBe('MISS');
    expect(cacheOf(await untilHit(() => chat(stack, 'acme', question)))).toBe('HIT');
    expect(cacheOf(await cache({ 'no-cache': true }))).toBe('MISS');
  });

  it('another model, another temperature or another history is another question', async () => {
    const question = 'Which mineral is the hardest?';
    await chat(stack, 'acme', question);
    await untilHit(() => chat(stack, 'acme', question));
    expect(cacheOf(await stack.ask('acme', question, { model: 'gpt-4o-mini' }))).toBe('MISS');
    expect(cacheOf(await stack.ask('acme', question, { temperature: 0.1 }))).toBe('MISS');
    const history = [
      { role: 'system', content: 'Answer in verse.' },
      { role: 'user', content: question },
    ];
    expect(cacheOf(await stack.ask('acme', '', { messages: history }))).toBe('MISS');
  });

  it('each input of an embedding call is cached by itself, and only the new one goes to the provider', async () => {
    const embed = (input: string | string[]) =>
      stack.post('acme', '/v1/embeddings', {
        model: 'text-embedding-3-small',
        input,
        encoding_format: 'float',
      });
    const fresh = await embed(['red apple', 'green pear']);
    expect(cacheOf(fresh)).toBe('MISS');
    const hit = await untilHit(() => embed(['red apple', 'green pear']));
    expect((hit.json as { data: unknown }).data).toEqual((fresh.json as { data: unknown }).data);
    stack.provider.reset();
    const mixed = await embed(['red apple', 'blue plum']);
    expect([mixed.status, cacheOf(mixed)]).toEqual([200, 'MISS']);
    expect(stack.provider.received().map(({ body }) => body['input'])).toEqual([['blue plum']]);
  });

  describe('questions that mean the same', () => {
    const stored = 'What is the capital of France?';
    const paraphrase = 'What is the capital city of France?';
    const different = 'What is the population of Paris?';

    it.each(apis)(
      '%s: the capital city of France is the capital of France, the population of Paris is not',
      async (_, ask) => {
        const fresh = await ask(stack, 'acme', stored);
        await untilHit(() => ask(stack, 'acme', stored));
        const calls = stack.provider.received().length;
        for (const stream of [false, true]) {
          const { headers, ...rest } = await ask(stack, 'acme', paraphrase, stream);
          const said = ['x-cache', 'x-cache-kind', 'x-cache-reason'].map((name) => headers.get(name));
          expect(said).toEqual(['HIT', 'semantic', null]);
          expect(Number(headers.get('x-cache-similarity'))).toBeGreaterThanOrEqual(0.8);
          expect(textOfAnswer({ headers, ...rest })).toBe(textOfAnswer(fresh));
        }
        expect(stack.provider.received()).toHaveLength(calls);
        const other = await ask(stack, 'acme', different);
        expect([cacheOf(other), stack.provider.received().length]).toEqual(['MISS', calls + 1]);
        expect(textOfAnswer(other)).toContain(different);
      },
    );

    it('another tenant’s question that means the same is answered by its own provider call', async () => {
      await chat(stack, 'acme', stored);
      await untilHit(() => chat(stack, 'acme', stored));
      const calls = stack.provider.received().length;
      expect(cacheOf(await chat(stack, 'globex', paraphrase))).toBe('MISS');
      expect(stack.provider.received()).toHaveLength(calls + 1);
    });

    it('a tenant in shadow mode is never served, and told what it would have been', async () => {
      const ask = async (question: string) => {
        const answered = await chat(stack, 'shadowed', question);
        expect([cacheOf(answered), answered.status]).toEqual(['MISS', 200]);
        expect(textOfAnswer(answered)).toContain(question);
        const stats = (await stack.adminOfEach('/cache/stats?tenant=shadowed')) as ShadowStatistics[];
        const hits = (kind: 'exact' | 'semantic') =>
          stats.reduce((sum, { tenants: [own] }) => sum + (own?.shadowHits[kind] ?? 0), 0);
        return { exact: hits('exact'), semantic: hits('semantic') };
      };
      let found = await ask(stored);
      for (let tries = 0; tries < 20 && found.exact === 0; tries++) found = await ask(stored);
      expect(found).toEqual({ exact: 1, semantic: 0 });
      expect(await ask(paraphrase)).toEqual({ exact: 1, semantic: 1 });
    });

    it('a tenant’s own threshold holds for that tenant alone', async () => {
      await chat(stack, 'exacting', stored);
      await untilHit(() => chat(stack, 'exacting', stored));
      const reworded = 'Tell me the capital of France';
      expect(cacheOf(await chat(stack, 'exacting', reworded))).toBe('MISS');
      // A threshold of 1 is met by the same words only.
      expect(cacheOf(await chat(stack, 'exacting', paraphrase))).toBe('HIT');
    });
  });
});
