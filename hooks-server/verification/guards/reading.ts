import type { Analysis } from '../text/analyse.js';
import { readOnce } from '../text/read-once.js';

const ENGLISH =
  /\b(?:the|is|are|were|what|which|who|when|where|why|how|does|did|can|should|of|to|and|with|by|from|it|that|this|for|you|explain|describe|meaning|find|list|show|name|tell|my)\b/gi;

/** Whether a text reads as English: its inflections and typing errors can be told from other words. */
export const isEnglish = readOnce(({ characters }: Analysis): boolean => {
  const letters = characters.match(/\p{L}+/gu)?.length ?? 0;
  return (characters.match(ENGLISH)?.length ?? 0) * 8 >= letters && letters > 0;
});

/** Whether a text is typed without capitals, or in nothing else: its capitals say nothing. */
export const ignoresCapitals = readOnce(
  ({ characters }: Analysis): boolean => !/\p{Lu}/u.test(characters) || !/\p{Ll}/u.test(characters),
);

/** Entries of the one list that the other lacks, counting repetitions. */
export function lacking<Item>(items: readonly Item[], other: readonly Item[]): Item[] {
  const left = [...other];
  return items.filter((item) => {
    const at = left.indexOf(item);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
