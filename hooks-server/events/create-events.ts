import { hostname } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '../errors.js';
import type { CallName } from '../litellm/call-name.js';
import type { UsageRecord } from '../litellm/usage-record.js';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { Tenant } from '../tenancy/tenant.js';
import { parseUsageBody } from './body.js';
import { createDeadLetters, type DeadLetters } from './dead-letters.js';
import type { OutboxRecord } from './envelope.js';
import { openFileOutbox } from './file/file-outbox.js';
import { createIngest, type Ingest, type IngestResult } from './ingest.js';
import type { Outbox, ReaderName } from './outbox.js';
import { startPublisher, type Publisher } from './publisher.js';
import { openMemoryStore, type MemoryStore } from './quota/memory-store.js';
import { startQuotaMirror, type QuotaMirror } from './quota/mirror.js';
import type { QuotaStore } from './quota/quota-store.js';
import { createRedisStore } from './quota/redis-store.js';
import type { Budget } from './quota/thresholds.js';
import type { CallContext } from './quota-updated.js';
import { createRecentEvents, type RecentEvents } from './recent-events.js';
import { openRedisOutbox } from './redis/redis-outbox.js';
import type { RedisClient } from './redis/stream-reader.js';
import type { EventsSettings } from './settings.js';
import { createCallWatch, type CallWatch } from './watch/call-watch.js';
import { openJournaledCalls } from './watch/journal.js';
import { createRedisCalls } from './watch/redis-calls.js';

export interface EventsDeps {
  /** Unix milliseconds. */
  readonly clock: () => number;
  readonly metrics: Metrics;
  readonly log: Log;
  /** A new connection at each call; needed only where a setting says `redis`. */
  readonly connectRedis?: () => RedisClient;
  /** Names this replica in Redis; the same after a restart. The host's name by default. */
  readonly instance?: string;
  readonly resolveTenant: (record: UsageRecord) => Tenant | undefined;
  readonly callContext: (name: CallName) => CallContext | undefined;
  /** Told of every new call once it is durable: the place to look at its answer. */
  readonly onAccepted?: (record: UsageRecord, tenant: Tenant | undefined) => void;
  /** Told of every record once it is durable: what operators watch. */
  readonly onStored?: (record: OutboxRecord) => void;
  readonly keyBudget?: (keyHash: string) => Budget | undefined;
  readonly tenantBudget?: (tenantId: string) => Budget | undefined;
}

/** The event side of the service, running. */
export interface Events {
  /** Accepts alerts and whatever else is to be delivered like usage. */
  readonly outbox: Outbox;
  readonly ingest: Ingest;
  /** A callback's body, in any of LiteLLM's three forms. Rejects with UnavailableError when it is not durable. */
  accept(body: string | Buffer): Promise<IngestResult>;
  /** Absent when missing usage is not looked for. */
  readonly watch: CallWatch | undefined;
  readonly quota: QuotaMirror;
  /** Absent without NATS: then the outbox is the destination. */
  readonly publisher: Publisher | undefined;
  /** Stops in the order in which nothing is lost. */
  stop(): Promise<void>;
}

/** How often the backlog gauges are set. */
const gaugeIntervalMs = 2000;

/**
 * Opens the outbox, counts on where the last process stopped, and starts publishing.
 * @throws ConfigurationError for settings that do not fit together.
 */
export async function startEvents(settings: EventsSettings, deps: EventsDeps): Promise<Events> {
  const { clock, metrics, log } = deps;
  const { connect: redis, disconnectAll } = trackConnections(requireRedis(settings, deps));
  const outbox = observed(await openOutbox(settings, deps, redis), deps.onStored);
  const deadLetters = createDeadLetters(join(settings.dataDirectory, 'dead-letters.jsonl'), {
    clock,
    maxBytes: settings.deadLetterBytes,
  });
  const recent = createRecentEvents(settings.recentEvents);
  const store = await openQuotaStore(settings, deps, redis, outbox.end);
  await remember(outbox, recent, store, settings.recentEvents);
  const { source } = settings;
  const quota = await startQuotaMirror(settings.quota, { ...deps, source, outbox, store });
  const watch = await openWatch(settings, { deps, redis, outbox, recent });
  const publisher = await openPublisher(settings, outbox, deadLetters, deps);
  const ingest = createIngest({
    ...deps,
    source,
    outbox,
    deadLetters,
    recent,
    onSettled: (name) => watch?.settled(name),
  });
  const stopGauges = watchBacklog(outbox, publisher === undefined ? ['mirror'] : ['mirror', 'publisher'], {
    metrics,
    log,
  });
  return {
    outbox,
    ingest,
    watch,
    quota,
    publisher,
    accept(body) {
      const { records, malformed } = parseUsageBody(body);
      return ingest.accept(records, malformed);
    },
    async stop() {
      stopGauges();
      await watch?.stop();
      await publisher?.stop();
      await quota.stop();
      await outbox.close();
      disconnectAll();
    },
  };
}

function observed(outbox: Outbox, onStored: EventsDeps['onStored']): Outbox {
  if (onStored === undefined) return outbox;
  return {
    ...outbox,
    async append(records) {
      await outbox.append(records);
      records.forEach(onStored);
    },
  };
}

