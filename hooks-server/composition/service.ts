import { faultName } from '../errors.js';
import { createHmac, randomBytes } from 'node:crypto';
import type { Express } from 'express';
import { createAlerting, type Alerting, type AlertingDependencies } from '../hooks/alerting.js';
import { createApp } from '../http/app.js';
import { openCache, type OpenedCache } from './open-cache.js';
import { createCacheHook } from '../hooks/cache.js';
import type { Cache } from '../cache/cache.js';
import { createRedisClient } from '../redis/client.js';
import type { CacheStore } from '../cache/stores/store.js';
import { createCallRegistry, type CallRecord, type CallRegistry } from '../hooks/calls.js';
import { createCompressor } from '../compression/compressor.js';
import type { CompressionResult } from '../compression/result.js';
import type { Configuration } from '../configuration/settings.js';
import { createBackgroundDetector, type BackgroundDetector } from '../detection/background.js';
import { createClassifier, withClassifier, type Classifier } from '../detection/classifier.js';

import { createObserver } from '../detection/observe.js';
import { createValueHash } from '../detection/redact.js';
import { startEvents, type Events } from '../events/create-events.js';
import type { Budget } from '../events/quota/thresholds.js';
import type { CallContext as EventContext } from '../events/quota-updated.js';
import type { SeenCall as OpenCall } from '../events/watch/open-calls.js';
import { createGuardrailHook, type CountedTokens, type SeenCall } from '../hooks/guardrail.js';
import { createLatestEvents, type LatestEvents } from '../hooks/latest-events.js';
import type { HealthCheck } from '../http/operations.js';
import { usageIdentity } from '../litellm/usage-record.js';
import type { TenantDirectory } from '../tenancy/directory.js';
import { createTraceScores, type Score, type TraceScores } from '../telemetry/langfuse.js';
import type { Log } from '../telemetry/log.js';
import { createMetrics, type Metrics } from '../telemetry/metrics.js';
import type { LangfuseSettings } from '../telemetry/settings.js';
import { createUsageHook } from '../hooks/usage.js';

export interface ServiceOptions {
  readonly configuration: Configuration;
  readonly tenants: TenantDirectory;
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
  readonly detector: BackgroundDetector;
  /** Tells metrics and log of a scan that failed. */
  readonly scanFailed: (error: unknown) => void;
  readonly cache: Cache;
  readonly store: CacheStore;
  /** Closes the cache with its store and its models. */
  readonly closeCache: OpenedCache['close'];
  /** Keyed hash of a value that detection found. */
  readonly hashValue: (value: string) => string;
}

/** Opens stores and outbox, starts workers, and composes the four jobs behind the routes. Nothing listens yet. */
export async function createService(options: ServiceOptions): Promise<Service> {
  const { configuration, version, log } = options;
  const { settings } = configuration;
  const common = await createCommon(configuration, options.tenants, log);
  const { metrics, calls, latest, tenants, cache, detector } = common;
  const { events, alerting, scores, classifier } = await startReporting(common);
  const { breaker, classifier: tokenClassifier } = settings.compression;
  const compressor = createCompressor({ metrics, log, breaker, classifier: tokenClassifier });
  await Promise.all([compressor.warm(), detector.warm()]);
  let stopping = false;
  const inspect = createGuardrailHook({
    ...common,
    compressor,
    settingsFor: configuration.settingsFor,
    detected: (call, result) =>
      alerting.request(call, result, configuration.settingsFor(call.tenant?.id).detection),
    compressed: (call, result) => scores?.score(compressionScore(call, result)),
    seen: (call, tokens) =>
      events.watch?.seen({ callId: call.callId, keyHash: call.identity.keyHash }, openCall(call, tokens)),
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
    admin: { calls, latest, quota: events.quota, cache, mayReveal: settings.server.adminRevealsTexts },
  });
  return {
    app,
    beginStop() {
      stopping = true;
    },
    async close() {
      await detector.close();
      await classifier?.close();
      await alerting.close();
      await scores?.close();
      await events.stop();
      await common.closeCache();
      await compressor.close();
    },
  };
}

async function createCommon(
  configuration: Configuration,
  tenants: TenantDirectory,
  log: Log,
): Promise<Common> {
  const { settings } = configuration;
  const metrics = createMetrics();
  const calls = createCallRegistry();
  const keyFor = keyring(settings.server.secret);
  const hashKey = keyFor('alert values');
  const failed = (name: string, error: unknown) => {
    metrics.detectionErrors.inc({ where: name });
    log.error({ detector: name, fault: faultName(error) }, 'a detector failed');
  };
  const detector = createBackgroundDetector({ hashKey, onError: failed });
  const opened = await openCache({ configuration, calls, metrics, log, secret: keyFor('cache') });
  return {
    configuration,
    log,
    metrics,
    calls,
    latest: createLatestEvents(),
    tenants,
    detector,
    scanFailed: (error) => failed('scan', error),
    cache: opened.cache,
    store: opened.store,
    closeCache: () => opened.close(),
    hashValue: createValueHash(hashKey),
  };
}

