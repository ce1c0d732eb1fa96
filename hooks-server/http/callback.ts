import { Router, text } from 'express';
import { RequestError } from '../errors.js';

export interface CallbackDependencies {
  /** Resolves once every record is durable. Throws UnavailableError when it cannot be, RequestError for no records at all. */
  readonly accept: (
    records: readonly unknown[],
  ) => Promise<{ readonly accepted: number; readonly rejected: number }>;
  /** Splits an array, newline-delimited or single body into records. */
  readonly parseBody: (body: string) => readonly unknown[];
  readonly bodyLimit: number;
}

/**
 * The callback sink: usage of finished calls. The one route of LiteLLM's that is not neutral: a record that could not
 * be made durable is refused with 503, so that LiteLLM keeps it and sends it again.
 */
export function callbackRoutes({ accept, parseBody, bodyLimit }: CallbackDependencies): Router {
  const router = Router();
  router.post(
    '/events',
    text({ type: () => true, limit: bodyLimit, defaultCharset: 'utf-8' }),
    async (request, response) => {
      const body: unknown = request.body;
      if (typeof body !== 'string' || body.trim() === '') {
        throw new RequestError(
          400,
          'empty_body',
          'Expected usage records as a JSON array, as JSON lines, or one JSON object.',
        );
      }
      const { accepted, rejected } = await accept(parseBody(body));
      response.json({ accepted, rejected });
    },
  );
  return router;
}
