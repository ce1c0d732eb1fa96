import type { RedisClient } from '../../redis/client.js';
import type { Log } from '../../telemetry/log.js';
import { createBackoff } from '../backoff.js';
import type { Backlog, OutboxReader, StoredRecord } from '../outbox.js';
import { timeOf, toGroups, toRecord, type RawEntry } from './entries.js';
import { faultName } from '../../errors.js';

export interface StreamReaderOptions {
  readonly key: string;
  /** The reader's name, shared by all replicas: each entry goes to one of them. */
  readonly group: string;
  /** This replica; the same after a restart, so that it gets back what it had not acknowledged. */
  readonly consumer: string;
  readonly claimIdleMs: number;
  readonly clock: () => number;
  readonly log: Log;
  readonly isClosed: () => boolean;
}

/** How long one blocking read waits: the time an abort or a close may take to be noticed. */
const BLOCK_MS = 1000;

/** Makes the group where it is absent, beginning with the oldest entry. */
async function ensureGroup(redis: RedisClient, key: string, group: string): Promise<void> {
  try {
    await redis.xgroup('CREATE', key, group, '0', 'MKSTREAM');
  } catch (error) {
    if (!String(error).includes('BUSYGROUP')) throw error;
  }
}

/**
 * A consumer group of a Redis stream as an outbox reader. `blocking` is a connection of its own, for a waiting read holds
 * up every command behind it.
 */
export function createStreamReader(
  blocking: RedisClient,
  redis: RedisClient,
  options: StreamReaderOptions,
): OutboxReader {
  const { key, group, log, isClosed } = options;
  const backoff = createBackoff(100, 5000);
  const source = createSource(blocking, options);
  // Handed out and not acknowledged: what is read from the pending entries once more must not come twice.
  const inHand = new Set<string>();
  return {
    async read(limit, signal) {
      while (signal?.aborted !== true && !isClosed()) {
        try {
          const records = (await source.next(limit)).filter(({ position }) => !inHand.has(position));
          backoff.reset();
          for (const { position } of records) inHand.add(position);
          if (records.length > 0) return records;
        } catch (error) {
          if (isClosed()) break;
          log.warn(
            { fault: faultName(error), reader: group },
            'the Redis outbox cannot be read; it is tried again',
          );
          source.restart();
          await backoff.pause(signal);
        }
      }
      return [];
    },
    async ack(records) {
      for (let start = 0; start < records.length; start += 1000) {
        const positions = records.slice(start, start + 1000).map(({ position }) => position);
        await redis.xack(key, group, ...positions);
        for (const position of positions) inHand.delete(position);
      }
    },
    backlog: () => backlogOf(redis, options),
  };
}

/** First what this replica had read before, then what vanished replicas left, then what is new. */
function createSource(redis: RedisClient, { key, group, consumer, claimIdleMs, clock }: StreamReaderOptions) {
  let ready = false;
  let unfinishedAfter: string | undefined = '0';
  let claimedAt = -Infinity;
  let claimFrom = '0-0';

  async function unfinished(after: string, limit: number): Promise<StoredRecord[]> {
    const entries = await readGroup(redis, { key, group, consumer, limit, after });
    unfinishedAfter = entries.at(-1)?.[0];
    return usable(redis, entries);
  }

  async function claimed(limit: number): Promise<StoredRecord[]> {
    const [following, entries] = (await redis.xautoclaim(
      key,
      group,
      consumer,
      claimIdleMs,
      claimFrom,
      'COUNT',
      limit,
    )) as [string, RawEntry[]];
    claimFrom = following;
    // Only at the end of what is pending: a vanished replica may have left more than one batch.
    if (following === '0-0') claimedAt = clock();
    return usable(redis, entries);
  }

  /** Entries that cannot be read will never be: they are acknowledged, or they would come again for ever. */
  async function usable(client: RedisClient, entries: readonly RawEntry[]): Promise<StoredRecord[]> {
    const records = entries.map(toRecord);
    const broken = entries.filter((_, index) => records[index] === undefined).map(([id]) => id);
    if (broken.length > 0) await client.xack(key, group, ...broken);
    return records.filter((record) => record !== undefined);
  }

  return {
    async next(limit: number): Promise<StoredRecord[]> {
      if (!ready) await ensureGroup(redis, key, group);
      ready = true;
      if (unfinishedAfter !== undefined) {
        const records = await unfinished(unfinishedAfter, limit);
        if (records.length > 0 || unfinishedAfter !== undefined) return records;
      }
      // A clock that was set back does not put the next time off.
      if (Math.abs(clock() - claimedAt) >= claimIdleMs / 2) {
        const records = await claimed(limit);
        if (records.length > 0) return records;
      }
      return usable(redis, await readGroup(redis, { key, group, consumer, limit, after: '>' }));
    },
    /**
     * After a fault the group may be gone (a Redis that lost its data), or Redis gave entries to this replica in an
     * answer that never arrived: they are pending, and nobody else reads them before they are long overdue.
     */
    restart(): void {
      ready = false;
      unfinishedAfter = '0';
    },
  };
}

interface GroupRead {
  readonly key: string;
  readonly group: string;
  readonly consumer: string;
  readonly limit: number;
  readonly after: string;
}

async function readGroup(
  redis: RedisClient,
  { key, group, consumer, limit, after }: GroupRead,
): Promise<RawEntry[]> {
  const answer = (await redis.xreadgroup(
    'GROUP',
    group,
    consumer,
    'COUNT',
    limit,
    'BLOCK',
    BLOCK_MS,
    'STREAMS',
    key,
    after,
  )) as [string, RawEntry[]][] | null;
  return answer?.[0]?.[1] ?? [];
}

async function backlogOf(redis: RedisClient, { key, group, clock }: StreamReaderOptions): Promise<Backlog> {
  const groups = toGroups(await redis.xinfo('GROUPS', key).catch(() => []));
  const own = groups.find(({ name }) => name === group);
  if (own === undefined) return { records: await redis.xlen(key), ageMs: 0 };
  const records = own.pending + (own.lag ?? (await redis.xlen(key)));
  if (records === 0) return { records, ageMs: 0 };
  const oldest = await oldestOf(redis, key, group, own.lastDelivered);
  return { records, ageMs: oldest === undefined ? 0 : Math.max(0, clock() - timeOf(oldest)) };
}

/** The id of the oldest entry that a group has not acknowledged; undefined when there is none. */
export async function oldestOf(
  redis: RedisClient,
  key: string,
  group: string,
  lastDelivered: string,
): Promise<string | undefined> {
  const [, pending] = (await redis.xpending(key, group)) as [number, string | null];
  if (pending !== null) return pending;
  const [first] = (await redis.xrange(key, `(${lastDelivered}`, '+', 'COUNT', 1)) as RawEntry[];
  return first?.[0];
}
