import { jest } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { checkConfiguration } from '../../scripts/config/check.js';
import { stageConfiguration } from '../../scripts/config/real-litellm.js';
import { projectRoot } from '../../scripts/stack/paths.js';
import { startGatewayStack, type GatewayStack } from '../support/gateway-stack.js';
import { litellmRuntime, type LitellmRuntime } from '../support/litellm-proxy.js';
import { requestForms, type RequestForm } from '../support/request-forms.js';
import { describeWith } from '../support/services.js';

jest.setTimeout(60_000);

const runtime = await litellmRuntime();

const transports = ['one-hop', 'guardrail', 'generic'];

const keys = { acme: { team_id: 'acme', metadata: { tenant_id: 'acme' } } };

/** The committed configuration without anything of ours but the keys. */
function stockConfiguration(): { readonly path: string; remove(): void } {
  const whole = parse(checkConfiguration({ root: projectRoot }).text) as {
    litellm_settings: Record<string, unknown>;
  };
  delete whole.litellm_settings['callbacks'];
  return stageConfiguration(stringify(whole), projectRoot);
}

/** What a provider received: the path, the body field by field, and the headers that change an answer. */
async function received(stack: GatewayStack, form: RequestForm) {
  stack.provider.reset();
  const { status, headers } = await stack.post('acme', form.path, form.body, form.headers);
  const requests = stack.provider.received().map(({ path, body, headers: sent }) => ({
    path,
    body,
    beta: sent['anthropic-beta'],
    version: sent['anthropic-version'],
  }));
  return { status, hit: headers.get('x-cache') === 'HIT', requests };
}

describeWith(runtime, 'what a provider receives with the hooks and without', (start: LitellmRuntime) => {
  const stock = stockConfiguration();
  const stacks: Record<string, GatewayStack> = {};

  beforeAll(async () => {
    // One question must not answer another that is like it: then the provider would receive nothing.
    const tenants = [{ id: 'acme', cache: { semantic: { threshold: 1 } } }];
    stacks['stock'] = await startGatewayStack(start, { keys, litellmConfig: stock.path, withHooks: false });
    for (const transport of transports) {
      stacks[transport] = await startGatewayStack(start, { keys, tenants, transport });
    }
  }, 900_000);
  afterAll(async () => {
    for (const stack of Object.values(stacks)) await stack.stop();
    stock.remove();
  }, 60_000);

  const of = (name: string): GatewayStack => {
    const stack = stacks[name];
    if (!stack) throw new Error(`The stack ${name} was not started.`);
    return stack;
  };

  it('is compared over at least sixty forms of requests, each with a name of its own', () => {
    expect(new Set(requestForms.map(({ name }) => name)).size).toBe(requestForms.length);
    expect(requestForms.length).toBeGreaterThanOrEqual(60);
  });

  it.each(requestForms.map((form) => [form.name, form] as const))('%s is the same', async (_, form) => {
    const expected = await received(of('stock'), form);
    for (const transport of transports) {
      const found = await received(of(transport), form);
      expect({ transport, ...found }).toEqual({ transport, ...expected });
    }
  });
});
