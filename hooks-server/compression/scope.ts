import { textSegments, type Message, type TextSegment } from '../litellm/messages.js';

const marksBreakpoint = (item: object): boolean =>
  'cache_control' in item && item.cache_control !== null && item.cache_control !== undefined;

/** Providers that cache what is marked, and nothing else; all others cache any prefix by themselves. */
const CACHES_MARKED = /claude|anthropic|bedrock|amazon|nova/i;

export interface ScopeInput {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly toolResults: boolean;
}

/**
 * Position of the last cache breakpoint: everything up to and including it is the provider's cached prefix. LiteLLM drops
 * the marks of tool messages and of parts other than text before it asks, so that each of these counts as one where
 * marks mean something.
 */
function lastBreakpoint({ model, messages, toolResults }: ScopeInput): { message: number; part: number } {
  const hidden = CACHES_MARKED.test(model);
  for (let message = messages.length - 1; message >= 0; message -= 1) {
    const item = messages[message];
    if (item === undefined) continue;
    const hidesMark = hidden && item.role === 'tool' && !toolResults;
    if (marksBreakpoint(item) || hidesMark) return { message, part: Infinity };
    const { content } = item;
    if (!Array.isArray(content)) continue;
    for (let part = content.length - 1; part >= 0; part -= 1) {
      const piece = content[part];
      if (piece && (marksBreakpoint(piece) || (hidden && typeof piece['text'] !== 'string')))
        return { message, part };
    }
  }
  return { message: -1, part: -1 };
}

/**
 * The texts that may be changed, by message: those of every user message after the last cache breakpoint, and, when
 * asked for, of the tool results after the last user message. Each message is looked at on its own, so that what was
 * sent shorter once is sent the same in every later turn, and the provider's own prefix cache keeps hitting.
 */
export function changeableTexts(input: ScopeInput): TextSegment[][] {
  const { messages, toolResults } = input;
  const last = messages.findLastIndex(({ role }) => role === 'user');
  if (last < 0) return [];
  const breakpoint = lastBreakpoint(input);
  const byMessage = new Map<number, TextSegment[]>();
  for (const segment of textSegments(messages)) {
    const { message, part, role } = segment;
    if (role !== 'user' && !(message > last && toolResults && role === 'tool')) continue;
    const free =
      message === breakpoint.message ? (part ?? -1) > breakpoint.part : message > breakpoint.message;
    if (!free) continue;
    // Results of tools belong to the question that they were called for.
    const place = Math.min(message, last);
    byMessage.set(place, [...(byMessage.get(place) ?? []), segment]);
  }
  return [...byMessage.values()];
}
