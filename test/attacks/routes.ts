/* eslint-disable jest/no-export -- a maker of suites, not a suite */
import { request as httpRequest } from 'node:http';
import { marker, sentenceOf, type AttackedStack } from './stack.js';

export interface Route {
  readonly method: string;
  readonly template: string;
}

/** Every route that a release serves, as it lists them itself. */
export async function routesOf(stack: AttackedStack): Promise<Route[]> {
  const listed = await stack.routes();
  return (
    listed
      .filter(([method]) => !['HEAD', 'OPTIONS'].includes(method))
      // A page that LiteLLM needs half a minute to make, and holds up everybody else for.
      .filter(([, template]) => template !== '/openapi.json')
      .map(([method, template]) => ({ method: method === 'MOUNT' ? 'GET' : method, template }))
  );
}

/** No provider charges for these. */
const FREE = /count_tokens|token_counter/;
/** What LiteLLM shows to everybody: liveness, its pages, its list of prices. They ask no provider, which is checked here too. */
const SERVED = new Set([200, 204, 301, 302, 303, 307, 308]);

/** Something for every parameter that an API may want. */
function bodyOf(template: string, text: string): Record<string, unknown> {
  const model = /messages|claude/.test(template) ? 'claude-sonnet-4-5' : 'gpt-4o';
  const embedding = template.includes('embeddings') ? 'text-embedding-3-small' : undefined;
  const isText = /(?<!chat\/)completions$/.test(template);
  return {
    model: isText ? 'gpt-3.5-turbo' : (embedding ?? model),
    ...(!isText && { messages: [{ role: 'user', content: text }] }),
    max_tokens: 20,
    input: text,
    prompt: text,
    query: text,
    question: text,
    documents: [text],
    document: { type: 'document_url', document_url: `https://example.org/${text}` },
    contents: [{ role: 'user', parts: [{ text }] }],
    voice: 'alloy',
    text,
    name: text,
    ...{ input_file_id: 'file-x', endpoint: '/v1/chat/completions', completion_window: '24h' },
    ...{ training_file: 'file-x', file_id: 'file-x', agent: 'x', purpose: 'batch' },
  };
}

function fill(template: string): string {
  const { model } = bodyOf(template, '');
  return template
    .replace(/\{(?:model|model_name|model_id)(?::path)?\}/g, String(model))
    .replace(/\{provider\}/g, 'openai')
    .replace(/\{endpoint:path\}/g, 'v1/chat/completions')
    .replace(/\{[^}]*\}/g, 'x');
}

export interface Walked extends Route {
  readonly status: number;
  readonly sentence: string;
  readonly providerCalls: number;
  readonly tokens: number;
}

const AT_ONCE = 8;

/** Calls each route once with a tenant's key, and counts what the provider got and what the events say of it. */
export async function walk(stack: AttackedStack, key: string, routes: readonly Route[]): Promise<Walked[]> {
  const walked: (Omit<Walked, 'tokens' | 'providerCalls'> & { readonly id: string })[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < routes.length; at = next++) {
      const { method, template } = routes[at] as Route;
      const id = marker('route');

      const answered =
        method === 'WEBSOCKET'
          ? await upgrade(stack, key, fill(template))
          : await call(stack, key, method, template, id);
      walked.push({ method, template, id, ...answered });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const tokens = new Map<string, number>();
  for (const { id, template } of walked) {
    if (stack.sentWith(id).length === 0 || FREE.test(template)) continue;
    const usage = await stack.usageOf(id);
    tokens.set(
      id,
      usage.reduce((sum, one) => sum + one.usage.total_tokens, 0),
    );
  }
  return walked.map(({ id, ...rest }) => ({
    ...rest,
    providerCalls: stack.sentWith(id).length,
    tokens: tokens.get(id) ?? 0,
  }));
}

async function call(stack: AttackedStack, key: string, method: string, template: string, id: string) {
  const body = method === 'GET' ? undefined : bodyOf(template, id);
  try {
    const answered = await stack.request(key, method, fill(template), body, { 'x-correlation-id': id });
    return { status: answered.status, sentence: sentenceOf(answered) };
  } catch {
    return { status: 0, sentence: 'no answer' };
  }
}

/** The status that a websocket is answered; 101 when it is open. */
export function upgrade(stack: AttackedStack, key: string, path: string) {
  return new Promise<{ status: number; sentence: string }>((resolve) => {
    const done = (status: number) => resolve({ status, sentence: '' });
    const asked = httpRequest(`${stack.litellm().url}${path}?model=gpt-4o`, {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        authorization: `Bearer ${stack.keys[key] ?? key}`,
      },
    });
    asked.on('upgrade', (_response, socket) => {
      socket.destroy();
      done(101);
    });
    asked.on('response', (response) => {
      response.resume();
      done(response.statusCode ?? 0);
    });
    asked.on('error', () => done(0));
    asked.end();
  });
}

