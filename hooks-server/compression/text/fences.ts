import { closesFence, lineEnd, looksLikeFence } from './lines.js';

/** A stretch of a text, in UTF-16 offsets. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The code fences of a text, by whole lines and in order. One that is never closed is none: it would take the rest of the
 * text with it. Linear: after the first such fence no others of the same mark are looked for.
 */
export function fencesOf(text: string): TextRange[] {
  const fences: TextRange[] = [];
  const unclosed = new Set<string>();
  for (let at = 0; at < text.length;) {
    const next = lineEnd(text, at);
    const fence = looksLikeFence(text.slice(at, next));
    if (fence !== undefined && !unclosed.has(fence.charAt(0))) {
      const end = closingEnd(text, next, fence);
      if (end !== undefined) {
        fences.push({ start: at, end });
        at = end;
        continue;
      }
      unclosed.add(fence.charAt(0));
    }
    at = next;
  }
  return fences;
}

function closingEnd(text: string, from: number, fence: string): number | undefined {
  for (let at = from; at < text.length;) {
    const next = lineEnd(text, at);
    if (closesFence(text.slice(at, next), fence)) return next;
    at = next;
  }
  return undefined;
}
