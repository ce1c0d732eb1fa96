import { Router } from 'express';
import { z } from 'zod';
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
  router.get('/calls/:callId', (request, response) => {
    const call = calls.latest(request.params.callId);
    if (!call) throw new RequestError(404, 'unknown_call', 'This call is not known here; it may be too old.');
    response.json(shownCall(call));
  });
  router.get('/events', async (request, response) => {
    response.json({ events: await latest.list(parseQuery(eventsQuery, request)) });
  });
  router.use(quotaRoutes(quota), cacheAdminRoutes(cache));
  return router;
}

/** What operators see of a call, and of those under the same id before it: never the prompt's text or its fingerprint. */
export type ShownCall = Omit<CallRecord, 'rewritten' | 'systemPrompt' | 'scan' | 'earlier'> & {
  readonly earlier?: readonly ShownCall[];
};

/** Names each field that is shown, so that one that is added to the record stays inside. */
function shownCall(call: CallRecord): ShownCall {
  const { callId, seenAt, tenantId, model, correlationId, alerts, compression, cache, earlier } = call;
  const shown = { callId, seenAt, tenantId, model, correlationId, alerts, compression, cache };
  // JSON leaves out what is undefined.
  return { ...shown, ...(earlier && { earlier: earlier.map(shownCall) }) } as ShownCall;
}
