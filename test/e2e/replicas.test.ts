import { jest } from '@jest/globals';
import { retrievalPrompt } from '../../scripts/tour/documents.js';
import { startGatewayStack, type Answered, type GatewayStack } from '../support/gateway-stack.js';
import { litellmRuntime, type LitellmRuntime } from '../support/litellm-proxy.js';
import { isQuota, quotaOf, type StoredEvent } from '../support/outbox-files.js';
import { describeWith, dockerAnswers } from '../support/services.js';

jest.setTimeout(60_000);

const runtime = (await dockerAnswers()) || process.env['REDIS_URL'] ? await litellmRuntime() : undefined;

const acme = { team_id: 'acme', metadata: { tenant_id: 'acme', platform_id: 'web' } };

/** Assembled here, so that no scanner takes it for somebody's. */
const mail = ['jane.miller', 'acme-shipping.com'].join('@');

describe.each(['one-hop', 'generic'])('%s', (transport) => {
  describeWith(runtime, 'two hook services behind one LiteLLM', (start: LitellmRuntime) => {
    let stack: GatewayStack;
    beforeAll(async () => {
      stack = await startGatewayStack(start, {
        replicas: 2,
        transport,
        keys: { acme, globex: { team_id: 'globex', metadata: { tenant_id: 'globex' } } },
        hooksEnvironment: {
          HOOKS_CACHE_SAMPLING_SHARE: '0',
          HOOKS_CACHE_EMBEDDER_DEADLINE_MS: '1000',
          HOOKS_COMPRESSION_DEADLINE_MS: '4000',
        },
      });
    }, 180_000);
    afterAll(() => stack?.stop(), 60_000);
    beforeEach(() => {
      stack.provider.reset();
      let turn = 0;
      stack.fleet().balancer.choose = () => turn++ % 2;
    });

    const cacheOf = ({ headers }: Answered) => headers.get('x-cache');
    /** The first request of a call goes to one service, and all that comes after it to the other. */
    const apart = (questions: 0 | 1) => {
      const first = transport === 'generic' ? '/beta/litellm_basic_guardrail_api' : '/calls';
      stack.fleet().balancer.choose = (path) => (path === first ? questions : 1 - questions);
    };
    const ask = (key: string, content: string, correlationId: string, more: object = {}) =>
      stack.post(
        key,
        '/v1/chat/completions',
        { model: 'gpt-4o', messages: [{ role: 'user', content }], ...more },
        { 'x-correlation-id': correlationId },
      );
    const eventsOf = async (...correlationIds: string[]): Promise<StoredEvent[]> => {
      const own = (events: readonly StoredEvent[]) =>
        events.filter((event) => isQuota(event) && correlationIds.includes(event.event.correlationId));
      return own(await stack.events((events) => own(events).length >= correlationIds.length));
    };
    /** Whether the answer of a call was kept, as the service that was asked to keep it says. */
    async function storedOf({ callId, headers }: Answered): Promise<string> {
      // Where the alert is known before the look-up, nobody is asked to keep the answer.
      if (headers.get('x-cache-reason') === 'alert') return 'alert';
      const { services } = stack.fleet();
      const deadline = Date.now() + 15_000;
      while (Date.now() < deadline) {
        for (const { url } of services) {
          const response = await fetch(`${url}/admin/calls/${callId}`, {
            headers: { 'x-api-key': stack.secret },
          });
          const { cache } = (await response.json()) as { cache?: { stored?: string } };
          if (cache?.stored !== undefined) return cache.stored;
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return 'nobody says';
    }

    it.each([0, 1] as const)(
      'an answer to a question with an alert is not kept, wherever it comes to (questions to %i)',
      async (questions) => {
        apart(questions);
        const question = `Which harbour does ${mail} use, number ${questions}?`;
        expect(await storedOf(await ask('acme', question, `alert-${questions}`))).toBe('alert');
        expect(cacheOf(await ask('acme', question, `again-${questions}`))).toBe('MISS');
        // Told where the question was, and nowhere else; the same again is folded.
        const told = (events: readonly StoredEvent[]) =>
          events.filter(
            ({ subject, event }) =>
              subject === 'guardrail.alert' && event.correlationId === `alert-${questions}`,
          ).length;
        expect(told(await stack.events((events) => told(events) > 0))).toBe(1);
      },
    );

    it.each([0, 1] as const)(
      'an answer that one service kept is found by the other, and by no other tenant (questions to %i)',
      async (questions) => {
        apart(questions);
        const question = `Which river flows through the city of Quaybourne ${questions}?`;
        const first = await ask('acme', question, `first-${questions}`);
        expect([cacheOf(first), await storedOf(first)]).toEqual(['MISS', 'stored']);
        apart(questions === 0 ? 1 : 0);
        expect(cacheOf(await ask('acme', question, `second-${questions}`))).toBe('HIT');
        expect(cacheOf(await ask('globex', question, `third-${questions}`))).toBe('MISS');
        const [, hit] = await eventsOf(`first-${questions}`, `second-${questions}`);
        expect(hit && quotaOf(hit)).toMatchObject({ cached: true, cacheKind: 'exact' });
      },
    );

    it('an event says what compression did at the other service', async () => {
      apart(0);
      const answered = await ask('acme', retrievalPrompt().prompt, 'compressed');
      expect(answered.headers.get('x-compression')).toBe('compressed');
      const [event] = await eventsOf('compressed');
      const { compression } = event ? quotaOf(event) : {};
      expect(`${compression?.original_tokens}/${compression?.compressed_tokens}`).toBe(
        answered.headers.get('x-compression-tokens'),
      );
    });

    it('two calls under one id that their client chose are two, at whichever services they arrive', async () => {
      const id = { 'x-litellm-call-id': 'chosen-by-a-client' };
      for (const [questions, name] of [
        [0, 'one'],
        [1, 'two'],
        [0, 'three'],
      ] as const) {
        apart(questions);
        await stack.post(
          'acme',
          '/v1/chat/completions',
          { model: 'gpt-4o', messages: [{ role: 'user', content: `Which dock is number ${name}?` }] },
          { ...id, 'x-correlation-id': name },
        );
        await eventsOf(name);
      }
      const events = await eventsOf('one', 'two', 'three');
      expect(new Set(events.map(({ event }) => event.eventId)).size).toBe(3);
    });

    it('forty calls in turn leave forty events, each once', async () => {
      const names = Array.from({ length: 40 }, (_, index) => `turn-${index}`);
      const answers = await Promise.all(
        names.map((name, index) => ask('acme', `Which berth has number ${index % 10}?`, name)),
      );
      expect(answers.every(({ status }) => status === 200)).toBe(true);
      const events = await eventsOf(...names);
      expect(events).toHaveLength(40);
      expect(new Set(events.map(({ event }) => event.eventId)).size).toBe(40);
      expect(new Set(events.map(({ event }) => event.correlationId)).size).toBe(40);
    });

    it('a service that dies takes no call with it, and no event that it had taken', async () => {
      const names = Array.from({ length: 30 }, (_, index) => `death-${index}`);
      const [victim] = stack.fleet().services;
      const answers = await Promise.all(
        names.map(async (name, index) => {
          await new Promise((resolve) => setTimeout(resolve, index * 30));
          if (index === 15) await victim?.stop('SIGKILL');
          return ask('acme', `Which crane has number ${index}?`, name);
        }),
      );
      expect(answers.map(({ status }) => status).every((status) => status === 200)).toBe(true);
      const events = await eventsOf(...names);
      expect(new Set(events.map(({ event }) => event.correlationId)).size).toBe(30);
    });
  });
});
