import { faultName } from '../errors.js';
import type { ErrorRequestHandler } from 'express';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import { responseCorrelationId } from './envelope.js';

/**
 * The error handler of LiteLLM's routes: whatever failed, the user's call goes on. Only a wrong secret is told as such,
 * because it is a mistake of set-up that must not stay hidden; it never gets here, and LiteLLM goes on without us.
 */
export function neutralOnError(
  route: string,
  neutral: object,
  { metrics, log }: { metrics: Metrics; log: Log },
): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    metrics.faults.inc({ route });
    log.warn(
      { route, correlationId: responseCorrelationId(response), fault: faultName(error) },
      'answered neutrally',
    );
    response.status(200).json(neutral);
  };
}
