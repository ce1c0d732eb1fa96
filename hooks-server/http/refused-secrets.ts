import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { HealthCheck } from './operations.js';

export interface RefusedSecrets {
  /** A request of LiteLLM's routes came with a wrong secret, or with none. */
  note(): void;
  /** Says on `/health` that LiteLLM and the service have two secrets. */
  readonly healthCheck: HealthCheck;
}

/** The log says it at once and then once in so many milliseconds, with how many there were. */
const BETWEEN_LINES_MS = 60_000;
/** For so many milliseconds after the last of them `/health` shows it. */
const REMEMBERED_MS = 300_000;

/**
 * Tells of requests without the shared secret. A wrong `HOOKS_SECRET` fails no call, so that nobody would notice: nothing
 * is cached, and events pile up in LiteLLM.
 */
export function createRefusedSecrets({
  metrics,
  log,
  clock = () => performance.now(),
}: {
  metrics: Pick<Metrics, 'refusedSecrets'>;
  log: Pick<Log, 'warn'>;
  /** Milliseconds that only go forward. */
  clock?: () => number;
}): RefusedSecrets {
  let unsaid = 0;
  let saidAt = -Infinity;
  let recent = 0;
  let lastAt = -Infinity;
  const isRecent = () => clock() - lastAt < REMEMBERED_MS;
  return {
    note() {
      metrics.refusedSecrets.inc();
      recent = isRecent() ? recent + 1 : 1;
      lastAt = clock();
      unsaid += 1;
      if (lastAt - saidAt < BETWEEN_LINES_MS) return;
      log.warn({ requests: unsaid }, 'refused requests with a wrong secret: HOOKS_SECRET differs in LiteLLM');
      saidAt = lastAt;
      unsaid = 0;
    },
    healthCheck: {
      name: 'secret',
      required: false,
      check: () =>
        Promise.resolve(
          isRecent()
            ? {
                ok: false,
                detail: `${recent} requests came with another secret of late: HOOKS_SECRET must be the same in LiteLLM.`,
              }
            : { ok: true },
        ),
    },
  };
}
