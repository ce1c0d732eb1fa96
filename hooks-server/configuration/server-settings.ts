import { z } from 'zod';

/** Blanks do not count: a secret of blanks is none. */
const secretText = z
  .string()
  .min(8, 'expected at least 8 characters')
  .refine((text) => text.trim().length >= 8, 'expected at least 8 characters besides blanks');

/** How the hook service listens and whom it trusts. */
export const serverSettings = z.strictObject({
  host: z.string().default('0.0.0.0').describe('Address to listen on.'),
  port: z.int().min(0).max(65535).default(4100).describe('Port to listen on; 0 takes any free one.'),
  secret: secretText
    .optional()
    .describe('Shared secret that LiteLLM sends as x-api-key. Comes from the environment: HOOKS_SECRET.'),
  adminSecret: secretText
    .optional()
    .describe('Secret of the admin routes, when it shall differ from the shared one.'),
  adminRevealsTexts: z
    .boolean()
    .default(false)
    .describe('Whether the admin routes may show stored questions and answers.'),
  development: z.boolean().default(false).describe('Whether the service may run without a secret.'),
  bodyLimitMegabytes: z.number().positive().max(512).default(48).describe('Largest body that is read.'),
  bodiesInFlightMegabytes: z
    .number()
    .positive()
    .default(64)
    .describe(
      'How large all bodies may be together that are under way; beyond it calls go on without the hooks, and events wait in LiteLLM.',
    ),
  keepAliveSeconds: z
    .number()
    .positive()
    .default(75)
    .describe("How long an idle connection stays open; longer than the 15 s of LiteLLM's connection pool."),
  replicas: z
    .number()
    .int()
    .positive()
    .default(1)
    .describe(
      'How many hook services share the traffic, as HOOKS_REPLICAS. With more than one, events, sums and open calls are kept in Redis.',
    ),
  stopSeconds: z
    .number()
    .nonnegative()
    .default(10)
    .describe('How long running requests may finish at shutdown.'),
});

export const redisSettings = z.strictObject({
  urls: z
    .array(z.string().regex(/^rediss?:\/\//, 'expected redis://host:port or rediss://host:port'))
    .default([])
    .describe(
      'Redis 8 (REDIS_URL); several are nodes of one Redis Cluster. None: state lives in memory and in files.',
    ),
});

export const logSettings = z.strictObject({
  level: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Least level that is logged.'),
});
