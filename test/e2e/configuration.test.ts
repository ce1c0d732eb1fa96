import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { listModels } from '../../scripts/config/real-litellm.js';
import { projectRoot } from '../../scripts/stack/paths.js';
import {
  credentialOf,
  startConfiguredLitellm,
  type ConfiguredLitellm,
} from '../support/configured-litellm.js';
import type { RecordedRequest } from '../support/recording-provider.js';

jest.setTimeout(30_000);

const TENANTS = `tenants:
  - id: acme
    teams: [acme]
    credentials:
      - { provider: openai, api_key: os.environ/ACME_OPENAI_API_KEY }
      - { provider: anthropic, api_key: os.environ/ACME_ANTHROPIC_API_KEY, models: [claude-sonnet-4-5] }
  - id: globex
    teams: [globex]
  - id: initech
    teams: [initech]
    credentials: [{ provider: openai, api_key: os.environ/INITECH_OPENAI_API_KEY, when_missing: refuse }]
  - id: umbrella
    teams: [umbrella]
    credentials: [{ provider: openai, api_key: os.environ/UMBRELLA_OPENAI_API_KEY, when_missing: shared }]
`;
const TENANT_NAMES = ['acme', 'globex', 'initech', 'umbrella'] as const;
const keyOf = (tenant: string) => ['sk', 'virtual', tenant].join('-');
const VIRTUAL_KEYS = `virtual_keys:
${TENANT_NAMES.map((name) => `  - { key: os.environ/${name.toUpperCase()}_VIRTUAL_KEY, alias: ${name}, team_id: ${name}, metadata: { tenant_id: ${name} } }`).join('\n')}
`;

/** Spec.md's chat models, with the path and the model id that the provider must see. */
const CHAT: readonly (readonly [model: string, path: string, id: string, credential: string])[] = [
  ['gpt-4o', '/openai/v1/chat/completions', 'gpt-4o', 'OPENAI'],
  ['gpt-4o-mini', '/openai/v1/chat/completions', 'gpt-4o-mini', 'OPENAI'],
  ['gpt-4', '/openai/v1/chat/completions', 'gpt-4', 'OPENAI'],
  ['o1', '/openai/v1/chat/completions', 'o1', 'OPENAI'],
  ['o3', '/openai/v1/chat/completions', 'o3', 'OPENAI'],
  ['azure-gpt-4o', '/azure/openai/deployments/gpt-4o/chat/completions', 'gpt-4o', 'AZURE'],
  ['azure-gpt-4o-mini', '/azure/openai/deployments/gpt-4o-mini/chat/completions', 'gpt-4o-mini', 'AZURE'],
  ['gpt-4-turbo', '/openai/v1/chat/completions', 'gpt-4-turbo', 'OPENAI'],
  ['gpt-3.5-turbo', '/openai/v1/chat/completions', 'gpt-3.5-turbo', 'OPENAI'],
  ['claude-sonnet-4-5', '/anthropic/v1/messages', 'claude-sonnet-4-5-20250929', 'ANTHROPIC'],
  ['claude-opus-4-1', '/anthropic/v1/messages', 'claude-opus-4-1-20250805', 'ANTHROPIC'],
  ['claude-haiku-3-5', '/anthropic/v1/messages', 'claude-3-5-haiku-20241022', 'ANTHROPIC'],
  ['gemini-2-5-pro', '/gemini/v1beta/models/gemini-2.5-pro', '', 'GEMINI'],
  ['gemini-2-5-flash', '/gemini/v1beta/models/gemini-2.5-flash', '', 'GEMINI'],
  ['gemini-2.0-flash', '/gemini/v1beta/models/gemini-2.0-flash', '', 'GEMINI'],
  ['gemini-1-5-pro', '/gemini/v1beta/models/gemini-1.5-pro', '', 'GEMINI'],
  ['groq-llama-3-3-70b', '/groq/openai/v1/chat/completions', 'llama-3.3-70b-versatile', 'GROQ'],
  ['groq-mixtral-8x7b', '/groq/openai/v1/chat/completions', 'mixtral-8x7b-32768', 'GROQ'],
  ['groq-llama-3-1-70b', '/groq/openai/v1/chat/completions', 'llama-3.1-70b-versatile', 'GROQ'],
  ['groq-llama-3-1-8b', '/groq/openai/v1/chat/completions', 'llama-3.1-8b-instant', 'GROQ'],
  [
    'openrouter-mistral-large',
    '/openrouter/api/v1/chat/completions',
    'mistralai/mistral-large-2411',
    'OPENROUTER',
  ],
  [
    'openrouter-qwen-2-5-72b',
    '/openrouter/api/v1/chat/completions',
    'qwen/qwen-2.5-72b-instruct',
    'OPENROUTER',
  ],
  ['openrouter-deepseek-v3', '/openrouter/api/v1/chat/completions', 'deepseek/deepseek-chat', 'OPENROUTER'],
  ['cerebras-llama-3-3-70b', '/cerebras/v1/chat/completions', 'llama-3.3-70b', 'CEREBRAS'],
  ['cerebras-llama-4-scout', '/cerebras/v1/chat/completions', 'llama-4-scout-17b-16e-instruct', 'CEREBRAS'],
];
const WILDCARDS: typeof CHAT = [
  [
    'openrouter/meta-llama/llama-3.3-70b-instruct',
    '/openrouter/api/v1/chat/completions',
    'meta-llama/llama-3.3-70b-instruct',
    'OPENROUTER',
  ],
  ['cerebras/gpt-oss-120b', '/cerebras/v1/chat/completions', 'gpt-oss-120b', 'CEREBRAS'],
  ['azure/our-own', '/azure/openai/deployments/our-own/chat/completions', 'our-own', 'AZURE'],
];
/** Signs its requests, so that there is no credential to look at in them. */
const BEDROCK = 'bedrock-claude-sonnet-4-5';
const EMBEDDINGS: typeof CHAT = [
  ['text-embedding-3-small', '/openai/v1/embeddings', 'text-embedding-3-small', 'OPENAI'],
  ['text-embedding-ada-002', '/openai/v1/embeddings', 'text-embedding-ada-002', 'OPENAI'],
  ['voyage-3-5', '/voyage/v1/embeddings', 'voyage-3.5', 'VOYAGE'],
  ['voyage-3-5-lite', '/voyage/v1/embeddings', 'voyage-3.5-lite', 'VOYAGE'],
  ['tei-embedding', '/tei/v1/embeddings', 'sentence-transformers/all-MiniLM-L6-v2', 'TEI'],
];

