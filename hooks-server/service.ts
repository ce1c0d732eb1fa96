import { createHmac, randomBytes } from 'node:crypto';
import type { Express } from 'express';
import { createAlerting, type Alerting } from './alerting.js';
import { createApp } from './app.js';
import { callContext, createCacheHook } from './cache-hook.js';
import { createCache, type Cache } from './cache/cache.js';
import type { Embedder } from './cache/embedders/embedder.js';
import { createEmbedder } from './cache/embedders/create-embedder.js';
import { createRedisClient } from './cache/stores/connect.js';
import { createMemoryStore } from './cache/stores/memory.js';
import { createRedisStore } from './cache/stores/redis.js';
import type { CacheStore } from './cache/stores/store.js';
import { createVerify } from './cache/verification/verify.js';
import { createCallRegistry, type CallRecord, type CallRegistry } from './calls/registry.js';
import { createCompressor } from './compression/compressor.js';
import type { Configuration } from './config.js';
import { createDetector, type Detector } from './detection/detector.js';
import { createValueHash } from './detection/redact.js';
import { startEventPipeline, type EventPipeline } from './event-pipeline.js';
import type { CallContext as EventContext } from './events/quota-updated.js';
import { createGuardrailHook } from './guardrail-hook.js';
import { faultName } from './http/envelope.js';
import { createLatestEvents, type LatestEvents } from './http/latest-events.js';
import type { HealthCheck } from './http/operations.js';
import { usageIdentity } from './litellm/usage-record.js';
import { createTenantDirectory, type KnownTenant, type TenantDirectory } from './tenancy/directory.js';
import type { Log } from './telemetry/log.js';
import { createMetrics, type Metrics } from './telemetry/metrics.js';
import { createUsageHook } from './usage-hook.js';

export interface ServiceOptions {
  readonly configuration: Configuration;
  readonly version: string;
  readonly log: Log;
}

export interface Service {
  readonly app: Express;
  /** From now on `/health/ready` says that no more requests are wanted. */
  beginStop(): void;
  /** Flushes what waits and closes everything; to be called once no request runs any more. */
  close(): Promise<void>;
}

/** What the parts of the service share. */
interface Common {
  readonly configuration: Configuration;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly calls: CallRegistry;
  readonly latest: LatestEvents;
  readonly tenants: TenantDirectory;
  readonly detector: Detector;
  readonly cache: Cache;
  readonly store: CacheStore;
  readonly embedder: Embedder;
}

/** Opens stores and outbox, starts workers, and composes the four jobs behind the routes. Nothing listens yet. */
export async function createService({ configuration, version, log }: ServiceOptions): Promise<Service> {
  const { settings } = configuration;
  const common = await createCommon(configuration, log);
  const { metrics, calls, latest, tenants, cache, detector } = common;
  const { events, alerting } = await startEvents(common);
  const compressor = createCompressor({ metrics, log, breaker: settings.compression.breaker });
  await compressor.warm();
  let stopping = false;
  const inspect = createGuardrailHook({
    ...common,
    compressor,
    settingsFor: configuration.settingsFor,
    alert: (call, result) =>
      alerting.request(call, result, configuration.settingsFor(call.tenant?.id).detection.foldSeconds),
    seen: () => undefined,
  });
  const app = createApp({
    secret: settings.server.secret,
    adminSecret: settings.server.adminSecret,
    bodyLimit: settings.server.bodyLimitMegabytes * 1024 * 1024,
    metrics,
    log,
    operations: { version, checks: healthChecks(events, common.store), stopping: () => stopping },
    guardrail: { inspect },
    cache: createCacheHook({ cache, tenants, calls }),
    callback: { accept: (body) => events.accept(body) },
    admin: { calls, latest },
  });
  return {
    app,
    beginStop() {
      stopping = true;
    },
    async close() {
      await alerting.close();
      await events.close();
      await cache.close();
      await common.embedder.close();
      await compressor.close();
      detector.close();
    },
  };
}

