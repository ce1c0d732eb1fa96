import { Router } from 'express';
import type { Metrics } from '../telemetry/metrics.js';

/** One thing the service leans on, as `/health` shows it. */
export interface HealthCheck {
  readonly name: string;
  /** Whether the service takes no traffic while this is down; otherwise it works on, with less. */
  readonly required: boolean;
  check: () => Promise<{ readonly ok: boolean; readonly detail?: string }>;
}

export interface OperationsDependencies {
  readonly metrics: Metrics;
  readonly version: string;
  readonly checks: readonly HealthCheck[];
  readonly stopping: () => boolean;
  /** False where metrics have a port of their own. */
  readonly showsMetrics?: boolean;
}

/** `/health`, `/health/live`, `/health/ready` and `/metrics`: for probes and Prometheus, without the shared secret. */
export function operationsRoutes({
  metrics,
  version,
  checks,
  stopping,
  showsMetrics = true,
}: OperationsDependencies): Router {
  const router = Router();
  const report = async () => {
    const parts = await Promise.all(
      checks.map(async ({ name, required, check }) => {
        const state = await check().catch(() => ({ ok: false, detail: 'check failed' }));
        return { name, required, ...state };
      }),
    );
    const ready = !stopping() && parts.every(({ ok, required }) => ok || !required);
    const status = !ready ? 'unavailable' : parts.every(({ ok }) => ok) ? 'ok' : 'degraded';
    return { ready, body: { status, version, stopping: stopping(), parts } };
  };
  router.get('/health/live', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/health/ready', async (_request, response) => {
    const { ready, body } = await report();
    response.status(ready ? 200 : 503).json({ status: body.status });
  });
  router.get('/health', async (_request, response) => {
    const { ready, body } = await report();
    response.status(ready ? 200 : 503).json(body);
  });
  if (showsMetrics)
    router.get('/metrics', async (_request, response) => {
      response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
    });
  return router;
}