const METERED =
  /^POST (?:\/v1|\/engines\/\{model:path\}|\/openai\/(?:deployments\/\{model:path\}|v1))?\/(?:chat\/completions|completions|embeddings|responses|messages)$/;

/** A release's routes, each called with a key of the key file, and with one that LiteLLM itself has. */
export interface WalkedRelease {
  readonly stack: AttackedStack;
  readonly file: readonly Walked[];
  readonly own: readonly Walked[];
}

export async function walkRelease(stack: AttackedStack): Promise<WalkedRelease> {
  const routes = await routesOf(stack);
  const [file, own] = await Promise.all([walk(stack, 'acme', routes), walk(stack, 'own', routes)]);
  return { stack, file, own };
}

const name = ({ method, template }: Route) => `${method} ${template}`;

export function routeAttacks(release: () => WalkedRelease): void {
  const keys = ['file', 'own'] as const;

  it.each(keys)('LiteLLM’s list of routes was walked with a key of the %s', (key) => {
    const walked = release()[key];
    expect(walked.length).toBeGreaterThan(500);
    expect(walked.filter((route) => METERED.test(name(route))).length).toBeGreaterThanOrEqual(16);
  });

  it.each(keys)('whatever a provider was asked for by any of them has its event: %s', (key) => {
    const unmetered = release()[key].filter(({ providerCalls, tokens, template }) => {
      return providerCalls > 0 && tokens === 0 && !FREE.test(template);
    });
    expect(unmetered).toEqual([]);
  });

  it.each(keys)('each route that is metered was answered, and asked its provider once: %s', (key) => {
    const metered = release()[key].filter((route) => METERED.test(name(route)));
    expect(metered.filter(({ status, providerCalls }) => status !== 200 || providerCalls !== 1)).toEqual([]);
  });

  it('a provider was asked for nothing that no request of these was about', () => {
    const asked = release().stack.target.received.filter((got) => !JSON.stringify(got).includes('route-'));
    // Which models it has costs nothing.
    expect(asked.map(({ path }) => path).filter((path) => path !== '/v1/models')).toEqual([]);
  });

  it.each(keys)('no other route asks a provider: %s', (key) => {
    const others = release()[key].filter((route) => !METERED.test(name(route)));
    expect(others.filter(({ providerCalls, template }) => providerCalls > 0 && !FREE.test(template))).toEqual(
      [],
    );
    expect(others.filter(({ method, status }) => method === 'WEBSOCKET' && status === 101)).toEqual([]);
  });

  it('every other route is closed to the key file’s keys, or shows what LiteLLM shows to everybody', async () => {
    const { stack, file } = release();
    const public_ = file.filter((route) => !METERED.test(name(route)) && SERVED.has(route.status));
    const withoutKey = await walk(stack, 'nobody', public_);
    const forKeysOnly = withoutKey.filter(({ status }) => !SERVED.has(status)).map(name);
    expect(forKeysOnly.filter((route) => !OPEN_TO_KEYS.test(route))).toEqual([]);
  });

  it.each(keys)('a closed route says which setting opens it: %s', (key) => {
    const { sentence, status } = release()[key].find((route) => name(route) === 'GET /v1/files') as Walked;
    expect([status, sentence]).toEqual([403, expect.stringContaining('HOOKS_ROUTES=GET /v1/files')]);
  });
}

/** Lists of models, and the counting of tokens. */
const OPEN_TO_KEYS =
  /^(?:GET (?:\/v1)?\/(?:models|model\/info|model_group\/info)|POST (?:\/v1\/messages\/count_tokens|\/utils\/token_counter))/;
