import { jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import {
  clientsFolder,
  nodeClients,
  pythonClients,
  type ClientProcess,
} from '../support/client-processes.js';
import { startGatewayStack, type GatewayStack } from '../support/gateway-stack.js';
import { litellmRuntime, type LitellmRuntime } from '../support/litellm-proxy.js';
import { describeWith } from '../support/services.js';

jest.setTimeout(120_000);

const runtime = clientsFolder() === undefined ? undefined : await litellmRuntime();

describeWith(runtime, 'official clients through real LiteLLM', (start: LitellmRuntime) => {
  let stack: GatewayStack;
  const processes: Record<string, ClientProcess> = {};
  beforeAll(async () => {
    const key = (tenant: string) => ({ team_id: tenant, metadata: { tenant_id: tenant } });
    stack = await startGatewayStack(start, {
      keys: { acme: key('acme'), globex: key('globex') },
      hooksEnvironment: { HOOKS_CACHE_SAMPLING_SHARE: '0' },
    });
    const { url } = stack.litellm();
    Object.assign(processes, { Python: pythonClients(url), 'Node.js': nodeClients(url) });
  }, 180_000);
  afterAll(async () => {
    for (const one of Object.values(processes)) await one[Symbol.asyncDispose]();
    await stack?.stop();
  }, 60_000);

  /** Resolves once the cache holds this many answers of a tenant. */
  async function holds(tenant: string, entries: number): Promise<void> {
    for (;;) {
      const stats = (await stack.admin(`/cache/stats?tenant=${tenant}`)) as {
        tenants: [{ entries: number }];
      };
      if (stats.tenants[0].entries >= entries) return;
      await delay(100);
    }
  }

  const towns = ['France', 'Chile', 'Kenya', 'Norway', 'Japan', 'Peru', 'Egypt', 'Cuba', 'Nepal', 'Fiji'];
  const cases = [
    ['openai', 'Python'],
    ['anthropic', 'Python'],
    ['langchain', 'Python'],
    ['openai', 'Node.js'],
    ['ai-sdk', 'Node.js'],
  ].flatMap(([client = '', language = '']) =>
    [false, true].map((streamed) => ({ client, language, streamed, form: streamed ? 'streamed' : 'whole' })),
  );

  it.each(cases.map((one, number) => ({ ...one, number })))(
    '$client for $language, $form: the second call is a hit with equal content, another tenant’s a miss',
    async ({ client, language, streamed, number }) => {
      const question = `What is the capital of ${towns[number]}?`;
      const ask = (key: string) =>
        processes[language]?.ask({ client, streamed, key: stack.keys[key] ?? '', question });
      const first = await ask('acme');
      expect(first).toMatchObject({ cache: 'MISS', text: expect.stringMatching(/\w/) as string });
      await holds('acme', number + 1);
      expect(await ask('acme')).toEqual({ ...first, cache: 'HIT' });
      expect(await ask('globex')).toMatchObject({ cache: 'MISS', finish: first?.finish });
    },
  );
});
