import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A request as a provider saw it. */
export interface RecordedRequest {
  readonly method: string;
  /** Without the query string, so that no key in it is kept. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Stands in for every provider on one port, in the wire form that the path asks for, and remembers what came. */
export interface RecordingProvider extends AsyncDisposable {
  /** Without a path. */
  readonly url: string;
  readonly requests: RecordedRequest[];
  /** Answers 503 to each request whose path or model contains the text; undefined makes all well again. */
  fail(pathOrModel: string | undefined): void;
  /** Milliseconds each answer takes. */
  delayMs: number;
  /** Prompt tokens that each answer reports. */
  promptTokens: number;
}

const TEXT = 'The capital of France is Paris.';
const COMPLETION_TOKENS = 7;

/** What the next answers report. */
interface Usage {
  readonly prompt: number;
  readonly completion: number;
}

export async function startRecordingProvider(): Promise<RecordingProvider> {
  const requests: RecordedRequest[] = [];
  let failing: string | undefined;
  const server = createServer((request, response) => {
    void readBody(request).then(async (body) => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      requests.push({ method: request.method ?? '', path, headers: request.headers, body });
      if (provider.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, provider.delayMs));
      if (failing !== undefined && `${path} ${String(body['model'])}`.includes(failing)) {
        json(
          response,
          { error: { message: 'The mock provider was told to fail.', type: 'overloaded' } },
          503,
        );
      } else answer(path, body, response, { prompt: provider.promptTokens, completion: COMPLETION_TOKENS });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const provider: RecordingProvider = {
    url: `http://127.0.0.1:${port}`,
    requests,
    fail: (text) => {
      failing = text;
    },
    delayMs: 0,
    promptTokens: 11,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return provider;
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function answer(path: string, body: Record<string, unknown>, response: ServerResponse, usage: Usage): void {
  const stream = body['stream'] === true;
  if (path.endsWith('/embeddings')) embeddings(body, response);
  else if (path.endsWith('/messages')) anthropic(body, stream, response, usage);
  else if (path.includes(':streamGenerateContent')) events(response, [gemini(TEXT, usage)]);
  else if (path.includes(':generateContent')) json(response, gemini(TEXT, usage));
  else if (path.endsWith('/converse')) json(response, bedrock(usage));
  else if (path.endsWith('/chat/completions')) openai(body, stream, response, usage);
  else json(response, { error: { message: `No such path: ${path}` } }, 404);
}

function openai(
  body: Record<string, unknown>,
  stream: boolean,
  response: ServerResponse,
  tokens: Usage,
): void {
  // LiteLLM's Groq reader insists on the service tier.
  const common = { id: 'chatcmpl-mock', created: 1, model: body['model'], service_tier: 'default' };
  const usage = {
    prompt_tokens: tokens.prompt,
    completion_tokens: tokens.completion,
    total_tokens: tokens.prompt + tokens.completion,
  };
  if (!stream) {
    const message = { role: 'assistant', content: TEXT };
    json(response, {
      ...common,
      object: 'chat.completion',
      choices: [{ index: 0, message, finish_reason: 'stop' }],
      usage,
    });
    return;
  }
  const chunk = (choices: unknown[], more = {}) => ({
    ...common,
    object: 'chat.completion.chunk',
    choices,
    ...more,
  });
  events(
    response,
    [
      chunk([{ index: 0, delta: { role: 'assistant', content: TEXT }, finish_reason: null }]),
      chunk([{ index: 0, delta: {}, finish_reason: 'stop' }]),
      chunk([], { usage }),
    ],
    true,
  );
}

function bedrock({ prompt, completion }: Usage): object {
  return {
    output: { message: { role: 'assistant', content: [{ text: TEXT }] } },
    stopReason: 'end_turn',
    usage: { inputTokens: prompt, outputTokens: completion, totalTokens: prompt + completion },
    metrics: { latencyMs: 1 },
  };
}

function anthropic(
  body: Record<string, unknown>,
  stream: boolean,
  response: ServerResponse,
  tokens: Usage,
): void {
  const usage = { input_tokens: tokens.prompt, output_tokens: tokens.completion };
  const message = { id: 'msg_mock', type: 'message', role: 'assistant', model: body['model'] };
  if (!stream) {
    json(response, {
      ...message,
      content: [{ type: 'text', text: TEXT }],
      stop_reason: 'end_turn',
      usage,
    });
    return;
  }
  const parts = [
    { type: 'message_start', message: { ...message, content: [], stop_reason: null, usage } },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: TEXT } },
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage },
    { type: 'message_stop' },
  ];
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const part of parts) response.write(`event: ${part.type}\ndata: ${JSON.stringify(part)}\n\n`);
  response.end();
}

function gemini(text: string, tokens: Usage) {
  return {
    candidates: [{ content: { role: 'model', parts: [{ text }] }, finishReason: 'STOP', index: 0 }],
    usageMetadata: {
      promptTokenCount: tokens.prompt,
      candidatesTokenCount: tokens.completion,
      totalTokenCount: tokens.prompt + tokens.completion,
    },
    modelVersion: 'mock',
  };
}

function embeddings(body: Record<string, unknown>, response: ServerResponse): void {
  const input = Array.isArray(body['input']) ? body['input'] : [body['input']];
  json(response, {
    object: 'list',
    model: body['model'],
    data: input.map((_, index) => ({ object: 'embedding', index, embedding: [0.1, 0.2, 0.3] })),
    usage: { prompt_tokens: 3, total_tokens: 3 },
  });
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function events(response: ServerResponse, parts: readonly unknown[], done = false): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const part of parts) response.write(`data: ${JSON.stringify(part)}\n\n`);
  if (done) response.write('data: [DONE]\n\n');
  response.end();
}
