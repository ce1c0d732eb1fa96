import { z } from 'zod';

/** How sure the cache must be that two texts want the same answer. */
export const verificationSettings = z.strictObject({
  mode: z
    .enum(['strict', 'standard', 'off'])
    .default('standard')
    .describe('`strict` serves less and errs less, `off` trusts the cosine alone.'),
  maxWords: z
    .int()
    .min(1)
    .default(150)
    .describe(
      'Longer texts only hit exactly: their meaning does not fit one vector, and comparing them takes long.',
    ),
});

export type VerificationSettings = z.infer<typeof verificationSettings>;
