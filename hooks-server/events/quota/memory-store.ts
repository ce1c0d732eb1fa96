import { z } from 'zod';
import { LRUCache } from 'lru-cache';
import type { Log } from '../../telemetry/log.js';
import { readIfPresent, replaceFile } from '../file/position-file.js';
import { bucketLifetimeMs, bucketsAt, bucketStart, type Bucket } from './periods.js';
import { ANNOUNCED_AFTER_END_MS, type QuotaStore } from './quota-store.js';
import { addSums, noSums, scopesOf, sumFields, type QuotaEntry, type QuotaScope, type Sums } from './sums.js';
import { faultName } from '../../errors.js';

const snapshotSchema = z.object({
  version: z.literal(1),
  /** Position of the last entry that is in the sums; -1 before the first. */
  position: z.number().int(),
  /** Scope, bucket, and the sums in the order of `sumFields`. */
  sums: z.array(z.tuple([z.string(), z.string(), z.array(z.number())])),
  /** Scope and period, the percentage, and when the period ends (Unix milliseconds, null when it does not). */
  announced: z.array(
    z.union([z.tuple([z.string(), z.number()]), z.tuple([z.string(), z.number(), z.number().nullable()])]),
  ),
  /** The last events in the sums, by the beginning of their ids: the outbox may have lost the line that says so. */
  recent: z.array(z.string()).optional(),
});

type Snapshot = z.infer<typeof snapshotSchema>;

export interface MemoryStoreDependencies {
  readonly clock: () => number;
  readonly log: Log;
  readonly keepDays: number;
  /** Event ids remembered, so that an event stored twice in the outbox counts once. */
  readonly recentEvents: number;
  /** The position the next record of the outbox has. */
  readonly outboxEnd?: number;
}

export interface MemoryStore extends QuotaStore {
  /** Tells the store of an event from before the restart: remembered if the snapshot has it, else it is still to come. */
  remember(eventId: string, position: string): void;
}

interface Announced {
  readonly percent: number;
  readonly endsAt: number | null;
}

interface State {
  position: number;
  readonly sums: Map<QuotaScope, Map<Bucket, Sums>>;
  readonly announced: Map<string, Announced>;
  readonly recent: LRUCache<string, true>;
}

/**
 * Sums in memory, with a snapshot file. The snapshot names the outbox position it covers: after a restart exactly what
 * lies behind it is counted again from the outbox. Only for a file outbox, whose positions are numbers.
 */
export async function openMemoryStore(path: string, deps: MemoryStoreDependencies): Promise<MemoryStore> {
  const state = await load(path, deps);
  let saved = state.position;
  const save = async () => {
    dropOld(state, deps);
    dropAnnounced(state, deps);
    const { position } = state;
    await replaceFile(path, JSON.stringify(snapshotOf(state)));
    saved = position;
  };
  if (state.position >= (deps.outboxEnd ?? Infinity)) {
    deps.log.warn(
      { path },
      'the outbox begins anew: what comes is added to the quota sums of the one before',
    );
    state.position = (deps.outboxEnd ?? 0) - 1;
    // At once: events of the new outbox may soon have a position that the old snapshot seems to cover.
    await save();
  }
  return {
    remember(eventId, position) {
      if (Number(position) <= state.position) state.recent.set(shortId(eventId), true);
    },
    add(entries) {
      for (const entry of entries) addEntry(state, entry);
      return Promise.resolve();
    },
    sums(scope, buckets) {
      const all = state.sums.get(scope);
      return Promise.resolve(buckets.map((bucket) => all?.get(bucket) ?? noSums).reduce(addSums, noSums));
    },
    scopes: (prefix) => Promise.resolve([...state.sums.keys()].filter((scope) => scope.startsWith(prefix))),
    announced: (scope, periodId) =>
      Promise.resolve(state.announced.get(`${scope} ${periodId}`)?.percent ?? 0),
    setAnnounced(scope, { id, endsAt = null }, percent) {
      state.announced.set(`${scope} ${id}`, { percent, endsAt });
      dropAnnounced(state, deps);
      return Promise.resolve();
    },
    covered: () => state.position,
    save: () => (saved === state.position ? Promise.resolve() : save()),
  };
}

