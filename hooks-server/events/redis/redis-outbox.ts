import { UnavailableError, faultName } from '../../errors.js';
import type { Log } from '../../telemetry/log.js';
import type { Metrics } from '../../telemetry/metrics.js';
import type { OutboxRecord } from '../envelope.js';
import { createGroupCommit } from '../group-commit.js';
import type { Outbox, OutboxReader, ReaderName, StoredRecord } from '../outbox.js';
import type { RedisOutboxSettings } from '../settings.js';
import { compareIds, toFields, toGroups, toRecord, type RawEntry } from './entries.js';
import type { RedisClient } from '../../redis/client.js';
import { createStreamReader, oldestOf } from './stream-reader.js';

export interface RedisOutboxDependencies {
  /** A new connection at each call. */
  readonly connect: () => RedisClient;
  /** Names this replica; the same after a restart. */
  readonly instance: string;
  readonly clock: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
}

const TRIM_INTERVAL_MS = 10_000;
const PAGE_SIZE = 1000;

interface Context extends RedisOutboxDependencies {
  readonly settings: RedisOutboxSettings;
  readonly redis: RedisClient;
  readonly connections: RedisClient[];
  readonly readers: Map<ReaderName, OutboxReader>;
  readonly state: { closed: boolean };
}

/**
 * An outbox that replicas share: a Redis stream with a consumer group for each reader. As durable as Redis: with
 * `waitForAof`, an event counts once it is in the append-only file and synced there.
 */
export function openRedisOutbox(settings: RedisOutboxSettings, deps: RedisOutboxDependencies): Outbox {
  const redis = deps.connect();
  const context: Context = {
    ...deps,
    settings,
    redis,
    connections: [redis],
    readers: new Map(),
    state: { closed: false },
  };
  const commits = createGroupCommit<readonly OutboxRecord[]>((groups) => commit(context, groups.flat()), {
    maxItems: 64,
  });
  const timer = setInterval(() => {
    trim(context, settings.retainSeconds).catch((error: unknown) => {
      deps.log.warn({ fault: faultName(error) }, 'the Redis outbox could not be trimmed');
    });
  }, TRIM_INTERVAL_MS).unref();
  return {
    async append(records) {
      if (records.length === 0) return;
      if (context.state.closed) throw new UnavailableError('The outbox is closed.');
      const stop = deps.metrics.outboxAppendSeconds.startTimer();
      await commits.submit(records);
      stop();
    },
    reader: (name) => Promise.resolve(openReader(context, name)),
    recent: (limit) => readRecent(context, limit),
    async close() {
      clearInterval(timer);
      context.state.closed = true;
      await commits.idle();
      for (const connection of context.connections) connection.disconnect();
    },
  };
}

async function commit(context: Context, records: readonly OutboxRecord[]): Promise<void> {
  const { redis, settings } = context;
  try {
    await makeRoom(context, records.length);
    const transaction = redis.multi();
    for (const record of records) transaction.xadd(settings.key, '*', ...toFields(record));
    const failure = (await transaction.exec())?.find(([error]) => error !== null)?.[0];
    if (failure) throw failure;
    if (settings.waitForAof) await waitForAof(context);
  } catch (cause) {
    if (cause instanceof UnavailableError) throw cause;
    throw new UnavailableError('Redis did not take the events.', { cause });
  }
}

/** Retained entries give way before anything is refused; what was not delivered never does. */
async function makeRoom(context: Context, count: number): Promise<void> {
  const { redis, settings } = context;
  if ((await redis.xlen(settings.key)) + count <= settings.maxEntries) return;
  await trim(context, 0);
  if ((await redis.xlen(settings.key)) + count <= settings.maxEntries) return;
  throw new UnavailableError(`The outbox holds ${settings.maxEntries} undelivered events and takes no more.`);
}

async function waitForAof({ redis, settings }: Context): Promise<void> {
  // In a cluster the command would go to any node: there `appendfsync always` is the way.
  if (redis.isCluster) return;
  const [synced] = (await redis.call('WAITAOF', 1, 0, settings.waitTimeoutMs).catch((cause: unknown) => {
    throw new UnavailableError(
      'Redis cannot confirm its append-only file: turn on `appendonly` (Redis 7.2 or later), or set `waitForAof: false`.',
      { cause },
    );
  })) as [number, number];
  if (synced < 1) throw new UnavailableError('Redis did not sync its append-only file in time.');
}

function openReader(context: Context, name: ReaderName): OutboxReader {
  const existing = context.readers.get(name);
  if (existing !== undefined) return existing;
  const blocking = context.connect();
  context.connections.push(blocking);
  const { settings, clock, log, instance, state } = context;
  const reader = createStreamReader(blocking, context.redis, {
    key: settings.key,
    group: name,
    consumer: instance,
    claimIdleMs: settings.claimIdleMs,
    clock,
    log,
    isClosed: () => state.closed,
  });
  context.readers.set(name, reader);
  return reader;
}

/** Deletes entries that every reader has acknowledged and that are older than `retainSeconds`. */
async function trim(context: Context, retainSeconds: number): Promise<void> {
  const { redis, settings, readers, clock } = context;
  let upTo = `${clock() - retainSeconds * 1000}-0`;
  // A stream that does not exist yet has no groups, and nothing to trim.
  const groups = toGroups(await redis.xinfo('GROUPS', settings.key).catch(() => []));
  for (const name of readers.keys()) {
    const group = groups.find((candidate) => candidate.name === name);
    if (group === undefined) return;
    const oldest = await oldestOf(redis, settings.key, name, group.lastDelivered);
    if (oldest !== undefined && compareIds(oldest, upTo) < 0) upTo = oldest;
  }
  await redis.xtrim(settings.key, 'MINID', upTo);
}

/** The last entries, oldest first. Bounded harder than a file's: they come over the network at every start. */
async function* readRecent({ redis, settings, log }: Context, limit: number): AsyncIterable<StoredRecord> {
  const newestFirst: StoredRecord[] = [];
  let end = '+';
  try {
    while (newestFirst.length < Math.min(limit, 20_000)) {
      const page = (await redis.xrevrange(settings.key, end, '-', 'COUNT', PAGE_SIZE)) as RawEntry[];
      newestFirst.push(...page.map(toRecord).filter((record) => record !== undefined));
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE_SIZE) break;
      end = `(${last[0]}`;
    }
  } catch (error) {
    log.warn(
      { fault: faultName(error) },
      'the last events could not be read from Redis; redeliveries get the same ids all the same',
    );
  }
  yield* newestFirst.reverse();
}
