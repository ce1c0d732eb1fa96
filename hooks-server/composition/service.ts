import type { RequestListener } from 'node:http';
import { hostname } from 'node:os';
import type { Cache } from '../cache/cache.js';
import type { CacheStore } from '../cache/stores/store.js';
import { createCompressor, type Compressor } from '../compression/compressor.js';
import type { Configuration } from '../configuration/settings.js';
import { createConsole } from '../console/console.js';
import { createStreams } from '../console/streams.js';
import { faultName } from '../errors.js';
import type { Events } from '../events/start-events.js';
import { createCacheHook } from '../hooks/cache.js';
import { compressionScore, openCall } from '../hooks/call-context.js';
import { createCallHook } from '../hooks/call.js';
import { createEndedHook } from '../hooks/ended.js';
import { createGuardrailHook, type GuardrailHookDependencies } from '../hooks/guardrail.js';
import { nameOfCall } from '../hooks/inspect.js';
import { createApp, createOperationsApp } from '../http/app.js';
import type { HealthCheck } from '../http/operations.js';
import type { CallQuestion } from '../litellm/call.js';
import type { TracingSettings } from '../telemetry/settings.js';
import type { Tracing } from '../telemetry/tracing.js';
import { afterClosing, closeInPhases, type Phase } from './close-in-phases.js';
import { createCommon, type Common, type CommonOptions } from './common.js';
import { traceCache, traceCalls, traceCompressor, traceDetector } from './traced.js';
import { openCache, type OpenedCache } from './open-cache.js';
import { openReporting, type Reporting } from './open-reporting.js';

export interface ServiceOptions extends CommonOptions {
  readonly version: string;
}

export interface Service {
  readonly app: RequestListener;
  /** For the port of its own that `metrics.port` asks for. */
  readonly operations: RequestListener;
  /** From now on `/health/ready` says that no more requests are wanted. */
  beginStop(): void;
  /** Flushes what waits and closes everything; to be called once no request runs any more. Never rejects. */
  close(): Promise<void>;
}

const MEGABYTE = 1024 * 1024;

/** Opens stores and outbox, starts workers, and composes the four jobs behind the routes. Nothing listens yet. */
export async function createService(options: ServiceOptions): Promise<Service> {
  const { configuration, version, log } = options;
  const { settings } = configuration;
  const common = createCommon(options);
  const { metrics, calls, latest, detector } = common;
  const opened = await openCache(common);
  const { cache } = opened;
  const reporting = await openReporting(common, cache).catch(afterClosing(opened));
  const { events } = reporting;
  const { breaker, classifier: tokenClassifier, threads } = settings.compression;
  const pool = common.threads.compression;
  const compressor = createCompressor({ metrics, log, pool, threads, breaker, classifier: tokenClassifier });
  await Promise.all([compressor.warm(), detector.warm()]);
  let stopping = false;
  const tracing = await openTracing(settings.tracing, version);
  const hooks = createHooks(common, { compressor, cache, reporting, tracing });
  const checks = healthChecks(events, opened.store);
  const seen = settings.server.console ? openConsole(common, { cache, checks, version }) : undefined;
  const operations = { metrics, version, checks, stopping: () => stopping };
  const app = createApp({
    secret: settings.server.secret,
    adminSecret: settings.server.adminSecret,
    adminRequestsPerMinute: settings.server.adminRequestsPerMinute,
    bodyLimit: settings.server.bodyLimitMegabytes * MEGABYTE,
    bodiesInFlight: settings.server.bodiesInFlightMegabytes * MEGABYTE,
    metrics,
    log,
    operations: { ...operations, showsMetrics: settings.metrics.port === undefined },
    ...hooks,
    callback: { accept: (body) => events.accept(body) },
    admin: { calls, latest, quota: events.quota, cache, ...shownToAdmins(settings.server) },
    console: seen,
  });
  return {
    app,
    operations: createOperationsApp({ ...operations, log }),
    beginStop() {
      stopping = true;
      // What people look at does not end by itself, and the stop would wait for it.
      seen?.streams.close();
      seen?.console.close();
    },
    close: () =>
      closeInPhases(
        closingPhases({ ...reporting, detector, compressor, cache: opened, shared: common.shared, tracing }),
        log,
      ),
  };
}

interface ConsoleParts {
  readonly cache: Cache;
  readonly checks: readonly HealthCheck[];
  readonly version: string;
}

