import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import {
  connectJetStream,
  type Delivery,
  type JetStream,
} from '../../../../hooks-server/events/jetstream.js';
import { natsSettings } from '../../../../hooks-server/events/settings.js';
import { consumeQuota } from '../../../quota-consumer/consume.js';
import { openLedger } from '../../../quota-consumer/ledger.js';
import type { FinishedCall, ProviderUsage } from './calls.js';

const eventSchema = z.object({ eventId: z.uuid(), correlationId: z.string() });

/** Everything that JetStream held of one fault's run, read by the idempotent consumer. */
export interface Received {
  /** Correlation id by event id. */
  readonly quota: ReadonlyMap<string, string>;
  readonly missing: ReadonlyMap<string, string>;
  /** Deliveries that the consumer had counted before. */
  readonly repeated: number;
  readonly totalTokens: number;
  readonly costNano: number;
}

export interface DrainOptions {
  readonly natsUrl: string;
  readonly stream: string;
  /** Every call whose usage must be accounted for. */
  readonly expected: readonly string[];
  readonly timeoutMs: number;
}

/** Consumes until every expected call has an event or is reported as missing, or the time is over; then once more. */
export async function drain({ natsUrl, stream, expected, timeoutMs }: DrainOptions): Promise<Received> {
  const settings = natsSettings.parse({ servers: [natsUrl] });
  const ledger = await openLedger();
  const quota = new Map<string, string>();
  const missing = new Map<string, string>();
  let repeated = 0;
  const isComplete = () => {
    const known = new Set([...quota.values(), ...missing.values()]);
    return expected.every((id) => known.has(id));
  };
  const round = async () => {
    const connection = await connectJetStream(settings);
    try {
      const options = { stream, batch: 200, idleMs: 1_000 };
      const counted = tapped(connection, 'quota.updated', quota);
      repeated += (await consumeQuota(counted, ledger, { ...options, durable: 'bench-quota' })).duplicates;
      await consumeQuota(tapped(connection, 'usage.missing', missing), await openLedger(), {
        ...options,
        durable: 'bench-missing',
      });
    } finally {
      await connection.close();
    }
  };
  const deadline = Date.now() + timeoutMs;
  while (!isComplete() && Date.now() < deadline) {
    // NATS may still be on its way up.
    await round().catch(() => delay(500));
  }
  // What comes in addition to the expected would be a duplicate, and must be seen too.
  await round();
  const usage = Object.values(ledger.tenants());
  return {
    quota,
    missing,
    repeated,
    totalTokens: usage.reduce((sum, { totalTokens }) => sum + totalTokens, 0),
    costNano: usage.reduce((sum, { costNano }) => sum + costNano, 0),
  };
}

/** The same connection, reading one subject, with the ids of all that is delivered taken down. */
function tapped(connection: JetStream, subject: string, ids: Map<string, string>): JetStream {
  return {
    ...connection,
    consume: async (options) => note(await connection.consume({ ...options, subjects: [subject] }), ids),
  };
}

async function* note(deliveries: AsyncIterable<Delivery>, ids: Map<string, string>): AsyncIterable<Delivery> {
  for await (const delivery of deliveries) {
    const { eventId, correlationId } = eventSchema.parse(JSON.parse(Buffer.from(delivery.body).toString()));
    ids.set(eventId, correlationId);
    yield delivery;
  }
}

/** What the hook service itself says about a run, from its metrics: whether the trouble was felt at all. */
export interface Symptoms {
  /** Deliveries of LiteLLM that were refused with 503. */
  readonly refused: number;
  /** Records that LiteLLM delivered once more. */
  readonly redelivered: number;
  /** Failed connections to NATS and sends without an acknowledgement. */
  readonly publishRetries: number;
}

/** Reads the symptoms from a running hook service. */
export async function readSymptoms(hooksUrl: string): Promise<Symptoms> {
  const lines = (await (await fetch(`${hooksUrl}/metrics`)).text()).split('\n');
  const total = (metric: string) =>
    lines
      .filter((line) => line.startsWith(`${metric} `) || line.startsWith(`${metric}{`))
      .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  return {
    refused: total('litellm_hooks_events_refused_total'),
    redelivered: total('litellm_hooks_events_duplicate_total'),
    publishRetries: total('litellm_hooks_publish_retries_total'),
  };
}

/** What became of the calls of one fault. */
export interface FaultResult {
  readonly name: string;
  /** Calls to which the client got a whole answer. */
  readonly calls: number;
  /** Calls that the provider answered in full: those, and what the client did not live to see. */
  readonly answered: number;
  /** Distinct event ids of `quota.updated`. */
  readonly events: number;
  /** Finished calls without an event. */
  readonly lost: number;
  /** Events beyond the first of a call. */
  readonly duplicates: number;
  /** Deliveries that the consumer recognised as counted before: harmless. */
  readonly repeated: number;
  /** Answered calls without an event that `usage.missing` reports. */
  readonly reported: number;
  /** Answered calls with neither an event nor a report. */
  readonly unnoticed: number;
  /** Calls with both an event and a report: false alarms. */
  readonly falseAlarms: number;
  readonly tokens: { readonly events: number; readonly provider: number };
  readonly costUsd: { readonly events: number; readonly provider: number };
  readonly symptoms: Symptoms;
}

/** OpenAI's price of gpt-4o in LiteLLM's list (2.50 and 10 USD for a million tokens), in billionths of a USD. */
const nanoUsd = { prompt: 2_500, completion: 10_000 };

/** Compares what arrived with what the provider says it answered. Sums are over the calls that have an event. */
export function account(
  name: string,
  finished: readonly FinishedCall[],
  provider: ReadonlyMap<string, ProviderUsage>,
  { quota, missing, repeated, totalTokens, costNano }: Received,
  symptoms: Symptoms,
): FaultResult {
  const withEvent = new Set(quota.values());
  const reported = new Set(missing.values());
  const answered = new Set([...provider.keys()].filter((id) => id.startsWith(`${name}-`)));
  const happened = new Set([...answered, ...finished.map(({ correlationId }) => correlationId)]);
  const without = [...happened].filter((id) => !withEvent.has(id));
  const counted = [...withEvent].map((id) => provider.get(id) ?? { promptTokens: 0, completionTokens: 0 });
  const sum = (of: (usage: ProviderUsage) => number) =>
    counted.reduce((total, usage) => total + of(usage), 0);
  return {
    name,
    calls: finished.length,
    answered: answered.size,
    events: quota.size,
    lost: finished.filter(({ correlationId }) => !withEvent.has(correlationId)).length,
    duplicates: quota.size - withEvent.size,
    repeated,
    reported: without.filter((id) => reported.has(id)).length,
    unnoticed: without.filter((id) => !reported.has(id)).length,
    falseAlarms: [...withEvent].filter((id) => reported.has(id)).length,
    tokens: {
      events: totalTokens,
      provider: sum(({ promptTokens, completionTokens }) => promptTokens + completionTokens),
    },
    costUsd: {
      events: costNano / 1e9,
      provider:
        sum((usage) => usage.promptTokens * nanoUsd.prompt + usage.completionTokens * nanoUsd.completion) /
        1e9,
    },
    symptoms,
  };
}
