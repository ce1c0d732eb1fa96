import type { Delivery, JetStream } from '../../hooks-server/events/jetstream.js';
import { quotaEventSchema, type Ledger } from './ledger.js';

export interface ConsumeOptions {
  readonly stream: string;
  /** The name under which NATS keeps this consumer's position. */
  readonly durable: string;
  /** Deliveries counted before the ledger is saved and they are acknowledged. */
  readonly batch: number;
  /** Ends when nothing came for this long; undefined: never. */
  readonly idleMs?: number;
}

export interface ConsumeResult {
  readonly counted: number;
  readonly duplicates: number;
  readonly invalid: number;
}

/**
 * Counts every event once: a delivery is acknowledged after the ledger that holds it was saved, so a crash in between
 * brings it again, and the ledger then knows its event id.
 */
export async function consumeQuota(
  connection: JetStream,
  ledger: Ledger,
  { stream, durable, batch, idleMs }: ConsumeOptions,
): Promise<ConsumeResult> {
  const result = { counted: 0, duplicates: 0, invalid: 0 };
  let unacknowledged: Delivery[] = [];
  const settle = async () => {
    const settled = unacknowledged;
    unacknowledged = [];
    if (settled.length === 0) return;
    await ledger.save();
    for (const delivery of settled) delivery.ack();
  };
  const messages = await connection.consume({ stream, durable, subjects: ['quota.updated'] });
  const deliveries = messages[Symbol.asyncIterator]();
  let next = deliveries.next();
  for (;;) {
    // A short pause in the traffic settles what has been counted so far.
    const delivery = await orIdle(next, unacknowledged.length > 0 ? 200 : idleMs);
    if (delivery === 'idle' && unacknowledged.length === 0) break;
    if (delivery !== 'idle') {
      if (delivery.done === true) break;
      result[count(delivery.value, ledger)] += 1;
      unacknowledged.push(delivery.value);
      next = deliveries.next();
    }
    if (delivery === 'idle' || unacknowledged.length >= batch) await settle();
  }
  await settle();
  return result;
}

function count(delivery: Delivery, ledger: Ledger): keyof ConsumeResult {
  const event = quotaEventSchema.safeParse(parseJson(delivery.body));
  // Acknowledged all the same: what cannot be understood now will not be understood the next time either.
  if (!event.success) return 'invalid';
  return ledger.count(event.data) ? 'counted' : 'duplicates';
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return undefined;
  }
}

async function orIdle<T>(value: Promise<T>, ms: number | undefined): Promise<T | 'idle'> {
  if (ms === undefined) return value;
  let timer: NodeJS.Timeout | undefined;
  const idle = new Promise<'idle'>((resolve) => {
    timer = setTimeout(() => resolve('idle'), ms);
  });
  try {
    return await Promise.race([value, idle]);
  } finally {
    clearTimeout(timer);
  }
}
