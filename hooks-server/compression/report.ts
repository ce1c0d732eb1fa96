import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { CompressionResult } from './result.js';

export interface CompressionReportOptions {
  readonly metrics: Pick<
    Metrics,
    'compressionRequests' | 'compressionSavings' | 'compressionLatency' | 'compressionTokens'
  >;
  readonly log: Pick<Log, 'debug'>;
}

/** Whose request was compressed, and for which model. */
export interface Compressed {
  readonly tenantId: string | undefined;
  readonly model: string;
}

/** Counts and logs what was done to a request that goes on: numbers and names only, never text. */
export function createCompressionReport({ metrics, log }: CompressionReportOptions) {
  return ({ tenantId, model }: Compressed, result: CompressionResult): void => {
    const { changes, ...done } = result;
    const { reason, profile, originalTokens, compressedTokens, savingsPercent, latencyMs, exact } = done;
    const tenant = tenantId ?? 'none';
    metrics.compressionRequests.inc({ tenant, profile, reason });
    metrics.compressionLatency.observe({ profile }, latencyMs / 1000);
    if (exact) {
      metrics.compressionTokens.inc({ tenant, kind: 'original' }, originalTokens);
      metrics.compressionTokens.inc({ tenant, kind: 'compressed' }, compressedTokens);
    }
    if (changes.length > 0) metrics.compressionSavings.observe({ tenant, profile }, savingsPercent);
    log.debug({ tenant, model, ...done }, 'compression');
  };
}
