import { z } from 'zod';
import { answerTo, countTokens, pieces, textOf, vectorOf, type Answer } from './answer.js';

/** What one request gets: a body, or the events of a stream, and what it cost by the mock's own count. */
export interface Reply {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly body: object;
  /** Server-sent events in order, when the client asked for a stream. */
  readonly events?: readonly { readonly event?: string; readonly data: object | string }[];
}

const messages = z.array(z.looseObject({ role: z.string(), content: z.unknown().optional() }));
const limit = z.number().int().positive().nullish();
const common = { model: z.string(), stream: z.boolean().nullish() };
const chatRequest = z.looseObject({
  ...common,
  messages,
  max_tokens: limit,
  max_completion_tokens: limit,
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
});
const textRequest = z.looseObject({
  ...common,
  prompt: z.union([z.string(), z.array(z.string())]),
  max_tokens: limit,
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
});
const embeddingRequest = z.looseObject({
  model: z.string(),
  input: z.union([z.string(), z.array(z.string())]),
  dimensions: limit,
  encoding_format: z.string().nullish(),
});
const responsesRequest = z.looseObject({
  ...common,
  input: z.union([z.string(), z.array(z.looseObject({ content: z.unknown().optional() }))]),
  instructions: z.string().nullish(),
  max_output_tokens: limit,
});
const messagesRequest = z.looseObject({
  ...common,
  messages,
  system: z.unknown().optional(),
  max_tokens: limit,
});

/** The whole prompt decides the answer, so that a change anywhere in a conversation changes it. */
function answered(texts: readonly string[], maxTokens: number | null | undefined, words = 0) {
  const prompt = texts.join('\n');
  const answer = answerTo(
    texts.length > 1 ? `${texts.at(-1)}\n${prompt}` : prompt,
    maxTokens ?? undefined,
    words,
  );
  return { answer, promptTokens: countTokens(prompt), completionTokens: countTokens(answer.text) };
}

function openAiUsage(promptTokens: number, completionTokens: number) {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
}

const finishReason = ({ truncated }: Answer) => (truncated ? 'length' : 'stop');
const now = () => Math.floor(Date.now() / 1000);

/** POST /v1/chat/completions */
export function chatReply(input: unknown, id: string, words?: number): Reply {
  const request = chatRequest.parse(input);
  const maxTokens = request.max_completion_tokens ?? request.max_tokens;
  const texts = request.messages.map(({ content }) => textOf(content));
  const { answer, promptTokens, completionTokens } = answered(texts, maxTokens, words);
  const usage = openAiUsage(promptTokens, completionTokens);
  const head = { id: `chatcmpl-${id}`, created: now(), model: request.model };
  const message = { role: 'assistant', content: answer.text };
  const body = {
    ...head,
    object: 'chat.completion',
    choices: [{ index: 0, message, finish_reason: finishReason(answer) }],
    usage,
  };
  const chunk = (delta: object, finish: string | null) => ({
    data: { ...head, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }] },
  });
  const events = [
    ...pieces(answer.text).map((content, at) =>
      chunk({ ...(at === 0 && { role: 'assistant' }), content }, null),
    ),
    chunk({}, finishReason(answer)),
    ...(request.stream_options?.include_usage
      ? [{ data: { ...head, object: 'chat.completion.chunk', choices: [], usage } }]
      : []),
    { data: '[DONE]' },
  ];
  return { promptTokens, completionTokens, body, ...(request.stream && { events }) };
}

/** POST /v1/completions */
export function textReply(input: unknown, id: string): Reply {
  const request = textRequest.parse(input);
  const { answer, promptTokens, completionTokens } = answered([request.prompt].flat(), request.max_tokens);
  const usage = openAiUsage(promptTokens, completionTokens);
  const head = { id: `cmpl-${id}`, object: 'text_completion', created: now(), model: request.model };
  const choice = (text: string, finish: string | null) => ({
    index: 0,
    text,
    logprobs: null,
    finish_reason: finish,
  });
  const body = { ...head, choices: [choice(answer.text, finishReason(answer))], usage };
  const events = [
    ...pieces(answer.text).map((text) => ({ data: { ...head, choices: [choice(text, null)] } })),
    { data: { ...head, choices: [choice('', finishReason(answer))] } },
    ...(request.stream_options?.include_usage ? [{ data: { ...head, choices: [], usage } }] : []),
    { data: '[DONE]' },
  ];
  return { promptTokens, completionTokens, body, ...(request.stream && { events }) };
}