/** What people look at in a browser, over the same counters and records as everything else. */
function openConsole(common: Common, { cache, checks, version }: ConsoleParts) {
  const { log, configuration } = common;
  const health = () => Promise.all(checks.map(async ({ name, check }) => ({ name, ...(await check()) })));
  return {
    console: createConsole({ ...common, cache, health, version, settingsFor: configuration.settingsFor }),
    streams: createStreams({
      onFault: (error) => log.warn({ fault: faultName(error) }, 'the console could not be told'),
    }),
  };
}

interface HookParts {
  readonly compressor: Compressor;
  readonly cache: Cache;
  readonly reporting: Pick<Reporting, 'events' | 'alerting' | 'callScores'>;
  readonly tracing: Tracing | undefined;
}

/** What LiteLLM's routes lead to, all of it over the same parts. */
function createHooks(common: Common, { compressor, cache, reporting, tracing }: HookParts) {
  const { metrics, log, calls, tenants } = common;
  const { settingsFor } = common.configuration;
  const { events, alerting, callScores } = reporting;
  const inspection: GuardrailHookDependencies = {
    ...common,
    ...(tracing && { detector: traceDetector(common.detector, tracing) }),
    compressor: tracing ? traceCompressor(compressor, tracing) : compressor,
    settingsFor,
    detected: (call, result) => alerting.request(call, result, settingsFor(call.tenant?.id).detection),
    compressed: (call, result) => callScores?.score(nameOfCall(call), compressionScore(result)),
    seen: (call, tokens) => events.watch?.seen(nameOfCall(call), openCall(call, tokens)),
  };
  const plainCache = createCacheHook({ cache, tenants, calls });
  const cacheHook = tracing ? traceCache(plainCache, tracing) : plainCache;
  const traced = tracing && traceCalls(tracing, common.seal);
  const plainCalls = createCallHook({ ...inspection, seal: common.seal, cache: cacheHook });
  const callHook = traced ? traced.hook(plainCalls) : plainCalls;
  const ingest = (records: readonly unknown[]) => events.ingest.accept(records);
  const accept = traced ? traced.accept(ingest) : ingest;
  const end = createEndedHook({ metrics, log, calls: callHook, accept });
  return {
    calls: { begin: (question: CallQuestion) => callHook.begin(question), end },
    guardrail: { inspect: createGuardrailHook(inspection) },
    cache: cacheHook,
  };
}

/** OpenTelemetry is loaded only where traces go somewhere. */
async function openTracing(
  { endpoint, share }: TracingSettings,
  version: string,
): Promise<Tracing | undefined> {
  if (endpoint === undefined) return undefined;
  const { startTracing } = await import('../telemetry/tracing.js');
  return startTracing({ endpoint, share, version });
}

const shownToAdmins = ({ adminRevealsTexts, replicas }: Configuration['settings']['server']) => ({
  mayReveal: adminRevealsTexts,
  instance: { name: hostname(), replicas },
});

interface Closed extends Reporting {
  readonly detector: Common['detector'];
  readonly compressor: Compressor;
  readonly cache: OpenedCache;
  readonly shared: Common['shared'];
  readonly tracing: Tracing | undefined;
}

/** Scans raise alerts, alerts go to the outbox, and the outbox flushes: each closes after what it hears from. */
function closingPhases({
  detector,
  classifier,
  alerting,
  callScores,
  scores,
  events,
  cache,
  compressor,
  shared,
  tracing,
}: Closed): Phase[] {
  return [
    { detector: () => detector.close(), classifier: classifier && (() => classifier.close()) },
    { alerting: () => alerting.close() },
    { callScores: callScores && (() => callScores.close()) },
    {
      scores: scores && (() => scores.close()),
      events: () => events.stop(),
      cache: () => cache.close(),
      compressor: () => compressor.close(),
      shared: () => Promise.resolve(shared?.close()),
    },
    { tracing: tracing && (() => tracing.close()) },
  ];
}

/** Nothing here is required: without Redis there are misses, without NATS events wait in the outbox. */
function healthChecks(events: Events, store: CacheStore): HealthCheck[] {
  const check = (name: string, ok: () => boolean, detail?: string): HealthCheck => ({
    name,
    required: false,
    check: () => Promise.resolve({ ok: ok(), ...(detail !== undefined && !ok() && { detail }) }),
  });
  return [
    check('event delivery', () => events.publisher?.isConnected() ?? true),
    // By the outcome of the last writes: a full disk, or a Redis that takes none, answers pings all the same.
    check('event outbox', () => events.takesEvents(), 'the last events could not be made durable'),
    check('cache store', () => store.status().available),
    check('cache writes', () => store.status().takesAnswers, 'the last answer could not be stored'),
  ];
}
