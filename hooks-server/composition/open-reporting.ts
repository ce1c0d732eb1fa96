import type { Cache } from '../cache/cache.js';
import type { Configuration } from '../configuration/settings.js';
import { createClassifier, withClassifier, type Classifier } from '../detection/classifier.js';
import { createObserver } from '../detection/observe.js';
import { faultName } from '../errors.js';
import { openEventOutbox } from '../events/open-outbox.js';
import type { Budget } from '../events/quota/thresholds.js';
import { startEvents, type Events } from '../events/start-events.js';
import { createAlerting, type Alerting, type AlertingDependencies } from '../hooks/alerting.js';
import { usageContext } from '../hooks/call-context.js';
import { createCallScores, type CallScores } from '../hooks/call-scores.js';
import { createSharedScores } from '../hooks/shared-scores.js';
import { createUsageHook } from '../hooks/usage.js';
import { usageIdentity } from '../litellm/usage-record.js';
import { createRedisClient } from '../redis/client.js';
import { createTraceScores, type TraceScores } from '../telemetry/langfuse.js';
import type { LangfuseSettings } from '../telemetry/settings.js';
import { redisOfReplicas, type Common } from './common.js';

/** Everything that tells others what happened. */
export interface Reporting {
  readonly events: Events;
  readonly alerting: Alerting;
  /** Absent without Langfuse's keys. */
  readonly scores: TraceScores | undefined;
  /** The same by the call that they are of. */
  readonly callScores: CallScores | undefined;
  /** Absent without a local model. */
  readonly classifier: Classifier | undefined;
}

/**
 * Opens what reports, each part after those that it tells: the outbox, alerts into the outbox, the hook after a call,
 * which raises alerts, and then the ingest of usage, which runs that hook.
 */
export async function openReporting(
  common: Common,
  cache: Pick<Cache, 'recordSavedUsd'>,
): Promise<Reporting> {
  const { configuration, log, metrics, callOf, latest, tenants } = common;
  const { settings } = configuration;
  const delivery = {
    clock: Date.now,
    log,
    metrics,
    ...(settings.redis.urls.length > 0 && {
      connectRedis: () => createRedisClient({ ...settings.redis, log, purpose: 'events' }),
    }),
  };
  const opened = await openEventOutbox(settings.events, {
    ...delivery,
    onStored: ({ subject, event }) => latest.add({ subject, event: { ...event } }),
  });
  const scores = openTraceScores(settings.langfuse, common);
  const callScores = scores && openCallScores(scores, common);
  const observer = createObserver({
    metrics,
    log,
    score: callScores && ((name, score) => callScores.score(name, score)),
  });
  const classifier = createClassifier(settings.detection.classifier, metrics.detectionShed);
  const alerting = createAlerting({
    append: (record) => opened.outbox.append([record]),
    callOf,
    observer,
    secondOpinion: classifier && secondOpinionOf(classifier, common, observer.onEmitError),
  });
  const afterCall = createAfterCall(common, { alerting, cache, callScores });
  const events = await startEvents(
    settings.events,
    {
      ...delivery,
      resolveTenant: (record) =>
        tenants.resolve(usageIdentity(record), { learn: record.status === 'success' }),
      callContext: (record) => usageContext(callOf(record)),
      tenantBudget: (tenantId) => budgetOf(configuration, tenantId),
      onAccepted: afterCall,
    },
    opened,
  );
  return { events, alerting, scores, callScores, classifier };
}

interface AfterCall {
  readonly alerting: Alerting;
  readonly cache: Pick<Cache, 'recordSavedUsd'>;
  readonly callScores: CallScores | undefined;
}

/** What is done with a usage record once it is durable. */
function createAfterCall(
  { configuration: { settingsFor }, detector, callOf, scanFailed }: Common,
  { alerting, cache, callScores }: AfterCall,
): ReturnType<typeof createUsageHook> {
  const hook = createUsageHook({
    settingsFor,
    detector,
    callOf,
    scanFailed,
    recordSavedUsd: (tenantId, usd) => cache.recordSavedUsd(tenantId, usd),
    detected: (record, tenant, result) =>
      alerting.response(record, tenant, result, settingsFor(tenant?.id).detection),
  });
  return (record, tenant) => {
    callScores?.ended(record);
    hook(record, tenant);
  };
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

function openCallScores(scores: TraceScores, { configuration, log }: Common): CallScores {
  const redis = redisOfReplicas(configuration, log);
  return createCallScores(scores, {
    shared: redis && createSharedScores(redis, configuration.settings.cache.store.namespace),
    onError: (error) => log.debug({ fault: faultName(error) }, 'a score could not be shared'),
  });
}

function secondOpinionOf(
  classifier: Classifier,
  { hashValue }: Common,
  onError: (error: unknown) => void,
): NonNullable<AlertingDependencies['secondOpinion']> {
  return (result, settings) => withClassifier({ settings, result, classifier, hashValue, onError });
}

function budgetOf({ tenants }: Configuration, tenantId: string): Budget | undefined {
  const quota = tenants.find(({ id }) => id === tenantId)?.quota;
  return quota && { maxUsd: quota.max_budget, duration: quota.budget_duration };
}
