/** A request as some client sends it, by the API it comes by. */
export interface RequestForm {
  readonly name: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const PDF = Buffer.from(`%PDF-1.4\n${'% a comment\n'.repeat(400)}`).toString('base64');
const WAV = Buffer.alloc(4_000, 7).toString('base64');

type Body = Record<string, unknown>;

const user = (content: unknown) => ({ role: 'user', content });
const text = (words: string, more: Body = {}) => ({ type: 'text', text: words, ...more });
const ephemeral = { type: 'ephemeral' };

/** A list of lists of lists, as deep as asked for. */
function nested(depth: number, inside: unknown = 'deep'): unknown {
  return depth === 0 ? inside : [nested(depth - 1, inside)];
}

const weather = {
  type: 'function',
  function: {
    name: 'weather',
    description: 'The weather of a city.',
    strict: true,
    parameters: {
      type: 'object',
      properties: { city: { type: 'string', description: 'Its name.' } },
      required: ['city'],
      additionalProperties: false,
    },
  },
};

const clientTool = {
  name: 'weather',
  description: 'The weather of a city.',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

const chat = (name: string, body: Body, headers?: Record<string, string>): RequestForm => ({
  name: `chat: ${name}`,
  path: '/v1/chat/completions',
  body: { model: 'gpt-4o', messages: [user(`Tell me of ${name}.`)], ...body },
  ...(headers && { headers }),
});

const messages = (name: string, body: Body, headers?: Record<string, string>): RequestForm => ({
  name: `messages: ${name}`,
  path: '/v1/messages',
  body: {
    model: 'claude-sonnet-4-5',
    max_tokens: 100,
    messages: [user(`Tell me of ${name}.`)],
    ...body,
  },
  ...(headers && { headers }),
});

const responses = (name: string, body: Body): RequestForm => ({
  name: `responses: ${name}`,
  path: '/v1/responses',
  body: { model: 'gpt-4o', input: `Tell me of ${name}.`, ...body },
});

const beta = (names: string) => ({ 'anthropic-beta': names, 'anthropic-version': '2023-06-01' });

const chatForms: readonly RequestForm[] = [
  chat('one plain question', {}),
  chat('a stream with usage', { stream: true, stream_options: { include_usage: true } }),
  chat('all sampling parameters', {
    temperature: 0.3,
    top_p: 0.9,
    frequency_penalty: 0.1,
    presence_penalty: -0.2,
    seed: 7,
    stop: ['END', '\n\n'],
    max_tokens: 20,
    logit_bias: { '50256': -100 },
    user: 'u-1',
  }),
  chat('log probabilities', { logprobs: true, top_logprobs: 3 }),
  chat('several choices', { n: 3 }),
  chat('max_completion_tokens', { max_completion_tokens: 77 }),
  chat('a function tool', { tools: [weather], tool_choice: 'auto' }),
  chat('a named tool', {
    tools: [weather],
    tool_choice: { type: 'function', function: { name: 'weather' } },
    parallel_tool_calls: false,
  }),
  chat('parallel tools answered', {
    tools: [weather],
    messages: [
      user('Weather of Oslo and Rome?'),
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          { id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"city":"Oslo"}' } },
          { id: 'call_2', type: 'function', function: { name: 'weather', arguments: '{"city":"Rome"}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'call_1', content: 'rain' },
      { role: 'tool', tool_call_id: 'call_2', content: [text('sun')] },
    ],
  }),
  chat('legacy functions', {
    functions: [weather.function],
    function_call: { name: 'weather' },
    messages: [
      user('Weather of Bern?'),
      { role: 'assistant', content: null, function_call: { name: 'weather', arguments: '{"city":"Bern"}' } },
      { role: 'function', name: 'weather', content: 'fog' },
    ],
  }),
  chat('a custom tool', { tools: [{ type: 'custom', custom: { name: 'shell', description: 'Runs it.' } }] }),
  chat('a developer', { messages: [{ role: 'developer', content: 'Be terse.' }, user('Who is there?')] }),
  chat('a system prompt in parts', {
    messages: [
      { role: 'system', content: [text('Be kind.'), text('Be brief.', { cache_control: ephemeral })] },
      user([text('Hello to '), text('everybody', { cache_control: ephemeral })]),
    ],
  }),
  chat('an image by data URL', {
    messages: [
      user([
        text('What is this?'),
        { type: 'image_url', image_url: { url: `data:image/png;base64,${PIXEL}`, detail: 'low' } },
      ]),
    ],
  }),
  chat('an image by address', {
    messages: [
      user([text('And this?'), { type: 'image_url', image_url: { url: 'https://images.example/a.png' } }]),
    ],
  }),
  chat('a sound', {
    model: 'gpt-4o-mini',
    modalities: ['text', 'audio'],
    audio: { voice: 'alloy', format: 'wav' },
    messages: [
      user([text('What is said?'), { type: 'input_audio', input_audio: { data: WAV, format: 'wav' } }]),
    ],
  }),
  chat('a file', {
    messages: [
      user([
        { type: 'file', file: { filename: 'a.pdf', file_data: `data:application/pdf;base64,${PDF}` } },
        text('Sum it up.'),
      ]),
    ],
  }),
  chat('a JSON object', { response_format: { type: 'json_object' } }),
  chat('a JSON schema', {
    response_format: {
      type: 'json_schema',
      json_schema: {
        name: 'person',
        strict: true,
        schema: { type: 'object', properties: { name: { type: 'string', description: 'Jane Roe' } } },
      },
    },
  }),
  chat('a prediction', { prediction: { type: 'content', content: 'class User {}' } }),
  chat('a service tier', { service_tier: 'flex', store: true, verbosity: 'low' }),
  chat('reasoning effort', { reasoning_effort: 'low' }),
  chat('web search options', { web_search_options: { search_context_size: 'low' } }),
  chat('names of speakers', {
    messages: [{ role: 'user', name: 'Ada', content: 'Hi.' }, user('And I am Bob.')],
  }),
  chat('an unknown field', { unknown_field: { a: [1, null, 'x'] }, another: false }),
  chat('extra_body', { extra_body: { top_k: 5, nested: { a: 1 } } }),
  chat('unknown parts', {
    messages: [user([text('See:'), { type: 'hologram', hologram: { shape: 'cube' } }])],
  }),
  chat('unknown fields of a message', {
    messages: [{ role: 'user', content: 'Why?', annotations: [1], x_custom: { deep: [true] } }],
  }),
  chat('a refusal', {
    messages: [user('No?'), { role: 'assistant', content: null, refusal: 'I will not.' }, user('Why not?')],
  }),
  chat('an empty text', { messages: [user('')] }),
  chat('an empty list of parts', { messages: [user([])] }),
  chat('no messages', { messages: [] }),
  chat('blanks and line ends', { messages: [user('  two  blanks \r\n\ttab  \u00a0 nbsp \u200b end  ')] }),
  chat('other scripts', { messages: [user('日本語 Ελληνικά עברית 🧑‍🚀 e\u0301')] }),
  chat('numbers of odd types', { temperature: '0.5', max_tokens: 12.0, n: 1 }),
  chat('lists in lists', { messages: [user([nested(40) as object])] }),
  chat('600 lists in lists', { metadata_like: nested(600) }),
  chat('Claude, with thinking', {
    model: 'claude-sonnet-4-5',
    max_tokens: 2_000,
    thinking: { type: 'enabled', budget_tokens: 1_024 },
  }),
  chat('Claude, with tools and marks', {
    model: 'claude-sonnet-4-5',
    tools: [{ ...weather, cache_control: ephemeral }],
    messages: [
      { role: 'system', content: [text('Be exact.', { cache_control: ephemeral })] },
      user([text('Go on.', { cache_control: ephemeral })]),
    ],
  }),
  chat('cache as a text', { cache: 'x' }),
  chat('no-log', { 'no-log': true }),
];

const messagesForms: readonly RequestForm[] = [
  messages('one plain question', {}),
  messages('a stream', { stream: true }),
  messages('all parameters', {
    system: 'Be brief.',
    temperature: 0.2,
    top_p: 0.9,
    top_k: 5,
    stop_sequences: ['END'],
    metadata: { user_id: 'u-1' },
    service_tier: 'auto',
  }),
  messages('a system prompt in blocks', {
    system: [text('Be kind.'), text('Be brief.', { cache_control: { type: 'ephemeral', ttl: '1h' } })],
  }),
  messages('a client tool', { tools: [clientTool], tool_choice: { type: 'auto' } }),
  messages('web search beside a client tool', {
    tools: [
      clientTool,
      {
        type: 'web_search_20250305',
        name: 'web_search',
        max_uses: 3,
        allowed_domains: ['example.org'],
        user_location: { type: 'approximate', city: 'Oslo' },
      },
    ],
  }),
  messages('web search alone', { tools: [{ type: 'web_search_20250305', name: 'web_search' }] }),
  messages(
    'web fetch',
    { tools: [{ type: 'web_fetch_20250910', name: 'web_fetch', citations: { enabled: true } }, clientTool] },
    beta('web-fetch-2025-09-10'),
  ),
  messages(
    'code execution',
    { tools: [{ type: 'code_execution_20250825', name: 'code_execution' }, clientTool] },
    beta('code-execution-2025-08-25'),
  ),
  messages(
    'computer use',
    {
      tools: [
        { type: 'computer_20250124', name: 'computer', display_width_px: 1024, display_height_px: 768 },
        { type: 'text_editor_20250728', name: 'str_replace_based_edit_tool', max_characters: 10_000 },
        { type: 'bash_20250124', name: 'bash' },
      ],
    },
    beta('computer-use-2025-01-24'),
  ),
  messages(
    'an MCP server and its toolset',
    {
      mcp_servers: [{ type: 'url', url: 'https://mcp.example/sse', name: 'wiki' }],
      tools: [
        { type: 'mcp_toolset', mcp_server_name: 'wiki', default_config: { enabled: true } },
        clientTool,
      ],
    },
    beta('mcp-client-2025-11-20'),
  ),
  messages(
    'a tool with everything',
    {
      tools: [
        {
          ...clientTool,
          type: 'custom',
          strict: true,
          defer_loading: true,
          input_examples: [{ city: 'Oslo' }],
          allowed_callers: ['code_execution_20250825'],
          eager_input_streaming: true,
          cache_control: ephemeral,
        },
        { type: 'tool_search_tool_regex_20251119', name: 'tool_search_tool_regex' },
      ],
    },
    beta('advanced-tool-use-2025-11-20'),
  ),
  messages('a memory tool', { tools: [{ type: 'memory_20250818', name: 'memory' }] }),
  messages('tools answered', {
    tools: [clientTool],
    messages: [
      user('Weather of Oslo?'),
      {
        role: 'assistant',
        content: [
          text('Let me see.'),
          {
            type: 'tool_use',
            id: 'toolu_1',
            name: 'weather',
            input: { city: 'Oslo', deep: [1, { a: null }] },
          },
        ],
      },
      user([
        {
          type: 'tool_result',
          tool_use_id: 'toolu_1',
          is_error: false,
          cache_control: ephemeral,
          content: [
            text('rain'),
            { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PIXEL } },
            {
              type: 'search_result',
              source: 'https://weather.example',
              title: 'Oslo',
              content: [text('Rain until noon.')],
              citations: { enabled: true },
            },
          ],
        },
        text('And tomorrow?'),
      ]),
    ],
  }),
  messages('server tools answered', {
    tools: [{ type: 'web_search_20250305', name: 'web_search' }],
    messages: [
      user('News?'),
      {
        role: 'assistant',
        content: [
          { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'news' } },
          {
            type: 'web_search_tool_result',
            tool_use_id: 'srvtoolu_1',
            content: [
              {
                type: 'web_search_result',
                url: 'https://news.example',
                title: 'News',
                encrypted_content: 'EqgfCioIARgBIiQ3',
                page_age: '1 day',
              },
            ],
          },
          text('There are.', {
            citations: [
              {
                type: 'web_search_result_location',
                url: 'https://news.example',
                title: 'News',
                encrypted_index: 'Eo8BCioIAhgBIiQy',
                cited_text: 'Much.',
              },
            ],
          }),
        ],
      },
      user('More?'),
    ],
  }),
  messages('thinking', {
    max_tokens: 3_000,
    thinking: { type: 'enabled', budget_tokens: 2_048 },
    messages: [
      user('Think.'),
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'Hm.', signature: 'EqQBCgIYAhIM' },
          { type: 'redacted_thinking', data: 'EmwKAhgBEgy3' },
          text('So it is.'),
        ],
      },
      user('Why?'),
    ],
  }),
  messages('documents with citations', {
    messages: [
      user([
        {
          type: 'document',
          source: { type: 'text', media_type: 'text/plain', data: 'The grass is green.' },
          title: 'Grass',
          context: 'From a book.',
          citations: { enabled: true },
          cache_control: ephemeral,
        },
        {
          type: 'document',
          source: { type: 'content', content: [text('The sky is blue.')] },
          citations: { enabled: true },
        },
        { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: PDF } },
        { type: 'document', source: { type: 'url', url: 'https://documents.example/a.pdf' } },
        text('What is green?'),
      ]),
    ],
  }),
  messages('search results', {
    messages: [
      user([
        {
          type: 'search_result',
          source: 'https://search.example',
          title: 'Found',
          content: [text('This was found.')],
          citations: { enabled: true },
        },
        text('What was found?'),
      ]),
    ],
  }),
  messages('images', {
    messages: [
      user([
        { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PIXEL } },
        { type: 'image', source: { type: 'url', url: 'https://images.example/b.png' } },
        text('Compare.', { cache_control: ephemeral }),
      ]),
    ],
  }),
  messages('a file by its id', {
    messages: [user([{ type: 'document', source: { type: 'file', file_id: 'file_1' } }, text('Sum up.')])],
  }),
  messages('marks at the top', { cache_control: ephemeral, system: [text('Cached.')] }),
  messages('a prefilled answer', {
    messages: [user('Give JSON.'), { role: 'assistant', content: '{"a":' }],
  }),
  messages('no tool to be used', {
    tools: [clientTool],
    tool_choice: { type: 'none', disable_parallel_tool_use: true },
  }),
  messages('an output format', {
    output_config: { effort: 'low', format: { type: 'json_schema', schema: { type: 'object' } } },
  }),
  messages('an unknown field and an unknown block', {
    unknown_field: [{ a: 1 }],
    messages: [user([{ type: 'hologram', shape: { x: 1 } }, text('See?')])],
  }),
  messages('a container', {
    container: { id: 'container_1', skills: [{ type: 'anthropic', skill_id: 'pptx' }] },
  }),
  messages('an empty text', { messages: [user('')] }),
  messages('GPT behind it', { model: 'gpt-4o', system: 'Be brief.', tools: [clientTool] }),
];

