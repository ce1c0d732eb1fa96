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
  console: z
    .boolean()
    .default(true)
    .describe('Whether there is a page for people at /console, behind the secret of the admin routes.'),
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
  headersSeconds: z
    .number()
    .positive()
    .default(10)
    .describe("How long a request's head may take, a connection's first included."),
  requestSeconds: z
    .number()
    .positive()
    .default(60)
    .describe('How long a request may take until its last byte is here.'),
  adminRequestsPerMinute: z
    .number()
    .int()
    .positive()
    .default(1200)
    .describe('Requests to the admin routes in a minute; beyond it they are answered 429.'),
  tlsCertFile: z
    .string()
    .optional()
    .describe('Certificate with its chain, PEM: HTTPS in place of HTTP. Read again when it is exchanged.'),
  tlsKeyFile: z.string().optional().describe('Its key, PEM.'),
  clientCaFile: z
    .string()
    .optional()
    .describe('Authority of client certificates, PEM: without one only `/health` is answered.'),
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
  caFile: z.string().optional().describe('Certificate authority to trust, PEM; for `rediss://`.'),
  certFile: z.string().optional().describe('Client certificate, PEM.'),
  keyFile: z.string().optional().describe('Client key, PEM.'),
});

export const logSettings = z.strictObject({
  level: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Least level that is logged.'),
});
