import type { OutboxRecord } from './envelope.js';

/** A record as read back. `position` grows with every record of the outbox; it is a number of records, not bytes. */
export interface StoredRecord extends OutboxRecord {
  readonly position: string;
  /** Unix milliseconds at which it became durable. */
  readonly storedAt: number;
}

/** What waits for one reader. */
export interface Backlog {
  readonly records: number;
  /** Milliseconds since the oldest waiting record became durable; 0 when none waits. */
  readonly ageMs: number;
}

/** One of the parties that must see every record; the outbox keeps what any of them has not acknowledged. */
export interface OutboxReader {
  /**
   * The next records in order, at most `limit`; waits until there is one. Empty once `signal` is aborted or the outbox
   * closed. What was read and never acknowledged is read again after a restart.
   */
  read(limit: number, signal?: AbortSignal): Promise<StoredRecord[]>;
  /** The records need not be seen by this reader again. Any order; the position moves over the acknowledged beginning. */
  ack(records: readonly Pick<StoredRecord, 'position'>[]): Promise<void>;
  backlog(): Promise<Backlog>;
}

/** Events between LiteLLM and their consumers: durable once `append` resolves, kept until every reader has seen them. */
export interface Outbox {
  /**
   * Resolves when all records are durable. Rejects with UnavailableError when they are not (disk or outbox full, Redis
   * unreachable); the sender keeps them and sends them again, under the same ids.
   */
  append(records: readonly OutboxRecord[]): Promise<void>;
  /**
   * The reader of that name; its position survives a restart. With `covered` it begins behind that position at the
   * latest, and may give records again that lie before it; only where positions are numbers.
   */
  reader(name: ReaderName, covered?: number): Promise<OutboxReader>;
  /** The last records stored before this process started, oldest first. */
  recent(limit: number): AsyncIterable<StoredRecord>;
  /** The position the first record of this process has, where positions are numbers. */
  readonly end?: number;
  close(): Promise<void>;
}

export type ReaderName = 'publisher' | 'mirror';
