import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { faultOf, type Gateway, type GatewayAnswer } from './gateway-client.js';
import { CommandError, type ServiceClient } from './service-client.js';

/** What one check came to. `warn` is worth a look and no failure; `skipped` says what would be needed. */
export interface CheckResult {
  readonly check: string;
  readonly result: 'ok' | 'warn' | 'failed' | 'skipped';
  readonly says: string;
}

export interface SmokeTargets {
  readonly gateway: Gateway;
  /** The hook service as a client without any secret sees it. */
  readonly hooks: Gateway;
  /** Its own routes with the shared secret, which LiteLLM has; undefined where the caller has none. */
  readonly asLitellm: Gateway | undefined;
  readonly admin: ServiceClient;
  readonly metricsUrl: string | undefined;
  readonly model: string;
  readonly hasKey: boolean;
}

type Check = (targets: SmokeTargets) => Promise<Omit<CheckResult, 'check'>>;

const ok = (says: string) => ({ result: 'ok', says }) as const;
const warn = (says: string) => ({ result: 'warn', says }) as const;
const failed = (says: string) => ({ result: 'failed', says }) as const;
const skipped = (says: string) => ({ result: 'skipped', says }) as const;

const health = z.looseObject({
  status: z.string(),
  version: z.string(),
  parts: z.array(z.looseObject({ name: z.string(), ok: z.boolean() })),
});
const models = z.looseObject({ data: z.array(z.looseObject({ id: z.string() })) });

/** Those that only read. */
export const readingChecks: Readonly<Record<string, Check>> = {
  'hook service: health': async ({ hooks }) => {
    const answer = await hooks.get('/health');
    const { data } = health.safeParse(jsonOf(answer));
    if (data === undefined) return failed(`Something else answers at ${hooks.url} (${answer.status}).`);
    const down = data.parts.filter((part) => !part.ok).map(({ name }) => name);
    if (answer.status !== 200) return failed(`It is ${data.status}: ${down.join(', ') || 'it is stopping'}.`);
    return down.length > 0
      ? warn(`Version ${data.version} runs with less: ${down.join(', ')}.`)
      : ok(`Version ${data.version}.`);
  },
  'hook service: metrics': async ({ hooks, metricsUrl }) => {
    const answer = metricsUrl === undefined ? await hooks.get('/metrics') : await plain(metricsUrl);
    if (answer.status === 404) return skipped('They are at another port; name it by --metrics-url.');
    return answer.status === 200 && answer.text.includes('# HELP ')
      ? ok(`${answer.text.split('\n').filter((line) => /^[a-z]/.test(line)).length} series.`)
      : failed(`No metrics of the hook service (${answer.status}).`);
  },
  'hook service: its secret': async ({ hooks, asLitellm }) => {
    const without = await hooks.post('/calls', { probe: true });
    if (without.status === 200)
      return warn('It asks for no secret: anybody who reaches its port is trusted (HOOKS_SECRET).');
    if (asLitellm === undefined)
      return skipped('HOOKS_SECRET is not set here, so that it could not be tried.');
    const answer = await asLitellm.post('/calls', { probe: true });
    return answer.status === 200
      ? ok('It lets in who has it, and nobody else.')
      : failed(`It refuses the secret in HOOKS_SECRET (${answer.status}).`);
  },
  'hook service: admin routes': async ({ admin }) => {
    const { entries } = z.looseObject({ entries: z.number() }).parse(await admin.get('/cache/stats'));
    return ok(`${entries} answers in the cache.`);
  },
  'LiteLLM: health': async ({ gateway }) => {
    const { status } = await gateway.get('/health/readiness');
    return status === 200 ? ok('It is ready.') : failed(`/health/readiness answers ${status}.`);
  },
  'LiteLLM: its keys': async ({ gateway }) => {
    const { status } = await createWithout(gateway);
    return status === 401 || status === 403
      ? ok('A call without a key is refused.')
      : failed(`A call without a key is answered ${status}: anybody may use it.`);
  },
  'LiteLLM: the model': async ({ gateway, model, hasKey }) => {
    if (!hasKey) return skipped('No virtual key is set here, so that models could not be asked for.');
    const answer = await gateway.get('/v1/models');
    const { data } = models.safeParse(jsonOf(answer));
    if (data === undefined) return failed(`The key is refused (${answer.status}).`);
    return data.data.some(({ id }) => id === model)
      ? ok(`${data.data.length} models, ${model} among them.`)
      : failed(`The key has no model ${model}; name one of its ${data.data.length} by --model.`);
  },
};

/** Those that make a call, which costs what it costs. In their order: the second asks the first one's question. */
export function askingChecks(): Readonly<Record<string, Check>> {
  const correlationId = `smoke-${randomUUID()}`;
  let first: GatewayAnswer | undefined;
  const ask = ({ gateway, model }: SmokeTargets) =>
    gateway.post(
      '/v1/chat/completions',
      {
        model,
        max_tokens: 20,
        messages: [{ role: 'user', content: `Say the word harbour (${correlationId}).` }],
      },
      { 'x-correlation-id': correlationId },
    );
  return {
    'a call': async (targets) => {
      first = await ask(targets);
      return first.status === 200 ? ok('It was answered.') : failed(`It was answered ${first.status}.`);
    },
    'a call: the hooks': () => {
      const cache = first?.headers.get('x-cache') ?? null;
      if (cache !== null) return Promise.resolve(ok(`X-Cache: ${cache}.`));
      return Promise.resolve(
        failed(
          'The answer has no X-Cache: the plugin is not in LiteLLM, or does not reach the hook service.',
        ),
      );
    },
    'a call: its event': async ({ admin }) => {
      const query = { subject: 'quota.updated', correlationIds: correlationId, waitMs: '10000' };
      const { events } = z
        .looseObject({ events: z.array(z.unknown()) })
        .parse(await admin.get('/events', query));
      if (events.length === 1) return ok('One quota event.');
      return events.length === 0
        ? warn('This hook service has no quota event of it; of several, another one may have taken it.')
        : failed(`${events.length} quota events of one call.`);
    },
  };
}

/** Runs the checks one after the other; what one throws is its failure. */
export async function runChecks(
  checks: Readonly<Record<string, Check>>,
  targets: SmokeTargets,
  told: (result: CheckResult) => void,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const [check, run] of Object.entries(checks)) {
    const outcome = await run(targets).catch((error: unknown) =>
      failed(error instanceof CommandError ? error.message : `No answer (${faultOf(error)}).`),
    );
    results.push({ check, ...outcome });
    told({ check, ...outcome });
  }
  return results;
}

function jsonOf({ text }: GatewayAnswer): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

async function plain(url: string): Promise<GatewayAnswer> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Models cost nothing to ask for, with whatever key. */
async function createWithout({ url }: Gateway): Promise<GatewayAnswer> {
  return plain(`${url}/v1/models`);
}
