import { correlationIdOf } from '../litellm/correlation.js';
import type { UsageRecord } from '../litellm/usage-record.js';
import type { Tenant } from '../tenancy/tenant.js';
import {
  eventIdOf,
  subjects,
  UNKNOWN_TENANT,
  type EventEnvelope,
  type OutboxRecord,
  type ReportedBudget,
} from './envelope.js';

/** What the service itself learned about a call before its usage arrived. */
export interface UsageContext {
  /** As it was read before the call: not every version of LiteLLM has the client's headers in its records. */
  readonly correlationId?: string;
  readonly compression?: {
    readonly original_tokens: number;
    readonly compressed_tokens: number;
  };
  /** Which layer of the cache answered. */
  readonly cacheKind?: 'exact' | 'semantic';
}

export interface QuotaUpdatedPayload {
  readonly usage: {
    readonly prompt_tokens: number;
    readonly completion_tokens: number;
    readonly total_tokens: number;
    readonly cost_usd: number;
    /** True when nobody counted the tokens: no provider said how many there were, or the client did not wait for it. */
    readonly estimated?: true;
  };
  readonly cost: { readonly saved_usd: number };
  /** The name under which clients ask for the model. */
  readonly model: string;
  readonly provider: string;
  readonly cached: boolean;
  readonly cacheKind: 'exact' | 'semantic' | null;
  readonly compression: { readonly original_tokens: number; readonly compressed_tokens: number } | null;
  readonly status: 'success' | 'failure';
  /**
   * Why the call failed, or ended before its answer did: HTTP status and class of the error, never its text. Null for a
   * success that was delivered whole.
   */
  readonly reason: string | null;
  readonly stream: boolean;
  readonly durationMs: number | null;
  readonly keyAlias: string | null;
}

export type QuotaUpdated = EventEnvelope<QuotaUpdatedPayload> & { readonly tenantId: string };

export interface QuotaUpdatedInput {
  /** From `quotaEventId`. */
  readonly eventId: string;
  readonly record: UsageRecord;
  readonly tenant: Tenant | undefined;
  readonly context: UsageContext | undefined;
  /** Unix milliseconds, for records that do not say when they ended. */
  readonly now: number;
}

/** The event of one finished call, and what the service itself has to remember of it. */
export function quotaUpdated(
  input: QuotaUpdatedInput,
): OutboxRecord<QuotaUpdatedPayload> & { readonly event: QuotaUpdated } {
  const { eventId, record, tenant } = input;
  const ended = record.endTime ?? undefined;
  const event: QuotaUpdated = {
    eventId,
    occurredAt: isoTime(ended === undefined ? input.now : ended * 1000, input.now),
    tenantId: tenant?.id ?? UNKNOWN_TENANT,
    platformId: tenant?.platformId ?? null,
    correlationId: recordCorrelationId(record, input.context?.correlationId),
    actor: 'litellm-proxy',
    payload: payloadOf(input),
  };
  const keyHash = record.metadata?.user_api_key_hash ?? undefined;
  const budget = reportedBudget(record);
  return {
    subject: subjects.quotaUpdated,
    event,
    origin: {
      ...(keyHash ? { keyHash } : {}),
      ...(budget === undefined ? {} : { budget }),
      fingerprint: fingerprintOf(record),
    },
  };
}

function reportedBudget({ metadata, response_cost: cost }: UsageRecord): ReportedBudget | undefined {
  const maxUsd = metadata?.['user_api_key_max_budget'];
  const before = metadata?.['user_api_key_spend'];
  const resetAt = metadata?.['user_api_key_budget_reset_at'];
  if (typeof maxUsd !== 'number' || typeof before !== 'number' || maxUsd <= 0) return undefined;
  const spentUsd = before + (cost ?? 0);
  return typeof resetAt === 'string' ? { maxUsd, spentUsd, resetAt } : { maxUsd, spentUsd };
}

/**
 * The id of a call's event for one outcome: a UUIDv5 of source, call id and status, so that every redelivery of the
 * record, through whichever replica, is the same event. `distinct` is for a second call under one call id.
 */
export function quotaEventId(
  source: string,
  callId: string,
  status: 'success' | 'failure',
  distinct?: string,
): string {
  return eventIdOf(source, callId, status, ...(distinct === undefined ? [] : [distinct]));
}

/** What differs between two calls and not between two deliveries of one: the answer's id and the start of the call. */
export function fingerprintOf(record: UsageRecord): string {
  // What `scripts/reconcile` takes from LiteLLM's spend log has coarser times: it is compared by its call id alone.
  if (record['reconciled'] === true) return '';
  // For answers without an id (embeddings) LiteLLM puts its call id there, which tells two calls no better apart.
  const id = record.id === record.litellm_call_id ? '' : (record.id ?? '');
  return `${id}@${record.startTime ?? ''}`;
}

function payloadOf({ record, context }: QuotaUpdatedInput): QuotaUpdatedPayload {
  const cached = record.cache_hit === true;
  const prompt = record.prompt_tokens ?? 0;
  const completion = record.completion_tokens ?? 0;
  const { compression } = context ?? {};
  return {
    usage: {
      prompt_tokens: prompt,
      completion_tokens: completion,
      total_tokens: record.total_tokens ?? prompt + completion,
      cost_usd: record.response_cost ?? 0,
      ...(isEstimated(record) && { estimated: true }),
    },
    cost: { saved_usd: record.saved_cache_cost ?? 0 },
    model: record.model_group || record.model || 'unknown',
    provider: record.custom_llm_provider || 'unknown',
    cached,
    cacheKind: cached ? (context?.cacheKind ?? null) : null,
    compression: compression
      ? { original_tokens: compression.original_tokens, compressed_tokens: compression.compressed_tokens }
      : null,
    status: record.status,
    reason: record.status === 'failure' || isDisconnect(record) ? reasonOf(record) : null,
    stream: record.stream === true,
    durationMs: durationOf(record),
    keyAlias: record.metadata?.user_api_key_alias ?? null,
  };
}

function durationOf({ startTime, endTime }: UsageRecord): number | null {
  if (typeof startTime !== 'number' || typeof endTime !== 'number') return null;
  return Math.max(0, Math.round((endTime - startTime) * 1000));
}

/** The client went away in mid-stream. LiteLLM counts that as a success, with tokens that it estimates. */
function isDisconnect({ error_information: error }: UsageRecord): boolean {
  return error?.error_class === 'ClientDisconnected';
}

function isEstimated(record: UsageRecord): boolean {
  return record.usage_estimated === true || isDisconnect(record);
}

/** Only identifier characters pass: an error's text may quote the prompt, its class and status do not. */
function reasonOf({ error_information: error }: UsageRecord): string {
  // Providers have codes of their own, which say nothing to anybody else ("1", "insufficient_quota").
  const status = /^[1-5]\d\d$/.test(error?.error_code ?? '') ? error?.error_code : undefined;
  const name = error?.error_class?.replace(/[^\w.-]/g, '').slice(0, 80);
  return [status, name].filter(Boolean).join(' ') || 'unknown';
}

/** The id that stands in the record itself comes first: two calls may share a call id. */
export function recordCorrelationId(record: UsageRecord, remembered?: string): string {
  const { metadata, litellm_call_id: callId } = record;
  return correlationIdOf({ headers: metadata?.requester_custom_headers, remembered, callId });
}

function isoTime(milliseconds: number, fallback: number): string {
  const date = new Date(milliseconds);
  return (Number.isNaN(date.getTime()) ? new Date(fallback) : date).toISOString();
}