const responsesForms: readonly RequestForm[] = [
  responses('one plain question', {}),
  responses('a stream', { stream: true }),
  responses('all parameters', {
    instructions: 'Be brief.',
    temperature: 0.1,
    top_p: 0.5,
    max_output_tokens: 50,
    metadata: { a: 'b' },
    truncation: 'auto',
    store: false,
    include: ['reasoning.encrypted_content'],
    reasoning: { effort: 'low', summary: 'auto' },
    text: { format: { type: 'text' }, verbosity: 'low' },
    prompt_cache_key: 'k',
    safety_identifier: 's',
  }),
  responses('messages in parts', {
    input: [
      { role: 'developer', content: 'Be kind.' },
      {
        type: 'message',
        role: 'user',
        content: [
          { type: 'input_text', text: 'See:' },
          { type: 'input_image', image_url: `data:image/png;base64,${PIXEL}`, detail: 'low' },
          { type: 'input_file', filename: 'a.pdf', file_data: `data:application/pdf;base64,${PDF}` },
        ],
      },
    ],
  }),
  responses('built-in tools', {
    tools: [
      {
        type: 'web_search',
        search_context_size: 'low',
        user_location: { type: 'approximate', city: 'Bern' },
      },
      { type: 'file_search', vector_store_ids: ['vs_1'], max_num_results: 3 },
      { type: 'code_interpreter', container: { type: 'auto' } },
      { type: 'image_generation', quality: 'low' },
      { type: 'mcp', server_label: 'wiki', server_url: 'https://mcp.example', require_approval: 'never' },
      { type: 'computer_use_preview', display_width: 800, display_height: 600, environment: 'browser' },
      { type: 'function', name: 'weather', parameters: { type: 'object' }, strict: null },
    ],
    tool_choice: 'auto',
    parallel_tool_calls: true,
    max_tool_calls: 4,
  }),
  responses('tools answered', {
    input: [
      { role: 'user', content: 'Weather?' },
      { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'gAAAAABo' },
      { type: 'function_call', call_id: 'call_1', name: 'weather', arguments: '{"city":"Oslo"}' },
      { type: 'function_call_output', call_id: 'call_1', output: 'rain' },
    ],
  }),
  responses('an earlier response', { previous_response_id: 'resp_abc' }),
  responses('a JSON schema', {
    text: { format: { type: 'json_schema', name: 'p', schema: { type: 'object' }, strict: true } },
  }),
  responses('a custom tool', {
    tools: [
      { type: 'custom', name: 'code', format: { type: 'grammar', syntax: 'lark', definition: 'a: "x"' } },
    ],
  }),
  responses('an unknown field', { unknown_field: { a: [null, { b: 2 }] } }),
  responses('Claude behind it', { model: 'claude-sonnet-4-5', instructions: 'Be brief.' }),
];