async function createCommon(configuration: Configuration, log: Log): Promise<Common> {
  const { settings, settingsFor } = configuration;
  const metrics = createMetrics();
  const calls = createCallRegistry();
  const keyFor = keyring(settings.server.secret);
  const detector = createDetector({
    hashValue: createValueHash(keyFor('alert values')),
    onError: (name, error) => {
      metrics.faults.inc({ route: `detection_${name}` });
      log.error({ detector: name, fault: faultName(error) }, 'a detector failed');
    },
  });
  const store = openStore(configuration, log);
  const embedder = await createEmbedder(settings.cache.embedder, { log, environment: process.env });
  const cache = createCache({
    settings: (tenant) => settingsFor(tenant.id).cache,
    store,
    embedder,
    verify: createVerify(settings.cache.verification),
    secret: keyFor('cache'),
    metrics,
    log,
    audit: (entry) => log.info({ audit: entry }, 'audit'),
    callContext: (callId, keyHash) => callContext(calls, callId, keyHash),
    sweepSeconds: settings.cache.store.sweepSeconds,
  });
  return {
    configuration,
    log,
    metrics,
    calls,
    latest: createLatestEvents(),
    tenants: createTenantDirectory(settings.tenancy, knownTenants(configuration)),
    detector,
    cache,
    store,
    embedder,
  };
}

function knownTenants({ tenants }: Configuration): KnownTenant[] {
  return tenants.map(({ id, name, platform_id: platformId, teams, keys }) => ({
    id,
    ...(name !== undefined && { name }),
    ...(platformId !== undefined && { platformId }),
    teams,
    keyHashes: keys,
  }));
}

async function startEvents(common: Common): Promise<{ events: EventPipeline; alerting: Alerting }> {
  const { configuration, log, metrics, calls, latest, tenants, detector, cache } = common;
  const { settings, settingsFor } = configuration;
  const afterCall = createUsageHook({
    settingsFor,
    detector,
    calls,
    recordSavedUsd: (tenantId, usd) => cache.recordSavedUsd(tenantId, usd),
    alert: (record, tenant, result) =>
      alerting.response(record, tenant, result, settingsFor(tenant?.id).detection.foldSeconds),
  });
  const events = await startEventPipeline(settings.events, {
    log,
    metrics,
    resolveTenant: (record) => tenants.resolve(usageIdentity(record)),
    callContext: (callId) => eventContext(calls.latest(callId)),
    onAccepted: afterCall,
    onEvent: ({ subject, event }) => latest.add({ subject, event: { ...event } }),
  });
  const alerting = createAlerting({ append: (record) => events.append(record), metrics, log });
  return { events, alerting };
}

/** Redis where one is configured (or demanded), else this process's memory. */
function openStore({ settings }: Configuration, log: Log): CacheStore {
  const { store } = settings.cache;
  const { urls } = settings.redis;
  if (store.kind === 'memory' || (store.kind === 'auto' && urls.length === 0))
    return createMemoryStore(store.memory);
  return createRedisStore({ client: createRedisClient({ urls, log }), settings: store, log });
}

/** What a usage event says of the call's earlier hooks. */
function eventContext(call: CallRecord | undefined): EventContext | undefined {
  if (!call) return undefined;
  const { compression, cache } = call;
  return {
    ...(compression && {
      compression: {
        original_tokens: compression.originalTokens,
        compressed_tokens: compression.compressedTokens,
      },
    }),
    ...(cache?.kind && { cacheKind: cache.kind }),
  };
}

/** Nothing here is required: without Redis there are misses, without NATS events wait in the outbox. */
function healthChecks(events: EventPipeline, store: CacheStore): HealthCheck[] {
  const check = (name: string, ok: () => boolean): HealthCheck => ({
    name,
    required: false,
    check: () => Promise.resolve({ ok: ok() }),
  });
  return [check('event delivery', events.isDelivering), check('cache store', () => store.status().available)];
}

/**
 * A key of its own for each purpose, all from the shared secret: the same on every replica. Without one (development)
 * keys last as long as the process.
 */
function keyring(secret: string | undefined): (purpose: string) => string {
  const root = secret ?? randomBytes(32).toString('hex');
  return (purpose) => createHmac('sha256', root).update(purpose).digest('hex');
}
