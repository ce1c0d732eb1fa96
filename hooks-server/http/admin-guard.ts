import type { Request, RequestHandler } from 'express';
import { RequestError } from '../errors.js';
import type { Log } from '../telemetry/log.js';

/** Who asks, for the audit log: a name that the caller gives itself, beside the secret that let it in. */
export function actorOf(request: Request): { actor: string } {
  const name = request.get('x-actor') ?? '';
  return { actor: /^[\w.@-]{1,64}$/.test(name) ? name : 'admin' };
}

/** Longer than any route with its names; what goes beyond may be anything. */
const MAX_PATH = 256;

/** One line for each request to the admin routes, those that were refused included; never a query, a body or a secret. */
export function audited(log: Log): RequestHandler {
  return (request, response, next) => {
    const { method, baseUrl, path } = request;
    response.once('close', () => {
      const audit = {
        action: 'admin.request',
        ...actorOf(request),
        at: Date.now(),
        method,
        path: `${baseUrl}${path}`.slice(0, MAX_PATH),
        status: response.statusCode,
      };
      log.info({ audit }, 'audit');
    });
    next();
  };
}

/**
 * Lets `perMinute` requests pass in a minute, at once or spread; all others are answered 429. Admin routes read far into
 * the stores, and the calls of users shall not wait behind them. `clock`: milliseconds that only go forward, or nobody
 * would be let in until a clock that was set back has caught up.
 */
export function rateLimited(perMinute: number, clock = () => performance.now()): RequestHandler {
  let [left, filled] = [perMinute, clock()];
  return (_request, response, next) => {
    const now = clock();
    left = Math.min(perMinute, left + ((now - filled) * perMinute) / 60_000);
    filled = now;
    if (left >= 1) {
      left -= 1;
      return next();
    }
    response.setHeader('retry-after', String(Math.ceil(60 / perMinute)));
    next(new RequestError(429, 'too_many_requests', `More than ${perMinute} admin requests in a minute.`));
  };
}
