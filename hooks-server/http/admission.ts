import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { UnavailableError } from '../errors.js';
import type { Metrics } from '../telemetry/metrics.js';

export interface AdmissionOptions {
  /** Bytes of bodies that may be under way at a time. */
  readonly maxBytes: number;
  /** What a body of unknown length counts for: the most it may have. */
  readonly bodyLimit: number;
  readonly metrics: Pick<Metrics, 'bodiesRefused' | 'bodyBytes'>;
}

/** Bounds the memory that bodies take together: each is read, held as text and taken apart before it can be let go. */
export interface Admission {
  /**
   * Whether the body may be read; it counts until the response closes. One alone always may, so that a limit below the
   * largest body still lets that one through.
   */
  enter(request: IncomingMessage, response: ServerResponse, route: string): boolean;
  /** The same in front of a body parser: refuses with UnavailableError, which each route answers in its own way. */
  handler(route: string): RequestHandler;
}

export function createAdmission({ maxBytes, bodyLimit, metrics }: AdmissionOptions): Admission {
  let underWay = 0;
  const enter: Admission['enter'] = (request, response, route) => {
    const length = Number(request.headers['content-length'] ?? Number.NaN);
    // A length beyond the limit is refused by the parser before anything is read.
    const bytes = Math.min(Number.isFinite(length) ? length : bodyLimit, bodyLimit);
    if (underWay > 0 && underWay + bytes > maxBytes) {
      metrics.bodiesRefused.inc({ route });
      return false;
    }
    underWay += bytes;
    metrics.bodyBytes.set(underWay);
    response.once('close', () => {
      underWay -= bytes;
      metrics.bodyBytes.set(underWay);
    });
    return true;
  };
  return {
    enter,
    handler: (route) => (request, response, next) => {
      if (enter(request, response, route)) return next();
      next(new UnavailableError('As many bytes are under way as there may be.'));
    },
  };
}
