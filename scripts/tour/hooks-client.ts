import { z } from 'zod';

const callSchema = z.looseObject({
  compression: z
    .looseObject({ originalTokens: z.number(), compressedTokens: z.number(), reason: z.string() })
    .optional(),
  cache: z.looseObject({ outcome: z.string(), stored: z.string().optional() }).optional(),
  alerts: z.array(z.looseObject({ detector: z.string() })).default([]),
});
const recentSchema = z.object({
  events: z.array(
    z.looseObject({ subject: z.string(), event: z.looseObject({ payload: z.looseObject({}) }) }),
  ),
});

export type RecentEvent = z.infer<typeof recentSchema>['events'][number];
export type ExplainedCall = z.infer<typeof callSchema>;

/** The hook service's admin routes, as far as the tour needs them. */
export function createHooksClient(url: string, secret: string) {
  const call = async (method: string, path: string): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, { method, headers: { 'x-api-key': secret } });
    if (!response.ok) throw new Error(`The hook service answered ${response.status} to ${method} ${path}.`);
    return response.json();
  };
  const get = (path: string) => call('GET', path);
  return {
    /** Forgets what is cached for a tenant, so that a tour starts like the first one. */
    async forget(tenant: string): Promise<void> {
      await call('DELETE', `/admin/cache/tenants/${encodeURIComponent(tenant)}?dryRun=false`);
    },
    /** What each job did to a call. */
    async explain(callId: string): Promise<ExplainedCall> {
      return callSchema.parse(await get(`/admin/calls/${encodeURIComponent(callId)}`));
    },
    /** The latest events, waiting up to `waitMs` until each of `correlationIds` has its quota event. */
    async events(correlationIds: readonly string[], waitMs: number): Promise<RecentEvent[]> {
      const query = new URLSearchParams({ waitMs: String(waitMs), correlationIds: correlationIds.join(',') });
      return recentSchema.parse(await get(`/admin/events?${query.toString()}`)).events;
    },
  };
}

export type HooksClient = ReturnType<typeof createHooksClient>;
