import { faultName } from '../errors.js';
import type { Log } from '../telemetry/log.js';

/** What has to be closed, by the name that the log gives it. */
export type Phase = Readonly<Record<string, (() => Promise<void>) | undefined>>;

/**
 * Closes one phase after another, and the parts of a phase side by side. A part that cannot be closed is logged and
 * holds up nobody: whatever comes behind it still gets to flush. Never rejects.
 */
export async function closeInPhases(phases: readonly Phase[], log: Log): Promise<void> {
  for (const phase of phases) {
    const parts = Object.entries(phase).map(async ([part, close]) => {
      try {
        await close?.();
      } catch (error) {
        log.error({ part, fault: faultName(error) }, 'a part could not be closed');
      }
    });
    await Promise.all(parts);
  }
}

/** For a start that fails: closes what is open by then, and passes the fault on. */
export function afterClosing(open: { close(): Promise<void> }) {
  return async (error: unknown): Promise<never> => {
    await open.close();
    throw error;
  };
}
