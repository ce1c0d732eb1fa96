import { textSegments, type Message } from '../litellm/messages.js';

/** One text of a conversation that was rewritten. */
export interface TextChange {
  readonly message: number;
  readonly part?: number;
  readonly text: string;
}

/**
 * Carries rewrites over to a guardrail's `texts`, which LiteLLM wants back one to one. Routes flatten conversations in
 * different orders (a system prompt may come first or last), so a text is found by its content, the last one first;
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
    const original = segments.find((segment) => segment.message === message && segment.part === part)?.text;
    const index = original === undefined ? -1 : rewritten.lastIndexOf(original);
    if (index === -1) continue;
    rewritten[index] = text;
    changed = true;
  }
  return changed ? rewritten : undefined;
}
