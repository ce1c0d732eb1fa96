import type { Alerts } from './detection/alerts/alerts.js';
import { createAlerts } from './detection/alerts/alerts.js';
import type { DetectionResult } from './detection/detector.js';
import type { Direction } from './detection/finding.js';
import { subjects, unknownTenant, type OutboxRecord } from './events/envelope.js';
import { correlationIdOf } from './events/quota-updated.js';
import type { SeenCall } from './guardrail-hook.js';
import { faultName } from './http/envelope.js';
import { usageIdentity, type UsageRecord } from './litellm/usage-record.js';
import type { TraceScores } from './telemetry/langfuse.js';
import type { Log } from './telemetry/log.js';
import type { Metrics } from './telemetry/metrics.js';
import type { Tenant } from './tenancy/tenant.js';

export interface AlertingDependencies {
  /** Makes an event durable. */
  readonly append: (record: OutboxRecord) => Promise<void>;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Puts a score on the call's trace; absent without Langfuse. */
  readonly score?: TraceScores['score'] | undefined;
}

/** Alerts of both directions, on their way through the same outbox as the quota events. */
export interface Alerting {
  request(call: SeenCall, result: DetectionResult, foldSeconds: number): void;
  response(
    record: UsageRecord,
    tenant: Tenant | undefined,
    result: DetectionResult,
    foldSeconds: number,
  ): void;
  /** Emits what was folded and not yet told. */
  close(): Promise<void>;
}

export function createAlerting({ append, metrics, log, score }: AlertingDependencies): Alerting {
  const fault = (error: unknown) => {
    metrics.detectionErrors.inc({ where: 'alert' });
    log.error({ fault: faultName(error) }, 'an alert could not be made durable');
  };
  const alerts: Alerts = createAlerts({
    emit: ({ tenantId, ...event }) =>
      append({ subject: subjects.guardrailAlert, event: { ...event, tenantId: tenantId ?? unknownTenant } }),
    onEmitError: fault,
    onFolded: ({ detector }, { tenantId }) =>
      metrics.detectionFolded.inc({ tenant: tenantId ?? unknownTenant, detector }),
    onFinding: ({ detector, kind, level, score: value }, { tenantId, callId, direction }) => {
      metrics.detectionFindings.inc({ tenant: tenantId ?? unknownTenant, detector, kind, level, direction });
      score?.({ traceId: callId, name: `${detector}.${kind}`, value, comment: `${level}, ${direction}` });
      log.warn({ detector, kind, level, direction, tenant: tenantId, callId }, 'finding');
    },
  });
  const report = (direction: Direction, about: About, result: DetectionResult, foldSeconds: number) => {
    const { tenant, keyHash, ...context } = about;
    const identity = {
      tenantId: tenant?.id ?? null,
      platformId: tenant?.platformId ?? null,
      keyHash: keyHash ?? null,
    };
    alerts.report(result, { ...context, ...identity, direction }, foldSeconds).catch(fault);
  };
  return {
    request({ identity, tenant, model, callId, correlationId }, result, foldSeconds) {
      report(
        'request',
        { tenant, keyHash: identity.keyHash, model, callId, correlationId },
        result,
        foldSeconds,
      );
    },
    response(record, tenant, result, foldSeconds) {
      const { keyHash } = usageIdentity(record);
      const model = record.model_group ?? record.model ?? null;
      const about = {
        tenant,
        keyHash,
        model,
        callId: record.litellm_call_id,
        correlationId: correlationIdOf(record),
      };
      report('response', about, result, foldSeconds);
    },
    close: () => alerts.close(),
  };
}

interface About {
  readonly tenant: Tenant | undefined;
  readonly keyHash: string | undefined;
  readonly model: string | null;
  readonly callId: string;
  readonly correlationId: string;
}
