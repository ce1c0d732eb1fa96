import { LRUCache } from 'lru-cache';
import type { DetectionResult } from '../detector.js';
import { reaches, type Direction, type Finding, type Level } from '../finding.js';
import { alertEventId, type AlertEvent, type AlertFinding } from './alert-event.js';

/** The request that was scanned, and the identity that LiteLLM authenticated for it. */
export interface AlertContext {
  readonly tenantId: string | null;
  readonly platformId: string | null;
  /** SHA-256 (hex) of the virtual key. */
  readonly keyHash: string | null;
  readonly model: string | null;
  readonly callId: string;
  /** Tells the calls apart to which a client gave one id; the same whenever the same call is told again. */
  readonly occurrence?: string;
  readonly correlationId?: string | undefined;
  readonly direction: Direction;
}

export interface AlertsDependencies {
  /** Takes an event into durable keeping (the outbox). A rejection is counted and reported, never thrown on. */
  readonly emit: (event: AlertEvent) => Promise<void>;
  /** Unix milliseconds. */
  readonly now?: () => number;
  /** Starts a timer and gives what stops it; the default does not keep the process alive. */
  readonly schedule?: (work: () => void, delayMs: number) => () => void;
  readonly onFinding?: (finding: Finding, context: AlertContext) => void;
  readonly onFolded?: (finding: Finding, context: AlertContext) => void;
  readonly onEmitError?: (error: unknown) => void;
  /** Findings remembered for folding; the longest unseen is forgotten (and reported) first. */
  readonly maximumFolds?: number;
}

export interface Alerts {
  /** Emits one event for the findings that this key did not send within the window; counts the others. */
  report(result: DetectionResult, context: AlertContext, foldSeconds: number): Promise<void>;
  /** Emits the counts of every window that has ended, or of all with `all`. */
  flush(all?: boolean): Promise<void>;
  /** Emits all counts that are left, and stops the timer. */
  close(): Promise<void>;
}

interface Fold {
  readonly context: AlertContext;
  readonly finding: Finding;
  readonly firstEventId: string;
  readonly endsAt: number;
  repeats: number;
  lastSeen: number;
}

const SWEEP_MS = 5_000;

const timer = (work: () => void, delayMs: number): (() => void) => {
  const handle = setTimeout(work, delayMs);
  handle.unref();
  return () => clearTimeout(handle);
};

/** Turns findings into `guardrail.alert` events, and folds repeats so that a client in a loop floods nobody. */
export function createAlerts(deps: AlertsDependencies): Alerts {
  const { emit, now = Date.now, schedule = timer } = deps;
  const memory = createFoldMemory(deps.maximumFolds ?? 10_000);
  let cancel: (() => void) | undefined;
  const send = async (event: AlertEvent) => {
    try {
      await emit(event);
    } catch (error) {
      deps.onEmitError?.(error);
    }
  };
  const flush = async (all = false) => {
    memory.end(all ? Infinity : now());
    await Promise.all(memory.takeEnded().map((fold) => send(repeatEvent(fold))));
  };
  const arm = () => {
    cancel ??= schedule(() => {
      cancel = undefined;
      void flush().then(() => memory.size() > 0 && arm());
    }, SWEEP_MS);
  };
  return {
    async report(result, context, foldSeconds) {
      const at = now();
      const fresh = result.findings.filter((finding) => {
        deps.onFinding?.(finding, context);
        const repeated = memory.repeat(finding, context, at);
        if (repeated) deps.onFolded?.(finding, context);
        return !repeated;
      });
      if (fresh.length === 0) return;
      const event = alertEvent(fresh, result.truncated, context, at);
      for (const finding of fresh) memory.remember(finding, context, event.eventId, at, foldSeconds);
      if (memory.size() > 0) arm();
      await Promise.all([send(event), ...memory.takeEnded().map((fold) => send(repeatEvent(fold)))]);
    },
    flush,
    async close() {
      cancel?.();
      await flush(true);
    },
  };
}

