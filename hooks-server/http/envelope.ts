import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { faultName, RequestError, UnavailableError } from '../errors.js';
import { isCorrelationId } from '../litellm/correlation.js';
import type { Log } from '../telemetry/log.js';

/** The header that carries a correlation id in and out. */
export const CORRELATION_HEADER = 'x-correlation-id';

/** What our own API answers when something is wrong. */
export interface ErrorEnvelope {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly correlationId: string;
    readonly details?: unknown;
  };
}

/** Gives each request a correlation id, and puts it on the answer whatever that turns out to be. */
export function correlation(): RequestHandler {
  return (request, response, next) => {
    const id = correlationIdFor(request.get(CORRELATION_HEADER));
    response.locals['correlationId'] = id;
    response.setHeader(CORRELATION_HEADER, id);
    next();
  };
}

/** The client's id where it is plain, else a new one. */
export function correlationIdFor(given: string | readonly string[] | undefined): string {
  return isCorrelationId(given) ? given : randomUUID();
}

export function responseCorrelationId(response: Response): string {
  return String(response.locals['correlationId'] ?? '');
}

function sendError(
  response: Response,
  status: number,
  code: string,
  message: string,
  details?: unknown,
): void {
  const body: ErrorEnvelope = {
    error: {
      code,
      message,
      correlationId: responseCorrelationId(response),
      ...(details !== undefined && { details }),
    },
  };
  response.status(status).json(body);
}

/** The last route: nothing is here. */
export function notFound(): RequestHandler {
  return (request, response) => {
    sendError(response, 404, 'not_found', `There is no ${request.method} ${request.path} here.`);
  };
}

/** The one error handler of our own API. What went wrong inside is logged by its name and said to nobody. */
export function errorHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const known = asRequestError(error);
    if (known) return sendError(response, known.status, known.code, known.message, known.details);
    if (error instanceof UnavailableError) {
      response.setHeader('retry-after', '1');
      return sendError(
        response,
        503,
        'unavailable',
        'The service cannot take this at the moment; send it again.',
      );
    }
    log.error(
      { correlationId: responseCorrelationId(response), path: request.path, fault: faultName(error) },
      'request failed',
    );
    sendError(
      response,
      500,
      'internal',
      'Something went wrong inside the service; its log names this correlation id.',
    );
  };
}

/** Express's body parser reports a bad body as an error with a status and a type. */
function asRequestError(error: unknown): RequestError | undefined {
  if (error instanceof RequestError) return error;
  if (!(error instanceof Error)) return undefined;
  switch (Reflect.get(error, 'type')) {
    case 'entity.too.large':
      return new RequestError(
        413,
        'body_too_large',
        `The body is larger than ${String(Reflect.get(error, 'limit'))} bytes.`,
      );
    case 'entity.parse.failed':
      return new RequestError(400, 'invalid_json', 'Expected a JSON body, but it could not be parsed.');
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new RequestError(
        415,
        'unsupported_encoding',
        'Expected a UTF-8 body without a Content-Encoding.',
      );
    default: {
      const status: unknown = Reflect.get(error, 'status');
      if (typeof status !== 'number' || status < 400 || status > 499) return undefined;
      return new RequestError(status, 'bad_request', 'The request could not be read.');
    }
  }
}
