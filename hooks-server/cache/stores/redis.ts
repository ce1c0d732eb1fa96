import { createLastOutcome } from '../../telemetry/last-outcome.js';
import type { Log } from '../../telemetry/log.js';
import type { Embedding } from '../../vectors/embedding.js';
import type { EntryKey, Scope } from '../keys.js';
import type { StoreSettings } from '../settings.js';
import type { RedisClient } from '../../redis/client.js';
import { createGuard } from './guard.js';
import { createRedisAdministration } from './redis-administration.js';
import { decodeHead, decodeVector, encodeHead, encodeVector, FIELDS } from './redis-codec.js';
import { execute, type RedisContext } from './redis-context.js';
import { memberOf, namesIn } from './redis-names.js';
import { isRefusal } from './redis-refusal.js';
import { FIND_NEAREST, REMOVE_DUE } from './redis-scripts.js';
import { watchVectorSupport } from './redis-version.js';
import type { CacheStore, Candidate, Entry } from './store.js';
import { cosineOf } from '../../vectors/cosine.js';

export interface RedisStoreOptions {
  readonly client: RedisClient;
  /** True when others use the client too: `close` then leaves it connected. */
  readonly shared?: boolean;
  readonly settings: Pick<StoreSettings, 'namespace' | 'redis'>;
  readonly log: Log;
}

/** Expired entries that each store of an answer takes along, so that a busy tenant's vectors never pile up. */
const SWEPT_ON_PUT = 16;

/**
 * Answers in Redis: hashes with a time to live, and (from Redis 8 on) their questions in vector sets. Shared by all
 * replicas. While Redis is away every method rejects at once, and it works again by itself when Redis is back.
 */
export function createRedisStore({ client, shared = false, settings, log }: RedisStoreOptions): CacheStore {
  const names = namesIn(settings.namespace);
  const guard = createGuard({
    timeoutMs: settings.redis.timeoutMs,
    failures: settings.redis.breakerFailures,
    retryMs: settings.redis.breakerRetryMs,
    ping: () => client.ping(),
    isRefusal,
    onChange: (up) =>
      up ? log.info('the cache uses Redis again') : log.warn('the cache goes without Redis for now'),
  });
  const support = watchVectorSupport(client, { names, log, onReady: () => void guard.probe() });
  const kept = createLastOutcome();
  const context = { client, names, guard, settings: settings.redis, hasVectors: () => support.hasVectors };

  return {
    status: () => ({
      kind: 'redis',
      available: !guard.open,
      takesAnswers: kept.isOk(),
      semantic: support.hasVectors,
    }),
    get: (key, now) => guard.run(() => get(context, key, now)),
    nearest: (scope, vector, count, now) => guard.run(() => nearest(context, scope, vector, count, now)),
    put: (key, entry, embedding, now) => kept.of(guard.run(() => put(context, key, entry, embedding, now))),
    ...createRedisAdministration(context),
    close() {
      support.stop();
      guard.close();
      if (!shared) client.disconnect();
      return Promise.resolve();
    },
  };
}

async function get({ client, names }: RedisContext, key: EntryKey, now: number): Promise<Entry | undefined> {
  const [head, value] = await client.hmget(names.entry(key), FIELDS.head, FIELDS.value);
  const decoded = decodeHead(head, key);
  if (decoded === undefined || value === null || value === undefined || decoded.expiresAt <= now)
    return undefined;
  return { ...decoded, value };
}

async function put(
  context: RedisContext,
  key: EntryKey,
  entry: Entry,
  embedding: Embedding | undefined,
  now: number,
): Promise<void> {
  const { client, names, settings, hasVectors } = context;
  const [name, member, expiry] = [names.entry(key), memberOf(key), names.expiry(key.who)];
  const withVector = embedding !== undefined && hasVectors();
  const transaction = client
    // All or nothing: a hash that lost its time to live on the way would stay for ever.
    .multi()
    .zadd(expiry, entry.expiresAt, member)
    .del(name)
    .hset(
      name,
      ...entryFields(entry, key),
      ...(withVector ? [FIELDS.vector, encodeVector(embedding.vector)] : []),
    )
    .pexpire(name, Math.max(1, entry.expiresAt - now))
    .eval(REMOVE_DUE, 1, expiry, now, SWEPT_ON_PUT, names.tenantPrefix(key.who), hasVectors() ? 1 : 0)
    .zcard(expiry);
  // The vector of an entry that this one replaces would be found, and lead to nothing.
  if (embedding === undefined && hasVectors()) transaction.call('VREM', names.vectors(key), key.what);
  const [results] = await Promise.all([
    execute(transaction),
    // Each time, because any replica may have removed the tenant meanwhile; after the entry, so that a removal in between
    // finds one or the other; on its own, because all tenants' set lies in another slot.
    client.zadd(names.tenants, 'GT', entry.expiresAt, key.who),
    withVector && addVector(context, key, embedding.vector),
  ]);
  const excess = Number(results[5]) - settings.maxEntriesPerTenant;
  if (excess <= 0) return;
  const vectors = hasVectors() ? 1 : 0;
  await client.eval(
    REMOVE_DUE,
    1,
    expiry,
    '+inf',
    Math.min(excess, 1_000),
    names.tenantPrefix(key.who),
    vectors,
  );
}

function entryFields(entry: Entry, key: EntryKey): string[] {
  return [FIELDS.head, encodeHead(entry, key), FIELDS.value, entry.value];
}

/**
 * Without the option CAS, by which Redis looks for neighbours in a thread of its own: it writes the option into its
 * append-only file, and Redis 8.0 crashes when it reads that back after a restart, over and over.
 */
function addVector({ client, names }: RedisContext, key: EntryKey, vector: Float32Array): Promise<unknown> {
  return client.call('VADD', names.vectors(key), 'FP32', encodeVector(vector), key.what);
}

async function nearest(
  { client, names, settings, hasVectors }: RedisContext,
  scope: Scope,
  vector: Float32Array,
  count: number,
  now: number,
): Promise<Candidate[]> {
  if (!hasVectors()) return [];
  const found = await client.callBuffer(
    'eval',
    FIND_NEAREST,
    2,
    names.vectors(scope),
    names.expiry(scope.who),
    encodeVector(vector),
    count,
    Math.max(settings.searchEffort, count),
    now,
    memberOf({ ...scope, what: '' }),
    names.entry({ ...scope, what: '' }),
    ...CANDIDATE_FIELDS,
  );
  const candidates = (found as FoundEntry[]).flatMap((fields) => candidateOf(scope, fields, vector));
  return candidates.sort((a, b) => b.cosine - a.cosine);
}

const CANDIDATE_FIELDS = [FIELDS.head, FIELDS.vector] as const;

/** The element of an entry, then its fields in the order of CANDIDATE_FIELDS. */
type FoundEntry = readonly [element: Buffer, ...fields: (Buffer | null)[]];

function candidateOf(scope: Scope, [element, head, stored]: FoundEntry, vector: Float32Array): Candidate[] {
  const key = { ...scope, what: element.toString() };
  const decoded = decodeHead(head, key);
  const known = decodeVector(stored, vector.length);
  if (decoded === undefined || known === undefined) return [];
  return [{ key, head: decoded, cosine: cosineOf(vector, known) }];
}
