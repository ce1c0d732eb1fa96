import { Router } from 'express';
import { z } from 'zod';
import { explainWith } from '../console/explain.js';
import type { CallRecord, CallRegistry } from '../hooks/call-registry.js';
import { RequestError } from '../errors.js';
import { cacheAdminRoutes, type CacheAdminDependencies } from './admin-cache.js';
import { quotaRoutes, type QuotaDependencies } from './admin-quota.js';
import type { LatestEvents } from '../hooks/latest-events.js';
import { parseQuery } from './query.js';

export interface AdminDependencies extends CacheAdminDependencies {
  readonly calls: CallRegistry;
  readonly latest: LatestEvents;
  readonly quota: QuotaDependencies;
}

export const eventsQuery = z.object({
  subject: z.string().optional().describe('Only events of this subject, such as `quota.updated`.'),
  correlationIds: z
    .string()
    .optional()
    .transform((list) => list?.split(',').filter(Boolean) ?? [])
    .describe('Only events of these calls, separated by commas.'),
  waitMs: z.coerce
    .number()
    .int()
    .min(0)
    .max(30_000)
    .default(0)
    .describe('How long to wait until each of these calls has its quota event, in milliseconds.'),
});

/** For people and scripts, not for LiteLLM's hooks: what happened to a call, the latest events, quotas, the cache. */
export function adminRoutes({ calls, latest, quota, ...cache }: AdminDependencies): Router {
  const router = Router();
  router.get('/calls/:callId', async (request, response) => {
    const call = calls.latest(request.params.callId);
    if (!call) throw new RequestError(404, 'unknown_call', 'This call is not known here; it may be too old.');
    // The sentences are the console's, so that nobody has to find out which of two says it right.
    const { steps } = await explainWith(latest, call);
    response.json({ ...shown(call), steps });
  });
  router.get('/events', async (request, response) => {
    response.json({ events: await latest.list(parseQuery(eventsQuery, request)) });
  });
  router.use(quotaRoutes(quota), cacheAdminRoutes(cache));
  return router;
}

/** One by one: what is not named here, such as a prompt's text or its fingerprint, stays inside. */
function shown(call: CallRecord) {
  const { callId, seenAt, tenantId, model, correlationId, alerts, compression, cache } = call;
  return { callId, seenAt, tenantId, model, correlationId, alerts, compression, cache };
}
