import { bulkhead, isBulkheadRejectedError } from 'cockatiel';
import { faultName } from '../errors.js';
import { answeredCallSchema, type EndedCalls } from '../litellm/call.js';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { CallHook } from './call.js';

export interface EndedHookDependencies {
  /** Makes usage records durable. Rejects with UnavailableError when it cannot. */
  readonly accept: (records: readonly unknown[]) => Promise<object>;
  readonly calls: Pick<CallHook, 'keep'>;
  readonly metrics: Pick<Metrics, 'faults' | 'pluginMissing' | 'pluginFaults' | 'answersDropped'>;
  readonly log: Log;
}

/** Answers that are stored at a time: nobody waits for them, and calls that come in meanwhile have the cores. */
const STORED_AT_A_TIME = 2;
/** Answers that may wait, a few kilobytes each: where a store is slower than its calls, it keeps up with some of them. */
const MAX_WAITING = 1_000;

/**
 * What calls leave behind: usage records, durable before the plugin hears that they are, and answers to be stored. A
 * fault of the cache never makes the plugin send its records again.
 */
export function createEndedHook({ accept, calls, metrics, log }: EndedHookDependencies) {
  const queue = bulkhead(STORED_AT_A_TIME, MAX_WAITING);
  const keep = async (store: unknown) => {
    try {
      const answered = answeredCallSchema.parse(store);
      await queue.execute(() => calls.keep(answered));
    } catch (error) {
      if (isBulkheadRejectedError(error)) return metrics.answersDropped.inc();
      metrics.faults.inc({ route: 'calls_ended' });
      log.warn({ fault: faultName(error) }, 'an answer could not be stored');
    }
  };
  return async ({ records, stores, report }: EndedCalls): Promise<object> => {
    for (const feature of report?.missing ?? []) metrics.pluginMissing.set({ feature }, 1);
    for (const [moment, count] of Object.entries(report?.faults ?? {}))
      metrics.pluginFaults.set({ moment }, count);
    const accepted = records.length > 0 ? await accept(records) : {};
    for (const store of stores) void keep(store);
    return { ...accepted, stores: stores.length };
  };
}
