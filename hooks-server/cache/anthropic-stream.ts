import { z } from 'zod';
import { listOf } from '../litellm/unknown-value.js';

/**
 * The field under which LiteLLM stores a streamed `/v1/messages` answer: the server-sent events as they came. It replays
 * them to whoever gets the entry, a caller that wants no stream too; so entries hold the message, and events are made
 * from it for callers that stream.
 */
export const STREAM_EVENTS = 'litellm_cached_anthropic_sse_events';

const blockSchema = z.looseObject({ type: z.string() });
const messageSchema = z.looseObject({
  type: z.literal('message'),
  content: z.array(blockSchema),
  usage: z.record(z.string(), z.unknown()).nullish(),
});

type Block = z.infer<typeof blockSchema>;
type Message = z.infer<typeof messageSchema>;

const eventSchema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('message_start'), message: messageSchema }),
  z.looseObject({ type: z.literal('content_block_start'), index: z.number(), content_block: blockSchema }),
  z.looseObject({
    type: z.literal('content_block_delta'),
    index: z.number(),
    delta: z.looseObject({ type: z.string() }),
  }),
  z.looseObject({ type: z.literal('content_block_stop') }),
  z.looseObject({
    type: z.literal('message_delta'),
    delta: z.record(z.string(), z.unknown()),
    usage: z.record(z.string(), z.unknown()).nullish(),
  }),
  z.looseObject({ type: z.literal('message_stop') }),
  z.looseObject({ type: z.literal('ping') }),
]);

type StreamEvent = z.infer<typeof eventSchema>;

/** Deltas that can be put together again, and the field of the block that each one continues. */
const DELTA_FIELDS: Readonly<Record<string, string>> = {
  text_delta: 'text',
  thinking_delta: 'thinking',
  signature_delta: 'signature',
};

/** The message that a recorded stream told, or undefined when the stream is broken off or holds more than text. */
export function messageFromStream(value: unknown): Record<string, unknown> | undefined {
  const texts = z.array(z.string()).safeParse(value);
  if (!texts.success) return undefined;
  const events = readEvents(texts.data.join(''));
  let message: Message | undefined;
  for (const event of events ?? []) {
    if (event.type === 'message_start') message = { ...event.message, content: [] };
    else if (event.type === 'message_stop') return message;
    else if (message === undefined || !apply(event, message)) return undefined;
  }
  return undefined;
}

function readEvents(stream: string): StreamEvent[] | undefined {
  const lines = stream.split(/\r?\n/).filter((line) => line.startsWith('data:'));
  try {
    return lines.map((line) => eventSchema.parse(JSON.parse(line.slice('data:'.length))));
  } catch {
    // An unknown event may carry part of the answer, so that the stream is not stored.
    return undefined;
  }
}

function apply(
  event: Exclude<StreamEvent, { type: 'message_start' | 'message_stop' }>,
  message: Message,
): boolean {
  switch (event.type) {
    case 'content_block_start':
      message.content[event.index] = { ...event.content_block };
      return true;
    case 'content_block_delta':
      return append(message.content[event.index], event.delta);
    case 'message_delta':
      Object.assign(message, event.delta);
      message.usage = { ...message.usage, ...event.usage };
      return true;
    case 'content_block_stop':
    case 'ping':
      return true;
  }
}

function append(block: Block | undefined, delta: Record<string, unknown> & { type: string }): boolean {
  if (block !== undefined && delta.type === 'citations_delta') {
    block['citations'] = [...listOf(block['citations']), delta['citation']];
    return true;
  }
  const field = DELTA_FIELDS[delta.type];
  if (block === undefined || field === undefined) return false;
  const [before, added] = [block[field] ?? '', delta[field] ?? ''];
  if (typeof before !== 'string' || typeof added !== 'string') return false;
  block[field] = before + added;
  return true;
}

/** The events of a stream that tells this message, one string each, as LiteLLM stores them. */
export function streamFromMessage(value: unknown): string[] | undefined {
  const parsed = messageSchema.safeParse(value);
  if (!parsed.success) return undefined;
  const { content, stop_reason, stop_sequence, usage, ...rest } = parsed.data;
  const start = { ...rest, content: [], stop_reason: null, stop_sequence: null, usage };
  return [
    sse({ type: 'message_start', message: start }),
    ...content.flatMap(blockEvents),
    sse({
      type: 'message_delta',
      delta: { stop_reason, stop_sequence: stop_sequence ?? null },
      usage: { ...usage, output_tokens: usage?.['output_tokens'] ?? 0 },
    }),
    sse({ type: 'message_stop' }),
  ];
}

function blockEvents(block: Block, index: number): string[] {
  const deltas = Object.entries(DELTA_FIELDS).filter(([, field]) => typeof block[field] === 'string');
  const citations = listOf(block['citations']);
  const empty = {
    ...block,
    ...(citations.length > 0 && { citations: [] }),
    ...Object.fromEntries(deltas.map(([, field]) => [field, ''])),
  };
  return [
    sse({ type: 'content_block_start', index, content_block: empty }),
    ...citations.map((citation) =>
      sse({ type: 'content_block_delta', index, delta: { type: 'citations_delta', citation } }),
    ),
    ...deltas.map(([type, field]) =>
      sse({ type: 'content_block_delta', index, delta: { type, [field]: block[field] } }),
    ),
    sse({ type: 'content_block_stop', index }),
  ];
}

function sse(event: { type: string } & Record<string, unknown>): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
