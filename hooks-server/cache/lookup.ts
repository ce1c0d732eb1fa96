import { withDeadline } from '../deadline.js';
import { DeadlineError } from '../errors.js';
import type { CacheControls, CacheLookup, CacheLookupAnswer } from '../litellm/cache.js';
import { controlsOf } from '../litellm/cache-controls.js';
import type { Tenant } from '../tenancy/tenant.js';
import { decide, type Decision } from './decide.js';
import type { CacheDependencies } from './dependencies.js';
import { embedOne } from './embed-one.js';
import { recordFault, StageError, timed } from './faults.js';
import { entryId, type EntryKey } from './keys.js';
import { prepare, thresholdFor, type NotPrepared, type Prepared } from './prepare.js';
import { forReplay } from './replay.js';
import type { RecentLookup, RecentLookups } from './recent.js';
import type { Sampling } from './sampling.js';
import type { Entry, EntryHead } from './stores/store.js';
import type { HitKind, Tallies } from './tallies.js';

/** Why a look-up was not served, as a metric label. */
export type MissReason =
  | NotPrepared
  /** The request's controls: no-cache, or an s-maxage that no stored answer meets. */
  | 'no-cache'
  | 'stale'
  | 'not-found'
  | 'below-threshold'
  | 'rejected'
  /** It would have been served, but the tenant is in shadow mode, or the hit is one of the sampled. */
  | 'shadow'
  | 'sampled'
  /** LiteLLM would leave something out of this answer if it replayed it as a stream. */
  | 'not-streamable'
  /** Internal faults, by the part that failed. */
  | 'store'
  | 'embedder'
  | 'deadline'
  | 'fault';

interface Found {
  readonly kind: HitKind;
  readonly key: EntryKey;
  readonly entry: Entry;
  readonly similarity?: number;
}

interface NotFound {
  readonly reason: MissReason;
  /** The similarity of the nearest stored question, where there was one. */
  readonly similarity?: number;
}

export type LookupDependencies = CacheDependencies & {
  readonly tallies: Tallies;
  readonly sampling: Sampling;
  readonly recent: RecentLookups;
};

/** What a look-up came to, and its counting: an answer that comes too late is not served, and so is not counted. */
interface Outcome {
  readonly answer: CacheLookupAnswer;
  readonly count: () => void;
}

/** Looks a call up. Never rejects: whatever goes wrong inside is a miss with its reason. */
export async function lookup(
  call: CacheLookup,
  tenant: Tenant | undefined,
  dependencies: LookupDependencies,
): Promise<CacheLookupAnswer> {
  const { tallies, metrics } = dependencies;
  const tenantId = tenant?.id ?? 'none';
  const end = metrics.cacheLookupSeconds.startTimer({ stage: 'total' });
  try {
    const { answer, count } = await answerInTime(call, tenant, dependencies);
    count();
    return answer;
  } catch (error) {
    const reason = recordFault(error, dependencies);
    tallies.miss(tenantId, reason);
    return { hit: false, reason };
  } finally {
    end();
  }
}

async function answerInTime(
  call: CacheLookup,
  tenant: Tenant | undefined,
  dependencies: LookupDependencies,
): Promise<Outcome> {
  const counted = (missed: NotFound) => miss(missed, tenant?.id ?? 'none', dependencies);
  const prepared = prepare(call, tenant, dependencies);
  if (typeof prepared === 'string') return counted({ reason: prepared });
  const controls = controlsOf(call);
  if (controls.noCache) return counted({ reason: 'no-cache' });
  const found = await inTime(find(prepared, controls, dependencies), prepared.settings.deadlineMs);
  return 'reason' in found ? counted(found) : serve(call, prepared, found, dependencies);
}

/** The provider is asked anyway once the deadline is over: it was made for a cache that answers at once. */
async function inTime(work: Promise<Found | NotFound>, deadlineMs: number): Promise<Found | NotFound> {
  try {
    return await withDeadline(work, deadlineMs);
  } catch (error) {
    // Stages that reject on their own come as StageError.
    if (error instanceof DeadlineError) return { reason: 'deadline' };
    throw error;
  }
}

function miss(
  missed: NotFound,
  tenantId: string,
  { tallies, recent, clock }: LookupDependencies,
  would?: RecentLookup,
): Outcome {
  return {
    answer: { hit: false, ...missed },
    count: () => {
      tallies.miss(tenantId, missed.reason);
      recent.add(tenantId, would ?? { at: clock(), outcome: 'miss', ...missed });
    },
  };
}

