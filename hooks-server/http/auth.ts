import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { RequestError } from '../errors.js';

/**
 * Lets a request pass only with one of the secrets in `x-api-key`. Both sides are hashed first, so that the comparison
 * takes the same time whatever the length or content of what was sent. Without any secret (development) all pass.
 * `refused` is called for each that does not.
 *
 * @example
 * app.use('/admin', sharedSecret([settings.server.secret]));
 */
export function sharedSecret(
  secrets: readonly (string | undefined)[],
  refused: () => void = () => undefined,
): RequestHandler {
  const mayPass = holdsSecret(...secrets);
  return (request, _response, next) => {
    if (mayPass(request.get('x-api-key'))) return next();
    refused();
    next(new RequestError(401, 'unauthorized', 'Expected the shared secret in the x-api-key header.'));
  };
}

/** Whether what `x-api-key` holds is one of the secrets; anything is when there is none. */
export function holdsSecret(
  ...secrets: readonly (string | undefined)[]
): (given: string | readonly string[] | undefined) => boolean {
  const accepted = secrets.filter((secret) => secret !== undefined).map(digest);
  if (accepted.length === 0) return () => true;
  return (given) => {
    const hash = digest(typeof given === 'string' ? given : '');
    return accepted.filter((expected) => timingSafeEqual(hash, expected)).length > 0;
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
