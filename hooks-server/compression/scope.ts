import { textSegments, type Message, type TextSegment } from '../litellm/messages.js';

const marksBreakpoint = (item: object): boolean =>
  'cache_control' in item && item.cache_control !== null && item.cache_control !== undefined;

/**
 * Position of the last cache breakpoint: everything up to and including it is the provider's cached prefix. LiteLLM drops
 * the marks of tool messages and of parts other than text before it asks, so that each of these counts as one. Where
 * results of tools are to be compressed, they cannot.
 */
function lastBreakpoint(
  messages: readonly Message[],
  toolResults: boolean,
): { message: number; part: number } {
  for (let message = messages.length - 1; message >= 0; message -= 1) {
    const item = messages[message];
    if (item === undefined) continue;
    if (marksBreakpoint(item) || (item.role === 'tool' && !toolResults)) return { message, part: Infinity };
    const { content } = item;
    if (!Array.isArray(content)) continue;
    for (let part = content.length - 1; part >= 0; part -= 1) {
      const piece = content[part];
      if (piece && (marksBreakpoint(piece) || typeof piece['text'] !== 'string')) return { message, part };
    }
  }
  return { message: -1, part: -1 };
}

/**
 * The texts that may be changed: those of the last user message (and, when asked for, of the tool results after it),
 * as far as they stand after the last cache breakpoint. Everything before reaches the provider byte for byte, so that
 * its own prompt cache keeps hitting.
 */
export function changeableTexts(messages: readonly Message[], toolResults: boolean): TextSegment[] {
  const last = messages.findLastIndex(({ role }) => role === 'user');
  if (last < 0) return [];
  const breakpoint = lastBreakpoint(messages, toolResults);
  const allowed = ({ message, part, role }: TextSegment): boolean => {
    if (message < last || (message > last && !(toolResults && role === 'tool'))) return false;
    if (message !== breakpoint.message) return message > breakpoint.message;
    return (part ?? -1) > breakpoint.part;
  };
  return textSegments(messages).filter(allowed);
}
