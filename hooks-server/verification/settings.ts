import { z } from 'zod';

const crossEncoderSettings = z.strictObject({
  modelDir: z
    .string()
    .nullable()
    .default(null)
    .describe('Folder of a local ONNX model that scores two texts at once; null turns it off.'),
  threshold: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .describe('Least probability that both texts ask the same; a candidate below it is rejected.'),
  maxTokens: z
    .int()
    .min(16)
    .max(8192)
    .default(512)
    .describe('Tokens of both texts together that the model takes; longer pairs are rejected.'),
  deadlineMs: z.int().min(1).default(50).describe('A candidate not judged in this time is rejected.'),
  threads: z.int().min(1).max(16).default(1).describe('Worker threads that run the model.'),
});

/** How sure the cache must be that two texts want the same answer. */
export const verificationSettings = z.strictObject({
  mode: z
    .enum(['strict', 'standard', 'off'])
    .default('standard')
    .describe('`strict` serves less and errs less, `off` trusts the cosine alone.'),
  maxWords: z
    .int()
    .min(1)
    .default(100)
    .describe(
      'Longer texts only hit exactly: their meaning does not fit one vector, and comparing them takes long.',
    ),
  crossEncoder: crossEncoderSettings
    .prefault({})
    .describe(
      'An optional local model with the last word on candidates that `semantic.verification` accepted.',
    ),
});

export type VerificationSettings = z.infer<typeof verificationSettings>;
export type CrossEncoderSettings = z.infer<typeof crossEncoderSettings>;
