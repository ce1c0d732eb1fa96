import { Router, text } from 'express';
import { RequestError } from '../errors.js';
import type { Admission } from './admission.js';

export interface CallbackDependencies {
  /** Resolves once every record of the body is durable. Throws UnavailableError when it cannot be. */
  readonly accept: (body: string) => Promise<{ readonly accepted: number; readonly rejected: number }>;
  readonly bodyLimit: number;
  readonly admission: Admission;
}

/**
 * The callback sink: usage of finished calls. The one route of LiteLLM's that is not neutral: a record that could not
 * be made durable is refused with 503, so that LiteLLM keeps it and sends it again.
 */
export function callbackRoutes({ accept, bodyLimit, admission }: CallbackDependencies): Router {
  const router = Router();
  const body = text({ type: () => true, limit: bodyLimit, inflate: false, defaultCharset: 'utf-8' });
  router.post('/events', admission.handler('events'), body, async (request, response) => {
    const sent: unknown = request.body;
    if (typeof sent !== 'string' || sent.trim() === '') {
      throw new RequestError(
        400,
        'empty_body',
        'Expected usage records: a JSON array, JSON lines, or one object.',
      );
    }
    response.json(await accept(sent));
  });
  return router;
}
