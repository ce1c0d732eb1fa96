import type { Path } from './call.js';
import type { Message } from './messages.js';
import { fieldsOf, listOf } from './unknown-value.js';

/**
 * What a text is to the provider. A `turn` is what somebody said in the conversation; `tool-call` and `tool-result` are
 * what a tool was given and gave back; `document` is material that came with a turn; `instruction` is the operator's
 * word; `tool-definition` describes a tool; `parameter` is any other string of the request.
 */
export type TextKind =
  'turn' | 'tool-call' | 'tool-result' | 'document' | 'instruction' | 'tool-definition' | 'parameter';

/** One text of a request and where it stands. */
export interface PlacedText {
  readonly path: Path;
  /**
   * Who says it: the turn's role; `system` for instructions, `tool` for definitions and results of tools, `document` for
   * documents, search results and pages, wherever they stand.
   */
  readonly role: string;
  readonly kind: TextKind;
  readonly text: string;
}

/** One turn of the conversation as a message, and where in the request it stands. */
export interface Turn {
  readonly path: Path;
  readonly message: Message;
}

/** Fields whose strings are names of the API's own, references or ciphertext: nobody's words. */
const TECHNICAL = new Set(
  `type id object role model status detail format media_type mime_type tool_use_id tool_call_id call_id file_id
  container_id signature encrypted_content encrypted_index encrypted_stdout sha256 encoding_format service_tier
  truncation reasoning_effort tool_choice`.split(/\s+/),
);

/** Fields at the top of a body in which the operator, not the user, says what to do. */
const INSTRUCTIONS = new Set(['system', 'instructions', 'litellm_system_prompt']);
const TOOLS = new Set(['tools', 'functions']);
const CONVERSATION = new Set(['messages', 'input', 'prompt']);

/** Deeper than any client nests on purpose: what lies below is read as one piece of JSON. */
const MAX_DEPTH = 64;

/**
 * Every text of a request as the client sent it, whatever API it came by and wherever it stands: the conversation with
 * all that is nested in it, system prompts, tools and their descriptions, and the strings of all other parameters.
 * Media and the API's own names are left out.
 */
export function requestTexts(request: Readonly<Record<string, unknown>>): PlacedText[] {
  const found: PlacedText[] = [];
  for (const [name, value] of Object.entries(request)) {
    if (CONVERSATION.has(name)) readConversation(name, value, found);
    else if (INSTRUCTIONS.has(name))
      collect(value, { path: [name], role: 'system', kind: 'instruction' }, found);
    else if (TOOLS.has(name)) collect(value, { path: [name], role: 'tool', kind: 'tool-definition' }, found);
    else if (!TECHNICAL.has(name)) collect(value, { path: [name], role: 'user', kind: 'parameter' }, found);
  }
  return found;
}

type Place = Omit<PlacedText, 'text'>;

function readConversation(name: string, value: unknown, found: PlacedText[]): void {
  if (!Array.isArray(value)) return collect(value, { path: [name], role: 'user', kind: 'turn' }, found);
  value.forEach((turn: unknown, index) => {
    const role = roleOf(turn);
    const kind = role === 'system' || role === 'developer' ? 'instruction' : kindOf(turn, 'turn');
    collect(turn, { path: [name, index], role, kind }, found);
  });
}

