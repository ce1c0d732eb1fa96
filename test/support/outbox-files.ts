import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

export const storedSchema = z.looseObject({
  subject: z.string(),
  event: z.looseObject({
    eventId: z.string(),
    tenantId: z.string(),
    platformId: z.string().nullable(),
    correlationId: z.string(),
    payload: z.looseObject({}),
  }),
});

/** A record of the file outbox: a subject, and the event as consumers get it. */
export type StoredEvent = z.infer<typeof storedSchema>;

const usageSchema = z.looseObject({
  usage: z.object({
    prompt_tokens: z.number(),
    completion_tokens: z.number(),
    total_tokens: z.number(),
    cost_usd: z.number(),
  }),
  cost: z.object({ saved_usd: z.number() }),
  model: z.string(),
  cached: z.boolean(),
  cacheKind: z.string().nullable(),
  compression: z.object({ original_tokens: z.number(), compressed_tokens: z.number() }).nullable(),
  status: z.string(),
  reason: z.string().nullable(),
  stream: z.boolean(),
  keyAlias: z.string().nullable(),
});

/** The payload of a quota event. */
export const quotaOf = ({ event }: StoredEvent) => usageSchema.parse(event.payload);

export const isQuota = ({ subject }: StoredEvent) => subject === 'quota.updated';

/**
 * Every event that the service made durable in `dataDir`, read from its segment files: what survives a kill, not what a
 * running process says. Waits until `found` is satisfied with them, and gives them as they are after `seconds`.
 */
export async function readOutbox(
  dataDir: string,
  found: (events: readonly StoredEvent[]) => boolean,
  seconds = 15,
): Promise<readonly StoredEvent[]> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const events = readNow(dataDir);
    if (found(events) || Date.now() > deadline) return events;
    await delay(50);
  }
}

function readNow(dataDir: string): StoredEvent[] {
  if (!existsSync(dataDir)) return [];
  const files = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(^|\/)\d{16}\.jsonl$/.test(name),
  );
  return files.sort().flatMap((name) =>
    readFileSync(join(dataDir, name), 'utf8')
      .split('\n')
      // The last line may still be on its way to the disk.
      .filter((line) => line.endsWith('}'))
      .map((line) => storedSchema.parse(JSON.parse(line))),
  );
}
