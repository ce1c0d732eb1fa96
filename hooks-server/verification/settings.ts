import { z } from 'zod';

const crossEncoderSettings = z.strictObject({
  enabled: z
    .boolean()
    .default(true)
    .describe(
      'Whether the model that reads both texts at once is asked too; false leaves the decision to rules and trees.',
    ),
  threads: z.int().min(1).max(16).default(1).describe('Worker threads that run the model.'),
  queue: z
    .int()
    .min(0)
    .default(16)
    .describe('Look-ups that may wait for a thread; one more is a miss at once.'),
  deadlineMs: z
    .int()
    .min(1)
    .default(60)
    .describe('Candidates of a look-up that were not judged in this time are rejected.'),
});

/** How the cache decides whether two texts want the same answer. */
export const verificationSettings = z.strictObject({
  maxWords: z
    .int()
    .min(1)
    .default(100)
    .describe(
      'Longer texts only hit exactly: their meaning does not fit one vector, and comparing them takes long.',
    ),
  crossEncoder: crossEncoderSettings
    .prefault({})
    .describe('The model that has the last word on candidates that rules and trees let pass.'),
});

export type VerificationSettings = z.infer<typeof verificationSettings>;
export type CrossEncoderSettings = z.infer<typeof crossEncoderSettings>;
