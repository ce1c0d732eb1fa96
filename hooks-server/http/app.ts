import type { RequestListener } from 'node:http';
import express, { type RequestHandler } from 'express';
import { keySpendRoutes } from './admin-quota.js';
import { audited, rateLimited } from './admin-guard.js';
import { createAdmission } from './admission.js';
import { adminRoutes, type AdminDependencies } from './admin.js';
import { sharedSecret } from './auth.js';
import { cacheRoutes, type CacheRoutesDependencies } from './cache.js';
import { callsRoutes, type CallsDependencies } from './calls.js';
import { consoleRoutes, type ConsoleRoutesDependencies } from './console.js';
import { callbackRoutes, type CallbackDependencies } from './callback.js';
import { directCalls } from './direct-calls.js';
import { correlation, errorHandler, notFound } from './envelope.js';
import { guardrailRoutes, type GuardrailDependencies } from './guardrail.js';
import { createRefusedSecrets } from './refused-secrets.js';
import { operationsRoutes, type OperationsDependencies } from './operations.js';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';

export interface AppDependencies {
  readonly secret: string | undefined;
  readonly adminSecret: string | undefined;
  readonly adminRequestsPerMinute: number;
  /** Bytes. */
  readonly bodyLimit: number;
  /** Bytes of all bodies that may be under way at a time. */
  readonly bodiesInFlight: number;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly operations: Omit<OperationsDependencies, 'metrics'>;
  readonly calls: Pick<CallsDependencies, 'begin' | 'end'>;
  readonly guardrail: Pick<GuardrailDependencies, 'inspect'>;
  readonly cache: Pick<CacheRoutesDependencies, 'lookup' | 'store'>;
  readonly callback: Pick<CallbackDependencies, 'accept'>;
  readonly admin: AdminDependencies;
  /** Absent: there is no console. */
  readonly console?: Pick<ConsoleRoutesDependencies, 'console' | 'streams'> | undefined;
}

/** The hook service's routes. Nothing listens yet, and nothing is started: that is `main.ts`. */
export function createApp(deps: AppDependencies): RequestListener {
  const { secret, adminSecret, bodyLimit, metrics, log } = deps;
  const admission = createAdmission({ maxBytes: deps.bodiesInFlight, bodyLimit, metrics });
  const common = { bodyLimit, admission, metrics, log };
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(correlation());
  // Before requests are measured: a view that is open for hours is no request that took so long.
  if (deps.console) {
    const guard = { secret: adminSecret ?? secret, requestsPerMinute: deps.adminRequestsPerMinute, log };
    app.use('/console', consoleRoutes({ ...deps.console, ...guard }));
  }
  app.use(timed(metrics));
  const refused = createRefusedSecrets(common);
  const checks = [...deps.operations.checks, refused.healthCheck];
  app.use(operationsRoutes({ ...deps.operations, checks, metrics }));
  // LiteLLM's key file asks what a key has spent, with the secret that it has.
  app.use('/admin/quota/keys', sharedSecret([secret, adminSecret]), keySpendRoutes(deps.admin.quota));
  app.use(
    '/admin',
    audited(log),
    sharedSecret([adminSecret ?? secret]),
    rateLimited(deps.adminRequestsPerMinute),
    adminRoutes(deps.admin),
  );
  app.use(sharedSecret([secret], () => refused.note()));
  app.use(callsRoutes({ ...deps.calls, ...common }));
  app.use(guardrailRoutes({ ...deps.guardrail, ...common }));
  app.use(cacheRoutes({ ...deps.cache, ...common }));
  app.use(callbackRoutes({ ...deps.callback, bodyLimit, admission }));
  app.use(notFound(), errorHandler(log));
  return directCalls({ begin: deps.calls.begin, secret, ...common }, (request, response) => {
    app(request, response);
  });
}

/** What stands on the port of its own that metrics may have: `/metrics` and `/health`, and nothing else. */
export function createOperationsApp({
  log,
  ...deps
}: OperationsDependencies & { readonly log: Log }): RequestListener {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(correlation(), operationsRoutes(deps), notFound(), errorHandler(log));
  return (request, response) => {
    app(request, response);
  };
}

/** The status of a request whose client went away before it was answered, as nginx has it in its log. */
const CLIENT_CLOSED = 499;

/**
 * Measures every request, also those that nobody waits for any more: LiteLLM ends slow ones itself, and without them the
 * slowest would be missing. The label is the route's pattern, never the path that was asked for: that has no bounds.
 */
function timed(metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const stop = metrics.requestSeconds.startTimer();
    metrics.requestsInFlight.inc();
    // Comes after the answer's last byte, and also when the connection breaks before it.
    response.once('close', () => {
      metrics.requestsInFlight.dec();
      const route: unknown = (request as { route?: { path?: unknown } }).route?.path;
      stop({
        route: typeof route === 'string' ? `${request.baseUrl}${route}` : 'other',
        status: response.writableFinished ? response.statusCode : CLIENT_CLOSED,
      });
    });
    next();
  };
}
