import { UnavailableError, faultName } from '../errors.js';
import type { CallName } from '../litellm/call-name.js';
import { usageRecordSchema, type UsageRecord } from '../litellm/usage-record.js';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { Tenant } from '../tenancy/tenant.js';
import type { MalformedPart } from './body.js';
import {
  deadLetterEvent,
  deadLetterOf,
  deadLetterOfPart,
  type DeadLetter,
  type DeadLetters,
} from './dead-letters.js';
import type { Outbox } from './outbox.js';
import { fingerprintOf, quotaEventId, quotaUpdated, type UsageContext } from './quota-updated.js';
import type { FirstCalls } from './redis/first-calls.js';
import { isSameCall, type RecentEvents } from './recent-events.js';

export interface IngestDependencies {
  readonly source: string;
  readonly outbox: Pick<Outbox, 'append'>;
  readonly deadLetters: DeadLetters;
  readonly recent: RecentEvents;
  /** Absent where one service alone takes records. */
  readonly firstCalls?: FirstCalls | undefined;
  readonly resolveTenant: (record: UsageRecord) => Tenant | undefined;
  /** What the service knows of a call from its earlier hooks. */
  readonly callContext: (record: UsageRecord) => UsageContext | undefined;
  /** Called for the call of every durable record, redeliveries included. */
  readonly onSettled?: (name: CallName) => void;
  /** Called for every new call once its record is durable. */
  readonly onAccepted?: (record: UsageRecord, tenant: Tenant | undefined) => void;
  /** Unix milliseconds. */
  readonly clock: () => number;
  readonly metrics: Metrics;
  readonly log: Log;
}

export interface IngestResult {
  /** Records that are durable, those that were so before included. */
  readonly accepted: number;
  /** Those of them that had been accepted before. */
  readonly duplicates: number;
  /** Records that went to the dead letters. */
  readonly rejected: number;
}

export interface Ingest {
  /**
   * Makes a delivery durable: good records as events, bad ones as dead letters. Rejects with UnavailableError when any
   * of it is not durable; the sender then delivers all of it again, which changes nothing that was accepted before.
   */
  accept(records: readonly unknown[], malformed?: readonly MalformedPart[]): Promise<IngestResult>;
}

interface Call {
  readonly record: UsageRecord;
  readonly tenant: Tenant | undefined;
  readonly stored: ReturnType<typeof quotaUpdated>;
}

/** Events that are being made durable: a second delivery waits for the first instead of trusting it. */
type Pending = Map<string, { readonly fingerprint: string; readonly durable: Promise<void> }>;

/** A delivery, sorted. */
interface Delivery {
  readonly calls: Map<string, Call>;
  readonly repeated: UsageRecord[];
  readonly awaited: Promise<void>[];
  readonly letters: DeadLetter[];
}

/** The way from LiteLLM's usage records to durable events. */
export function createIngest(deps: IngestDependencies): Ingest {
  const pending: Pending = new Map();
  return {
    async accept(records, malformed = []) {
      const delivery: Delivery = {
        calls: new Map(),
        repeated: [],
        awaited: [],
        letters: malformed.map(deadLetterOfPart),
      };
      const { calls, repeated, awaited, letters } = delivery;
      try {
        const usage = records.flatMap((value) => parse(value, letters));
        const first = await firstUnder(usage, deps);
        for (const record of usage) sort(record, first, { delivery, pending, deps });
        await Promise.all([store(delivery, pending, deps), ...awaited]);
      } catch (error) {
        throw refusal(error, deps);
      }
      for (const record of repeated) deps.onSettled?.(nameOf(record));
      deps.metrics.eventsDuplicate.inc(repeated.length);
      return {
        accepted: calls.size + repeated.length,
        duplicates: repeated.length,
        rejected: letters.length,
      };
    },
  };
}

/** A record that is none is told and set aside. */
function parse(value: unknown, letters: DeadLetter[]): UsageRecord[] {
  const parsed = usageRecordSchema.safeParse(value);
  if (parsed.success) return [parsed.data];
  letters.push(deadLetterOf(value, describeIssue(parsed.error)));
  return [];
}

/** The fingerprints of the calls that came first under these records' event ids, where several replicas take records. */
async function firstUnder(
  records: readonly UsageRecord[],
  { source, firstCalls }: IngestDependencies,
): Promise<ReadonlyMap<string, string>> {
  if (firstCalls === undefined) return new Map();
  const claims = new Map<string, string>();
  for (const record of records.filter(({ status }) => status === 'success')) {
    const eventId = quotaEventId(source, record.litellm_call_id, record.status);
    if (!claims.has(eventId)) claims.set(eventId, fingerprintOf(record));
  }
  return firstCalls.claim(claims);
}