const otherForms: readonly RequestForm[] = [
  {
    name: 'completions: a prompt',
    path: '/v1/completions',
    body: {
      model: 'gpt-3.5-turbo',
      prompt: 'Once upon',
      max_tokens: 5,
      suffix: '.',
      echo: false,
      best_of: 1,
    },
  },
  {
    name: 'completions: several prompts',
    path: '/v1/completions',
    body: { model: 'gpt-3.5-turbo', prompt: ['One', 'Two'], logprobs: 1 },
  },
  {
    name: 'completions: tokens',
    path: '/v1/completions',
    body: { model: 'gpt-3.5-turbo', prompt: [[1, 2, 3]] },
  },
  {
    name: 'embeddings: a text',
    path: '/v1/embeddings',
    body: { model: 'text-embedding-3-small', input: 'one apple', encoding_format: 'float', dimensions: 64 },
  },
  {
    name: 'embeddings: several texts',
    path: '/v1/embeddings',
    body: { model: 'text-embedding-3-small', input: ['two pears', 'three plums'], encoding_format: 'base64' },
  },
  {
    name: 'embeddings: tokens',
    path: '/v1/embeddings',
    body: { model: 'text-embedding-3-small', input: [1, 2, 3], encoding_format: 'float' },
  },
];

/** Requests of many kinds, of which not one may reach its provider otherwise than without the hooks. */
export const requestForms: readonly RequestForm[] = [
  ...chatForms,
  ...messagesForms,
  ...responsesForms,
  ...otherForms,
];