let litellm: ConfiguredLitellm;
let questions = 0;
beforeAll(async () => {
  litellm = await startConfiguredLitellm({
    tenants: TENANTS,
    virtualKeys: VIRTUAL_KEYS,
    environment: {
      ...Object.fromEntries(TENANT_NAMES.map((name) => [`${name.toUpperCase()}_VIRTUAL_KEY`, keyOf(name)])),
      ACME_OPENAI_API_KEY: credentialOf('acme-own'),
      ACME_ANTHROPIC_API_KEY: credentialOf('acme-claude'),
    },
  });
}, 120_000);
afterAll(() => litellm[Symbol.asyncDispose]());
beforeEach(() => {
  litellm.provider.requests.length = 0;
});

/** A question of its own each time. */
const ask = (model: string, key: string, more: object = {}) =>
  litellm.post('/v1/chat/completions', key, {
    model,
    messages: [{ role: 'user', content: `What is the capital of France? Question ${(questions += 1)}.` }],
    ...more,
  });

function credentialSeen({ headers }: RecordedRequest): string {
  const value =
    headers['x-api-key'] ?? headers['x-goog-api-key'] ?? headers['api-key'] ?? headers['authorization'] ?? '';
  return String(value).replace(/^Bearer /, '');
}

/** Runs a compiled script as a person would. */
function runNode(script: string, words: readonly string[], environment: NodeJS.ProcessEnv) {
  return new Promise<{ stdout: string; code: number }>((resolve) => {
    execFile(
      process.execPath,
      [join(projectRoot, 'dist/scripts', script), ...words],
      { env: { ...process.env, ...environment } },
      (error, stdout) => resolve({ stdout, code: typeof error?.code === 'number' ? error.code : 0 }),
    );
  });
}

const [first] = TENANT_NAMES;

test('LiteLLM lists exactly the models of the provider files, and no tenant’s deployments', async () => {
  const listed = await listModels(litellm.url, keyOf('globex'));
  const plain = listed.filter((name) => !/^(?:openrouter|cerebras|vertex_ai|azure|bedrock)\//.test(name));
  expect(plain.sort()).toEqual([...CHAT, ...EMBEDDINGS, [BEDROCK]].map(([name]) => name).sort());
  expect((await listModels(litellm.url, keyOf(first))).filter((name) => name.startsWith('tenant'))).toEqual(
    [],
  );
});

test.each([...CHAT, ...WILDCARDS])(
  '%s reaches its provider under the right path, id and credential, as chat and as stream',
  async (model, path, id, credential) => {
    const chat = await ask(model, keyOf('globex'));
    expect([chat.status, chat.text]).toEqual([200, expect.stringContaining('Paris')]);
    const stream = await ask(model, keyOf('globex'), { stream: true });
    expect([stream.status, stream.text]).toEqual([200, expect.stringContaining('Paris')]);
    expect(stream.text).toContain('data: [DONE]');
    expect(litellm.provider.requests).toHaveLength(2);
    const suffixes = credential === 'GEMINI' ? [':generateContent', ':streamGenerateContent'] : ['', ''];
    litellm.provider.requests.forEach((request, index) => {
      expect(request.path).toBe(`${path}${suffixes[index] ?? ''}`);
      expect(request.body['model'] ?? '').toBe(id);
      expect(credentialSeen(request)).toBe(credentialOf(credential));
    });
    expect(Number(chat.headers.get('x-litellm-response-cost'))).toBeGreaterThan(
      // Their cost comes from elsewhere: OpenRouter's answer, the price of what is behind a deployment's name.
      /^(?:openrouter|azure)\//.test(model) ? -1 : 0,
    );
  },
);

test(`${BEDROCK} reaches the region's own path, signed with the keys of the environment`, async () => {
  const answer = await ask(BEDROCK, keyOf('globex'));
  expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('Paris')]);
  const [request] = litellm.provider.requests;
  expect(decodeURIComponent(request?.path ?? '')).toBe(
    '/bedrock/model/us.anthropic.claude-sonnet-4-5-20250929-v1:0/converse',
  );
  expect(request?.headers['authorization']).toMatch(
    /^AWS4-HMAC-SHA256 Credential=mock-access\/\d{8}\/eu-central-1\/bedrock\//,
  );
});

