import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { RequestError } from '../errors.js';

/**
 * Lets a request pass only with the shared secret in `x-api-key`. Both sides are hashed first, so that the comparison
 * takes the same time whatever the length or content of what was sent. Without a secret (development) all pass.
 *
 * @example
 * app.use('/admin', sharedSecret(settings.server.secret));
 */
export function sharedSecret(secret: string | undefined): RequestHandler {
  if (secret === undefined) return (_request, _response, next) => next();
  const expected = digest(secret);
  return (request, _response, next) => {
    if (timingSafeEqual(digest(request.get('x-api-key') ?? ''), expected)) return next();
    next(new RequestError(401, 'unauthorized', 'Expected the shared secret in the x-api-key header.'));
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
