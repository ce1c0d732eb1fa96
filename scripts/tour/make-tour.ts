import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import OpenAI from 'openai';
import type { ExplainedCall, HooksClient, RecentEvent } from './hooks-client.js';
import type { TourStep, TourTenant } from './steps.js';

export interface TourStack {
  /** LiteLLM's address. */
  readonly url: string;
  readonly keys: Readonly<Record<TourTenant, string>>;
  readonly model: string;
  readonly hooks: HooksClient;
}

export interface StepResult {
  readonly step: TourStep;
  /** Sent as x-correlation-id; the call's events carry it. */
  readonly correlationId: string;
  readonly cache: string;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  /** Detectors that found something in the request. */
  readonly detectors: readonly string[];
  /** Until the first of the answer's text was there, and until all of it was. */
  readonly firstTextMs: number;
  readonly milliseconds: number;
}

export interface TourResult {
  readonly steps: readonly StepResult[];
  readonly events: readonly RecentEvent[];
  /** One sentence for each thing that was not as it should be. */
  readonly failures: readonly string[];
}

/**
 * Asks every question of the tour through LiteLLM with the official client, and checks what came back. What earlier tours
 * left in the cache of the two demonstration tenants is forgotten first.
 */
export async function makeTour(stack: TourStack, steps: readonly TourStep[]): Promise<TourResult> {
  for (const tenant of Object.keys(stack.keys)) await stack.hooks.forget(tenant);
  const results: StepResult[] = [];
  for (const step of steps) results.push(await ask(stack, step));
  const events = await stack.hooks.events(
    results.map(({ correlationId }) => correlationId),
    15_000,
  );
  return { steps: results, events, failures: results.flatMap((result) => failuresOf(result, events)) };
}

async function ask(stack: TourStack, step: TourStep): Promise<StepResult> {
  const client = new OpenAI({ baseURL: `${stack.url}/v1`, apiKey: stack.keys[step.tenant], maxRetries: 0 });
  const correlationId = randomUUID();
  const options = { headers: { 'x-correlation-id': correlationId } };
  const started = performance.now();
  const request = { model: stack.model, messages: [{ role: 'user' as const, content: step.content }] };
  let headers: Headers;
  let firstTextMs: number | undefined;
  if (step.stream) {
    const { data, response } = await client.chat.completions
      .create({ ...request, stream: true }, options)
      .withResponse();
    let text = '';
    for await (const chunk of data) {
      text += chunk.choices[0]?.delta.content ?? '';
      if (text !== '') firstTextMs ??= performance.now() - started;
    }
    if (text === '') throw new Error(`The streamed answer to "${step.title}" is empty.`);
    headers = response.headers;
  } else {
    const { response } = await client.chat.completions.create(request, options).withResponse();
    headers = response.headers;
  }
  const milliseconds = performance.now() - started;
  const callId = headers.get('x-litellm-call-id') ?? '';
  const cache = headers.get('x-cache') ?? 'none';
  const { compression, alerts } = await explainWhole(stack.hooks, callId, cache === 'MISS');
  return {
    step,
    correlationId,
    cache,
    tokensBefore: compression?.originalTokens ?? 0,
    tokensAfter: compression?.compressedTokens ?? 0,
    detectors: alerts.map(({ detector }) => detector),
    firstTextMs: firstTextMs ?? milliseconds,
    milliseconds,
  };
}

/** How long an answer may take until it is kept, or refused: it leaves LiteLLM in the background. */
const KEPT_WITHIN_MS = 5_000;

/** What each job did to a call; of a miss once its answer is kept or refused, so that the next question can find it. */
async function explainWhole(hooks: HooksClient, callId: string, isMiss: boolean): Promise<ExplainedCall> {
  const end = performance.now() + KEPT_WITHIN_MS;
  for (;;) {
    const call = await hooks.explain(callId);
    if (!isMiss || call.cache?.stored !== undefined || performance.now() > end) return call;
    await delay(20);
  }
}

/** The events that belong to one call. */
export function eventsOf(
  correlationId: string,
  events: readonly RecentEvent[],
  subject: string,
): RecentEvent[] {
  return events.filter(
    ({ subject: own, event }) => own === subject && event['correlationId'] === correlationId,
  );
}

function failuresOf(result: StepResult, events: readonly RecentEvent[]): string[] {
  const { step, cache, correlationId } = result;
  const failures: string[] = [];
  if (step.cache !== undefined && cache !== step.cache) {
    failures.push(`"${step.title}": expected X-Cache ${step.cache}, got ${cache}.`);
  }
  if (step.compressed && result.tokensAfter >= result.tokensBefore) {
    failures.push(`"${step.title}": expected fewer tokens after compression, got ${result.tokensAfter}.`);
  }
  const quota = eventsOf(correlationId, events, 'quota.updated').length;
  if (quota !== 1) failures.push(`"${step.title}": expected one quota event, got ${quota}.`);
  for (const detector of step.alerts ?? []) {
    if (!result.detectors.includes(detector))
      failures.push(`"${step.title}": expected a finding of ${detector}.`);
  }
  return failures;
}
