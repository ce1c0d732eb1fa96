import type { ErrorRequestHandler } from 'express';
import { RequestError } from '../errors.js';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import { correlationIdOf, faultName } from './envelope.js';

/**
 * The error handler of LiteLLM's routes: whatever failed, the user's call goes on. A wrong secret alone is told as such,
 * because that is a mistake of set-up that must not stay hidden; LiteLLM goes on without us then, too.
 */
export function neutralOnError(
  route: string,
  neutral: object,
  { metrics, log }: { metrics: Metrics; log: Log },
): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent || (error instanceof RequestError && error.status === 401)) return next(error);
    metrics.faults.inc({ route });
    log.warn(
      { route, correlationId: correlationIdOf(response), fault: faultName(error) },
      'answered neutrally',
    );
    response.status(200).json(neutral);
  };
}
