import type { Message } from '../litellm/messages.js';
import { isMaterial } from '../litellm/request-texts.js';
import { fieldsOf, listOf } from '../litellm/unknown-value.js';

const written = (value: unknown): string[] => (typeof value === 'string' && value !== '' ? [value] : []);

/** The texts of a content: itself, or those of its parts. A part of another form costs its own text alone. */
export function contentTexts(content: unknown): string[] {
  const parts = listOf(content).flatMap((part) => [...written(part), ...written(fieldsOf(part)['text'])]);
  return [...written(content), ...parts];
}

/**
 * What a message gives to its tools, in the forms of chat completions (`tool_calls`, `function_call`), of responses (an
 * item with `arguments`) and of messages (parts of type `tool_use`).
 */
export function toolCallTexts(message: unknown): string[] {
  const fields = fieldsOf(message);
  const calls = listOf(fields['tool_calls']).flatMap((call) => [
    fieldsOf(fieldsOf(call)['function'])['arguments'],
    fieldsOf(fieldsOf(call)['custom'])['input'],
  ]);
  const parts = listOf(fields['content']).map(fieldsOf);
  const inputs = [fields, ...parts].flatMap(({ type, input }) =>
    type === 'tool_use' || type === 'custom_tool_call' ? [input] : [],
  );
  const own = [fieldsOf(fields['function_call'])['arguments'], fields['arguments']];
  return [...calls, ...own, ...inputs].flatMap((value) =>
    typeof value === 'object' && value !== null ? [JSON.stringify(value)] : written(value),
  );
}

const TEXT_KEYS = new Set([
  'text',
  'content',
  'output',
  'title',
  'context',
  'snippet',
  'stdout',
  'stderr',
  'data',
  'result',
]);

/** Parts whose texts come from outside: what a tool, a search, a page or a file said. */
const isForeign = (type: unknown): boolean =>
  isMaterial(type) || (typeof type === 'string' && /_result$|_output$/.test(type));

/** How deep parts lie in each other that are looked into; a document in a search result in a tool's result is three deep. */
const DEEPEST = 6;

/**
 * Every text of a part whose form is not known beforehand, in whatever list or object it lies: results of tools hold
 * search results and documents, which hold texts. Binary data, in base64, is left out. What stands in a document, a search
 * result or a page is the document's, all else the tool's.
 */
function foreignTexts(value: unknown, role = 'tool', depth = 0): Message[] {
  if (depth > DEEPEST) return [];
  const said = (text: unknown, by: string) => written(text).map((content) => ({ role: by, content }));
  if (Array.isArray(value))
    return value.flatMap((item) =>
      typeof item === 'string' ? said(item, role) : foreignTexts(item, role, depth + 1),
    );
  const fields = fieldsOf(value);
  if (fields['type'] === 'base64' || fields['type'] === 'image') return [];
  const by = isMaterial(fields['type']) ? 'document' : role;
  return Object.entries(fields).flatMap(([key, inner]) => {
    if (typeof inner === 'string') return TEXT_KEYS.has(key) ? said(inner, by) : [];
    return foreignTexts(inner, by, depth + 1);
  });
}

/** The texts of a message's foreign parts, but for a part's own `text`, which is read with the message. */
function foreignParts(content: unknown): Message[] {
  return listOf(content).flatMap((part) => (isForeign(fieldsOf(part)['type']) ? foreignTexts(part) : []));
}

/**
 * Messages as detection reads them: what is given to tools follows a message's own texts, and what came from outside
 * (results of tools, searches, pages and documents among its parts) follows as messages of the roles `tool` and `document`.
 */
export function withToolTexts(messages: readonly Message[]): Message[] {
  const foreign: Message[] = [];
  const own = messages.map((message) => {
    const { content } = message;
    foreign.push(...foreignParts(content));
    const texts = toolCallTexts(message).map((text) => ({ type: 'text', text }));
    if (texts.length === 0) return message;
    const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? []);
    return { ...message, content: [...parts, ...texts] };
  });
  return [...own, ...foreign];
}
