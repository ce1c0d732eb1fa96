import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';

/** Which part failed: the label of the miss that it becomes. */
export type FaultyStage = 'store' | 'embedder' | 'fault';

/** A fault and the part it happened in; `cause` is the error itself. */
export class StageError extends Error {
  override readonly name = 'StageError';

  constructor(
    readonly stage: FaultyStage,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Runs one stage, measures it, and names it in whatever it throws. */
export async function timed<T>(
  metrics: Metrics,
  label: string,
  stage: FaultyStage,
  work: () => Promise<T>,
): Promise<T> {
  const end = metrics.cacheLookupSeconds.startTimer({ stage: label });
  try {
    return await work();
  } catch (cause) {
    throw cause instanceof StageError
      ? cause
      : new StageError(stage, `The stage ${label} failed.`, { cause });
  } finally {
    end();
  }
}

/**
 * Counts and logs a fault, and returns the stage to answer with. Expected ones (a store or an embedder that is away) go
 * to the debug log, since the store's own state change was logged once; a message may quote a prompt, so that only
 * names and places are logged.
 */
export function recordFault(error: unknown, { metrics, log }: { metrics: Metrics; log: Log }): FaultyStage {
  const stage = error instanceof StageError ? error.stage : 'fault';
  const cause = error instanceof StageError ? (error.cause ?? error) : error;
  metrics.cacheFaults.inc({ stage });
  const fault = cause instanceof Error ? cause.name : typeof cause;
  if (stage === 'fault') log.error({ stage, fault, at: framesOf(cause) }, 'the cache failed inside');
  else log.debug({ stage, fault }, 'the cache went without a part');
  return stage;
}

function framesOf(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 5)
    .map((line) => line.trim());
}
