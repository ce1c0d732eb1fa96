import { Router } from 'express';
import { z } from 'zod';
import type { CallRegistry } from '../calls/registry.js';
import { RequestError } from '../errors.js';
import type { LatestEvents } from './latest-events.js';

export interface AdminDependencies {
  readonly calls: CallRegistry;
  readonly latest: LatestEvents;
}

const eventsQuery = z.object({
  subject: z.string().optional(),
  correlationIds: z
    .string()
    .optional()
    .transform((list) => list?.split(',').filter(Boolean) ?? []),
  waitMs: z.coerce.number().int().min(0).max(30_000).default(0),
});

/** What happened to a call, and the latest events: for people, not for LiteLLM. */
export function adminRoutes({ calls, latest }: AdminDependencies): Router {
  const router = Router();
  router.get('/calls/:callId', (request, response) => {
    const call = calls.latest(request.params.callId);
    if (!call) throw new RequestError(404, 'unknown_call', 'This call is not known here; it may be too old.');
    // The prompt's text and its fingerprint stay inside.
    response.json({ ...call, originalLastUserText: undefined, systemPrompt: undefined });
  });
  router.get('/events', async (request, response) => {
    const query = parseQuery(eventsQuery, request.query);
    response.json({ events: await latest.list(query) });
  });
  return router;
}

/** A query string checked against a schema; a RequestError says what was expected. */
export function parseQuery<Schema extends z.ZodType>(schema: Schema, query: unknown): z.infer<Schema> {
  const result = schema.safeParse(query);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new RequestError(
    400,
    'invalid_query',
    `Query parameter \`${issue?.path.join('.') ?? ''}\`: ${issue?.message ?? 'is wrong'}.`,
  );
}
