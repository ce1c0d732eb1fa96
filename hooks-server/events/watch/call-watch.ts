import { LRUCache } from 'lru-cache';
import { callKey, type CallName } from '../../litellm/call-name.js';
import type { Log } from '../../telemetry/log.js';
import type { Metrics } from '../../telemetry/metrics.js';
import { eventIdOf, subjects, UNKNOWN_TENANT, type EventEnvelope, type OutboxRecord } from '../envelope.js';
import type { Outbox } from '../outbox.js';
import { quotaEventId } from '../quota-updated.js';
import type { MissingUsageSettings } from '../settings.js';
import type { OpenCall, OpenCalls, WatchedCall } from './open-calls.js';
import { faultName } from '../../errors.js';

export interface UsageMissingPayload {
  readonly callId: string;
  readonly model: string | null;
  readonly keyAlias: string | null;
  /** ISO 8601: when the call was let through. */
  readonly seenAt: string;
  readonly waitedSeconds: number;
  /** Prompt tokens as counted when the call was let through; null where they were not. */
  readonly estimated: { readonly prompt_tokens: number | null; readonly original_tokens: number | null };
  /** If one of these events arrives later, the usage is no longer missing. */
  readonly settledBy: { readonly success: string; readonly failure: string };
}

export type UsageMissing = EventEnvelope<UsageMissingPayload>;

export interface CallWatch {
  /** A call was let through: its usage is due. Never throws and never waits. */
  seen(name: CallName, call: WatchedCall): void;
  /** The call's usage is durable. */
  settled(name: CallName): void;
  /** Reports the calls that are overdue now, and resolves with their number. */
  sweep(): Promise<number>;
  stop(): Promise<void>;
}

export interface CallWatchDependencies {
  readonly source: string;
  readonly calls: OpenCalls;
  readonly outbox: Pick<Outbox, 'append'>;
  /**
   * Whether an event of this key was accepted at `since` (Unix milliseconds) or later: settles calls whose settlement a
   * crash kept from the journal.
   */
  readonly isAccepted: (eventId: string, keyHash: string | undefined, since: number) => boolean;
  readonly clock: () => number;
  readonly metrics: Metrics;
  readonly log: Log;
}

const SWEEP_BATCH = 1000;

interface Context extends CallWatchDependencies {
  readonly waitMs: number;
  /** Settled before they were seen (hooks that overtook each other), and reported as missing. */
  readonly settledEarly: LRUCache<string, true>;
  readonly reported: LRUCache<string, true>;
  /** What the log was last told: it is told of changes, not of each call. */
  readonly told: { failing: boolean };
}

/** Notices calls whose usage never arrives: every call seen and not settled in time raises one `usage.missing`. */
export function createCallWatch(settings: MissingUsageSettings, deps: CallWatchDependencies): CallWatch {
  const context: Context = {
    ...deps,
    waitMs: settings.afterMinutes * 60_000,
    settledEarly: new LRUCache({ max: 10_000 }),
    reported: new LRUCache({ max: 10_000 }),
    told: { failing: false },
  };
  let sweeping: Promise<number> | undefined;
  const sweep = () =>
    (sweeping ??= sweepOverdue(context).finally(() => {
      sweeping = undefined;
    }));
  const timer = setInterval(() => {
    sweep().catch((error: unknown) =>
      deps.log.warn({ fault: faultName(error) }, 'overdue calls could not be reported yet'),
    );
  }, settings.sweepIntervalMs).unref();
  return {
    seen: (name, call) => note(context, () => addCall(context, name, call)),
    settled: (name) => note(context, () => settleCall(context, name)),
    sweep,
    async stop() {
      clearInterval(timer);
      await sweeping?.catch(() => undefined);
      await deps.calls.close();
    },
  };
}

/** Watching must not disturb a call: faults are counted, and logged once until a call can be watched again. */
function note(context: Context, work: () => Promise<void>): void {
  const { log, metrics, told } = context;
  work().then(
    () => {
      if (told.failing) log.info('calls can be watched again');
      told.failing = false;
    },
    (error: unknown) => {
      metrics.callsUnwatched.inc();
      if (!told.failing) log.warn({ fault: faultName(error) }, 'calls cannot be watched for now');
      told.failing = true;
    },
  );
}

async function addCall(context: Context, { callId, keyHash }: CallName, call: WatchedCall): Promise<void> {
  if (context.settledEarly.delete(callKey({ callId, keyHash }))) return;
  const name = { callId, ...(keyHash !== undefined && { keyHash }) };
  const added = await context.calls.add({ ...call, ...name, seenAt: context.clock() });
  if (!added) context.metrics.callsUnwatched.inc();
}

async function settleCall(context: Context, name: CallName): Promise<void> {
  const key = callKey(name);
  if (context.reported.delete(key)) context.metrics.usageLate.inc();
  context.settledEarly.set(key, true);
  // A call that was open was not overtaken: its mark would hide the next one under its id.
  if (await context.calls.remove(name)) context.settledEarly.delete(key);
}

async function sweepOverdue(context: Context): Promise<number> {
  const { calls, outbox, metrics, clock, waitMs } = context;
  let reported = 0;
  for (;;) {
    const now = clock();
    const overdue = await calls.due(now - waitMs, SWEEP_BATCH);
    const missing = overdue.filter((call) => !wasAccepted(call, context));
    await outbox.append(missing.map((call) => usageMissing(call, context.source, now)));
    for (const call of overdue) await calls.remove(call);
    for (const call of missing) {
      context.reported.set(callKey(call), true);
      metrics.usageMissing.inc({ tenant: call.tenant?.id ?? UNKNOWN_TENANT });
    }
    reported += missing.length;
    if (overdue.length < SWEEP_BATCH) break;
  }
  metrics.callsOpen.set(await calls.size());
  if (reported > 0) context.log.warn({ calls: reported }, 'the usage of calls did not arrive in time');
  return reported;
}

function wasAccepted({ callId, keyHash, seenAt }: OpenCall, { source, isAccepted }: Context): boolean {
  return (['success', 'failure'] as const).some((status) =>
    isAccepted(quotaEventId(source, callId, status), keyHash, seenAt),
  );
}

/** The event of one overdue call; the same for every replica and every repetition. */
export function usageMissing(call: OpenCall, source: string, now: number): OutboxRecord<UsageMissingPayload> {
  const { callId, seenAt, tenant } = call;
  return {
    subject: subjects.usageMissing,
    event: {
      eventId: eventIdOf(source, callKey(call), 'missing'),
      occurredAt: new Date(now).toISOString(),
      tenantId: tenant?.id ?? UNKNOWN_TENANT,
      platformId: tenant?.platformId ?? null,
      correlationId: call.correlationId ?? callId,
      actor: 'litellm-proxy',
      payload: {
        callId,
        model: call.model ?? null,
        keyAlias: call.keyAlias ?? null,
        seenAt: new Date(seenAt).toISOString(),
        waitedSeconds: Math.round((now - seenAt) / 1000),
        estimated: { prompt_tokens: call.promptTokens ?? null, original_tokens: call.originalTokens ?? null },
        settledBy: {
          success: quotaEventId(source, callId, 'success'),
          failure: quotaEventId(source, callId, 'failure'),
        },
      },
    },
  };
}
