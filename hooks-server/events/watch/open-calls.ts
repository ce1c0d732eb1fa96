import type { CallName } from '../../litellm/call-name.js';
import type { Tenant } from '../../tenancy/tenant.js';

/** What was known of a call when it was let through. Counts are in tokens. */
export interface WatchedCall {
  readonly tenant?: Tenant;
  /** Prompt tokens as the service counted them, before compression. */
  readonly originalTokens?: number;
  /** Prompt tokens as they went to the provider. */
  readonly promptTokens?: number;
  readonly model?: string;
  readonly keyAlias?: string;
  readonly correlationId?: string;
}

/** A call whose usage has not arrived. Times are Unix milliseconds. */
export interface OpenCall extends WatchedCall, CallName {
  readonly seenAt: number;
}

/** Keeps open calls in the order in which they become due; every call waits equally long. */
export interface OpenCalls {
  /** False when there is no room for one more. */
  add(call: OpenCall): Promise<boolean>;
  /** False when the call was not open. */
  remove(name: CallName): Promise<boolean>;
  /** Calls seen before `seenBefore`, oldest first; they stay until removed. Another replica does not get them for a minute. */
  due(seenBefore: number, limit: number): Promise<OpenCall[]>;
  size(): Promise<number>;
  close(): Promise<void>;
}
