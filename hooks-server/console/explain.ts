import type { CallRecord } from '../hooks/call-registry.js';
import type { LatestEvents, PublishedEvent } from '../hooks/latest-events.js';
import { fieldsOf } from '../litellm/unknown-value.js';
import { reasonFor } from './reasons.js';

/** What one part of the service did to a call. */
export interface Step {
  readonly part: 'Tenant' | 'Cache' | 'Compression' | 'Detection' | 'Answer' | 'Usage';
  readonly text: string;
}

export interface ExplainedCall {
  readonly callId: string;
  /** Unix milliseconds. */
  readonly seenAt: number;
  readonly model: string | null;
  readonly tenant: string | null;
  readonly correlationId: string | null;
  readonly steps: readonly Step[];
}

/**
 * What each job did to a call and why, in sentences, in the order in which they did it. It names what it shows: no text of
 * a prompt, and no fingerprint, has a way in here.
 */
export function explainCall(call: CallRecord, events: readonly PublishedEvent[]): ExplainedCall {
  const { callId, seenAt, model, tenantId, correlationId } = call;
  const usage = events.find(({ subject, event }) => subject === 'quota.updated' && isOf(event, call));
  return {
    callId,
    seenAt,
    model: model ?? null,
    tenant: tenantId ?? null,
    correlationId: correlationId ?? null,
    steps: [
      {
        part: 'Tenant',
        text: tenantId ?? 'None: the key belongs to no tenant, so there was no cache for this call.',
      },
      { part: 'Cache', text: cacheText(call.cache) },
      { part: 'Compression', text: compressionText(call) },
      { part: 'Detection', text: detectionText(call.alerts) },
      ...(call.cache?.stored === undefined
        ? []
        : [{ part: 'Answer', text: storedText(call.cache.stored) } as const]),
      { part: 'Usage', text: usage ? usageText(usage.event['payload']) : 'No usage event yet.' },
    ],
  };
}

/** The same of a call that this process knows, with the usage event that it may have had. */
export async function explainWith(
  latest: Pick<LatestEvents, 'list'>,
  call: CallRecord,
): Promise<ExplainedCall> {
  const correlationIds = call.correlationId === undefined ? [] : [call.correlationId];
  return explainCall(call, await latest.list({ subject: 'quota.updated', correlationIds, waitMs: 0 }));
}

/** Calls of one client share a correlation id where it sends one; the tenant keeps those of others out. */
function isOf(event: PublishedEvent['event'], { correlationId, tenantId }: CallRecord): boolean {
  return (
    correlationId !== undefined &&
    event.correlationId === correlationId &&
    (tenantId === undefined || event['tenantId'] === tenantId)
  );
}

function cacheText(cache: CallRecord['cache']): string {
  if (!cache) return 'Not asked.';
  if (cache.outcome === 'miss') return `Miss: ${why(cache.reason ?? 'not-found')}.`;
  if (cache.similarity === undefined) return `Exact hit, served from entry ${cache.entry ?? ''}.`;
  return `Semantic hit with a score of ${cache.similarity.toFixed(3)}, served from entry ${cache.entry ?? ''}.`;
}

function compressionText({ compression, cache }: CallRecord): string {
  if (!compression) return cache?.outcome === 'hit' ? 'Not needed: the cache had the answer.' : 'Not asked.';
  const { originalTokens, compressedTokens, reason, profile, latencyMs } = compression;
  if (reason !== 'compressed') return `Nothing changed: ${reason} (${profile}).`;
  const saved = originalTokens > 0 ? Math.round((1 - compressedTokens / originalTokens) * 100) : 0;
  return `${originalTokens} to ${compressedTokens} tokens, ${saved} % saved, in ${latencyMs.toFixed(1)} ms (${profile}).`;
}

function detectionText(alerts: CallRecord['alerts']): string {
  if (!alerts) return 'Not looked at yet.';
  if (alerts.length === 0) return 'Nothing found in the request.';
  return `Found in the request: ${alerts.map(({ detector, kind, level }) => `${detector} ${kind} (${level})`).join(', ')}.`;
}

function storedText(stored: string): string {
  return stored === 'stored' ? 'Kept in the cache.' : `Not kept: ${why(stored)}.`;
}

function usageText(payload: unknown): string {
  const { usage, cost, status, provider, durationMs } = fieldsOf(payload);
  const { total_tokens: tokens, cost_usd: usd } = fieldsOf(usage);
  const { saved_usd: saved } = fieldsOf(cost);
  const parts = [
    status === 'failure' ? 'The call failed.' : undefined,
    `${Number(tokens ?? 0)} tokens`,
    `$${Number(usd ?? 0).toFixed(6)}`,
    Number(saved ?? 0) > 0 ? `$${Number(saved).toFixed(6)} saved` : undefined,
    typeof durationMs === 'number' ? `${Math.round(durationMs)} ms` : undefined,
    typeof provider === 'string' ? `by ${provider}` : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(', ') + '.';
}

function why(reason: string): string {
  return reasonFor(reason) ?? reason;
}