/** Which findings were alerted lately, by key and value; what ended or was pushed out waits to be reported. */
function createFoldMemory(max: number) {
  let ended: Fold[] = [];
  const leave = (fold: Fold) => {
    if (fold.repeats > 0) ended.push(fold);
  };
  const folds = new LRUCache<string, Fold>({
    max,
    dispose: (fold, _key, reason) => {
      if (reason === 'evict') leave(fold);
    },
  });
  return {
    size: () => folds.size,
    /** Counts a finding that was alerted before, by another call, within its window. */
    repeat(finding: Finding, context: AlertContext, at: number): boolean {
      const known = folds.get(foldKey(finding, context));
      if (!known || known.endsAt <= at || isRedelivery(known, context)) return false;
      known.repeats++;
      known.lastSeen = at;
      return true;
    },
    remember(
      finding: Finding,
      context: AlertContext,
      firstEventId: string,
      at: number,
      foldSeconds: number,
    ): void {
      const key = foldKey(finding, context);
      const known = folds.get(key);
      if (foldSeconds <= 0 || (known && isRedelivery(known, context))) return;
      if (known) leave(known);
      const endsAt = at + foldSeconds * 1000;
      folds.set(key, { context, finding, firstEventId, endsAt, repeats: 0, lastSeen: at });
    },
    /** Ends every window that is over at `at`. */
    end(at: number): void {
      for (const [key, fold] of [...folds.entries()]) {
        if (fold.endsAt > at) continue;
        folds.delete(key);
        leave(fold);
      }
    },
    takeEnded(): Fold[] {
      const taken = ended;
      ended = [];
      return taken;
    },
  };
}

const foldKey = (finding: Finding, { tenantId, keyHash, direction }: AlertContext) =>
  JSON.stringify([tenantId, keyHash, direction, finding.detector, finding.kind, finding.valueHash]);

/** The same call reported again is a redelivery, not a repeat: it gets the same event once more. */
const isRedelivery = ({ context }: Fold, { callId, occurrence }: AlertContext) =>
  context.callId === callId && context.occurrence === occurrence;

/** The caller, and which of its calls under one id: clients choose call ids, so that an id alone names no call. */
const caller = ({ tenantId, keyHash, occurrence }: AlertContext) => [
  tenantId ?? '',
  keyHash ?? '',
  occurrence ?? '',
];

/** The event of the given findings; its id depends on the call, the direction and what was found, not on the time. */
function alertEvent(
  findings: readonly Finding[],
  truncated: boolean,
  context: AlertContext,
  at: number,
): AlertEvent {
  const merged = mergedFindings(findings);
  const identity = merged.map(({ detector, kind, valueHash }) => `${detector}/${kind}/${valueHash}`).sort();
  return {
    eventId: alertEventId(['alert', ...caller(context), context.callId, context.direction, ...identity]),
    ...envelope(context, at),
    payload: { ...subject(context), level: highest(merged), truncated, folded: false, findings: merged },
  };
}

function repeatEvent({ context, finding, firstEventId, repeats, lastSeen }: Fold): AlertEvent {
  return {
    eventId: alertEventId(['repeats', firstEventId, finding.detector, finding.kind, finding.valueHash]),
    ...envelope(context, lastSeen),
    payload: {
      ...subject(context),
      level: finding.level,
      truncated: false,
      folded: true,
      findings: [{ ...finding, signals: [...finding.signals], count: repeats }],
    },
  };
}

/** One entry for each value: a card number that stands three times in a request is one finding with count 3. */
function mergedFindings(findings: readonly Finding[]): AlertFinding[] {
  const merged = new Map<string, AlertFinding>();
  for (const finding of findings) {
    const key = `${finding.detector}/${finding.kind}/${finding.valueHash}`;
    const known = merged.get(key);
    if (known) known.count++;
    else merged.set(key, { ...finding, signals: [...finding.signals], count: 1 });
  }
  return [...merged.values()];
}

function highest(findings: readonly AlertFinding[]): Level {
  return findings.reduce<Level>((best, { level }) => (reaches(level, best) ? level : best), 'reserved');
}

const envelope = ({ tenantId, platformId, correlationId, callId }: AlertContext, at: number) => ({
  occurredAt: new Date(at).toISOString(),
  tenantId,
  platformId,
  correlationId: correlationId ?? callId,
  actor: 'litellm-proxy' as const,
});

const subject = ({ direction, callId, model, keyHash }: AlertContext) => ({
  direction,
  callId,
  model,
  keyHash,
});
