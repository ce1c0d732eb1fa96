import { z } from 'zod';
import type { CacheLookup } from '../litellm/cache.js';
import { listOf, without } from '../litellm/unknown-value.js';
import { hashOf, KEY_VERSION, normaliseText } from './keys.js';

/** The interface a call came by. Their answers have different forms, so that they never share an entry. */
export type Family = 'chat' | 'text' | 'messages' | 'responses' | 'embedding';

/** LiteLLM's call types that are cached. All others are not. */
const FAMILIES: Readonly<Record<string, Family>> = {
  completion: 'chat',
  acompletion: 'chat',
  text_completion: 'text',
  atext_completion: 'text',
  anthropic_messages: 'messages',
  aanthropic_messages: 'messages',
  responses: 'responses',
  aresponses: 'responses',
  embedding: 'embedding',
  aembedding: 'embedding',
  embeddings: 'embedding',
};

/** Why the form of a request rules it out. */
export type Unsuitable =
  | 'call-type'
  | 'tools'
  | 'media'
  | 'stateful'
  | 'unsupported'
  /** LiteLLM cannot stream a stored text completion, and stores a streamed one without its text. */
  | 'text-stream'
  /** LiteLLM makes one answer of the several that a stream with `n` above 1 brings. */
  | 'several-answers'
  /** LiteLLM loses the log probabilities of a stream, when it stores it and when it replays it. */
  | 'logprobs';

/** A call in the cache's terms. */
export interface Question {
  readonly family: Family;
  readonly model: string;
  /** The last user text as the provider gets it; empty for embeddings. */
  readonly text: string;
  readonly stream: boolean;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Everything but the last user text, ready to be hashed. */
  readonly rest: unknown;
  /** What the exact layer's key is made of. */
  readonly exact: unknown;
}

/** One turn, whatever interface it came by: chat messages, Anthropic messages, items of `/v1/responses`. */
const turnSchema = z.looseObject({
  role: z.string().nullish(),
  type: z.string().nullish(),
  content: z.unknown().optional(),
});
const turnsSchema = z.array(turnSchema);
const partsSchema = z.array(z.looseObject({ type: z.string().nullish(), text: z.string().nullish() }));

type Turn = z.infer<typeof turnSchema>;

const TEXT_PARTS = new Set(['text', 'input_text', 'output_text', 'thinking', 'redacted_thinking', 'refusal']);
const TOOL_PARTS = new Set(['tool_use', 'tool_result', 'server_tool_use', 'web_search_tool_result']);

/**
 * Reads a call. Returns why it cannot be cached at all when its form rules it out: an unknown call type, tool calls or
 * results in the conversation, images or audio, state kept by the provider, or a prompt that is no single text.
 */
export function readQuestion(call: CacheLookup, ignored: ReadonlySet<string>): Question | Unsuitable {
  const family = FAMILIES[call.callType];
  if (family === undefined) return 'call-type';
  const request = call.request ?? {};
  const parameters = keyedParameters(request, ignored);
  const common = { family, model: call.model ?? '', stream: request['stream'] === true, parameters };
  if (family === 'embedding') return readEmbedding(call, common);
  if (isStateful(request)) return 'stateful';
  if (common.stream) {
    const lossy = lossyStream(request, family);
    if (lossy !== undefined) return lossy;
  }
  if (family === 'text') return readPrompt(request['prompt'], common);
  const field = family === 'responses' ? 'input' : 'messages';
  return readTurns(request[field], field, common);
}

type Common = Pick<Question, 'family' | 'model' | 'stream' | 'parameters'>;

function readEmbedding(call: CacheLookup, common: Common): Question | Unsuitable {
  const { key, request } = call;
  // LiteLLM caches each input by itself and shows its backend the key alone, which covers model, input and parameters.
  if (typeof key === 'string' && key !== '') {
    return { ...common, text: '', rest: {}, exact: { key } };
  }
  const input = request?.['input'];
  if (input === undefined || input === null) return 'unsupported';
  return {
    ...common,
    text: '',
    rest: { ...without(common.parameters, ['input']), model: common.model },
    exact: { input },
  };
}

function readPrompt(prompt: unknown, common: Common): Question | Unsuitable {
  const text = Array.isArray(prompt) && prompt.length === 1 ? (prompt[0] as unknown) : prompt;
  if (typeof text !== 'string') return 'unsupported';
  return question(text, without(common.parameters, ['prompt']), common);
}