/** The exact layer first: it costs no embedding and cannot be wrong. */
async function find(
  prepared: Prepared,
  controls: CacheControls,
  dependencies: LookupDependencies,
): Promise<Found | NotFound> {
  const { store, clock, metrics } = dependencies;
  const { key, tenant } = prepared;
  const entry = await timed(metrics, 'exact', 'store', () => store.get(key, clock()));
  if (entry !== undefined && isFresh(entry, controls, clock()))
    return { kind: 'exact', key, entry: owned(entry, tenant) };
  const otherwise: NotFound = { reason: entry === undefined ? 'not-found' : 'stale' };
  if (!prepared.semantic) return otherwise;
  const found = await findSemantic(prepared, controls, dependencies);
  return 'reason' in found && found.reason === 'not-found' ? { ...found, ...otherwise } : found;
}

async function findSemantic(
  prepared: Prepared,
  controls: CacheControls,
  dependencies: LookupDependencies,
): Promise<Found | NotFound> {
  const { store, clock, metrics, tallies } = dependencies;
  const { key, settings, original, tenant } = prepared;
  const embedding = await timed(metrics, 'embed', 'embedder', () => embedOne(original, dependencies));
  if (embedding === undefined) return { reason: 'not-found' };
  const all = await timed(metrics, 'search', 'store', () =>
    store.nearest(key, embedding.vector, settings.semantic.candidates, clock()),
  );
  const candidates = all.filter(({ head }) => isFresh(head, controls, clock()));
  if (candidates.length === 0) return { reason: all.length === 0 ? 'not-found' : 'stale' };
  const outcome = await timed(metrics, 'verify', 'fault', () =>
    decide(original, candidates, decisionFor(prepared, dependencies)),
  );
  tallies.rejected(tenant.id, outcome.rejectedBy);
  if (outcome.accepted === undefined) {
    const best = outcome.best === undefined ? {} : { similarity: outcome.best };
    return { reason: outcome.rejectedBy.length > 0 ? 'rejected' : 'below-threshold', ...best };
  }
  const { candidate, score } = outcome.accepted;
  const entry = await timed(metrics, 'value', 'store', () => store.get(candidate.key, clock()));
  if (entry === undefined) return { reason: 'not-found', similarity: score };
  return { kind: 'semantic', key: candidate.key, entry: owned(entry, tenant), similarity: score };
}

function decisionFor(
  { question, settings, earlierTurns }: Prepared,
  { judge, embedder }: LookupDependencies,
): Decision {
  const { verification: mode } = settings.semantic;
  const threshold = thresholdFor(question.model, settings.semantic);
  // Where the cosine alone decides, it is what the threshold is for.
  const near = mode === 'off' ? threshold : (embedder?.near ?? 1);
  return { threshold, mode, near, judge, earlierTurns: earlierTurns() };
}

function isFresh({ createdAt }: EntryHead, { sMaxAge }: CacheControls, now: number): boolean {
  return sMaxAge === undefined || sMaxAge === null || now - createdAt <= sMaxAge * 1_000;
}

/** A second lock on the door: names of keys already keep tenants apart. */
function owned(entry: Entry, tenant: Tenant): Entry {
  if (entry.tenantId !== tenant.id)
    throw new StageError('fault', 'An entry under this tenant’s key is not its own.');
  return entry;
}

function serve(
  call: CacheLookup,
  prepared: Prepared,
  found: Found,
  dependencies: LookupDependencies,
): Outcome {
  const { tallies, sampling, random, recent } = dependencies;
  const { tenant, settings, question } = prepared;
  const isSemantic = found.kind === 'semantic';
  const { similarity } = found;
  const seen = {
    at: dependencies.clock(),
    kind: found.kind,
    stored: entryId(found.key),
    asked: entryId(prepared.key),
    ...(similarity !== undefined && { similarity }),
  };
  const missed = (reason: MissReason, would?: RecentLookup) =>
    miss({ reason, ...(similarity !== undefined && { similarity }) }, tenant.id, dependencies, would);
  const completesStreams = call.completesStreams === true;
  const value = forReplay(JSON.parse(found.entry.value), { ...question, completesStreams });
  if (value === undefined) return missed('not-streamable');
  if (settings.mode === 'shadow') {
    tallies.shadowHit(tenant.id, found.kind);
    // In shadow mode all go to the provider anyway, so that every semantic hit can be compared.
    const would: RecentLookup = { ...seen, outcome: 'would-hit', reason: 'shadow' };
    if (isSemantic && call.callId) sampling.expect(call.callId, prepared, found.entry, would);
    return missed('shadow', would);
  }
  if (isSemantic && call.callId && random() < settings.sampling.share) {
    const would: RecentLookup = { ...seen, outcome: 'would-hit', reason: 'sampled' };
    sampling.expect(call.callId, prepared, found.entry, would);
    return missed('sampled', would);
  }
  const answer = {
    hit: true,
    kind: found.kind,
    entry: entryId(found.key),
    ...(similarity !== undefined && { similarity }),
    value,
  } as const;
  return {
    answer,
    count: () => {
      tallies.hit(tenant.id, found.kind, found.entry.usage);
      recent.add(tenant.id, { ...seen, outcome: 'hit' });
    },
  };
}
