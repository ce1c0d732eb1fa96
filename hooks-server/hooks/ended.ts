import { answeredCallSchema, type EndedCalls } from '../litellm/call.js';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { CallHook } from './call.js';

export interface EndedHookDependencies {
  /** Makes usage records durable. Rejects with UnavailableError when it cannot. */
  readonly accept: (records: readonly unknown[]) => Promise<object>;
  readonly calls: Pick<CallHook, 'keep'>;
  readonly metrics: Pick<Metrics, 'faults' | 'pluginMissing' | 'pluginFaults'>;
  readonly log: Log;
}

/**
 * What calls leave behind: usage records, durable before the plugin hears that they are, and answers to be stored. A
 * fault of the cache never makes the plugin send its records again.
 */
export function createEndedHook({ accept, calls, metrics, log }: EndedHookDependencies) {
  const keepAll = async (stores: readonly unknown[]) => {
    for (const store of stores) {
      const read = answeredCallSchema.safeParse(store);
      if (!read.success) metrics.faults.inc({ route: 'calls_ended' });
      // One after another: nobody waits for them, and calls that come in meanwhile have the cores.
      else await calls.keep(read.data);
    }
  };
  return async ({ records, stores, report }: EndedCalls): Promise<object> => {
    for (const feature of report?.missing ?? []) metrics.pluginMissing.set({ feature }, 1);
    for (const [moment, count] of Object.entries(report?.faults ?? {}))
      metrics.pluginFaults.set({ moment }, count);
    const accepted = records.length > 0 ? await accept(records) : {};
    keepAll(stores).catch((error: unknown) => {
      metrics.faults.inc({ route: 'calls_ended' });
      log.warn({ fault: error instanceof Error ? error.name : 'unknown' }, 'answers could not be stored');
    });
    return { ...accepted, stores: stores.length };
  };
}