function readTurns(value: unknown, field: 'input' | 'messages', common: Common): Question | Unsuitable {
  const parameters = without(common.parameters, [field]);
  if (typeof value === 'string') return question(value, parameters, common);
  const turns = turnsSchema.safeParse(value);
  if (!turns.success) return 'unsupported';
  const last = turns.data.findLastIndex((turn) => turn.role === 'user');
  for (const turn of turns.data) {
    const unsuitable = unsuitableTurn(turn);
    if (unsuitable !== undefined) return unsuitable;
  }
  const asked = turns.data[last];
  const split = asked && takeText(asked);
  if (split === undefined) return 'unsupported';
  const rest = turns.data.map((turn, index) => tidyTurn(index === last ? split.rest : turn));
  return question(split.text, { ...parameters, turns: rest }, common);
}

function question(text: string, rest: Record<string, unknown>, common: Common): Question {
  return { ...common, text, rest: { ...rest, model: common.model }, exact: { text: normaliseText(text) } };
}

/** The keys of a question: `what` from the last user text, `conditions` from all else and the space it is embedded in. */
export function keysOf(
  { family, rest, exact }: Question,
  { policyVersion, space }: { policyVersion: string; space: string },
): { conditions: string; what: string } {
  return {
    conditions: hashOf({ version: KEY_VERSION, policyVersion, family, space, rest }),
    what: hashOf(exact),
  };
}

/**
 * All parameters but those that are known not to matter. One that nobody here has heard of may change what the provider
 * gets, and then what one caller stored would be another's answer.
 */
function keyedParameters(
  request: Record<string, unknown>,
  ignored: ReadonlySet<string>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(request).filter(
      ([name, value]) =>
        value !== undefined &&
        !ignored.has(name) &&
        // They say how a stream is told; without a stream they are sent on all the same.
        !(name === 'stream_options' && request['stream'] === true),
    ),
  );
}

/** Why LiteLLM would not replay or record this stream truly, or undefined. */
function lossyStream(request: Record<string, unknown>, family: Family): Unsuitable | undefined {
  if (family === 'text') return 'text-stream';
  const choices = request['n'];
  if (choices !== undefined && choices !== null && choices !== 1) return 'several-answers';
  return asksForLogprobs(request) ? 'logprobs' : undefined;
}

function asksForLogprobs({ logprobs, top_logprobs: top, include }: Record<string, unknown>): boolean {
  const asked = (value: unknown) => value !== undefined && value !== null && value !== false;
  return asked(logprobs) || asked(top) || listOf(include).some((part) => String(part).includes('logprobs'));
}

/** The answer rests on state that the provider keeps and that the request does not show. */
function isStateful(request: Record<string, unknown>): boolean {
  const given = (name: string) => request[name] !== undefined && request[name] !== null;
  return (
    given('previous_response_id') ||
    given('conversation') ||
    given('prompt_id') ||
    request['background'] === true
  );
}

function unsuitableTurn(turn: Turn): Unsuitable | undefined {
  const { role, type, content } = turn;
  if (role === 'tool' || role === 'function') return 'tools';
  if (isFilled(turn['tool_calls']) || isFilled(turn['function_call'])) return 'tools';
  if (type === 'reasoning' || type === 'item_reference' || type === 'compaction') return 'stateful';
  if (role === undefined || role === null) return 'tools';
  if (isFilled(turn['audio']) || isFilled(turn['images'])) return 'media';
  if (content === undefined || content === null || typeof content === 'string') return undefined;
  const parts = partsSchema.safeParse(content);
  if (!parts.success) return 'unsupported';
  const kinds = parts.data.map((part) => part.type ?? 'text');
  if (kinds.some((kind) => TOOL_PARTS.has(kind))) return 'tools';
  return kinds.every((kind) => TEXT_PARTS.has(kind)) ? undefined : 'media';
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;
}

/** Takes the last text out of a user turn; a single text part counts the same as a plain string. */
function takeText(turn: Turn): { text: string; rest: Turn } | undefined {
  if (typeof turn.content === 'string') return { text: turn.content, rest: { ...turn, content: null } };
  const parts = partsSchema.safeParse(turn.content);
  if (!parts.success) return undefined;
  const last = parts.data.findLastIndex((part) => typeof part.text === 'string');
  const text = parts.data[last]?.text;
  if (typeof text !== 'string') return undefined;
  const others = parts.data.map((part, index) => (index === last ? restOfPart(part) : part));
  const isText = others.length === 1 && others[0] === null;
  return { text, rest: { ...turn, content: isText ? null : others } };
}

/** What a text part says beside its text, or null. Where a provider caches a prompt changes no answer. */
function restOfPart(part: Readonly<Record<string, unknown>>): Record<string, unknown> | null {
  const rest = Object.entries(part).filter(([name]) => !['type', 'text', 'cache_control'].includes(name));
  return rest.length === 0 ? null : Object.fromEntries(rest);
}

/** Drops what a client may leave out without changing a turn: null fields, and the type that items may name. */
function tidyTurn(turn: Turn): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(turn).filter(
      ([name, value]) => value !== null && value !== undefined && !(name === 'type' && value === 'message'),
    ),
  );
}
