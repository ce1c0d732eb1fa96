import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { RequestError } from '../errors.js';

/**
 * Lets a request pass only with one of the secrets in `x-api-key`. Both sides are hashed first, so that the comparison
 * takes the same time whatever the length or content of what was sent. Without any secret (development) all pass.
 *
 * @example
 * app.use('/admin', sharedSecret(settings.server.secret));
 */
export function sharedSecret(...secrets: readonly (string | undefined)[]): RequestHandler {
  const accepted = secrets.filter((secret) => secret !== undefined).map(digest);
  if (accepted.length === 0) return (_request, _response, next) => next();
  return (request, _response, next) => {
    const given = digest(request.get('x-api-key') ?? '');
    if (accepted.filter((expected) => timingSafeEqual(given, expected)).length > 0) return next();
    next(new RequestError(401, 'unauthorized', 'Expected the shared secret in the x-api-key header.'));
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
