import { join } from 'node:path';
import type { UsageRecord } from '../litellm/usage-record.js';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { Tenant } from '../tenancy/tenant.js';
import { parseUsageBody } from './body.js';
import { createDeadLetters, type DeadLetters } from './dead-letters.js';
import { createIngest, type Ingest, type IngestResult } from './ingest.js';
import { openEventOutbox, type Connect, type OpenedOutbox, type OutboxDependencies } from './open-outbox.js';
import type { Outbox, ReaderName } from './outbox.js';
import { startPublisher, type Publisher } from './publisher.js';
import { openMemoryStore, type MemoryStore } from './quota/memory-store.js';
import { startQuotaMirror, type QuotaMirror } from './quota/mirror.js';
import type { QuotaStore } from './quota/quota-store.js';
import { createRedisQuotaStore } from './quota/redis-store.js';
import type { Budget } from './quota/thresholds.js';
import type { UsageContext } from './quota-updated.js';
import { createRecentEvents, type RecentEvents } from './recent-events.js';
import type { EventsSettings } from './settings.js';
import { createRedisFirstCalls } from './redis/first-calls.js';
import { createCallWatch, type CallWatch } from './watch/call-watch.js';
import { openJournaledCalls } from './watch/journal.js';
import { createRedisCalls } from './watch/redis-calls.js';
import { faultName } from '../errors.js';

export interface EventsDependencies extends OutboxDependencies {
  readonly resolveTenant: (record: UsageRecord) => Tenant | undefined;
  readonly callContext: (record: UsageRecord) => UsageContext | undefined;
  /** Called for every new call once its record is durable, to look at its answer. */
  readonly onAccepted?: (record: UsageRecord, tenant: Tenant | undefined) => void;
  readonly tenantBudget?: (tenantId: string) => Budget | undefined;
}

/** The event side of the service, running. */
export interface Events {
  /** Accepts alerts and whatever else is to be delivered like usage. */
  readonly outbox: Outbox;
  readonly ingest: Ingest;
  /** Whether the last events became durable, for `/health`. */
  readonly takesEvents: () => boolean;
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
const GAUGE_INTERVAL_MS = 2000;

/**
 * Opens the outbox unless it is open, counts on where the last process stopped, and starts publishing.
 * @throws ConfigurationError for settings that do not fit together.
 */
export async function startEvents(
  settings: EventsSettings,
  deps: EventsDependencies,
  opened?: OpenedOutbox,
): Promise<Events> {
  const { metrics, log } = deps;
  const opening = opened ?? (await openEventOutbox(settings, deps));
  const { outbox, takesEvents, connect: redis, disconnectAll } = opening;
  const deadLetters = openDeadLetters(settings, deps);
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
    firstCalls: openFirstCalls(settings, redis),
    onSettled: (name) => watch?.settled(name),
  });
  const stopGauges = watchBacklog(outbox, publisher === undefined ? ['mirror'] : ['mirror', 'publisher'], {
    metrics,
    log,
  });
  return {
    outbox,
    ingest,
    takesEvents,
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

/** A Redis outbox may be shared: then what came under which id is, too. */
function openFirstCalls({ outbox, redis, quota }: EventsSettings, connect: Connect) {
  if (outbox !== 'redis' || connect === undefined) return undefined;
  return createRedisFirstCalls(connect(), { prefix: redis.key, seconds: quota.dedupeSeconds });
}

function openDeadLetters({ dataDirectory, deadLetterBytes }: EventsSettings, { clock }: EventsDependencies) {
  return createDeadLetters(join(dataDirectory, 'dead-letters.jsonl'), { clock, maxBytes: deadLetterBytes });
}

type OpenStore = QuotaStore & Partial<Pick<MemoryStore, 'remember'>>;

function openQuotaStore(
  settings: EventsSettings,
  deps: EventsDependencies,
  connect: Connect,
  outboxEnd: number | undefined,
): Promise<OpenStore> {
  const { quota, dataDirectory, recentEvents } = settings;
  const { keepDays, dedupeSeconds, redisPrefix: prefix } = quota;
  if (quota.store === 'redis' && connect !== undefined) {
    return Promise.resolve(createRedisQuotaStore(connect(), { prefix, keepDays, dedupeSeconds }));
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
  readonly deps: EventsDependencies;
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
          onError: (error) =>
            log.warn({ fault: faultName(error) }, 'the journal of open calls could not be written'),
        });
  const isAccepted: RecentEvents['has'] = (...event) => recent.has(...event);
  return createCallWatch(missingUsage, { source, calls, outbox, isAccepted, clock, metrics, log });
}

async function openPublisher(
  { nats, source }: EventsSettings,
  outbox: Outbox,
  deadLetters: DeadLetters,
  { metrics, log }: EventsDependencies,
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
    metrics.outboxUp.set(1);
  };
  const timer = setInterval(() => {
    update().catch((error: unknown) => {
      metrics.outboxUp.set(0);
      log.debug({ fault: faultName(error) }, 'the backlog could not be read');
    });
  }, GAUGE_INTERVAL_MS).unref();
  return () => clearInterval(timer);
}
