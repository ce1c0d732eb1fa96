import type { Embedding } from '../../vectors/embedding.js';
import type { EntryKey, Scope } from '../keys.js';
import type { Usage } from '../answer.js';
import type { Family } from '../question.js';

/** What is known of a stored answer without the answer itself. Times are Unix milliseconds. */
export interface EntryHead {
  readonly tenantId: string;
  readonly family: Family;
  readonly model: string;
  /** The last user text as the user wrote it; empty for embeddings. */
  readonly text: string;
  readonly createdAt: number;
  /** Never moved by a hit. */
  readonly expiresAt: number;
  readonly usage: Usage;
}

export interface Entry extends EntryHead {
  /** The answer as JSON, the way LiteLLM stores it. */
  readonly value: string;
}

/** A stored question near the one asked. */
export interface Candidate {
  readonly key: EntryKey;
  readonly head: EntryHead;
  /** Of the two vectors in full precision. */
  readonly cosine: number;
}

export interface Page {
  readonly entries: readonly { readonly key: EntryKey; readonly head: EntryHead }[];
  /** Where the next page starts; absent after the last. */
  readonly cursor?: string;
}

/** Counts of sampled semantic hits whose answer was compared with the provider's own. */
export interface Samples {
  readonly same: number;
  readonly different: number;
}

export interface StoreStatus {
  readonly kind: 'memory' | 'redis';
  readonly available: boolean;
  /** Whether the last answer that was to be kept, was. */
  readonly takesAnswers: boolean;
  /** False when only the exact layer works (Redis below 8). */
  readonly semantic: boolean;
}

/**
 * Where answers are kept. All stores give the same decisions: one conformance suite says what each must do. Methods
 * reject with UnavailableError or DeadlineError when the store cannot be reached; `now` is Unix milliseconds.
 */
export interface CacheStore {
  status(): StoreStatus;
  /** The living entry of exactly this key. */
  get(key: EntryKey, now: number): Promise<Entry | undefined>;
  /** Up to `count` living candidates of a scope, nearest first. */
  nearest(scope: Scope, vector: Float32Array, count: number, now: number): Promise<Candidate[]>;
  /** Keeps an entry until its `expiresAt`, in place of an older one of the same key. */
  put(key: EntryKey, entry: Entry, embedding: Embedding | undefined, now: number): Promise<void>;
  /** True when there was such an entry. */
  remove(key: EntryKey): Promise<boolean>;
  /** The living entries of a tenant, those that expire first at the front. */
  list(who: string, page: { cursor?: string; limit: number }, now: number): Promise<Page>;
  /** How many living entries a tenant has. */
  count(who: string, now: number): Promise<number>;
  /** How many living entries there are in all. */
  total(now: number): Promise<number>;
  /** Removes everything of a tenant, its samples too, and says how many entries that were (or, dry, would be). */
  removeTenant(who: string, options: { dryRun: boolean }): Promise<number>;
  removeAll(options: { dryRun: boolean }): Promise<number>;
  /** Removes expired entries and their vectors; says how many. */
  sweep(now: number): Promise<number>;
  addSample(who: string, outcome: keyof Samples): Promise<void>;
  samples(who: string): Promise<Samples>;
  close(): Promise<void>;
}

/** An entry without its answer. */
export function headOf({ tenantId, family, model, text, createdAt, expiresAt, usage }: EntryHead): EntryHead {
  return { tenantId, family, model, text, createdAt, expiresAt, usage };
}
