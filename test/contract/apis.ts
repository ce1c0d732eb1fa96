/** One of LiteLLM's APIs: where it is, and a request of it around one text. */
export interface Api {
  readonly path: string;
  readonly model: string;
  request(text: string, stream?: boolean): Readonly<Record<string, unknown>>;
  /** Bare prompts: LiteLLM cannot stream an answer that it took from a cache, and nothing says what may be left out. */
  readonly isBarePrompt?: boolean;
}

const chat = (model: string): Api => ({
  path: '/v1/chat/completions',
  model,
  request: (text, stream = false) => ({ model, messages: [{ role: 'user', content: text }], stream }),
});

/** The four that take texts, and Claude behind OpenAI's chat API, where LiteLLM translates both ways. */
export const APIS: readonly Api[] = [
  chat('gpt-4o'),
  chat('claude-sonnet-4-5'),
  {
    path: '/v1/messages',
    model: 'claude-sonnet-4-5',
    request: (text, stream = false) => ({
      model: 'claude-sonnet-4-5',
      max_tokens: 200,
      messages: [{ role: 'user', content: text }],
      stream,
    }),
  },
  {
    path: '/v1/responses',
    model: 'gpt-4o',
    request: (input, stream = false) => ({ model: 'gpt-4o', input, stream }),
  },
  {
    path: '/v1/completions',
    model: 'gpt-3.5-turbo',
    request: (prompt, stream = false) => ({ model: 'gpt-3.5-turbo', prompt, stream }),
    isBarePrompt: true,
  },
];