type Connect = (() => RedisClient) | undefined;

function requireRedis(
  { outbox, quota, missingUsage }: EventsSettings,
  { connectRedis }: EventsDeps,
): Connect {
  const needs = { outbox, 'quota.store': quota.store, 'missingUsage.store': missingUsage.store };
  const wanting = Object.entries(needs).filter(([, kind]) => kind === 'redis');
  const first = wanting[0]?.[0];
  if (first !== undefined && connectRedis === undefined) {
    throw new ConfigurationError(`events.${first}: expected a Redis url with "redis", got none.`);
  }
  if (outbox === 'redis' && quota.store === 'memory') {
    throw new ConfigurationError('events.quota.store: expected "redis" with a Redis outbox, got "memory".');
  }
  return connectRedis;
}

function trackConnections(connect: Connect): { connect: Connect; disconnectAll: () => void } {
  const connections: RedisClient[] = [];
  const tracked = () => {
    const connection = connect?.();
    if (connection === undefined) throw new ConfigurationError('Expected a Redis url, got none.');
    connections.push(connection);
    return connection;
  };
  return {
    connect: connect === undefined ? undefined : tracked,
    disconnectAll: () => connections.forEach((connection) => connection.disconnect()),
  };
}

function openOutbox(settings: EventsSettings, deps: EventsDeps, connect: Connect): Promise<Outbox> {
  if (settings.outbox === 'file' || connect === undefined) {
    return openFileOutbox(join(settings.dataDirectory, 'outbox'), settings.file, deps);
  }
  const { clock, log, metrics, instance = hostname() } = deps;
  return Promise.resolve(openRedisOutbox(settings.redis, { connect, instance, clock, log, metrics }));
}

type OpenStore = QuotaStore & Partial<Pick<MemoryStore, 'remember'>>;

function openQuotaStore(
  settings: EventsSettings,
  deps: EventsDeps,
  connect: Connect,
  outboxEnd: number | undefined,
): Promise<OpenStore> {
  const { quota, dataDirectory, recentEvents } = settings;
  const { keepDays, dedupeSeconds, redisPrefix: prefix } = quota;
  if (quota.store === 'redis' && connect !== undefined) {
    return Promise.resolve(createRedisStore(connect(), { prefix, keepDays, dedupeSeconds }));
  }
  const { clock, log } = deps;
  const path = join(dataDirectory, 'quota.json');
  return openMemoryStore(path, {
    clock,
    log,
    keepDays,
    recentEvents,
    ...(outboxEnd !== undefined && { outboxEnd }),
  });
}

/** Redeliveries of what the last process accepted are recognised by this one. */
async function remember(
  outbox: Outbox,
  recent: RecentEvents,
  store: OpenStore,
  limit: number,
): Promise<void> {
  for await (const { event, origin, position, storedAt } of outbox.recent(limit)) {
    recent.add(event.eventId, storedAt, origin);
    store.remember?.(event.eventId, position);
  }
}

interface WatchParts {
  readonly deps: EventsDeps;
  readonly redis: Connect;
  readonly outbox: Outbox;
  readonly recent: RecentEvents;
}

async function openWatch(settings: EventsSettings, { deps, redis, outbox, recent }: WatchParts) {
  const { missingUsage, dataDirectory, source } = settings;
  if (!missingUsage.enabled) return undefined;
  const { clock, metrics, log } = deps;
  const { maxCalls, redisPrefix } = missingUsage;
  const calls =
    missingUsage.store === 'redis' && redis !== undefined
      ? createRedisCalls(redis(), redisPrefix, maxCalls)
      : await openJournaledCalls(join(dataDirectory, 'open-calls.jsonl'), {
          maxCalls,
          onError: (error) => log.warn({ err: error }, 'The journal of open calls could not be written.'),
        });
  const isAccepted: RecentEvents['has'] = (...event) => recent.has(...event);
  return createCallWatch(missingUsage, { source, calls, outbox, isAccepted, clock, metrics, log });
}

async function openPublisher(
  { nats, source }: EventsSettings,
  outbox: Outbox,
  deadLetters: DeadLetters,
  { metrics, log }: EventsDeps,
): Promise<Publisher | undefined> {
  if (nats.servers.length === 0) return undefined;
  return startPublisher(nats, outbox, { source, deadLetters, metrics, log });
}

function watchBacklog(
  outbox: Outbox,
  names: readonly ReaderName[],
  { metrics, log }: { readonly metrics: Metrics; readonly log: Log },
): () => void {
  const update = async () => {
    for (const reader of names) {
      const { records, ageMs } = await (await outbox.reader(reader)).backlog();
      metrics.outboxBacklog.set({ reader }, records);
      metrics.outboxBacklogAgeSeconds.set({ reader }, ageMs / 1000);
    }
  };
  const timer = setInterval(() => {
    update().catch((error: unknown) => log.debug({ err: error }, 'The backlog could not be read.'));
  }, gaugeIntervalMs).unref();
  return () => clearInterval(timer);
}
