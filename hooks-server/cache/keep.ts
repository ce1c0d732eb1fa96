import type { CacheLookup, CacheStoreAnswer } from '../litellm/cache.js';
import { controlsOf } from '../litellm/cache-controls.js';
import type { Tenant } from '../tenancy/tenant.js';
import { readAnswer, type Answer, type BadAnswer } from './answer.js';
import type { CacheDependencies } from './dependencies.js';
import { embedOne } from './embed-one.js';
import type { Embedding } from '../vectors/embedding.js';
import { recordFault, StageError } from './faults.js';
import { entryId } from './keys.js';
import { prepare, type NotPrepared, type Prepared } from './prepare.js';
import type { Sampling } from './sampling.js';
import type { Entry } from './stores/store.js';
import type { Tallies } from './tallies.js';

/** Why an answer was not stored, as a metric label. */
export type StoreRefusal =
  NotPrepared | BadAnswer | 'no-store' | 'ttl-zero' | 'too-large' | 'store' | 'fault';

type KeepDependencies = CacheDependencies & { readonly tallies: Tallies; readonly sampling: Sampling };

/** Stores a call's answer if it may be stored. Never rejects: an internal fault is an answer not stored. */
export async function keep(
  request: CacheLookup,
  tenant: Tenant | undefined,
  value: unknown,
  dependencies: KeepDependencies,
): Promise<CacheStoreAnswer> {
  const { tallies } = dependencies;
  const tenantId = tenant?.id ?? 'none';
  try {
    const answer = await keepAnswer(request, tenant, value, dependencies);
    if (answer.stored) tallies.stored(tenantId);
    else tallies.refused(tenantId, answer.reason);
    return answer;
  } catch (error) {
    const stage = recordFault(error, dependencies);
    const reason = stage === 'store' ? 'store' : 'fault';
    tallies.refused(tenantId, reason);
    return { stored: false, reason };
  }
}

async function keepAnswer(
  request: CacheLookup,
  tenant: Tenant | undefined,
  value: unknown,
  dependencies: KeepDependencies,
): Promise<CacheStoreAnswer> {
  const prepared = prepare(request, tenant, dependencies);
  if (typeof prepared === 'string') return refused(prepared);
  const answer = readAnswer(prepared.question.family, value, { streamed: prepared.question.stream });
  if (typeof answer === 'string') return refused(answer);
  if (request.callId) await dependencies.sampling.compare(request.callId, prepared, answer);
  const { noStore, ttl } = controlsOf(request);
  if (noStore) return refused('no-store');
  const ttlMs = ttlOf(ttl, prepared);
  if (ttlMs <= 0) return refused('ttl-zero');
  const entry = entryOf(prepared, answer, dependencies.clock(), ttlMs);
  if (Buffer.byteLength(entry.value) > prepared.settings.admission.maxEntryBytes) return refused('too-large');
  await put(prepared, entry, dependencies);
  return { stored: true, entry: entryId(prepared.key) };
}

function refused(reason: StoreRefusal): CacheStoreAnswer {
  return { stored: false, reason };
}

/** Whole milliseconds; a request may ask for less or more than the default, within the setting's bound. */
function ttlOf(asked: number | null | undefined, { settings }: Prepared): number {
  return Math.floor(Math.min(asked ?? settings.ttlSeconds, settings.maxTtlSeconds) * 1_000);
}

function entryOf(
  { tenant, question, original }: Prepared,
  answer: Answer,
  now: number,
  ttlMs: number,
): Entry {
  return {
    tenantId: tenant.id,
    family: question.family,
    model: question.model,
    text: original,
    createdAt: now,
    expiresAt: now + ttlMs,
    usage: answer.usage,
    value: JSON.stringify(answer.value),
  };
}

async function put(prepared: Prepared, entry: Entry, dependencies: KeepDependencies): Promise<void> {
  const embedding = prepared.semantic ? await embedOrGoWithout(prepared.original, dependencies) : undefined;
  try {
    await dependencies.store.put(prepared.key, entry, embedding, dependencies.clock());
  } catch (cause) {
    throw new StageError('store', 'The answer was not stored.', { cause });
  }
}

/** An answer that cannot be embedded at this moment is still found by the same words. */
async function embedOrGoWithout(
  text: string,
  dependencies: KeepDependencies,
): Promise<Embedding | undefined> {
  try {
    return await embedOne(text, dependencies);
  } catch (cause) {
    recordFault(new StageError('embedder', 'Stored without an embedding.', { cause }), dependencies);
    return undefined;
  }
}
