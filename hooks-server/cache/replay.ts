import { z } from 'zod';
import { fieldsOf, listOf, without } from '../litellm/unknown-value.js';
import { STREAM_EVENTS, streamFromMessage } from './anthropic-stream.js';
import { PRIVATE_FIELD } from './answer.js';
import type { Question } from './question.js';

const wrapperSchema = z.looseObject({ timestamp: z.number(), response: z.unknown().optional() });

type Fields = Readonly<Record<string, unknown>>;

/** How a caller wants to be answered, and what the plugin that asks can do. */
export interface ReplayTo extends Pick<Question, 'family' | 'stream'> {
  /** The plugin puts into a replayed stream of chat chunks what LiteLLM leaves out of it. */
  readonly completesStreams: boolean;
}

/** A stored value in the form in which LiteLLM replays it truly to this caller, or undefined when it cannot. */
export function forReplay(value: unknown, to: ReplayTo): unknown {
  const wrapper = wrapperSchema.safeParse(value);
  const stored = wrapper.success ? wrapper.data.response : value;
  const isText = typeof stored === 'string';
  const response = free(fieldsOf(isText ? JSON.parse(stored) : stored), to);
  const replayed = to.stream ? asStream(response, to) : response;
  if (replayed === undefined) return undefined;
  const form = isText ? JSON.stringify(replayed) : replayed;
  return wrapper.success ? { ...wrapper.data, response: form } : form;
}

/**
 * The answer as this call gets it: for nothing. LiteLLM works a cost out for each answer of `/v1/responses` that says none,
 * and hands on what a provider (OpenRouter) said that its own answer cost.
 */
function free(response: Fields, { family }: ReplayTo): Fields {
  const shown = without(response, [PRIVATE_FIELD]);
  const usage = shown['usage'];
  if (typeof usage !== 'object' || usage === null) return shown;
  const saysCost = 'cost' in usage || (family === 'responses' && !('choices' in shown));
  return saysCost ? { ...shown, usage: { ...without(fieldsOf(usage), ['cost_details']), cost: 0 } } : shown;
}

function asStream(response: Fields, { family, completesStreams }: ReplayTo): Fields | undefined {
  if ('choices' in response) {
    // LiteLLM would give such an answer to a caller of `/v1/messages` whole.
    if (family === 'messages') return undefined;
    return completesStreams || survivesStreaming(response) ? response : undefined;
  }
  if (family !== 'messages') return response;
  const events = streamFromMessage(response);
  return events && { [STREAM_EVENTS]: events };
}

/** What LiteLLM's chunks of a stored chat answer hold; the rest it leaves out. */
const STREAMED = {
  choice: new Set(['index', 'finish_reason', 'message']),
  message: new Set(['role', 'content']),
  usage: new Set(['prompt_tokens', 'completion_tokens', 'total_tokens', 'cost']),
};

function survivesStreaming(response: Fields): boolean {
  return (
    saysNoMore(fieldsOf(response['usage']), STREAMED.usage) &&
    listOf(response['choices'])
      .map(fieldsOf)
      .every(
        (choice) =>
          saysNoMore(choice, STREAMED.choice) && saysNoMore(fieldsOf(choice['message']), STREAMED.message),
      )
  );
}

/** Whether all other fields say nothing: null, false, 0, empty, or made of such. */
function saysNoMore(fields: Fields, known: ReadonlySet<string>): boolean {
  return Object.entries(fields).every(([name, value]) => known.has(name) || saysNothing(value));
}

function saysNothing(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).every(saysNothing);
  return value === undefined || value === null || value === false || value === 0 || value === '';
}