/** POST /v1/embeddings */
export function embeddingReply(input: unknown): Reply {
  const request = embeddingRequest.parse(input);
  const texts = [request.input].flat();
  const promptTokens = texts.reduce((sum, text) => sum + countTokens(text), 0);
  const data = texts.map((text, index) => {
    const vector = vectorOf(text, request.dimensions ?? 16);
    const base64 = () => Buffer.from(Float32Array.from(vector).buffer).toString('base64');
    return {
      object: 'embedding',
      index,
      embedding: request.encoding_format === 'base64' ? base64() : vector,
    };
  });
  const usage = { prompt_tokens: promptTokens, total_tokens: promptTokens };
  return { promptTokens, completionTokens: 0, body: { object: 'list', model: request.model, data, usage } };
}

/** POST /v1/responses */
export function responsesReply(input: unknown, id: string): Reply {
  const request = responsesRequest.parse(input);
  const asked =
    typeof request.input === 'string' ? [request.input] : request.input.map((item) => textOf(item.content));
  const texts = [...(request.instructions ? [request.instructions] : []), ...asked];
  const { answer, promptTokens, completionTokens } = answered(texts, request.max_output_tokens);
  const part = { type: 'output_text', text: answer.text, annotations: [] };
  const item = { type: 'message', id: `msg_${id}`, status: 'completed', role: 'assistant', content: [part] };
  const body = {
    id: `resp_${id}`,
    object: 'response',
    created_at: now(),
    status: answer.truncated ? 'incomplete' : 'completed',
    incomplete_details: answer.truncated ? { reason: 'max_output_tokens' } : null,
    model: request.model,
    output: [item],
    ...{ error: null, instructions: request.instructions ?? null, metadata: {}, parallel_tool_calls: true },
    ...{ temperature: 1, top_p: 1, tool_choice: 'auto', tools: [] },
    usage: {
      input_tokens: promptTokens,
      output_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    },
  };
  const place = { item_id: item.id, output_index: 0, content_index: 0 };
  const events = [
    { type: 'response.created', response: { ...body, status: 'in_progress', output: [], usage: null } },
    {
      type: 'response.output_item.added',
      output_index: 0,
      item: { ...item, status: 'in_progress', content: [] },
    },
    { type: 'response.content_part.added', ...place, part: { ...part, text: '' } },
    ...pieces(answer.text).map((delta) => ({ type: 'response.output_text.delta', ...place, delta })),
    { type: 'response.output_text.done', ...place, text: answer.text },
    { type: 'response.content_part.done', ...place, part },
    { type: 'response.output_item.done', output_index: 0, item },
    { type: 'response.completed', response: body },
  ].map((data, at) => ({ event: data.type, data: { ...data, sequence_number: at } }));
  return { promptTokens, completionTokens, body, ...(request.stream && { events }) };
}

/** POST /v1/messages, in Anthropic's form. */
export function messagesReply(input: unknown, id: string): Reply {
  const request = messagesRequest.parse(input);
  const system = textOf(request.system);
  const texts = [...(system ? [system] : []), ...request.messages.map(({ content }) => textOf(content))];
  const { answer, promptTokens, completionTokens } = answered(texts, request.max_tokens);
  const stopReason = answer.truncated ? 'max_tokens' : 'end_turn';
  const head = { id: `msg_${id}`, type: 'message', role: 'assistant', model: request.model };
  const body = {
    ...head,
    content: [{ type: 'text', text: answer.text }],
    stop_reason: stopReason,
    stop_sequence: null,
    usage: { input_tokens: promptTokens, output_tokens: completionTokens },
  };
  const started = { input_tokens: promptTokens, output_tokens: 1 };
  const events = [
    {
      type: 'message_start',
      message: { ...head, content: [], stop_reason: null, stop_sequence: null, usage: started },
    },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    ...pieces(answer.text).map((text) => ({
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'text_delta', text },
    })),
    { type: 'content_block_stop', index: 0 },
    {
      type: 'message_delta',
      delta: { stop_reason: stopReason, stop_sequence: null },
      usage: { output_tokens: completionTokens },
    },
    { type: 'message_stop' },
  ].map((data) => ({ event: data.type, data }));
  return { promptTokens, completionTokens, body, ...(request.stream && { events }) };
}
