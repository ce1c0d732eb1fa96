import { json, Router } from 'express';
import {
  cacheLookupSchema,
  cacheStoreSchema,
  type CacheLookup,
  type CacheStoreRequest,
} from '../litellm/cache.js';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { Admission } from './admission.js';
import { neutralOnError } from './neutral.js';

export interface CacheRoutesDependencies {
  readonly lookup: (request: CacheLookup) => Promise<object>;
  readonly store: (request: CacheStoreRequest) => Promise<object>;
  readonly bodyLimit: number;
  readonly admission: Admission;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** LiteLLM's cache backend: look-ups before a provider is called, stores after it answered. */
export function cacheRoutes({
  lookup,
  store,
  bodyLimit,
  admission,
  metrics,
  log,
}: CacheRoutesDependencies): Router {
  const router = Router();
  const body = json({ limit: bodyLimit, inflate: false });
  router.post('/cache/lookup', admission.handler('cache_lookup'), body, async (request, response) => {
    response.json(await lookup(cacheLookupSchema.parse(request.body)));
  });
  router.use(
    '/cache/lookup',
    neutralOnError('cache_lookup', { hit: false, reason: 'error' }, { metrics, log }),
  );
  router.post('/cache/store', admission.handler('cache_store'), body, async (request, response) => {
    response.json(await store(cacheStoreSchema.parse(request.body)));
  });
  router.use(
    '/cache/store',
    neutralOnError('cache_store', { stored: false, reason: 'error' }, { metrics, log }),
  );
  return router;
}
