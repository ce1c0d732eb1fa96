import { z } from 'zod';
import { STREAM_EVENTS, streamFromMessage } from './anthropic-stream.js';
import type { Question } from './question.js';

const wrapperSchema = z.looseObject({ timestamp: z.number(), response: z.unknown().optional() });

/**
 * A stored value in the form in which LiteLLM replays it truly to this caller. Only `/v1/messages` needs help: for all
 * others LiteLLM makes chunks from the whole answer itself.
 */
export function forReplay(value: unknown, { family, stream }: Pick<Question, 'family' | 'stream'>): unknown {
  if (family !== 'messages' || !stream) return value;
  const wrapper = wrapperSchema.safeParse(value);
  const response = wrapper.success ? wrapper.data.response : value;
  const events = streamFromMessage(typeof response === 'string' ? JSON.parse(response) : response);
  if (events === undefined) return value;
  const recorded = { [STREAM_EVENTS]: events };
  return wrapper.success ? { ...wrapper.data, response: recorded } : recorded;
}
