import { v5 as uuidV5 } from 'uuid';

/** The subjects this service publishes on. A stream is made for exactly these. */
export const subjects = {
  quotaUpdated: 'quota.updated',
  quotaThreshold: 'quota.threshold',
  usageMissing: 'usage.missing',
  deadLetter: 'quota.dead-letter',
  guardrailAlert: 'guardrail.alert',
} as const;

export type Subject = (typeof subjects)[keyof typeof subjects];

/** What every event has in common, as consumers read it from the message body. */
export interface EventEnvelope<Payload = unknown> {
  /** The same for every delivery of the same fact: what a consumer dedupes on. */
  readonly eventId: string;
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
  /** `unknown`, and in alerts null, when no identity could be resolved. */
  readonly tenantId: string | null;
  readonly platformId: string | null;
  readonly correlationId: string;
  readonly actor: 'litellm-proxy';
  readonly payload: Payload;
}

/** An event and where it goes. `origin` stays inside the service: it is stored beside the event and never published. */
export interface OutboxRecord<Payload = unknown> {
  readonly subject: Subject;
  readonly event: EventEnvelope<Payload>;
  readonly origin?: RecordOrigin;
}

/** What the service itself must know again when it reads an event back after a restart. */
export interface RecordOrigin {
  /** SHA-256 hex of the virtual key whose spend this is. */
  readonly keyHash?: string;
  /** The key's budget as LiteLLM reported it with the call. */
  readonly budget?: ReportedBudget;
  /** Tells two calls apart that share a call id: see `recent-events.ts`. */
  readonly fingerprint?: string;
}

/** What LiteLLM says about a key's budget. */
export interface ReportedBudget {
  readonly maxUsd: number;
  /** Spent in the running period, the call included. */
  readonly spentUsd: number;
  /** ISO 8601: when the period ends; absent when it does not. */
  readonly resetAt?: string;
}

/** The tenantId of events whose caller could not be resolved. */
export const UNKNOWN_TENANT = 'unknown';

/**
 * The namespace of all event ids (RFC 9562, section 5.5). Part of the contract: another value would give every
 * redelivered event a new id.
 */
const NAMESPACE = '6f1d0b4e-5f0c-5a64-9f0e-2d6c1a7b8e39';

/** A UUIDv5 from the source and the parts that name a fact: the same parts give the same id in every process. */
export function eventIdOf(source: string, ...parts: readonly string[]): string {
  // A client may choose the call id, and half a surrogate pair would be an error.
  const name = [source, ...parts].map((part) => encodeURIComponent(part.toWellFormed()));
  return uuidV5(name.join('/'), NAMESPACE);
}
