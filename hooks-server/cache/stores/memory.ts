import { LRUCache } from 'lru-cache';
import type { Embedding } from '../../vectors/embedding.js';
import type { EntryKey, Scope } from '../keys.js';
import type { StoreSettings } from '../settings.js';
import { headOf, type CacheStore, type Candidate, type Entry, type Samples } from './store.js';
import { createVectorIndex, type VectorIndex } from './vector-index.js';

interface Kept {
  readonly key: EntryKey;
  readonly entry: Entry;
  readonly embedding: Embedding | undefined;
}

/**
 * Answers in this process's memory: bounded by entries and by bytes, the least recently used go first. A hit counts as
 * use but does not renew the time to live. For a single replica, and for machines without Redis.
 */
export function createMemoryStore({ maxEntries, maxBytes }: StoreSettings['memory']): CacheStore {
  const indexes = new Map<string, VectorIndex>();
  const entries = new LRUCache<string, Kept>({
    max: maxEntries,
    maxSize: maxBytes,
    sizeCalculation: bytesOf,
    // Also on overwriting: the index must hold exactly what the cache holds.
    dispose: ({ key }) => forget(indexes, key),
  });

  return {
    status: () => ({ kind: 'memory', available: true, takesAnswers: true, semantic: true }),
    get(key, now) {
      const kept = entries.peek(nameOf(key));
      if (kept === undefined || kept.entry.expiresAt <= now) return Promise.resolve(undefined);
      return Promise.resolve(entries.get(nameOf(key))?.entry);
    },
    nearest: (scope, vector, count, now) =>
      Promise.resolve(nearest(entries, indexes, scope, vector, count, now)),
    put(key, entry, embedding) {
      entries.set(nameOf(key), { key, entry, embedding });
      // An entry larger than the whole bound is not kept.
      if (embedding !== undefined && entries.has(nameOf(key))) {
        indexOf(indexes, key, embedding.vector.length).set(key.what, embedding.vector);
      }
      return Promise.resolve();
    },
    ...administration(entries),
    close() {
      entries.clear();
      return Promise.resolve();
    },
  };
}

type Administration = Omit<CacheStore, 'status' | 'get' | 'nearest' | 'put' | 'close'>;

function administration(entries: LRUCache<string, Kept>): Administration {
  const samples = new Map<string, Samples>();
  const samplesOf = (who: string) => samples.get(who) ?? { same: 0, different: 0 };
  const select = (matches: (kept: Kept) => boolean) => [...entries.values()].filter(matches);
  const removeWhere = (matches: (kept: Kept) => boolean, dryRun: boolean) => {
    const found = select(matches);
    if (!dryRun) for (const { key } of found) entries.delete(nameOf(key));
    return Promise.resolve(found.length);
  };
  const livingOf = (who: string, now: number) =>
    select(({ key, entry }) => key.who === who && entry.expiresAt > now);

  return {
    remove: (key) => Promise.resolve(entries.delete(nameOf(key))),
    list(who, { cursor = '0', limit }, now) {
      const all = livingOf(who, now).sort((a, b) => a.entry.expiresAt - b.entry.expiresAt);
      const end = Number(cursor) + limit;
      const page = all.slice(Number(cursor), end).map(({ key, entry }) => ({ key, head: headOf(entry) }));
      return Promise.resolve({ entries: page, ...(end < all.length && { cursor: String(end) }) });
    },
    count: (who, now) => Promise.resolve(livingOf(who, now).length),
    total: (now) => Promise.resolve(select(({ entry }) => entry.expiresAt > now).length),
    removeTenant(who, { dryRun }) {
      if (!dryRun) samples.delete(who);
      return removeWhere(({ key }) => key.who === who, dryRun);
    },
    removeAll({ dryRun }) {
      if (!dryRun) samples.clear();
      return removeWhere(() => true, dryRun);
    },
    sweep: (now) => removeWhere(({ entry }) => entry.expiresAt <= now, false),
    addSample(who, outcome) {
      const before = samplesOf(who);
      samples.set(who, { ...before, [outcome]: before[outcome] + 1 });
      return Promise.resolve();
    },
    samples: (who) => Promise.resolve(samplesOf(who)),
  };
}

function nearest(
  entries: LRUCache<string, Kept>,
  indexes: ReadonlyMap<string, VectorIndex>,
  scope: Scope,
  vector: Float32Array,
  count: number,
  now: number,
): Candidate[] {
  const index = indexes.get(scopeName(scope));
  if (index === undefined) return [];
  for (;;) {
    const found = index.nearest(vector, count).map(({ id, cosine }) => {
      const kept = entries.peek(nameOf({ ...scope, what: id }));
      return { id, cosine, kept };
    });
    const expired = found.filter(({ kept }) => kept === undefined || kept.entry.expiresAt <= now);
    if (expired.length === 0)
      return found.flatMap(({ cosine, kept }) => (kept ? candidate(kept, cosine) : []));
    // Expired neighbours must not hide living ones behind them.
    for (const { id } of expired) if (!entries.delete(nameOf({ ...scope, what: id }))) index.delete(id);
  }
}

function candidate({ key, entry, embedding }: Kept, cosine: number): Candidate[] {
  return embedding === undefined ? [] : [{ key, head: headOf(entry), cosine }];
}

function scopeName({ who, conditions }: Scope): string {
  return `${who}.${conditions}`;
}

function nameOf(key: EntryKey): string {
  return `${scopeName(key)}.${key.what}`;
}

function indexOf(indexes: Map<string, VectorIndex>, scope: Scope, dimension: number): VectorIndex {
  const index = indexes.get(scopeName(scope)) ?? createVectorIndex(dimension);
  indexes.set(scopeName(scope), index);
  return index;
}

function forget(indexes: Map<string, VectorIndex>, key: EntryKey): void {
  const index = indexes.get(scopeName(key));
  index?.delete(key.what);
  if (index?.size === 0) indexes.delete(scopeName(key));
}

/**
 * Bytes that an entry holds at most: two for a character of a string, and its vector three times, because the index of
 * its scope may have room for twice the vectors it holds.
 */
function bytesOf({ entry, embedding }: Kept): number {
  const strings =
    2 * (entry.value.length + entry.text.length + entry.model.length + entry.tenantId.length) + 512;
  return strings + 3 * (embedding?.vector.byteLength ?? 0);
}
