import { createHmac, randomBytes } from 'node:crypto';
import type { Express } from 'express';
import { createAlerting, type Alerting } from './alerting.js';
import { createApp } from './app.js';
import { callContext, createCacheHook } from './cache-hook.js';
import { createCache, type Cache } from './cache/cache.js';
import { createMemoryStore } from './cache/stores/memory.js';
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
import { createTenantDirectory, type TenantDirectory } from './tenancy/directory.js';
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
}

/** Opens stores and outbox, starts workers, and composes the four jobs behind the routes. Nothing listens yet. */
export async function createService({ configuration, version, log }: ServiceOptions): Promise<Service> {
  const { settings } = configuration;
  const common = createCommon(configuration, log);
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
    operations: { version, checks: healthChecks(events), stopping: () => stopping },
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
      await compressor.close();
      detector.close();
    },
  };
}

function createCommon(configuration: Configuration, log: Log): Common {
  const { settings, settingsFor, tenants: known } = configuration;
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
  const cache = createCache({
    settings: (tenant) => settingsFor(tenant.id).cache,
    store: createMemoryStore(settings.cache.store.memory),
    verify: () => ({ accept: false, score: 0, guard: 'low_score' }),
    secret: keyFor('cache'),
    metrics,
    log,
    audit: (entry) => log.info({ audit: entry }, 'audit'),
    callContext: (callId, keyHash) => callContext(calls, callId, keyHash),
    sweepSeconds: settings.cache.store.sweepSeconds,
  });
  const tenants = createTenantDirectory(
    settings.tenancy,
    known.map(({ id, name, platform_id, teams, keys }) => ({
      id,
      ...(name !== undefined && { name }),
      ...(platform_id !== undefined && { platformId: platform_id }),
      teams,
      keyHashes: keys,
    })),
  );
  return {
    configuration,
    log,
    metrics,
    calls,
    latest: createLatestEvents(),
    tenants,
    detector,
    cache,
  };
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

function healthChecks(events: EventPipeline): HealthCheck[] {
  return [{ name: 'nats', required: false, check: () => Promise.resolve({ ok: events.isDelivering() }) }];
}

/**
 * A key of its own for each purpose, all from the shared secret: the same on every replica. Without one (development)
 * keys last as long as the process.
 */
function keyring(secret: string | undefined): (purpose: string) => string {
  const root = secret ?? randomBytes(32).toString('hex');
  return (purpose) => createHmac('sha256', root).update(purpose).digest('hex');
}
