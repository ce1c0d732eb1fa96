/* eslint-disable jest/no-export -- a maker of suites, not a suite */
import { marker, sentenceOf, type AttackedStack } from './stack.js';

const SETTING = 'HOOKS_ALLOWED_PARAMETERS';

/** What a client may not choose for the operator: where a call goes, by which credentials, at what price, what is printed. */
const REFUSED: readonly (readonly [string, unknown])[] = [
  ['custom_llm_provider', 'hosted_vllm'],
  ['deployment_id', 'evil'],
  ['api_version', 'evil'],
  ['azure', true],
  ['organization', 'evil'],
  ['headers', { authorization: 'Bearer evil' }],
  ['extra_headers', { authorization: 'Bearer evil' }],
  ['default_headers', { 'x-evil': '1' }],
  ['provider_specific_header', { custom_llm_provider: 'openai', extra_headers: { authorization: 'evil' } }],
  ['extra_query', { evil: 1 }],
  ['litellm_request_debug', true],
  ['verbose', true],
  ['litellm_credential_name', 'evil'],
  ['litellm_params', { model: 'openai/gpt-4o-mini' }],
  ['azure_scope', 'evil'],
  ['aws_region_name', 'evil'],
  ['vertex_project', 'evil'],
  ['use_litellm_proxy', true],
  ['silent_model', 'gpt-4o-mini'],
  ['routing_strategy', 'evil'],
  ['ssl_verify', false],
  ['context_window_fallback_dict', {}],
  ['specific_deployment', true],
  ['background', true],
  ['extra_body.messages', [{ role: 'user', content: 'EVIL' }]],
  ['extra_body.prompt', 'EVIL'],
  ['extra_body.input', 'EVIL'],
  ['extra_body.model', 'gpt-4o-mini'],
  ['fallbacks.custom_llm_provider', 'hosted_vllm'],
];

/** Also refused, by LiteLLM itself, before it asks who is calling. */
const BY_LITELLM: readonly (readonly [string, unknown])[] = [
  ['api_base', 'http://127.0.0.1:9'],
  ['base_url', 'http://127.0.0.1:9'],
  ['user_config', { model_list: [] }],
  ['model_list', []],
  ['aws_role_name', 'evil'],
  ['vertex_credentials', '{}'],
  ['azure_ad_token', 'evil'],
  ['langfuse_host', 'http://127.0.0.1:9'],
  ['input_cost_per_token', 0],
  ['output_cost_per_token', 0],
  ['input_cost_per_second', 0],
];

function bodyWith(text: string, name: string, value: unknown): Record<string, unknown> {
  const body = { model: 'gpt-4o', messages: [{ role: 'user', content: text }] };
  const [outer = '', inner] = name.split('.');
  if (inner === undefined) return { ...body, [name]: value };
  if (outer === 'fallbacks') return { ...body, fallbacks: [{ model: 'gpt-4o', [inner]: value }] };
  return { ...body, [outer]: { [inner]: value } };
}

export function parameterAttacks(stack: () => AttackedStack, key = 'acme'): void {
  it.each(REFUSED)(
    '%s is refused, with a sentence that names it and the setting that allows it',
    async (name, value) => {
      const text = marker('refused');
      const answered = await stack().request(
        key,
        'POST',
        '/v1/chat/completions',
        bodyWith(text, name, value),
      );
      expect([answered.status, stack().sentWith(text)]).toEqual([400, []]);
      expect(sentenceOf(answered)).toContain(`The parameter ${name} is refused: `);
      expect(sentenceOf(answered)).toMatch(new RegExp(`${SETTING}=\\S+\\.$`));
      expect((answered.json as { error: { param: string } }).error.param).toBe(name);
    },
  );

  it.each(BY_LITELLM)('%s is refused by LiteLLM', async (name, value) => {
    const text = marker('refused');
    const answered = await stack().request(key, 'POST', '/v1/chat/completions', bodyWith(text, name, value));
    expect(answered.status).toBeGreaterThanOrEqual(400);
    expect(stack().sentWith(text)).toEqual([]);
  });

  it.each(['/v1/messages', '/v1/responses', '/v1/completions', '/v1/embeddings'])(
    'on %s the same parameters are refused',
    async (path) => {
      const text = marker('refused');
      const more = { max_tokens: 50, input: text, prompt: text };
      for (const name of ['custom_llm_provider', 'organization', 'headers', 'litellm_request_debug']) {
        const body = { ...bodyWith(text, name, 'evil'), ...more };
        const answered = await stack().request(key, 'POST', path, body);
        expect([name, answered.status, stack().sentWith(text)]).toEqual([name, 400, []]);
      }
    },
  );

  it.each<[string, string, object, Record<string, string>]>([
    [
      'OpenAI’s clients',
      '/v1/chat/completions',
      { user: 'u', seed: 1, store: false, metadata: { a: 'b' } },
      {},
    ],
    ['LangChain', '/v1/chat/completions', { n: 1, temperature: 0.7, stream_options: null }, {}],
    ['Azure’s clients', '/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21', {}, {}],
    ['LiteLLM’s own parameters', '/v1/chat/completions', { num_retries: 0, timeout: 30, tags: ['a'] }, {}],
    ['trace ids', '/v1/chat/completions', { litellm_session_id: 's', litellm_trace_id: 't' }, {}],
    ['an unknown parameter', '/v1/chat/completions', { top_k: 5, repetition_penalty: 1.1 }, {}],
    ['extra_body without a prompt', '/v1/chat/completions', { extra_body: { top_k: 5 } }, {}],
    ['fallbacks', '/v1/chat/completions', { fallbacks: ['gpt-4o-mini'] }, {}],
    [
      'Anthropic’s headers',
      '/v1/messages',
      { max_tokens: 9, model: 'claude-sonnet-4-5' },
      { 'anthropic-beta': 'a-2025', 'anthropic-version': '2023-06-01' },
    ],
    ['an api_key of the client’s', '/v1/chat/completions', { api_key: 'mine' }, {}],
    ['background: false', '/v1/responses', { input: 'Hi', background: false }, {}],
  ])('%s pass', async (_, path, more, headers) => {
    const body = { ...bodyWith(marker('passes'), 'stream', false), ...more };
    const answered = await stack().post(key, path, body, headers);
    expect([answered.status, sentenceOf(answered)]).toEqual([200, '']);
  });

  it('an administrator may send what tenants may not', async () => {
    const body = bodyWith(marker('admin'), 'organization', 'org-of-the-operator');
    expect((await stack().request(stack().masterKey, 'POST', '/v1/chat/completions', body)).status).toBe(200);
  });
}
