import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { checkConfiguration } from '../../scripts/config/check.js';
import { stageConfiguration } from '../../scripts/config/real-litellm.js';
import { projectRoot } from '../../scripts/stack/paths.js';
import { startGatewayStack, type Answered, type GatewayStack } from '../support/gateway-stack.js';
import { litellmRuntime, type LitellmRuntime } from '../support/litellm-proxy.js';
import { startScriptedProvider, type Received, type ScriptedProvider } from '../support/scripted-provider.js';
import { describeWith } from '../support/services.js';
import { keyedCases, type KeyedCase } from './keyed-parameters.js';

jest.setTimeout(600_000);

const runtime = await litellmRuntime();

/** Tables from elsewhere, where there are any: lists of [path, base, more, headers]. */
function furtherCases(): KeyedCase[] {
  const folder = join(projectRoot, '../shared/cases');
  return ['chat', 'msg', 'resp', 'text'].flatMap((name) => {
    const file = join(folder, `unkeyed-${name}.json`);
    if (!existsSync(file)) return [];
    type Row = [string, KeyedCase['base'], KeyedCase['base'], Record<string, string>?];
    return (JSON.parse(readFileSync(file, 'utf8')) as Row[]).map(([path, base, more, headers = {}]) => ({
      path,
      base,
      more,
      headers,
    }));
  });
}

/** The committed configuration without retries: half of the requests are odd, and each would be tried for ten seconds. */
function configurationWithoutRetries(): { readonly path: string; remove(): void } {
  const whole = parse(checkConfiguration({ root: projectRoot }).text) as Record<
    string,
    { num_retries?: number }
  >;
  for (const name of ['litellm_settings', 'router_settings'])
    whole[name] = { ...whole[name], num_retries: 0 };
  return stageConfiguration(stringify(whole), projectRoot);
}

/** What no provider answers by: names of connections and of the client library’s state. */
const PASSING =
  /^(?:host|connection|content-length|accept-encoding|traceparent|date|x-stainless-.*|x-request-id)$/;

/** A request as the provider got it, without its question: what differs is what was asked beside it. */
function essence({ path, headers, body }: Received, question: string): string {
  const kept = Object.entries(headers).filter(([name]) => !PASSING.test(name));
  return JSON.stringify([path, kept.sort(), body]).replaceAll(question, '@Q@');
}

const AT_ONCE = 12;

/** Does the work for all, several at a time; results in the order of the items. */
async function forAll<T, R>(items: readonly T[], work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as T, at);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

describeWith(
  runtime,
  'what reaches the provider parts the keys, through real LiteLLM',
  (start: LitellmRuntime) => {
    const configuration = configurationWithoutRetries();
    let provider: ScriptedProvider;
    let stack: GatewayStack;
    beforeAll(async () => {
      provider = await startScriptedProvider();
      stack = await startGatewayStack(start, {
        litellmConfig: configuration.path,
        keys: { acme: { team_id: 'acme', metadata: { tenant_id: 'acme' } } },
        hooksEnvironment: {
          HOOKS_CACHE_SAMPLING_SHARE: '0',
          HOOKS_CACHE_DEADLINE_MS: '5000',
          HOOKS_CACHE_SEMANTIC_ENABLED: 'false',
        },
        litellmEnvironment: {
          OPENAI_API_BASE: `${provider.url}/v1`,
          ANTHROPIC_API_BASE: provider.url,
          HOOKS_CALL_TIMEOUT_MS: '5000',
          // Those that are refused would part no keys here.
          HOOKS_ALLOWED_PARAMETERS: '*',
        },
      });
    }, 180_000);
    afterAll(async () => {
      await stack?.stop();
      await provider?.stop();
      configuration.remove();
    }, 60_000);

    const send = (
      one: KeyedCase,
      question: string,
      withMore: boolean,
      uncached = false,
    ): Promise<Answered> => {
      const body = {
        ...one.base,
        ...(withMore && one.more),
        ...(uncached && { cache: { 'no-cache': true, 'no-store': true } }),
      };
      const filled = JSON.parse(JSON.stringify(body).replaceAll('@Q@', question)) as unknown;
      return stack.post('acme', one.path, filled, withMore ? one.headers : {});
    };

    /** What the provider got for it when no cache was asked: found by its question, as others are under way. */
    async function requestsOf(one: KeyedCase, question: string, withMore: boolean): Promise<string[]> {
      await send(one, question, withMore, true);
      const own = provider.received.filter(({ body }) => JSON.stringify(body).includes(question));
      return [...new Set(own.map((got) => essence(got, question)))];
    }

    /** A question that is stored last: once it hits, all that were offered before it are stored or never will be. */
    async function untilStored(name: string): Promise<void> {
      const last = keyedCases[0] as KeyedCase;
      const question = `Which stone marks the end of ${name}?`;
      for (let tries = 0; tries < 200; tries++) {
        const answered = await send(last, question, false);
        if (answered.headers.get('x-cache') === 'HIT') return;
      }
      throw new Error('Nothing was stored.');
    }

    it('no request is answered with what another one that a provider would have got otherwise has stored', async () => {
      const all = [...keyedCases, ...furtherCases()];
      const compared = await forAll(all, async (one, index) => {
        const stone = (wall: string) => `Which colour has stone number ${index} of the ${wall} probe wall?`;
        const plain = await requestsOf(one, stone('plain'), false);
        const other = await requestsOf(one, stone('other'), true);
        const same = plain.length === other.length && plain.every((request) => other.includes(request));
        return { one, index, same };
      });
      const differing = compared.filter(({ same }) => !same);
      // Tables in which nothing differs would prove nothing.
      expect(differing.length).toBeGreaterThan(80);

      const wrong: unknown[] = [];
      for (const firstHasMore of [true, false]) {
        const question = (index: number) =>
          `Which colour has stone number ${index} of wall ${String(firstHasMore)}?`;
        await forAll(differing, ({ one, index }) => send(one, question(index), firstHasMore));
        await untilStored(`wall ${String(firstHasMore)}`);
        await forAll(differing, async ({ one, index }) => {
          const { headers } = await send(one, question(index), !firstHasMore);
          if (headers.get('x-cache') === 'HIT') wrong.push([one.path, one.more, one.headers]);
        });
      }
      expect(wrong).toEqual([]);
    });

    it('what changes nothing for the provider still hits', async () => {
      const same = [
        { stream: false },
        { cache: { ttl: 600 } },
        { 'no-log': true },
        { metadata: { trace_id: 'unique', session_id: 'unique' } },
        { litellm_trace_id: 'unique' },
      ];
      for (const [index, more] of same.entries()) {
        const one = { path: '/v1/chat/completions', base: (keyedCases[0] as KeyedCase).base, more };
        const question = `Which colour has stone ${index} of the same wall?`;
        await send(one, question, false);
        await untilStored(`the same wall ${index}`);
        expect([more, (await send(one, question, true)).headers.get('x-cache')]).toEqual([more, 'HIT']);
      }
    });
  },
);
