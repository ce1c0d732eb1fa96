import type { CallName } from '../litellm/call-name.js';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { AlertContext } from './alerts/alerts.js';
import type { DetectionResult } from './detector.js';
import type { DetectorName, Direction, Finding } from './finding.js';

/** A number for a trace, see createTraceScores. */
export interface TraceScore {
  readonly name: string;
  /** From 0 to 1. */
  readonly value: number;
  readonly comment: string;
}

export interface ObserverDependencies {
  readonly metrics: Metrics;
  readonly log: Log;
  /** Puts a score on the call's trace; absent when no trace store is configured. */
  readonly score?: ((call: CallName, score: TraceScore) => void) | undefined;
}

/** Tells metrics, log and trace what was found: kinds and levels, never a value or a piece of a prompt. */
export function createObserver({ metrics, log, score }: ObserverDependencies) {
  const failed = (where: string, error: unknown) => {
    metrics.detectionErrors.inc({ where });
    // The message of an error may hold a piece of the text it arose on; its name does not.
    log.error({ where, error: error instanceof Error ? error.name : typeof error }, 'detection failed');
  };
  return {
    /** To be called once for every scan. */
    onScan({ latencyMs, truncated, findings }: DetectionResult, context: AlertContext): void {
      const { direction } = context;
      metrics.detectionLatency.observe({ direction }, latencyMs / 1000);
      if (truncated) metrics.detectionTruncated.inc({ direction });
      const strongest = strongestOf(findings);
      for (const [detector, value] of strongest) {
        score?.(nameOf(context), {
          name: `detection.${direction}.${detector}`,
          value,
          comment: kindsOf(findings, detector),
        });
      }
    },
    onFinding(finding: Finding, context: AlertContext): void {
      const { detector, kind, level } = finding;
      const { direction, tenantId } = context;
      metrics.detectionFindings.inc({ tenant: tenantId ?? 'none', direction, detector, kind, level });
      log.warn(tellable(finding, context), 'guardrail finding');
    },
    /** To be called for every alert that is durable. */
    onAlert(tenant: string, direction: Direction): void {
      metrics.alerts.inc({ tenant, direction });
    },
    onFolded({ detector }: Finding, { tenantId }: AlertContext): void {
      metrics.detectionFolded.inc({ tenant: tenantId ?? 'none', detector });
    },
    onError: (detector: DetectorName, error: unknown) => failed(detector, error),
    onEmitError: (error: unknown) => failed('emit', error),
  };
}

function nameOf({ callId, keyHash }: AlertContext): CallName {
  return { callId, ...(keyHash !== null && { keyHash }) };
}

/** What of a finding may stand in a log. */
function tellable(finding: Finding, { direction, callId, tenantId, model }: AlertContext) {
  const { detector, kind, level, score, where, signals, valueHash } = finding;
  return { detector, kind, level, score, where, signals, valueHash, direction, callId, tenantId, model };
}

function strongestOf(findings: readonly Finding[]): Map<DetectorName, number> {
  const strongest = new Map<DetectorName, number>();
  for (const { detector, score } of findings) {
    strongest.set(detector, Math.max(score, strongest.get(detector) ?? 0));
  }
  return strongest;
}

const kindsOf = (findings: readonly Finding[], wanted: DetectorName) =>
  [...new Set(findings.filter(({ detector }) => detector === wanted).map(({ kind }) => kind))].join(', ');