/** Everything that tells others what happened. */
interface Reporting {
  readonly events: Events;
  readonly alerting: Alerting;
  /** Absent without Langfuse's keys. */
  readonly scores: TraceScores | undefined;
  /** Absent without a local model. */
  readonly classifier: Classifier | undefined;
}

function openTraceScores(
  { publicKey, secretKey, baseUrl }: LangfuseSettings,
  { metrics, log }: Common,
): TraceScores | undefined {
  if (publicKey === undefined || secretKey === undefined) return undefined;
  const onError = (error: unknown) => {
    metrics.faults.inc({ route: 'langfuse' });
    log.warn({ fault: faultName(error) }, 'scores could not be sent to Langfuse');
  };
  return createTraceScores({ publicKey, secretKey, baseUrl, onError });
}

function secondOpinionOf(
  classifier: Classifier,
  hashValue: Common['hashValue'],
  { onEmitError: onError }: Pick<ReturnType<typeof createObserver>, 'onEmitError'>,
): NonNullable<AlertingDependencies['secondOpinion']> {
  return (messages, result, settings) =>
    withClassifier({ messages, settings, result, classifier, hashValue, onError });
}

async function startReporting(common: Common): Promise<Reporting> {
  const { configuration, log, metrics, calls, latest, tenants, detector, cache } = common;
  const { settings, settingsFor } = configuration;
  const afterCall = createUsageHook({
    settingsFor,
    detector,
    calls,
    scanFailed: common.scanFailed,
    recordSavedUsd: (tenantId, usd) => cache.recordSavedUsd(tenantId, usd),
    detected: (record, tenant, result) =>
      alerting.response(record, tenant, result, settingsFor(tenant?.id).detection),
  });
  const events = await startEvents(settings.events, {
    clock: Date.now,
    log,
    metrics,
    resolveTenant: (record) => tenants.resolve(usageIdentity(record), { learn: record.status === 'success' }),
    callContext: (name) => eventContext(calls.get(name)),
    ...(settings.redis.urls.length > 0 && {
      connectRedis: () => createRedisClient({ urls: settings.redis.urls, log }),
    }),
    tenantBudget: (tenantId) => budgetOf(configuration, tenantId),
    onAccepted: afterCall,
    onStored: ({ subject, event }) => latest.add({ subject, event: { ...event } }),
  });
  const scores = openTraceScores(settings.langfuse, common);
  const observer = createObserver({ metrics, log, score: scores && ((score) => scores.score(score)) });
  const classifier = createClassifier(settings.detection.classifier);
  const alerting = createAlerting({
    append: (record) => events.outbox.append([record]),
    observer,
    secondOpinion: classifier && secondOpinionOf(classifier, common.hashValue, observer),
  });
  return { events, alerting, scores, classifier };
}

function budgetOf({ tenants }: Configuration, tenantId: string): Budget | undefined {
  const quota = tenants.find(({ id }) => id === tenantId)?.quota;
  return quota && { maxUsd: quota.max_budget, duration: quota.budget_duration };
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

/** What compression did, on the call's trace. */
function compressionScore({ callId }: SeenCall, result: CompressionResult): Score {
  const { savingsPercent, reason, profile, originalTokens, compressedTokens } = result;
  const comment = `${reason}, ${profile}: ${originalTokens} to ${compressedTokens} tokens`;
  return { traceId: callId, name: 'compression.savings_percent', value: savingsPercent, comment };
}

/** A call that was let through, for the watch over missing usage. */
function openCall({ tenant, model, identity, correlationId }: SeenCall, tokens: CountedTokens): OpenCall {
  return {
    model,
    correlationId,
    originalTokens: tokens.original,
    promptTokens: tokens.sent,
    ...(tenant && { tenant }),
    ...(identity.keyAlias && { keyAlias: identity.keyAlias }),
  };
}

/** Nothing here is required: without Redis there are misses, without NATS events wait in the outbox. */
function healthChecks(events: Events, store: CacheStore): HealthCheck[] {
  const check = (name: string, ok: () => boolean): HealthCheck => ({
    name,
    required: false,
    check: () => Promise.resolve({ ok: ok() }),
  });
  return [
    check('event delivery', () => events.publisher?.isConnected() ?? true),
    check('cache store', () => store.status().available),
  ];
}

/**
 * A key of its own for each purpose, all from the shared secret: the same on every replica. Without one (development)
 * keys last as long as the process.
 */
function keyring(secret: string | undefined): (purpose: string) => string {
  const root = secret ?? randomBytes(32).toString('hex');
  return (purpose) => createHmac('sha256', root).update(purpose).digest('hex');
}
