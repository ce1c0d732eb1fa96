import type { CacheLookup } from '../litellm/cache.js';
import { textSegments } from '../litellm/messages.js';
import { conversation } from '../litellm/request-texts.js';

/** Texts of the user's and the assistant's turns before the last user turn, oldest first; none where it is the first. */
export function earlierTurns({
  callType,
  request,
}: Pick<CacheLookup, 'callType' | 'request'>): readonly string[] {
  const messages = conversation(callType, request ?? {}).map(({ message }) => message);
  const last = messages.findLastIndex(({ role }) => role === 'user');
  return messages
    .slice(0, Math.max(0, last))
    .filter(({ role }) => role === 'user' || role === 'assistant')
    .map((message) =>
      textSegments([message])
        .map(({ text }) => text)
        .join(' '),
    );
}
