import type { Message } from '../litellm/messages.js';
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

/** Messages whose tool calls, and the tool results among their parts, are texts too, after those that they have. */
export function withToolTexts(messages: readonly Message[]): Message[] {
  return messages.map((message) => {
    const { content } = message;
    const results = listOf(content).flatMap((part) =>
      fieldsOf(part)['type'] === 'tool_result' ? contentTexts(fieldsOf(part)['content']) : [],
    );
    const texts = [...toolCallTexts(message), ...results].map((text) => ({ type: 'text', text }));
    if (texts.length === 0) return message;
    const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? []);
    return { ...message, content: [...parts, ...texts] };
  });
}
