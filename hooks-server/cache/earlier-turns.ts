import { z } from 'zod';
import type { CacheLookup } from '../litellm/cache.js';

const turnsSchema = z.array(z.looseObject({ role: z.string().nullish(), content: z.unknown().optional() }));
const partsSchema = z.array(z.looseObject({ text: z.string().nullish() }));

/** Texts of the user's and the assistant's turns before the last user turn, oldest first; none where it is the first. */
export function earlierTurns({ request }: Pick<CacheLookup, 'request'>): readonly string[] {
  const turns = turnsSchema.safeParse(request?.['messages'] ?? request?.['input']);
  if (!turns.success) return [];
  const last = turns.data.findLastIndex(({ role }) => role === 'user');
  return turns.data
    .slice(0, Math.max(0, last))
    .filter(({ role }) => role === 'user' || role === 'assistant')
    .map(({ content }) => textOf(content));
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  const parts = partsSchema.safeParse(content);
  return parts.success ? parts.data.flatMap(({ text }) => text ?? []).join(' ') : '';
}
