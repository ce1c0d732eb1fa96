import { z } from 'zod';

const bytes = z.number().int().positive();
const seconds = z.number().int().positive();
const milliseconds = z.number().int().positive();
const MEBIBYTE = 1024 * 1024;

export const fileOutboxSettings = z.strictObject({
  segmentBytes: bytes
    .default(16 * MEBIBYTE)
    .describe('Size at which a segment file is closed and the next begun.'),
  maxBytes: bytes
    .default(1024 * MEBIBYTE)
    .describe('Bytes that may wait for NATS; beyond them it refuses, so that LiteLLM keeps its records.'),
  retainBytes: bytes
    .default(1024 * MEBIBYTE)
    .describe('Delivered bytes kept on disk. Without NATS every event counts as delivered.'),
  retainSeconds: seconds.default(30 * 86_400).describe('How long delivered segments are kept.'),
});

export const redisOutboxSettings = z.strictObject({
  key: z.string().min(1).default('litellm:events').describe('Key of the Redis stream.'),
  maxEntries: z
    .number()
    .int()
    .positive()
    .default(1_000_000)
    .describe('Events the stream holds before it refuses.'),
  retainSeconds: seconds.default(3600).describe('How long delivered entries stay in the stream.'),
  waitForAof: z
    .boolean()
    .default(true)
    .describe('Wait for the append-only file (WAITAOF, Redis 7.2) before a record counts as durable.'),
  waitTimeoutMs: milliseconds.default(3000).describe('Longest wait for the append-only file.'),
  claimIdleMs: milliseconds
    .default(300_000)
    .describe('Idle time after which entries read by a vanished replica are taken over.'),
});

export const streamSettings = z.strictObject({
  name: z
    .string()
    .regex(/^[\w-]+$/)
    .default('LITELLM_EVENTS')
    .describe('Name of the JetStream stream.'),
  replicas: z.number().int().min(1).max(5).default(1).describe('Copies of the stream in a NATS cluster.'),
  storage: z.enum(['file', 'memory']).default('file').describe('Where the stream is stored.'),
  retention: z
    .enum(['limits', 'interest', 'workqueue'])
    .default('limits')
    .describe('JetStream retention policy; limits lets any number of consumers read every event.'),
  maxAgeSeconds: z
    .number()
    .int()
    .nonnegative()
    .default(30 * 86_400)
    .describe('Age limit of events; 0 is none.'),
  maxBytes: z.number().int().min(-1).default(-1).describe('Size limit of the stream; -1 is none.'),
  maxMessages: z.number().int().min(-1).default(-1).describe('Count limit of the stream; -1 is none.'),
  duplicateWindowSeconds: seconds
    .default(7200)
    .describe(
      'How long JetStream recognises an event id; longer than the longest outage after which a send is repeated.',
    ),
});

/** What the client can reach: it knows neither http nor websockets, and would try them for ever. */
const natsServer = z.string().refine((text) => {
  const url = text.includes('://') ? text : `nats://${text}`;
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return ['nats:', 'tls:'].includes(protocol) && hostname !== '';
}, 'expected nats://host:port, tls://host:port or host:port');

export const natsSettings = z.strictObject({
  servers: z
    .array(natsServer)
    .default([])
    .describe('NATS servers, from NATS_URL. None: the file outbox is the destination.'),
  user: z.string().optional().describe('User name, from the environment.'),
  password: z.string().optional().describe('Password, from the environment.'),
  token: z.string().optional().describe('Token, from the environment.'),
  credsFile: z
    .string()
    .optional()
    .describe('Path of a NATS credentials file (JWT and seed); read at every connection.'),
  tls: z
    .strictObject({
      enabled: z.boolean().default(false).describe('Insist on TLS.'),
      caFile: z.string().optional().describe('Certificate authority to trust, PEM.'),
      certFile: z.string().optional().describe('Client certificate, PEM.'),
      keyFile: z.string().optional().describe('Client key, PEM.'),
    })
    .prefault({})
    .describe('TLS towards NATS.'),
  stream: streamSettings.prefault({}).describe('The JetStream stream that is made or checked at start.'),
  maxInFlight: z
    .number()
    .int()
    .positive()
    .default(512)
    .describe('Events sent whose acknowledgement is awaited.'),
  ackTimeoutMs: milliseconds
    .default(5000)
    .describe('Wait for an acknowledgement before an event is sent again.'),
  streamCheckSeconds: z
    .number()
    .positive()
    .max(86_400)
    .default(60)
    .describe(
      'How often the stream is compared with the settings, and events that were too large are tried again.',
    ),
  connectTimeoutMs: milliseconds.default(5000).describe('Wait for a connection.'),
  pingIntervalMs: milliseconds.default(5000).describe('Interval of the pings that notice a silent server.'),
  backoffMinMs: milliseconds.default(100).describe('First pause after a failure.'),
  backoffMaxMs: milliseconds.default(10_000).describe('Longest pause after repeated failures.'),
});

