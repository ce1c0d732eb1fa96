import { createHash } from 'node:crypto';

/** The headers in which a client may name its request, the first one that is usable counts. */
const HEADERS = ['x-correlation-id', 'x-request-id'];

/**
 * Chosen by the client, and put into headers of answers and messages, into logs and events: printable ASCII without blanks,
 * of bounded length, or not used.
 */
const USABLE = /^[\x21-\x7e]{1,128}$/;

export function isCorrelationId(value: unknown): value is string {
  return typeof value === 'string' && USABLE.test(value);
}

/** What a hook knows of the name of a call. */
export interface Named {
  readonly headers?: Readonly<Record<string, unknown>> | null | undefined;
  /** The id that an earlier hook of the call read: a later one may have no headers. */
  readonly remembered?: string | undefined;
  /** LiteLLM's call id, which a client may choose too. */
  readonly callId: string;
}

/**
 * The correlation id of a call, the same on every hook: the client's where it sent a usable one, else the call id. A call
 * id that is not usable stands there as its hash.
 */
export function correlationIdOf({ headers, remembered, callId }: Named): string {
  const sent = Object.entries(headers ?? {});
  const named = HEADERS.map((name) => sent.find(([key]) => key.toLowerCase() === name)?.[1]);
  const usable = [...named, remembered, callId].find(isCorrelationId);
  return usable ?? createHash('sha256').update(callId.toWellFormed()).digest('hex').slice(0, 32);
}
