import type { TextChange } from '../compression/result.js';
import { textSegments, type Message, type TextSegment } from '../litellm/messages.js';

/**
 * Where a segment stands in `texts`: as far from the end as it does among the segments of the same text, since a tool's
 * result may repeat the user's words.
 */
function placeOf(texts: readonly string[], segments: readonly TextSegment[], which: number): number {
  const original = segments[which]?.text;
  if (original === undefined) return -1;
  let place = texts.lastIndexOf(original);
  for (const { text } of segments.slice(which + 1)) {
    if (text !== original || place <= 0) continue;
    const before = texts.lastIndexOf(original, place - 1);
    if (before >= 0) place = before;
  }
  return place;
}

/**
 * Carries rewrites over to a guardrail's `texts`, which LiteLLM wants back one to one. Routes flatten conversations in
 * different orders (a system prompt may come first or last), so a text is found by its content;
 * one that is not there as it stood is left alone. Undefined when nothing changes.
 */
export function rewriteTexts(
  texts: readonly string[],
  messages: readonly Message[],
  changes: readonly TextChange[],
): string[] | undefined {
  const segments = textSegments(messages);
  const rewritten = [...texts];
  let changed = false;
  for (const { message, part, text } of changes) {
    const which = segments.findIndex((segment) => segment.message === message && segment.part === part);
    const index = which < 0 ? -1 : placeOf(texts, segments, which);
    if (index === -1) continue;
    rewritten[index] = text;
    changed = true;
  }
  return changed ? rewritten : undefined;
}
