import { Router } from 'express';
import { z } from 'zod';
import type { CacheAdministration } from '../cache/administration.js';
import { RequestError } from '../errors.js';
import { actorOf } from './admin-guard.js';
import { flag, parseQuery } from './query.js';

export interface CacheAdminDependencies {
  readonly cache: CacheAdministration;
  /** Whether stored questions and answers may be shown at all. */
  readonly mayReveal: boolean;
  /** Whose counts these are: of several replicas each has its own. */
  readonly instance: InstanceView;
}

export interface InstanceView {
  /** The name of the machine or pod. */
  readonly name: string;
  /** How many share the traffic. */
  readonly replicas: number;
}

const text = flag(false).describe(
  'Shows questions and answers too, where `server.adminRevealsTexts` allows it.',
);
const limit = z.coerce.number().int().min(1).max(500);

export const pageQuery = z.object({
  limit: limit.default(50).describe('How many entries a page has.'),
  cursor: z.string().optional().describe('The `cursor` of the page before.'),
  text,
});
export const lookupsQuery = z.object({ limit: limit.default(200).describe('How many look-ups.') });
export const revealQuery = z.object({ text });
export const removalQuery = z.object({
  dryRun: flag(true).describe('Counts alone, unless it is `false`.'),
});
export const statsQuery = z.object({
  tenant: z.string().min(1).optional().describe('One tenant; all that this process has seen without.'),
});

/** Statistics, entries and deletions of the cache. The two large deletions only count unless `dryRun=false` is given. */
export function cacheAdminRoutes({ cache, mayReveal, instance }: CacheAdminDependencies): Router {
  const router = Router();
  const revealText = (wanted: boolean): boolean => {
    if (!wanted || mayReveal) return wanted;
    throw new RequestError(403, 'texts_hidden', 'Texts are not shown: server.adminRevealsTexts is false.');
  };
  router.get('/cache/stats', async (request, response) => {
    response.json({ instance, ...(await cache.stats(parseQuery(statsQuery, request).tenant)) });
  });
  router.get('/cache/tenants/:tenantId/lookups', (request, response) => {
    response.json(cache.lookups(request.params.tenantId, parseQuery(lookupsQuery, request).limit));
  });
  router.get('/cache/tenants/:tenantId/report', async (request, response) => {
    const { text } = parseQuery(revealQuery, request);
    const options = { revealText: revealText(text), ...actorOf(request) };
    response.json({ instance, ...(await cache.report(request.params.tenantId, options)) });
  });
  router.get('/cache/tenants/:tenantId/entries', async (request, response) => {
    const { limit, cursor, text } = parseQuery(pageQuery, request);
    const page = {
      limit,
      revealText: revealText(text),
      ...actorOf(request),
      ...(cursor !== undefined && { cursor }),
    };
    response.json(await cache.entries(request.params.tenantId, page));
  });
  router.get('/cache/tenants/:tenantId/entries/:entry', async (request, response) => {
    const { text } = parseQuery(revealQuery, request);
    const { tenantId, entry } = request.params;
    const view = await cache.entry(tenantId, entry, { revealText: revealText(text), ...actorOf(request) });
    if (!view) throw unknownEntry();
    response.json(view);
  });
  router.delete('/cache/tenants/:tenantId/entries/:entry', async (request, response) => {
    const { tenantId, entry } = request.params;
    if (!(await cache.removeEntry(tenantId, entry, actorOf(request)))) throw unknownEntry();
    response.json({ removed: 1 });
  });
  router.delete('/cache/tenants/:tenantId', async (request, response) => {
    const { dryRun } = parseQuery(removalQuery, request);
    response.json(await cache.removeTenant(request.params.tenantId, { dryRun, ...actorOf(request) }));
  });
  router.delete('/cache', async (request, response) => {
    const { dryRun } = parseQuery(removalQuery, request);
    response.json(await cache.removeAll({ dryRun, ...actorOf(request) }));
  });
  return router;
}

function unknownEntry(): RequestError {
  return new RequestError(404, 'unknown_entry', 'This tenant has no such entry, or it has expired.');
}