function addEntry(state: State, entry: QuotaEntry): void {
  const position = Number(entry.position);
  if (position <= state.position) return;
  state.position = position;
  const id = shortId(entry.eventId);
  if (state.recent.has(id)) return;
  state.recent.set(id, true);
  const counted = bucketsAt(entry.occurredAt);
  for (const scope of scopesOf(entry)) {
    const buckets = state.sums.get(scope) ?? new Map<Bucket, Sums>();
    state.sums.set(scope, buckets);
    for (const bucket of counted) {
      buckets.set(bucket, addSums(buckets.get(bucket) ?? noSums, entry.sums));
    }
  }
}

function dropOld({ sums }: State, { clock, keepDays }: MemoryStoreDependencies): void {
  const now = clock();
  for (const buckets of sums.values()) {
    for (const bucket of buckets.keys()) {
      const lifetime = bucketLifetimeMs(bucket, keepDays);
      const start = bucketStart(bucket);
      if (lifetime !== undefined && start !== undefined && start + lifetime < now) buckets.delete(bucket);
    }
  }
}

/** What was announced of periods that are over, or every hour's budget would leave an entry for ever. */
function dropAnnounced({ announced }: State, { clock }: MemoryStoreDependencies): void {
  const over = clock() - ANNOUNCED_AFTER_END_MS;
  for (const [name, { endsAt }] of announced) if (endsAt !== null && endsAt < over) announced.delete(name);
}

/** 64 bits of a UUID: enough to tell the last events apart, and a quarter of the bytes in the snapshot. */
const shortId = (eventId: string) => eventId.replaceAll('-', '').slice(0, 16);

/** How many events a snapshot names: more than a client that sends again may have had under way. */
const RECENT_IN_SNAPSHOT = 20_000;

function snapshotOf({ position, sums, announced, recent }: State): Snapshot {
  return {
    version: 1,
    position,
    sums: [...sums].flatMap(([scope, buckets]) =>
      [...buckets].map(([bucket, values]): Snapshot['sums'][number] => [
        scope,
        bucket,
        sumFields.map((field) => values[field]),
      ]),
    ),
    announced: [...announced].map(([name, { percent, endsAt }]) => [name, percent, endsAt]),
    // Newest first, as the cache lists them; oldest first here, so that reading them keeps their order.
    recent: [...recent.keys()].slice(0, RECENT_IN_SNAPSHOT).reverse(),
  };
}

/** An unreadable snapshot is no reason not to start: what the outbox still holds is counted again. */
async function load(path: string, { log, recentEvents, clock }: MemoryStoreDependencies): Promise<State> {
  const empty = {
    position: -1,
    sums: new Map(),
    announced: new Map(),
    recent: new LRUCache<string, true>({ max: recentEvents }),
  };
  const content = await readIfPresent(path);
  if (content === undefined) return empty;
  try {
    const snapshot = snapshotSchema.parse(JSON.parse(content));
    for (const id of snapshot.recent ?? []) empty.recent.set(id, true);
    return { ...empty, ...restore(snapshot, clock()) };
  } catch (error) {
    log.error(
      { fault: faultName(error), path },
      'the quota snapshot cannot be read; sums begin with what the outbox still holds',
    );
    return empty;
  }
}

function restore(snapshot: Snapshot, now: number): Omit<State, 'recent'> {
  const sums = new Map<QuotaScope, Map<Bucket, Sums>>();
  for (const [scope, bucket, values] of snapshot.sums) {
    const buckets = sums.get(scope as QuotaScope) ?? new Map<Bucket, Sums>();
    sums.set(scope as QuotaScope, buckets);
    buckets.set(
      bucket,
      Object.fromEntries(sumFields.map((field, index) => [field, values[index] ?? 0])) as unknown as Sums,
    );
  }
  // An older snapshot does not say when a period ends.
  const announced = snapshot.announced.map(
    ([name, percent, endsAt = now]) => [name, { percent, endsAt }] as const,
  );
  return { position: snapshot.position, sums, announced: new Map(announced) };
}
