import { z } from 'zod';

/** Where alerts leave a score on a call's trace. All of it comes from the environment (LANGFUSE_...). */
export const langfuseSettings = z.strictObject({
  baseUrl: z
    .url()
    .default('https://cloud.langfuse.com')
    .describe('Origin of the Langfuse server (LANGFUSE_HOST).'),
  publicKey: z
    .string()
    .optional()
    .describe('Public key (LANGFUSE_PUBLIC_KEY). Without keys nothing is sent.'),
  secretKey: z.string().optional().describe('Secret key (LANGFUSE_SECRET_KEY).'),
});

export type LangfuseSettings = z.infer<typeof langfuseSettings>;
