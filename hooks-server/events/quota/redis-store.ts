import type { RedisClient } from '../../redis/client.js';
import { UnavailableError } from '../../errors.js';
import { bucketLifetimeMs, bucketsAt } from './periods.js';
import { ANNOUNCED_AFTER_END_MS, type QuotaStore } from './quota-store.js';
import { addSums, noSums, scopesOf, sumFields, type QuotaEntry, type QuotaScope, type Sums } from './sums.js';

/**
 * KEYS: the event's mark, then one hash a bucket. ARGV: lifetime of the
 * mark in seconds, number of fields, the fields' names, their values, then one lifetime in seconds a bucket (0: for ever).
 */
const ADD_SCRIPT = `
if not redis.call('SET', KEYS[1], '1', 'NX', 'EX', ARGV[1]) then return 0 end
local fields = tonumber(ARGV[2])
for index = 2, #KEYS do
  for field = 1, fields do
    local value = ARGV[2 + fields + field]
    if value ~= '0' then redis.call('HINCRBY', KEYS[index], ARGV[2 + field], value) end
  end
  local lifetime = tonumber(ARGV[2 + 2 * fields + index - 1])
  if lifetime > 0 then redis.call('EXPIRE', KEYS[index], lifetime) end
end
return 1`;

export interface RedisStoreDependencies {
  readonly prefix: string;
  readonly keepDays: number;
  /** How long an event is recognised as counted: longer than a replica may be down before it reads on. */
  readonly dedupeSeconds: number;
}

/** Sums in Redis, shared among replicas. All keys of a scope carry it as hash tag, so a cluster keeps them together. */
export function createRedisQuotaStore(redis: RedisClient, deps: RedisStoreDependencies): QuotaStore {
  const { prefix } = deps;
  const key = (scope: QuotaScope, rest: string) => `${prefix}:{${scope}}:${rest}`;
  return {
    async add(entries) {
      const scopes = new Set(entries.flatMap(scopesOf));
      await available(async () => {
        if (scopes.size > 0) await redis.sadd(`${prefix}:scopes`, ...scopes);
        // Not one pipeline: in a cluster, scopes lie on different nodes.
        const additions = entries.flatMap((entry) =>
          scopesOf(entry).map((scope) => {
            const { keys, values } = addition(entry, (rest) => key(scope, rest), deps);
            return redis.eval(ADD_SCRIPT, keys.length, ...keys, ...values);
          }),
        );
        await Promise.all(additions);
      });
    },
    async sums(scope, buckets) {
      const hashes = await available(() =>
        Promise.all(buckets.map((bucket) => redis.hgetall(key(scope, bucket)))),
      );
      return hashes.map(toSums).reduce(addSums, noSums);
    },
    async scopes(start) {
      const scopes = await available(() => redis.smembers(`${prefix}:scopes`));
      return scopes.filter((scope): scope is QuotaScope => scope.startsWith(start)).sort();
    },
    async announced(scope, periodId) {
      return Number((await available(() => redis.get(key(scope, `announced:${periodId}`)))) ?? 0);
    },
    async setAnnounced(scope, { id, endsAt }, percent) {
      const name = key(scope, `announced:${id}`);
      await available(() =>
        endsAt === undefined
          ? redis.set(name, percent)
          : redis.set(name, percent, 'PXAT', Math.round(endsAt + ANNOUNCED_AFTER_END_MS)),
      );
    },
    save: () => Promise.resolve(),
  };
}

function addition(
  entry: QuotaEntry,
  key: (rest: string) => string,
  { keepDays, dedupeSeconds }: RedisStoreDependencies,
) {
  const buckets = bucketsAt(entry.occurredAt);
  const lifetimes = buckets.map((bucket) => Math.round((bucketLifetimeMs(bucket, keepDays) ?? 0) / 1000));
  return {
    keys: [key(`seen:${entry.eventId}`), ...buckets.map(key)],
    values: [
      dedupeSeconds,
      sumFields.length,
      ...sumFields,
      ...sumFields.map((field) => entry.sums[field]),
      ...lifetimes,
    ],
  };
}

function toSums(hash: Record<string, string>): Sums {
  return Object.fromEntries(sumFields.map((field) => [field, Number(hash[field] ?? 0)])) as unknown as Sums;
}

async function available<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new UnavailableError('Redis does not answer.', { cause });
  }
}
