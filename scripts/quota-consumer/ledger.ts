import { z } from 'zod';
import { readIfPresent, replaceFile } from '../../hooks-server/events/file/position-file.js';

/** The part of `quota.updated` that this consumer uses; whatever else an event says is passed over. */
export const quotaEventSchema = z.object({
  eventId: z.uuid(),
  occurredAt: z.iso.datetime(),
  tenantId: z.string(),
  payload: z.object({
    usage: z.object({
      prompt_tokens: z.number(),
      completion_tokens: z.number(),
      total_tokens: z.number(),
      cost_usd: z.number(),
    }),
  }),
});

export type QuotaEvent = z.infer<typeof quotaEventSchema>;

export interface TenantUsage {
  calls: number;
  totalTokens: number;
  /** Billionths of a USD: whole numbers add up exactly. */
  costNano: number;
}

const stateSchema = z.object({
  tenants: z.record(
    z.string(),
    z.object({ calls: z.number(), totalTokens: z.number(), costNano: z.number() }),
  ),
  seen: z.array(z.string()),
});

/** Usage by tenant, each event counted once. In production this is a database table with the event id as its key. */
export interface Ledger {
  /** False when the event was counted before. */
  count(event: QuotaEvent): boolean;
  tenants(): Readonly<Record<string, TenantUsage>>;
  /** Sums and seen ids reach the disk together, or not at all: that is what makes counting idempotent. */
  save(): Promise<void>;
}

/** Event ids kept to recognise redeliveries. A redelivery comes within minutes, not after a million other events. */
const MAX_SEEN = 1_000_000;

/** The ledger of a file; in memory alone without a path. */
export async function openLedger(path?: string): Promise<Ledger> {
  const { tenants, seen: known } = await load(path);
  const seen = new Set(known);
  return {
    count({ eventId, tenantId, payload }) {
      if (seen.has(eventId)) return false;
      seen.add(eventId);
      for (const oldest of seen) {
        if (seen.size <= MAX_SEEN) break;
        seen.delete(oldest);
      }
      const usage = (tenants[tenantId] ??= { calls: 0, totalTokens: 0, costNano: 0 });
      usage.calls += 1;
      usage.totalTokens += payload.usage.total_tokens;
      usage.costNano += Math.round(payload.usage.cost_usd * 1e9);
      return true;
    },
    tenants: () => tenants,
    async save() {
      if (path === undefined) return;
      await replaceFile(path, JSON.stringify({ tenants, seen: [...seen] }));
    },
  };
}

/** Only a file that is absent is an empty ledger: one that cannot be read must not be replaced by sums from zero. */
async function load(path?: string): Promise<z.infer<typeof stateSchema>> {
  const content = path === undefined ? undefined : await readIfPresent(path);
  return content === undefined ? { tenants: {}, seen: [] } : stateSchema.parse(JSON.parse(content));
}
