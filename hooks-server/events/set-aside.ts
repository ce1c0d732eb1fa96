import { subjects, type Subject } from './envelope.js';
import type { StoredRecord } from './outbox.js';

/**
 * Records of subjects that NATS refuses while it takes others: a stream that does not cover them, a right that is
 * missing. They wait here, so that they do not hold up the rest of the outbox, and one of each subject is tried again.
 */
export interface SetAside {
  /** Keeps the record if its subject is refused at the moment; false when it may be sent. */
  keep(record: StoredRecord): boolean;
  /** NATS refused the record, which is kept. True for the first refusal of its subject. */
  refuse(record: StoredRecord): boolean;
  /** NATS took an event of the subject. Gives back what was kept of it. */
  accept(subject: Subject): StoredRecord[];
  /** One record of each subject whose pause is over. */
  due(): StoredRecord[];
  /** Gives back everything, to be sent at once. */
  release(): StoredRecord[];
  /** Takes out what is given up: nothing while NATS takes no event at all, and never an event that is counted. */
  givenUp(): StoredRecord[];
  /** Milliseconds until something is due; undefined when nothing is kept. */
  waitMs(): number | undefined;
  /** True when no more may be read: as many are kept as memory is meant to hold. */
  isFull(): boolean;
  /** How many are kept of each refused subject. */
  counts(): [Subject, number][];
}

export interface SetAsideOptions {
  readonly minPauseMs: number;
  readonly maxPauseMs: number;
  readonly maxRecords?: number;
  /**
   * How long a subject may be refused while others are taken. Nothing behind a record that is kept counts as delivered:
   * the outbox grows, and after a restart it is sent again, which JetStream notices within its duplicate window alone.
   */
  readonly maxMs?: number;
  /** Milliseconds of a clock that does not jump. */
  readonly now?: () => number;
}

interface Refused {
  readonly records: StoredRecord[];
  pauseMs: number;
  retryAt: number;
  refusedAt: number;
  /** True while one of its records is out to be tried again. */
  probing: boolean;
  /** When NATS first took an event of another subject meanwhile: it is this subject then, and not NATS. */
  othersTakenAt: number | undefined;
}

type State = Required<SetAsideOptions> & { readonly refused: Map<Subject, Refused> };

/** An empty one, for the life of a publisher. */
export function createSetAside(options: SetAsideOptions): SetAside {
  const defaults = { maxRecords: 1000, maxMs: 300_000, now: () => performance.now() };
  const state: State = { ...defaults, ...options, refused: new Map() };
  const { refused, now } = state;
  return {
    keep(record) {
      const kept = refused.get(record.subject);
      kept?.records.push(record);
      return kept !== undefined;
    },
    refuse: (record) => refuse(record, state),
    accept(subject) {
      const records = take(subject, state);
      for (const other of refused.values()) other.othersTakenAt ??= now();
      return records;
    },
    due() {
      const over = resting(state).filter(({ retryAt }) => retryAt <= now());
      for (const kept of over) kept.probing = true;
      return over.flatMap(({ records }) => records.splice(0, 1));
    },
    release: () => [...refused.keys()].flatMap((subject) => take(subject, state)),
    givenUp: () => givenUp(state),
    waitMs() {
      const times = resting(state).map(({ retryAt }) => retryAt);
      return times.length === 0 ? undefined : Math.max(0, Math.min(...times) - now());
    },
    isFull: () => total(state) >= state.maxRecords,
    counts: () => [...refused].map(([subject, { records }]) => [subject, records.length]),
  };
}

function total({ refused }: State): number {
  return [...refused.values()].reduce((sum, { records }) => sum + records.length, 0);
}

function resting({ refused }: State): Refused[] {
  return [...refused.values()].filter(({ records, probing }) => records.length > 0 && !probing);
}

function take(subject: Subject, { refused }: State): StoredRecord[] {
  const records = refused.get(subject)?.records ?? [];
  refused.delete(subject);
  return records;
}

function refuse(record: StoredRecord, { refused, now, minPauseMs, maxPauseMs }: State): boolean {
  const kept = refused.get(record.subject);
  if (kept === undefined) {
    const times = { pauseMs: minPauseMs, retryAt: now() + minPauseMs, refusedAt: now() };
    refused.set(record.subject, { records: [record], ...times, probing: false, othersTakenAt: undefined });
    return true;
  }
  if (!kept.probing) {
    // The records of one window are refused together, which is one refusal.
    kept.records.push(record);
    return false;
  }
  kept.records.unshift(record);
  const pauseMs = Math.min(maxPauseMs, kept.pauseMs * 2);
  Object.assign(kept, { pauseMs, retryAt: now() + pauseMs, refusedAt: now(), probing: false });
  return false;
}

function givenUp(state: State): StoredRecord[] {
  const { refused, now, maxMs, maxRecords } = state;
  let excess = total(state) - maxRecords;
  return [...refused].flatMap(([subject, { records, refusedAt, othersTakenAt = Infinity }]) => {
    // Refused again after others were taken: until then it may have been NATS as a whole, which only now recovers.
    if (subject === subjects.quotaUpdated || refusedAt <= othersTakenAt) return [];
    const given = records.splice(0, now() - othersTakenAt > maxMs ? Infinity : Math.max(0, excess));
    excess -= given.length;
    return given;
  });
}
