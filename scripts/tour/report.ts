import { z } from 'zod';
import type { RecentEvent } from './hooks-client.js';
import { eventsOf, type TourResult } from './make-tour.js';
import { table } from '../table.js';

const quotaPayload = z.looseObject({
  usage: z.looseObject({ prompt_tokens: z.number(), completion_tokens: z.number(), cost_usd: z.number() }),
  cached: z.boolean(),
  model: z.string(),
  cost: z.looseObject({ saved_usd: z.number() }).optional(),
});

/** What the tour showed, as text for a terminal. */
export function tourReport({ steps, events, failures }: TourResult): string {
  const rows = steps.map(
    ({ step, correlationId, cache, tokensBefore, tokensAfter, firstTextMs, milliseconds }) => [
      step.tenant,
      step.title,
      cache,
      tokensBefore,
      tokensAfter,
      usd(quotaOf(correlationId, events)?.usage.cost_usd ?? 0),
      Math.round(firstTextMs),
      Math.round(milliseconds),
    ],
  );
  return [
    heading('What was asked, and what it took'),
    table(
      ['tenant', 'question', 'X-Cache', 'tokens before', 'after', 'cost USD', 'first text ms', 'ms'],
      rows,
    ),
    heading('Alerts (nothing was blocked or changed)'),
    alertLines(events),
    heading('Quota events (subject quota.updated)'),
    table(['tenant', 'model', 'prompt', 'completion', 'cost USD', 'cached', 'eventId'], quotaRows(events)),
    heading('Saved'),
    savedLines(steps, events),
    ...(failures.length > 0
      ? [heading('What was not as it should be'), ...failures.map((line) => `  ${line}`)]
      : []),
    '',
  ].join('\n');
}

function heading(text: string): string {
  return `\n${text}`;
}

function usd(amount: number): string {
  return amount.toFixed(6);
}

function quotaOf(correlationId: string, events: readonly RecentEvent[]) {
  const [event] = eventsOf(correlationId, events, 'quota.updated');
  return event && quotaPayload.parse(event.event.payload);
}

function quotaRows(events: readonly RecentEvent[]): (string | number)[][] {
  return events
    .filter(({ subject }) => subject === 'quota.updated')
    .map(({ event }) => {
      const { usage, cached, model } = quotaPayload.parse(event.payload);
      const tokens = [usage.prompt_tokens, usage.completion_tokens];
      return [
        String(event['tenantId']),
        model,
        ...tokens,
        usd(usage.cost_usd),
        cached ? 'yes' : 'no',
        String(event['eventId']),
      ];
    });
}

const alertPayload = z.looseObject({
  direction: z.string(),
  findings: z.array(
    z.looseObject({
      detector: z.string(),
      kind: z.string(),
      level: z.string(),
      score: z.number(),
      excerpt: z.string(),
    }),
  ),
});

function alertLines(events: readonly RecentEvent[]): string {
  const rows = events
    .filter(({ subject }) => subject === 'guardrail.alert')
    .flatMap(({ event }) => {
      const { direction, findings } = alertPayload.parse(event.payload);
      return findings.map(({ detector, kind, level, score, excerpt }) => {
        return [String(event['tenantId']), direction, detector, kind, level, score, excerpt];
      });
    });
  // A tour that follows another within minutes, with the same keys.
  return rows.length === 0
    ? '  none that are new: repeats of a finding by the same key are folded into one event'
    : table(['tenant', 'in', 'detector', 'kind', 'level', 'score', 'excerpt'], rows);
}

function savedLines(steps: TourResult['steps'], events: readonly RecentEvent[]): string {
  const quotas = events
    .filter(({ subject }) => subject === 'quota.updated')
    .map(({ event }) => quotaPayload.parse(event.payload));
  const spent = sum(quotas.map(({ usage }) => usage.cost_usd));
  const byCache = sum(quotas.map(({ cost }) => cost?.saved_usd ?? 0));
  const tokens = sum(steps.map(({ tokensBefore, tokensAfter }) => tokensBefore - tokensAfter));
  const [hits, misses] = [
    steps.filter(({ cache }) => cache === 'HIT'),
    steps.filter(({ cache }) => cache === 'MISS'),
  ];
  const [hitMs, missMs] = [
    mean(hits.map(({ firstTextMs }) => firstTextMs)),
    mean(misses.map(({ firstTextMs }) => firstTextMs)),
  ];
  return [
    `  cache: ${hits.length} of ${steps.length} answers, ${usd(byCache)} USD`,
    `  time: first text after ${Math.round(hitMs)} ms with a hit, ${Math.round(missMs)} ms without`,
    `  compression: ${tokens} prompt tokens`,
    `  spent: ${usd(spent)} USD`,
  ].join('\n');
}

function mean(numbers: readonly number[]): number {
  return sum(numbers) / Math.max(1, numbers.length);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
