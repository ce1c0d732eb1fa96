import { withDeadline } from '../../deadline.js';
import { parseEntryId, type EntryKey } from '../keys.js';
import { mastersOf } from '../../redis/client.js';
import { decodeHead, FIELDS } from './redis-codec.js';
import { memberOf } from './redis-names.js';
import { nothingOfOurs, ofOurType, unlinkOtherTypes } from './redis-types.js';
import { REMOVE_DUE, UNLIST } from './redis-scripts.js';
import { execute, type RedisContext } from './redis-context.js';
import type { CacheStore, Page, Samples } from './store.js';

type Administration = Omit<CacheStore, 'status' | 'get' | 'nearest' | 'put' | 'close'>;

/** What operators and sweeps ask may take longer than a look-up. */
const PATIENCE_MS = 10_000;
const BATCH = 500;

/** The part of the Redis store that no request waits for. */
export function createRedisAdministration(context: RedisContext): Administration {
  const { client, names, guard } = context;
  const patiently = <T>(work: () => Promise<T>) => withDeadline(work(), PATIENCE_MS);
  const count = (who: string, now: number) =>
    ofOurType(names.expiry(who), () => client.zcount(names.expiry(who), `(${now}`, '+inf'));
  /** Marks tenants as removed before anything else is asked: who stores from then on stays listed. */
  const marked = async (mark: () => Promise<number>) => {
    const done = await patiently(mark).catch(nothingOfOurs);
    if (done === null) await patiently(() => client.unlink(names.tenants));
  };
  const tenantsOf = () => ofOurType(names.tenants, () => client.zrange(names.tenants, 0, -1));

  return {
    remove: (key) => patiently(() => remove(context, key)),
    list: (who, page, now) => patiently(() => list(context, who, page, now)),
    count: (who, now) => patiently(() => count(who, now)),
    async total(now) {
      const tenants = await patiently(tenantsOf);
      let total = 0;
      for (const who of tenants) total += await patiently(() => count(who, now));
      return total;
    },
    // A tenant's time becomes 0 first, so that one who stores an answer meanwhile is told by a later time, and stays.
    async removeTenant(who, { dryRun }) {
      if (dryRun) return removeMatching(context, names.tenantPrefix(who), dryRun);
      await marked(() => client.zadd(names.tenants, 'XX', 0, who));
      const removed = await removeMatching(context, names.tenantPrefix(who), dryRun);
      await patiently(() => client.eval(UNLIST, 1, names.tenants, who, 0));
      return removed;
    },
    async removeAll({ dryRun }) {
      if (dryRun) return removeMatching(context, names.allTenantsPrefix, dryRun);
      await marked(() => client.zunionstore(names.tenants, 1, names.tenants, 'WEIGHTS', 0));
      const removed = await removeMatching(context, names.allTenantsPrefix, dryRun);
      await patiently(() => client.zremrangebyscore(names.tenants, '-inf', 0));
      return removed;
    },
    sweep: (now) => sweep(context, now),
    addSample: (who, outcome) =>
      guard.run(async () => void (await client.hincrby(names.samples(who), outcome, 1))),
    samples: (who) => patiently(() => samples(context, who)),
  };
}

async function remove({ client, names, hasVectors }: RedisContext, key: EntryKey): Promise<boolean> {
  await unlinkOtherTypes(client, names.expiry(key.who), 'zset');
  if (hasVectors()) await unlinkOtherTypes(client, names.vectors(key), 'vectorset');
  const pipeline = client.pipeline().del(names.entry(key)).zrem(names.expiry(key.who), memberOf(key));
  if (hasVectors()) pipeline.call('VREM', names.vectors(key), key.what);
  const [removed] = await execute(pipeline);
  return removed === 1;
}

async function list(
  { client, names }: RedisContext,
  who: string,
  { cursor = '0', limit }: { cursor?: string; limit: number },
  now: number,
): Promise<Page> {
  const offset = Number(cursor);
  // One more than asked for tells whether there is a next page.
  const expiry = names.expiry(who);
  const members = await ofOurType(expiry, () =>
    client.zrangebyscore(expiry, `(${now}`, '+inf', 'LIMIT', offset, limit + 1),
  );
  const keys = members.slice(0, limit).flatMap((member) => {
    const parts = parseEntryId(member);
    return parts ? [{ who, ...parts }] : [];
  });
  // One by one, so that a name which somebody else has taken costs its own entry alone.
  const heads = await Promise.all(
    keys.map((key) => client.hget(names.entry(key), FIELDS.head).catch(nothingOfOurs)),
  );
  const entries = keys.flatMap((key, index) => {
    const head = decodeHead(heads[index], key);
    return head ? [{ key, head }] : [];
  });
  return { entries, ...(members.length > limit && { cursor: String(offset + limit) }) };
}

/** Walks over all names with this prefix, on every master, and unlinks them one by one: they lie in different slots. */
async function removeMatching({ client }: RedisContext, prefix: string, dryRun: boolean): Promise<number> {
  const found = new Set<string>();
  for (const node of mastersOf(client)) {
    let cursor = '0';
    do {
      const step = () => node.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', BATCH);
      const [next, keys] = await withDeadline(step(), PATIENCE_MS);
      cursor = next;
      // SCAN may return a key twice.
      for (const key of keys) if (/:e:[0-9a-f.]+$/.test(key)) found.add(key);
      if (dryRun || keys.length === 0) continue;
      const pipeline = node.pipeline();
      for (const key of keys) pipeline.unlink(key);
      await withDeadline(execute(pipeline), PATIENCE_MS);
    } while (cursor !== '0');
  }
  return found.size;
}

async function sweep({ client, names, hasVectors }: RedisContext, now: number): Promise<number> {
  const tenants = await withDeadline(client.zrange(names.tenants, 0, -1, 'WITHSCORES'), PATIENCE_MS);
  let swept = 0;
  for (let index = 0; index + 1 < tenants.length; index += 2) {
    const [who, lastExpiry] = [tenants[index] ?? '', Number(tenants[index + 1])];
    const script = () =>
      client.eval(
        REMOVE_DUE,
        1,
        names.expiry(who),
        now,
        BATCH,
        names.tenantPrefix(who),
        hasVectors() ? 1 : 0,
      );
    let removed: number;
    do {
      removed = Number(await withDeadline(script(), PATIENCE_MS));
      swept += removed;
    } while (removed === BATCH);
    const idle = lastExpiry <= now && (await client.zcard(names.expiry(who))) === 0;
    if (idle) await client.eval(UNLIST, 1, names.tenants, who, lastExpiry);
  }
  return swept;
}

async function samples({ client, names }: RedisContext, who: string): Promise<Samples> {
  const counts = await ofOurType(names.samples(who), () => client.hgetall(names.samples(who)));
  return { same: Number(counts['same'] ?? 0), different: Number(counts['different'] ?? 0) };
}
