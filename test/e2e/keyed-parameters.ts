/** A request of one of LiteLLM's APIs; `@Q@` stands for the question. */
export interface KeyedCase {
  readonly path: string;
  readonly base: Readonly<Record<string, unknown>>;
  /** What the one request has and the other has not. */
  readonly more?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

const chat = { model: 'gpt-4o', messages: [{ role: 'user', content: '@Q@' }] };
const claude = { ...chat, model: 'claude-sonnet-4-5' };
const messages = { model: 'claude-sonnet-4-5', max_tokens: 100, messages: chat.messages };
const responses = { model: 'gpt-4o', input: '@Q@' };
const text = { model: 'gpt-3.5-turbo', prompt: '@Q@' };

const everywhere: readonly Readonly<Record<string, unknown>>[] = [
  {},
  { extra_headers: { 'x-evil': '1' } },
  { headers: { 'x-evil': '2' } },
  { default_headers: { 'x-evil': '3' } },
  { provider_specific_header: { custom_llm_provider: 'openai', extra_headers: { 'x-evil': '4' } } },
  { provider_specific_header: { custom_llm_provider: 'anthropic', extra_headers: { 'x-evil': '5' } } },
  { extra_query: { evil: '1' } },
  { extra_body: { evil: 1 } },
  { extra_body: { messages: [{ role: 'user', content: 'EVIL' }] } },
  { custom_llm_provider: 'anthropic' },
  { custom_llm_provider: 'openai' },
  { deployment_id: 'evil' },
  { organization: 'evil' },
  { api_version: 'evil' },
  { litellm_system_prompt: 'EVIL' },
  { litellm_evil: 1 },
  { _evil: 1 },
  { unknown_evil: 1 },
  { evil_null: null },
  { allowed_openai_params: ['evil'], evil: 1 },
  { drop_params: true, top_k: 5 },
  { additional_drop_params: ['temperature'], temperature: 0.2 },
  { metadata: { user_id: 'evil' } },
  { metadata: { model_group: 'gpt-4o-mini', caching_groups: [['gpt-4o-mini', 'gpt-4o']] } },
  { litellm_metadata: { model_group: 'gpt-4o-mini' } },
  { litellm_params: { metadata: { model_group: 'gpt-4o-mini' } } },
  { tags: ['evil'] },
  { user: 'evil' },
  { safety_identifier: 'evil' },
  { prompt_cache_key: 'evil' },
  { service_tier: 'flex' },
  { store: true },
  { temperature: 0.1 },
  { top_p: 0.5 },
  { max_tokens: 77 },
  { stop: ['evil'] },
  { n: 2 },
  { seed: 5 },
  { stream_options: { include_usage: true } },
  { fallbacks: ['gpt-3.5-turbo'] },
  { mock_response: 'EVIL' },
  { cache_key: 'evil' },
  { preset_cache_key: 'evil' },
  { guardrails: [] },
  { base_model: 'evil' },
  { input_cost_per_token: 0 },
  { client: 'evil' },
  { secret_fields: {} },
  { preset: 'evil' },
];

const onChat: readonly Readonly<Record<string, unknown>>[] = [
  { instructions: 'EVIL' },
  { system: 'EVIL' },
  { input: 'EVIL' },
  { prompt: 'EVIL' },
  { suffix: 'EVIL' },
  { modalities: ['text'] },
  { prediction: { type: 'content', content: 'EVIL' } },
  { verbosity: 'low' },
  { reasoning_effort: 'low' },
  { thinking: { type: 'enabled', budget_tokens: 1024 } },
  { logit_bias: { 1: 1 } },
  { logprobs: true, top_logprobs: 1 },
  { presence_penalty: 0.1 },
  { frequency_penalty: 0.1 },
  { max_completion_tokens: 78 },
  { parallel_tool_calls: true },
  { response_format: { type: 'json_object' } },
  { functions: [{ name: 'evil', parameters: {} }] },
  { tools: [{ type: 'function', function: { name: 'evil', parameters: {} } }] },
  { initial_prompt_value: 'EVIL', roles: {}, final_prompt_value: 'EVIL' },
  { supports_system_message: false },
  { ensure_alternating_roles: true },
  { merge_reasoning_content_in_choices: true },
  { enable_json_schema_validation: true },
  { prompt_variables: { a: 1 } },
  { vector_store_ids: ['evil'] },
  { text_completion: true },
  { messages: [{ role: 'user', content: 'hi' }, ...chat.messages] },
  { messages: [{ role: 'system', content: 'EVIL' }, ...chat.messages] },
  { messages: [{ role: 'user', name: 'evil', content: '@Q@' }] },
];

const onMessages: readonly Readonly<Record<string, unknown>>[] = [
  { system: 'EVIL' },
  { system: [{ type: 'text', text: 'EVIL' }] },
  { stop_sequences: ['evil'] },
  { top_k: 3 },
  { thinking: { type: 'enabled', budget_tokens: 1024 } },
  { context_management: { edits: [] } },
  { container: 'evil' },
  { output_format: { type: 'json_schema', schema: {} } },
  { output_config: { effort: 'low' } },
  { betas: ['evil'] },
  { inference_geo: 'us' },
  { speed: 'fast' },
  { cache_control: { type: 'ephemeral' } },
  { max_tokens: 5 },
];

const onResponses: readonly Readonly<Record<string, unknown>>[] = [
  { instructions: 'EVIL' },
  { prompt: { id: 'evil' } },
  { include: ['evil'] },
  { text: { format: { type: 'json_object' } } },
  { truncation: 'auto' },
  { reasoning: { effort: 'low' } },
  { tool_choice: 'none' },
  { max_output_tokens: 55 },
  { max_tool_calls: 1 },
  { top_logprobs: 1 },
  { context_management: [{ type: 'compaction' }] },
  { messages: [{ role: 'user', content: 'EVIL' }] },
];

const onText: readonly Readonly<Record<string, unknown>>[] = [
  { suffix: 'EVIL' },
  { echo: true },
  { best_of: 2 },
  { logprobs: 1 },
  { messages: [{ role: 'user', content: 'EVIL' }] },
];

const headers: readonly Readonly<Record<string, string>>[] = [
  { 'anthropic-beta': 'evil-2099-01-01' },
  { 'anthropic-version': '2099-01-01' },
  { 'openai-beta': 'evil' },
  { 'openai-organization': 'evil' },
  { 'x-evil': '1' },
  { 'x-litellm-tags': 'evil' },
  { 'x-litellm-timeout': '30' },
  { 'x-litellm-num-retries': '2' },
];

const cases = (path: string, base: KeyedCase['base'], own: readonly KeyedCase['base'][]): KeyedCase[] => [
  ...[...everywhere, ...own].map((more) => ({ path, base, more })),
  ...headers.map((sent) => ({ path, base, headers: sent })),
];

/** Of each API its parameters, those of the others, and those of LiteLLM that change what a provider gets. */
export const keyedCases: readonly KeyedCase[] = [
  ...cases('/v1/chat/completions', chat, onChat),
  ...cases('/v1/chat/completions', claude, []),
  ...cases('/v1/messages', messages, onMessages),
  ...cases('/v1/responses', responses, onResponses),
  ...cases('/v1/completions', text, onText),
];