/** Adds the texts of a value and of all that is in it. */
function collect(value: unknown, place: Place, found: PlacedText[]): void {
  if (typeof value === 'string') {
    if (value !== '') found.push({ ...place, text: value });
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (place.path.length >= MAX_DEPTH) {
    found.push({ ...place, text: JSON.stringify(value) });
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((item: unknown, index) => collect(item, within(place, item, index), found));
    return;
  }
  const fields = value as Record<string, unknown>;
  for (const [name, item] of Object.entries(fields)) {
    if (TECHNICAL.has(name) || isMedium(name, item, fields)) continue;
    const inner = within(place, item, name);
    // What a tool is given is read as JSON: a name says what kind of value stands beside it.
    if (name === 'input' && inner.kind === 'tool-call' && typeof item === 'object' && item !== null)
      found.push({ ...inner, text: JSON.stringify(item) });
    else collect(item, inner, found);
  }
}

function within({ path, role, kind }: Place, item: unknown, step: string | number): Place {
  const inner = kindOf(item, kind);
  return { path: [...path, step], role: roleWithin(item, inner, role), kind: inner };
}

/** Material is nobody's turn: what stands in it was written by somebody who takes no part in the conversation. */
function roleWithin(item: unknown, kind: TextKind, role: string): string {
  if (role === 'document' || isMaterial(fieldsOf(item)['type'])) return 'document';
  return kind === 'tool-result' ? 'tool' : role;
}

/** Whether a part of this type is material: a document, a file, a search result or a fetched page. */
export function isMaterial(type: unknown): boolean {
  return typeof type === 'string' && MATERIAL.test(type);
}

const MATERIAL =
  /^(?:document|search_result|web_search_result|web_fetch_result|input_file|file|container_upload)$/;

/** A part's type says what its texts are; a part of a tool's result stays one, whatever it is. */
function kindOf(value: unknown, outer: TextKind): TextKind {
  if (outer === 'tool-result' || outer === 'tool-definition') return outer;
  const fields = fieldsOf(value);
  const type = typeof fields['type'] === 'string' ? fields['type'] : '';
  if (/_result$|_output$|^mcp_approval_response$/.test(type) && !isMaterial(type)) return 'tool-result';
  if (/tool_use$|_call$/.test(type) || 'tool_calls' in fields || 'function_call' in fields) {
    return 'content' in fields && type === '' ? outer : 'tool-call';
  }
  if (isMaterial(type)) return 'document';
  return outer;
}

/** Images, sounds and files: data URLs, base64, and what the plugin sends in their place. */
function isMedium(name: string, value: unknown, { type }: Readonly<Record<string, unknown>>): boolean {
  if (typeof value !== 'string') return false;
  if (name === 'data' && type !== 'text') return true;
  if (name === 'file_data' || name === 'b64_json') return true;
  return /^data:[\w.+-]+\/[\w.+-]+;base64,/.test(value.slice(0, 200));
}

/** The role of a turn; an item of `/v1/responses` without one is the assistant's or, when it is a result, a tool's. */
function roleOf(turn: unknown): string {
  const { role, type } = fieldsOf(turn);
  if (role === 'function') return 'tool';
  if (typeof role === 'string') return role;
  if (typeof type !== 'string' || type === 'message') return 'user';
  return /_output$|_response$/.test(type) ? 'tool' : 'assistant';
}

const HAS_CONVERSATION: Readonly<Record<string, string>> = {
  completion: 'messages',
  acompletion: 'messages',
  anthropic_messages: 'messages',
  aanthropic_messages: 'messages',
  responses: 'input',
  aresponses: 'input',
};

/** The field of a call that holds a conversation; undefined for calls that are none. */
export const conversationField = (callType: string): string | undefined => HAS_CONVERSATION[callType];

/**
 * The turns of a conversation, for what may change its last one: as messages, but in the client's own form, so that a
 * text found in one is found at its place in the request. None for calls that are no conversation (embeddings, speech,
 * images, text completions): most of what they send means something else when it is cut.
 */
export function conversation(callType: string, request: Readonly<Record<string, unknown>>): Turn[] {
  const field = conversationField(callType);
  const value = field === undefined ? undefined : request[field];
  if (field === undefined || value === undefined) return [];
  if (typeof value === 'string') return [{ path: [field], message: { role: 'user', content: value } }];
  return listOf(value).map((turn, index) => ({ path: [field, index], message: messageOf(turn) }));
}

function messageOf(turn: unknown): Message {
  const fields = fieldsOf(turn);
  const { content } = fields;
  const marked = fields['cache_control'];
  return {
    role: roleOf(turn),
    content: typeof content === 'string' ? content : Array.isArray(content) ? content.map(fieldsOf) : null,
    ...(marked !== undefined && { cache_control: marked }),
  };
}

/** Where in the request a text of a turn stands. */
export function pathOf(turn: Turn, part: number | undefined): Path {
  // A bare text is the whole field.
  if (turn.path.length === 1) return turn.path;
  return part === undefined ? [...turn.path, 'content'] : [...turn.path, 'content', part, 'text'];
}

/**
 * All texts as messages, for detection: those outside the conversation first, then turn after turn. The newest comes last,
 * and so is the first to be read.
 */
export function scannedMessages(request: Readonly<Record<string, unknown>>): Message[] {
  const outside: Message[] = [];
  const said: Message[] = [];
  for (const { path, role, text } of requestTexts(request)) {
    (CONVERSATION.has(String(path[0])) ? said : outside).push({ role, content: text });
  }
  return [...outside, ...said];
}
