import { z } from 'zod';
import { fieldsOf, listOf } from '../litellm/unknown-value.js';
import { messageFromStream, STREAM_EVENTS } from './anthropic-stream.js';
import type { Family } from './question.js';

/** Why an answer is never stored. */
export type BadAnswer =
  | 'error'
  | 'empty'
  | 'truncated'
  | 'filtered'
  | 'incomplete'
  | 'tool-call'
  | 'media'
  /** It brought log probabilities that LiteLLM lost when it put the stream together. */
  | 'logprobs'
  /** It cites pages of the web: the provider looked them up, and they change. */
  | 'live-sources'
  | 'unreadable';

export interface Usage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** A provider's answer that may be stored. */
export interface Answer {
  /** What was answered, for comparing answers; empty for embeddings. */
  readonly text: string;
  readonly usage: Usage;
  /** The value to store: as LiteLLM gave it, but a recorded stream of events put together into its message. */
  readonly value: unknown;
}

/**
 * What LiteLLM puts on its objects for itself, and stores with `/v1/messages` answers: deployment, address and call of the
 * first one. That is nothing for the next caller.
 */
export const PRIVATE_FIELD = '_hidden_params';

const wrapperSchema = z.looseObject({ timestamp: z.number(), response: z.unknown().optional() });
const objectSchema = z.record(z.string(), z.unknown());

const blank = z.unknown().optional();
const chatSchema = z.looseObject({
  choices: z.array(
    z.looseObject({
      finish_reason: z.string().nullish(),
      text: z.string().nullish(),
      message: z
        .looseObject({
          content: z.string().nullish(),
          refusal: z.string().nullish(),
          tool_calls: blank,
          function_call: blank,
          audio: blank,
          images: blank,
          annotations: blank,
        })
        .nullish(),
    }),
  ),
});

const anthropicSchema = z.looseObject({
  stop_reason: z.string().nullish(),
  content: z.array(z.looseObject({ type: z.string(), text: z.string().nullish() })),
});

const responsesSchema = z.looseObject({
  status: z.string().nullish(),
  incomplete_details: z.looseObject({ reason: z.string().nullish() }).nullish(),
  output: z.array(
    z.looseObject({
      type: z.string(),
      content: z.array(z.looseObject({ type: z.string(), text: z.string().nullish() })).nullish(),
    }),
  ),
});

const embeddingSchema = z.looseObject({
  embedding: z.union([z.array(z.number()).min(1), z.string().min(1)]),
  prompt_tokens: z.number().nullish(),
});

const usageSchema = z.looseObject({
  prompt_tokens: z.number().nullish(),
  completion_tokens: z.number().nullish(),
  input_tokens: z.number().nullish(),
  output_tokens: z.number().nullish(),
});

/** Reads a value as LiteLLM stores it, `{timestamp, response}` or the response alone, or says why it is not stored. */
export function readAnswer(
  family: Family,
  value: unknown,
  { streamed } = { streamed: false },
): Answer | BadAnswer {
  const wrapper = wrapperSchema.safeParse(value);
  const wrapped = (response: unknown) => (wrapper.success ? { ...wrapper.data, response } : response);
  const given = asObject(wrapper.success ? wrapper.data.response : value);
  if (given === undefined) return 'unreadable';
  const { [PRIVATE_FIELD]: hidden, ...response } = given;
  if (response['error'] !== undefined && response['error'] !== null) return 'error';
  if (streamed && choicesOf(response).length > 1) return 'incomplete';
  if (streamed && choicesOf(response).some(({ logprobs }) => isFilled(logprobs))) return 'logprobs';
  if (family !== 'messages' || !(STREAM_EVENTS in response)) {
    return read(family, response, hidden === undefined ? value : wrapped(response));
  }
  const message = messageFromStream(response[STREAM_EVENTS]);
  if (message === undefined) return 'incomplete';
  return read(family, message, wrapped(message));
}

function read(family: Family, response: Record<string, unknown>, value: unknown): Answer | BadAnswer {
  switch (family) {
    case 'embedding':
      return readEmbedding(response, value);
    case 'messages':
      // LiteLLM answers /v1/messages in Anthropic's form, unless a provider's chat answer was bridged.
      return finish('choices' in response ? chatText(response) : anthropicText(response), response, value);
    case 'responses':
      return finish('choices' in response ? chatText(response) : responsesText(response), response, value);
    case 'chat':
    case 'text':
      return finish(chatText(response), response, value);
  }
}

