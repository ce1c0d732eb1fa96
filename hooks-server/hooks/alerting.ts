import type { AlertContext } from '../detection/alerts/alerts.js';
import { createAlerts } from '../detection/alerts/alerts.js';
import type { DetectionResult } from '../detection/detector.js';
import type { createObserver } from '../detection/observe.js';
import type { DetectionSettings } from '../detection/settings.js';
import { subjects, UNKNOWN_TENANT, type OutboxRecord } from '../events/envelope.js';
import { fingerprintOf, recordCorrelationId } from '../events/quota-updated.js';
import type { CallFinder } from './call-context.js';
import type { SeenCall } from './inspect.js';
import { usageIdentity, type UsageRecord } from '../litellm/usage-record.js';
import type { Tenant } from '../tenancy/tenant.js';

export interface AlertingDependencies {
  readonly callOf: CallFinder;
  /** Makes an event durable. */
  readonly append: (record: OutboxRecord) => Promise<void>;
  readonly observer: ReturnType<typeof createObserver>;
  /** Asks a local model about requests in the grey band; absent when none is configured. Never rejects. */
  readonly secondOpinion?:
    ((result: DetectionResult, settings: DetectionSettings) => Promise<DetectionResult>) | undefined;
}

/** Scans of both directions: told to metrics, log and trace, and as alerts through the same outbox as quota events. */
export interface Alerting {
  /** To be called once for every scan of a request, whether or not anything was found. Never throws. */
  request(call: SeenCall, result: DetectionResult, settings: DetectionSettings): void;
  /** The same for a response. */
  response(
    record: UsageRecord,
    tenant: Tenant | undefined,
    result: DetectionResult,
    settings: DetectionSettings,
  ): void;
  /** Emits what was folded and not yet told. */
  close(): Promise<void>;
}

export function createAlerting({ append, callOf, observer, secondOpinion }: AlertingDependencies): Alerting {
  const alerts = createAlerts({
    ...observer,
    async emit(event) {
      const tenantId = event.tenantId ?? UNKNOWN_TENANT;
      await append({ subject: subjects.guardrailAlert, event: { ...event, tenantId } });
      observer.onAlert(tenantId, event.payload.direction);
    },
  });
  const report = (context: AlertContext, result: DetectionResult, { foldSeconds }: DetectionSettings) => {
    observer.onScan(result, context);
    if (result.findings.length > 0) {
      alerts.report(result, context, foldSeconds).catch((error: unknown) => observer.onEmitError(error));
    }
  };
  return {
    request({ identity, tenant, model, callId, occurrence, correlationId }, result, settings) {
      const who = identityOf(tenant, identity.keyHash);
      const context: AlertContext = {
        ...who,
        model,
        callId,
        occurrence,
        correlationId,
        direction: 'request',
      };
      if (secondOpinion === undefined || result.unsure === undefined)
        return report(context, result, settings);
      void secondOpinion(result, settings).then((final) => report(context, final, settings));
    },
    response(record, tenant, result, settings) {
      const { keyHash } = usageIdentity(record);
      const callId = record.litellm_call_id;
      const remembered = callOf(record)?.correlationId;
      const call = {
        model: record.model_group ?? record.model ?? null,
        callId,
        occurrence: fingerprintOf(record),
        correlationId: recordCorrelationId(record, remembered),
      };
      const who = identityOf(tenant, keyHash);
      report({ ...who, ...call, direction: 'response' }, result, settings);
    },
    close: () => alerts.close(),
  };
}

function identityOf(tenant: Tenant | undefined, keyHash: string | undefined) {
  return { tenantId: tenant?.id ?? null, platformId: tenant?.platformId ?? null, keyHash: keyHash ?? null };
}
