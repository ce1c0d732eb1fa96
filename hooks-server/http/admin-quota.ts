import { Router } from 'express';
import { z } from 'zod';
import type { QuotaMirror } from '../events/quota/mirror.js';
import { parseQuery } from './query.js';

export type QuotaDependencies = Pick<QuotaMirror, 'spendOf' | 'ofTenant' | 'ofKey' | 'tenants' | 'keys'>;

export const periodQuery = z.object({
  period: z.enum(['hour', 'day', 'month', 'total']).default('month').describe('The running one, in UTC.'),
});
export const spendQuery = periodQuery.extend({
  duration: z
    .string()
    .regex(/^\d+(s|m|h|d|w|mo)$/, 'expected a budget duration such as 24h or 30d')
    .optional()
    .describe('Adds up `spend_usd` over the running period of such a budget; over all time without.'),
  alias: z
    .string()
    .max(256)
    .optional()
    .describe('Adds what the keys before it spent, that it was exchanged for.'),
});

/** Tokens and cost by tenant and key, as the quota events add up. */
export function quotaRoutes(quota: QuotaDependencies): Router {
  const router = Router();
  router.get('/quota/tenants', async (request, response) => {
    const { period } = parseQuery(periodQuery, request);
    const ids = await quota.tenants();
    const tenants = await Promise.all(
      ids.map(async (id) => ({ tenantId: id, ...(await quota.ofTenant(id, period)) })),
    );
    response.json({ period, tenants });
  });
  router.get('/quota/tenants/:tenantId', async (request, response) => {
    const { period } = parseQuery(periodQuery, request);
    const { tenantId } = request.params;
    response.json({ tenantId, period, ...(await quota.ofTenant(tenantId, period)) });
  });
  router.get('/quota/keys', async (_request, response) => {
    response.json({ keys: await quota.keys() });
  });
  return router;
}

/** `/:keyHash`: what one key has used, and what it has spent of its budget's period. */
export function keySpendRoutes(quota: QuotaDependencies): Router {
  const router = Router();
  router.get('/:keyHash', async (request, response) => {
    const { period, duration, alias } = parseQuery(spendQuery, request);
    const { keyHash } = request.params;
    const [spent, sums] = await Promise.all([
      quota.spendOf(keyHash, duration, alias),
      quota.ofKey(keyHash, period),
    ]);
    response.json({ keyHash, period, ...sums, spend_usd: spent });
  });
  return router;
}
