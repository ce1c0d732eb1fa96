import type { Analysis } from '../text/analyse.js';

const ENGLISH =
  /\b(?:the|is|are|were|what|which|who|when|where|why|how|does|did|can|should|of|to|and|with|by|from|it|that|this|for|you|explain|describe|meaning|find|list|show|name|tell|my)\b/gi;

/** Whether a text reads as English: its inflections and typing errors can be told from other words. */
export function isEnglish({ characters }: Analysis): boolean {
  const letters = characters.match(/\p{L}+/gu)?.length ?? 0;
  return (characters.match(ENGLISH)?.length ?? 0) * 8 >= letters && letters > 0;
}

/** Whether a text is typed without capitals, or in nothing else: its capitals say nothing. */
export function ignoresCapitals({ characters }: Analysis): boolean {
  return !/\p{Lu}/u.test(characters) || !/\p{Ll}/u.test(characters);
}

/** What is read of a text, once for each: a stored question is compared with many. */
export function readOnce<Value>(read: (analysis: Analysis) => Value): (analysis: Analysis) => Value {
  const known = new WeakMap<Analysis, Value>();
  return (analysis) => {
    const before = known.get(analysis);
    if (before !== undefined) return before;
    const value = read(analysis);
    known.set(analysis, value);
    return value;
  };
}

/** Entries of the one list that the other lacks, counting repetitions. */
export function lacking<Item>(items: readonly Item[], other: readonly Item[]): Item[] {
  const left = [...other];
  return items.filter((item) => {
    const at = left.indexOf(item);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