function choicesOf(response: Record<string, unknown>): Readonly<Record<string, unknown>>[] {
  return listOf(response['choices']).map(fieldsOf);
}

type Text = { text: string } | BadAnswer;

function finish(read: Text, response: Record<string, unknown>, value: unknown): Answer | BadAnswer {
  if (typeof read === 'string') return read;
  if (read.text.trim() === '') return 'empty';
  return { text: read.text, usage: readUsage(response['usage']), value };
}

function chatText(response: unknown): Text {
  const parsed = chatSchema.safeParse(response);
  if (!parsed.success) return 'unreadable';
  const texts: string[] = [];
  for (const { finish_reason: reason, message, text } of parsed.data.choices) {
    if (isFilled(message?.tool_calls) || isFilled(message?.function_call)) return 'tool-call';
    if (isFilled(message?.audio) || isFilled(message?.images)) return 'media';
    if (citesPages(message?.annotations)) return 'live-sources';
    if (message?.refusal) return 'filtered';
    const bad = badFinish(reason);
    if (bad !== undefined) return bad;
    const content = message?.content ?? text ?? '';
    // One empty choice of several is as useless to a client that asked for several.
    if (content.trim() === '') return 'empty';
    texts.push(content);
  }
  return texts.length === 0 ? 'empty' : { text: texts.join('\n') };
}

function citesPages(annotations: unknown): boolean {
  const parsed = z.array(z.looseObject({ type: z.string() })).safeParse(annotations);
  return parsed.success && parsed.data.some(({ type }) => type === 'url_citation');
}

function badFinish(reason: string | null | undefined): BadAnswer | undefined {
  switch (reason) {
    case 'stop':
    case 'eos':
    case 'end_turn':
    case 'stop_sequence':
      return undefined;
    case 'length':
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'truncated';
    case 'content_filter':
    case 'refusal':
      return 'filtered';
    case 'tool_calls':
    case 'function_call':
    case 'tool_use':
      return 'tool-call';
    case undefined:
    case null:
    default:
      return 'incomplete';
  }
}

function anthropicText(response: unknown): Text {
  const parsed = anthropicSchema.safeParse(response);
  if (!parsed.success) return 'unreadable';
  const { content, stop_reason: reason } = parsed.data;
  if (content.some(({ type }) => /tool/.test(type))) return 'tool-call';
  const bad = badFinish(reason);
  if (bad !== undefined) return bad;
  if (content.some(({ type }) => !/^(text|thinking|redacted_thinking)$/.test(type))) return 'media';
  return { text: content.map(({ type, text }) => (type === 'text' ? (text ?? '') : '')).join('') };
}

function responsesText(response: unknown): Text {
  const parsed = responsesSchema.safeParse(response);
  if (!parsed.success) return 'unreadable';
  const { status, incomplete_details: details, output } = parsed.data;
  if (details?.reason === 'content_filter') return 'filtered';
  if (details?.reason !== undefined && details.reason !== null) return 'truncated';
  if (status === 'failed') return 'error';
  if (status !== 'completed') return 'incomplete';
  if (output.some(({ type }) => type !== 'message' && type !== 'reasoning')) return 'tool-call';
  const parts = output.filter(({ type }) => type === 'message').flatMap(({ content }) => content ?? []);
  if (parts.some(({ type }) => type === 'refusal')) return 'filtered';
  if (parts.some(({ type }) => type !== 'output_text')) return 'media';
  if (parts.some((part) => citesPages(part['annotations']))) return 'live-sources';
  return { text: parts.map(({ text }) => text ?? '').join('') };
}

function readEmbedding(response: Record<string, unknown>, value: unknown): Answer | BadAnswer {
  const parsed = embeddingSchema.safeParse(response);
  if (!parsed.success) return 'empty';
  return { text: '', usage: { promptTokens: parsed.data.prompt_tokens ?? 0, completionTokens: 0 }, value };
}

function readUsage(value: unknown): Usage {
  const usage = usageSchema.safeParse(value);
  if (!usage.success) return { promptTokens: 0, completionTokens: 0 };
  const { prompt_tokens, completion_tokens, input_tokens, output_tokens } = usage.data;
  return {
    promptTokens: prompt_tokens ?? input_tokens ?? 0,
    completionTokens: completion_tokens ?? output_tokens ?? 0,
  };
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  try {
    const parsed = objectSchema.safeParse(typeof value === 'string' ? JSON.parse(value) : value);
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;
}