export const missingUsageSettings = z.strictObject({
  enabled: z.boolean().default(true).describe('Notice calls whose usage never arrives.'),
  store: z
    .enum(['file', 'redis'])
    .default('file')
    .describe('Where open calls are kept; redis where another replica may get a call’s usage.'),
  redisPrefix: z.string().min(1).default('litellm').describe('Prefix of the Redis keys.'),
  afterMinutes: z
    .number()
    .positive()
    .default(15)
    .describe('Wait for a call’s usage; longer than the longest call.'),
  maxCalls: z
    .number()
    .int()
    .positive()
    .default(200_000)
    .describe('Open calls watched at a time; more are counted, not watched.'),
  sweepIntervalMs: milliseconds.default(15_000).describe('How often overdue calls are looked for.'),
});

export const quotaSettings = z.strictObject({
  store: z
    .enum(['memory', 'redis'])
    .default('memory')
    .describe('Where sums are kept; redis shares them among replicas.'),
  redisPrefix: z.string().min(1).default('litellm:quota').describe('Prefix of the Redis keys.'),
  dedupeSeconds: seconds
    .default(3600)
    .describe(
      'How long Redis recognises an event as counted; longer than a replica is down before it reads on.',
    ),
  thresholds: z
    .array(z.number().positive().max(1000))
    .default([50, 80, 100])
    .describe('Percentages of a budget whose crossing emits quota.threshold.'),
  keepDays: z
    .number()
    .int()
    .min(32)
    .default(62)
    .describe('Days kept one by one; months and totals are kept longer.'),
  snapshotIntervalMs: milliseconds
    .default(10_000)
    .describe('How often sums kept in memory are written to disk.'),
});

/** Every setting of the event side: outbox, publishing, missing usage, quota mirror. */
export const eventsSettings = z.strictObject({
  source: z
    .string()
    .min(1)
    .default('litellm-hooks')
    .describe('CloudEvents source, part of every event id: the same for all replicas, never changed.'),
  dataDirectory: z
    .string()
    .min(1)
    .default('.data/events')
    .describe('Directory of outbox, dead letters and journals.'),
  outbox: z
    .enum(['file', 'redis'])
    .default('file')
    .describe('Where events are made durable before LiteLLM gets its 2xx.'),
  file: fileOutboxSettings.prefault({}).describe('The file outbox.'),
  redis: redisOutboxSettings.prefault({}).describe('The Redis outbox.'),
  nats: natsSettings.prefault({}).describe('Publishing to NATS JetStream.'),
  recentEvents: z
    .number()
    .int()
    .positive()
    .default(20_000)
    .describe('Event ids remembered to recognise redeliveries; twice what LiteLLM’s plugin keeps back.'),
  deadLetterBytes: bytes
    .default(64 * MEBIBYTE)
    .describe('Size at which the dead letter file is rotated; one older is kept.'),
  missingUsage: missingUsageSettings.prefault({}).describe('Calls whose usage never arrives.'),
  quota: quotaSettings.prefault({}).describe('The quota mirror.'),
});

/** The same settings, with what they must have in common: to be checked once the environment is laid over the file. */
export const eventsRules = eventsSettings.superRefine(({ outbox, quota, nats }, context) => {
  const refuse = (path: PropertyKey[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  if (outbox === 'redis' && quota.store === 'memory')
    refuse(['quota', 'store'], 'expected `redis`, as `events.outbox` is');
  if (nats.backoffMinMs > nats.backoffMaxMs)
    refuse(['nats', 'backoffMinMs'], `expected at most \`nats.backoffMaxMs\`, which is ${nats.backoffMaxMs}`);
});

export type EventsSettings = z.infer<typeof eventsSettings>;
export type FileOutboxSettings = z.infer<typeof fileOutboxSettings>;
export type RedisOutboxSettings = z.infer<typeof redisOutboxSettings>;
export type NatsSettings = z.infer<typeof natsSettings>;
export type StreamSettings = z.infer<typeof streamSettings>;
export type MissingUsageSettings = z.infer<typeof missingUsageSettings>;
export type QuotaSettings = z.infer<typeof quotaSettings>;
