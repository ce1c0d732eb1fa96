import { z } from 'zod';

/** How the next requests are treated. */
export const behaviourSchema = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('ok') }),
  /** Answers this status, with a provider's error body. */
  z.object({
    mode: z.literal('error'),
    status: z.int().min(400).max(599).default(500),
    times: z.int().optional(),
  }),
  /** Answers, but only after so many milliseconds; a stream waits before its first and before its last chunk. */
  z.object({ mode: z.literal('slow'), delayMs: z.number().nonnegative(), times: z.int().optional() }),
  /** Takes the request and never answers it. */
  z.object({ mode: z.literal('hang'), times: z.int().optional() }),
]);

export type Behaviour = z.input<typeof behaviourSchema>;

/** Hands out one treatment for each request; `times` requests long, then all is well again. */
export function createBehaviour() {
  let current: z.infer<typeof behaviourSchema> = { mode: 'ok' };
  return {
    set(behaviour: Behaviour): void {
      current = behaviourSchema.parse(behaviour);
    },
    next(): z.infer<typeof behaviourSchema> {
      const now = current;
      if ('times' in now && now.times !== undefined) {
        current = now.times > 1 ? { ...now, times: now.times - 1 } : { mode: 'ok' };
      }
      return now;
    },
  };
}
