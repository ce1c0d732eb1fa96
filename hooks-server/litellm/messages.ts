import { z } from 'zod';

/**
 * A chat message as LiteLLM hands it over: OpenAI's form, whatever the client spoke. Content is text, or parts of which
 * some are text. Unknown fields are kept, so that a message can be passed back as it came.
 */
export const messageSchema = z.looseObject({
  role: z.string(),
  content: z.union([z.string(), z.array(z.looseObject({ type: z.string().optional() }))]).nullish(),
});

export type Message = z.infer<typeof messageSchema>;

/** One text of a conversation and where it stands: `part` is set when the content is a list of parts. */
export interface TextSegment {
  readonly message: number;
  readonly part?: number;
  readonly role: string;
  readonly text: string;
}

/** All texts of a conversation in order: the same order in which LiteLLM flattens them into a guardrail's `texts`. */
export function textSegments(messages: readonly Message[]): TextSegment[] {
  return messages.flatMap(({ role, content }, message): TextSegment[] => {
    if (typeof content === 'string') return [{ message, role, text: content }];
    if (!Array.isArray(content)) return [];
    return content.flatMap((item, part): TextSegment[] =>
      typeof item['text'] === 'string' ? [{ message, part, role, text: item['text'] }] : [],
    );
  });
}
