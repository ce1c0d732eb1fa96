import { z } from 'zod';

/** What Prometheus reads, and how much of it there may be. */
export const metricsSettings = z.strictObject({
  port: z
    .int()
    .min(0)
    .max(65535)
    .optional()
    .describe(
      'Port of its own for /metrics and /health, off the one that LiteLLM asks. Without it both are answered there.',
    ),
  host: z.string().default('0.0.0.0').describe('Address of that port.'),
  tenants: z
    .int()
    .positive()
    .default(100)
    .describe(
      'How many tenants metrics tell apart, those of the tenants file first; further ones are counted together as `other`.',
    ),
  models: z
    .int()
    .positive()
    .default(50)
    .describe('How many models metrics tell apart; further ones are counted together as `other`.'),
  series: z
    .int()
    .positive()
    .default(5_000)
    .describe('How many combinations of labels one metric may have; further ones are counted as `other`.'),
});

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

/** The same settings, with what they must have in common: to be checked once the environment is laid over the file. */
export const langfuseRules = langfuseSettings.superRefine(({ publicKey, secretKey }, context) => {
  const refuse = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (publicKey !== undefined && secretKey === undefined)
    refuse('publicKey', 'expected `langfuse.secretKey` (LANGFUSE_SECRET_KEY) beside it, got none');
  if (secretKey !== undefined && publicKey === undefined)
    refuse('secretKey', 'expected `langfuse.publicKey` (LANGFUSE_PUBLIC_KEY) beside it, got none');
});

export type LangfuseSettings = z.infer<typeof langfuseSettings>;

/** Where traces of calls go. */
export const tracingSettings = z.strictObject({
  endpoint: z
    .url()
    .optional()
    .describe(
      'Base address of an OpenTelemetry receiver (OTLP over HTTP, such as http://otel-collector:4318), as OTEL_EXPORTER_OTLP_ENDPOINT. Without one nothing is traced.',
    ),
  share: z
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe('Share of traces that are kept; where LiteLLM or the client has a trace, it has decided.'),
});

export type TracingSettings = z.infer<typeof tracingSettings>;