interface Sorting {
  readonly delivery: Delivery;
  readonly pending: Pending;
  readonly deps: IngestDependencies;
}

function sort(
  record: UsageRecord,
  first: ReadonlyMap<string, string>,
  { delivery, pending, deps }: Sorting,
): void {
  const fingerprint = fingerprintOf(record);
  // The second id is for another call under a reused call id. Failed attempts of one call stay one failure.
  const ids = record.status === 'success' ? [undefined, fingerprint] : [undefined];
  for (const distinct of ids) {
    const eventId = quotaEventId(deps.source, record.litellm_call_id, record.status, distinct);
    // At another replica another call has this id.
    if (!isSameCall(first.get(eventId) ?? fingerprint, fingerprint)) continue;
    const underWay = pending.get(eventId);
    const inBatch = delivery.calls.get(eventId)?.stored.origin?.fingerprint;
    const known = inBatch ?? underWay?.fingerprint ?? deps.recent.fingerprintOf(eventId);
    if (known === undefined) {
      if (distinct !== undefined) noteReuse(deps);
      delivery.calls.set(eventId, toCall(record, eventId, deps));
      return;
    }
    if (isSameCall(known, fingerprint) || distinct === ids.at(-1)) {
      delivery.repeated.push(record);
      if (underWay !== undefined) delivery.awaited.push(underWay.durable);
      return;
    }
  }
}

function nameOf({ litellm_call_id: callId, metadata }: UsageRecord): CallName {
  return { callId, keyHash: metadata?.user_api_key_hash ?? undefined };
}

function noteReuse({ metrics, log }: IngestDependencies): void {
  metrics.eventsCallIdReused.inc();
  log.warn('a call came under the call id of another; it is counted on its own');
}

function toCall(record: UsageRecord, eventId: string, deps: IngestDependencies): Call {
  const tenant = deps.resolveTenant(record);
  const stored = quotaUpdated({
    eventId,
    record,
    tenant,
    context: deps.callContext(record),
    now: deps.clock(),
  });
  return { record, tenant, stored };
}

async function store(
  { calls, letters }: Delivery,
  pending: Pending,
  deps: IngestDependencies,
): Promise<void> {
  const { outbox, deadLetters, source, clock } = deps;
  const events = [...calls.values()].map(({ stored }) => stored);
  const durable = Promise.all([
    deadLetters.add(letters),
    outbox.append([...events, ...letters.map((letter) => deadLetterEvent(letter, source, clock()))]),
  ]).then(() => undefined);
  for (const { event, origin } of events) {
    pending.set(event.eventId, { fingerprint: origin?.fingerprint ?? '', durable });
  }
  try {
    await durable;
    for (const call of calls.values()) settle(call, deps);
    for (const { reason } of letters) deps.metrics.eventsRejected.inc({ reason });
  } finally {
    for (const eventId of calls.keys()) pending.delete(eventId);
  }
}

function settle({ record, tenant, stored }: Call, deps: IngestDependencies): void {
  const { event, origin } = stored;
  const { usage, cost, model, status } = event.payload;
  const { metrics } = deps;
  deps.recent.add(event.eventId, deps.clock(), origin);
  metrics.eventsAccepted.inc({ tenant: event.tenantId, status });
  // The model of a call without usage may be anything a client thought of: it makes no label.
  if (usage.total_tokens > 0) {
    const labels = { tenant: event.tenantId, model };
    metrics.tenantTokens.inc({ ...labels, type: 'prompt' }, usage.prompt_tokens);
    metrics.tenantTokens.inc({ ...labels, type: 'completion' }, usage.completion_tokens);
    metrics.tenantCost.inc(labels, usage.cost_usd);
    metrics.tenantSaved.inc(labels, cost.saved_usd);
  }
  deps.onSettled?.(nameOf(record));
  try {
    deps.onAccepted?.(record, tenant);
  } catch (error) {
    deps.log.error(
      { fault: faultName(error) },
      'what follows an accepted call failed; the event itself is durable',
    );
  }
}

function refusal(error: unknown, { metrics, log }: IngestDependencies): UnavailableError {
  metrics.eventsRefused.inc();
  log.warn({ fault: faultName(error) }, 'a delivery of usage records was refused; the sender keeps it');
  if (error instanceof UnavailableError) return error;
  return new UnavailableError('The events could not be made durable.', { cause: error });
}

/** The first issue as `path: code`, or `not_an_object`: zod's message could quote the value. */
function describeIssue({
  issues,
}: {
  readonly issues: readonly { path: PropertyKey[]; code?: string }[];
}): string {
  const issue = issues[0];
  if (issue === undefined) return 'invalid';
  return issue.path.length === 0
    ? 'not_an_object'
    : `${issue.path.map(String).join('.')}: ${issue.code ?? 'invalid'}`;
}
