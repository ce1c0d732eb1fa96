/* eslint-disable jest/no-export -- a maker of suites, not a suite */
import type { Configuration } from './stack.js';
import { sentenceOf, type AttackedStack } from './stack.js';

const OPENED = [
  'GET /v1/files*',
  'DELETE /v1/files*',
  'GET /v1/batches*',
  'POST /v1/batches*',
  'GET /v1/vector_stores*',
  'GET /v1/containers',
  'GET /v1/responses/{response_id}',
];

/** Routes to what a provider keeps, opened by an operator; and a team that has a key of its own. */
export const openedObjects = { HOOKS_ROUTES: OPENED.join(','), BYOK_OPENAI_API_KEY: 'own-key-of-byok' };

export function withOwnCredential({ model_list: list }: Configuration): void {
  const shared = list.find(({ model_name: name }) => name === 'gpt-4o');
  list.push({
    model_name: 'tenant/byok/gpt-4o',
    litellm_params: { ...shared?.litellm_params, api_key: 'os.environ/BYOK_OPENAI_API_KEY' },
    model_info: { id: 'tenant/byok/gpt-4o', team_id: 'byok', team_public_model_name: 'gpt-4o' },
  });
}

type Call = readonly [method: string, path: string, body: object | undefined];

const gets = (...paths: string[]) => paths.map((path): Call => ['GET', path, undefined]);

const ROUTES: readonly Call[] = [
  ...gets('/v1/files'),
  ...gets('/v1/files/file-of-somebody'),
  ...gets('/v1/files/file-of-somebody/content'),
  ['DELETE', '/v1/files/file-of-somebody', undefined],
  ...gets('/v1/batches'),
  ...gets('/v1/batches/batch_of-somebody'),
  ['POST', '/v1/batches/batch_of-somebody/cancel', {}],
  ...gets('/v1/vector_stores'),
  ...gets('/v1/vector_stores/vs_of-somebody'),
];

/** By the transport on which nothing was opened. */
export function closedObjectAttacks(stack: () => AttackedStack, key = 'acme'): void {
  const chat = { model: 'gpt-4o', messages: [] };
  it.each<Call>([
    ...ROUTES,
    ...gets(
      '/openai/v1/files',
      '/v1/responses/resp_x',
      '/v1/responses/resp_x/input_items',
      '/v1/threads/thread_x',
    ),
    ...gets('/v1/containers', '/v1/fine_tuning/jobs', '/v1/videos', '/health'),
    ['DELETE', '/v1/responses/resp_of-somebody', undefined],
    ['POST', '/v1beta/interactions', { model: 'gpt-4o', input: 'Hi' }],
    ['POST', '/openai/chat/completions', chat],
    ['POST', '/anthropic/v1/messages', chat],
  ])('%s %s is closed, and its provider is not asked', async (method, path, body) => {
    const before = stack().target.received.length;
    const answered = await stack().request(key, method, path, body);
    expect([answered.status, stack().target.received.length]).toEqual([403, before]);
    expect(sentenceOf(answered)).toContain('HOOKS_ROUTES=');
  });
}

/** Where an operator opened them. */
export function openedObjectAttacks(stack: () => AttackedStack, stranger = 'acme', owner = 'byok'): void {
  const asked = async (
    key: string,
    method: string,
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ) => {
    const before = stack().target.received.length;
    const answered = await stack().request(key, method, path, body, headers);
    const credentials = stack()
      .target.received.slice(before)
      .map((got) => got.headers['authorization']);
    return { answered, credentials };
  };

  it.each(ROUTES)(
    '%s %s is closed to a team without a provider key of its own',
    async (method, path, body) => {
      const { answered, credentials } = await asked(stranger, method, path, body);
      expect([answered.status, credentials]).toEqual([403, []]);
      expect(sentenceOf(answered)).toMatch(/acme has no provider key of its own|cannot be kept apart/);
    },
  );

  it.each(ROUTES)('%s %s never goes by the shared key', async (method, path, body) => {
    const { credentials } = await asked(owner, method, path, body);
    expect(credentials.filter((one) => one !== 'Bearer own-key-of-byok')).toEqual([]);
  });

  it('what LiteLLM cannot keep apart stays closed, whoever asks', async () => {
    for (const path of ['/v1/containers', '/v1/responses/resp_of-somebody']) {
      const { answered, credentials } = await asked(owner, 'GET', path);
      expect([path, answered.status, credentials]).toEqual([path, 403, []]);
      expect(sentenceOf(answered)).toContain('cannot keep them apart by tenant');
    }
  });

  it('the files and batches of a team with a key of its own are reached by it', async () => {
    for (const path of ['/v1/files', '/v1/batches']) {
      const { credentials } = await asked(owner, 'GET', path);
      expect([path, ...credentials]).toEqual([path, 'Bearer own-key-of-byok']);
    }
  });

  it.each([
    ['a model in the address', '/v1/files?model=gpt-4o-mini', {}],
    ['target models', '/v1/files?target_model_names=gpt-4o-mini', {}],
    ['a provider in the address', '/v1/files?provider=anthropic', {}],
    ['another way to name the provider', '/v1/files?custom_llm_provider=azure', {}],
    ['an encoded name', '/v1/files?m%6fdel=gpt-4o-mini', {}],
    ['a model in a header', '/v1/files', { 'x-litellm-model': 'gpt-4o-mini' }],
    ['a provider in a header', '/v1/files', { 'custom-llm-provider': 'anthropic' }],
    [
      'a file that names its model',
      `/v1/files/file-${Buffer.from('litellm:file-x;model,gpt-4o-mini').toString('base64url')}`,
      {},
    ],
  ])('%s does not choose another key', async (_, path, headers) => {
    const { credentials } = await asked(owner, 'GET', path, undefined, headers);
    expect(credentials.filter((one) => one !== 'Bearer own-key-of-byok')).toEqual([]);
  });
}