test.each(EMBEDDINGS)(
  '%s embeds under the right path, id and credential',
  async (model, path, id, credential) => {
    const answer = await litellm.post('/v1/embeddings', keyOf('globex'), {
      model,
      input: `Text ${(questions += 1)}`,
    });
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('0.1')]);
    const [request] = litellm.provider.requests;
    expect(request?.path).toBe(path);
    expect(request?.body['model']).toBe(id);
    expect(request && credentialSeen(request)).toBe(credentialOf(credential));
  },
);

test('a price that LiteLLM lacks is counted as the provider file gives it', async () => {
  const answer = await ask('claude-haiku-3-5', keyOf('globex'));
  // 11 tokens in at 0.80 and 7 out at 4.00 USD per million.
  expect(Number(answer.headers.get('x-litellm-response-cost'))).toBeCloseTo((11 * 0.8 + 7 * 4) / 1e6, 9);
});

test('test-models asks each model by name, embeddings too, and says what does not work', async () => {
  litellm.provider.fail('/groq/');
  const { stdout, code } = await runNode(
    'model-test/main.js',
    ['--url', litellm.url, '--json', '--key-variable', 'KEY'],
    {
      KEY: keyOf('globex'),
    },
  );
  litellm.provider.fail(undefined);
  const { ok, results } = JSON.parse(stdout) as {
    ok: boolean;
    results: { model: string; works: boolean; error?: string }[];
  };
  expect([code, ok]).toEqual([1, false]);
  expect(results.map(({ model }) => model).sort()).toEqual(
    [...CHAT, ...EMBEDDINGS, [BEDROCK]].map(([name]) => name).sort(),
  );
  expect(
    results
      .filter(({ works }) => !works)
      .map(({ model }) => model)
      .sort(),
  ).toEqual(['groq-llama-3-1-70b', 'groq-llama-3-1-8b', 'groq-llama-3-3-70b', 'groq-mixtral-8x7b']);
}, 120_000);

describe('bring your own credentials', () => {
  const seen = () => litellm.provider.requests.map(credentialSeen);

  test('a tenant’s own key is used for that tenant, the shared one for another, never mixed over many calls', async () => {
    for (let round = 0; round < 10; round += 1) {
      expect((await ask('gpt-4o', keyOf('acme'))).status).toBe(200);
      expect((await ask('gpt-4o', keyOf('globex'))).status).toBe(200);
    }
    expect(seen()).toEqual(
      Array.from({ length: 10 }, () => [credentialOf('acme-own'), credentialOf('OPENAI')]).flat(),
    );
  });

  test('an own key serves the models it is given for, and embeddings, and the rest stays shared', async () => {
    await ask('claude-sonnet-4-5', keyOf('acme'));
    await ask('claude-haiku-3-5', keyOf('acme'));
    await ask('claude-sonnet-4-5', keyOf('globex'));
    await litellm.post('/v1/embeddings', keyOf('acme'), {
      model: 'text-embedding-3-small',
      input: `Own ${(questions += 1)}`,
    });
    expect(seen()).toEqual([
      credentialOf('acme-claude'),
      credentialOf('ANTHROPIC'),
      credentialOf('ANTHROPIC'),
      credentialOf('acme-own'),
    ]);
  });

  test('nobody else reaches a tenant’s deployment by its internal name', async () => {
    for (const key of [keyOf('globex'), keyOf('umbrella')]) {
      const answer = await ask('tenant/acme/acme/gpt-4o', key);
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
    expect(litellm.provider.requests).toEqual([]);
  });

  test('without its variable a tenant is refused, and the shared key is not used for it', async () => {
    const answer = await ask('gpt-4o', keyOf('initech'));
    expect(answer.status).toBe(401);
    expect(answer.text).toContain('INITECH_OPENAI_API_KEY');
    expect(litellm.provider.requests).toEqual([]);
    // Models of other providers are not concerned.
    expect((await ask('claude-sonnet-4-5', keyOf('initech'))).status).toBe(200);
  });

  test('without its variable a tenant falls to the shared key where its setting says so', async () => {
    expect((await ask('gpt-4o', keyOf('umbrella'))).status).toBe(200);
    expect(seen()).toEqual([credentialOf('OPENAI')]);
  });
});
