import { UnavailableError, faultName } from '../../errors.js';
import type { Log } from '../../telemetry/log.js';
import type { Metrics } from '../../telemetry/metrics.js';
import type { OutboxRecord } from '../envelope.js';
import { createGroupCommit, type GroupCommit } from '../group-commit.js';
import type { Outbox, ReaderName, StoredRecord } from '../outbox.js';
import type { FileOutboxSettings } from '../settings.js';
import { createAppendSignal, type AppendSignal } from './append-signal.js';
import { openFileReader, type FileReader, type FileReaderDependencies } from './file-reader.js';
import { formatLine, scanLines, type LogPlace } from './line-scanner.js';
import { lockDirectory } from './lock.js';
import { pruneDelivered, undeliveredBytes } from './retention.js';
import { openSegmentLog, type SegmentLog } from './segment-log.js';

export interface FileOutboxDependencies {
  /** Unix milliseconds. */
  readonly clock: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** How often delivered segments are looked at, besides each time a segment is closed. */
const PRUNE_INTERVAL_MS = 60_000;

interface OutboxState {
  readonly directory: string;
  readonly settings: FileOutboxSettings;
  readonly segments: SegmentLog;
  readonly readers: Map<ReaderName, FileReader>;
  readonly appends: AppendSignal;
  readonly commits: GroupCommit<readonly Buffer[]>;
  readonly deps: FileOutboxDependencies;
}

/**
 * An outbox of JSON lines in segment files, synced before `append` resolves. Without a publisher the files are the
 * destination and can be read with `tail`; with one they are kept until every reader has acknowledged them.
 * @throws ConfigurationError when another process uses the directory.
 */
export async function openFileOutbox(
  directory: string,
  settings: FileOutboxSettings,
  deps: FileOutboxDependencies,
): Promise<Outbox> {
  const release = await lockDirectory(directory, deps.log);
  const state = await openState(directory, settings, deps).catch(async (error: unknown) => {
    await release();
    throw error;
  });
  const { segments, readers, appends } = state;
  const end = segments.next();
  const timer = setInterval(() => void prune(state), PRUNE_INTERVAL_MS).unref();
  return {
    append: (records) => append(state, records),
    reader: (name, covered) => openReader(state, name, covered),
    recent: (limit) => readRecent(segments, end, limit),
    end,
    async close() {
      clearInterval(timer);
      appends.close();
      await state.commits.idle();
      await Promise.all([...readers.values()].map((reader) => reader.persist()));
      await segments.close();
      await release();
    },
  };
}

async function openState(
  directory: string,
  settings: FileOutboxSettings,
  deps: FileOutboxDependencies,
): Promise<OutboxState> {
  const segments = await openSegmentLog(directory, settings.segmentBytes, deps);
  const appends = createAppendSignal();
  const commits = createGroupCommit<readonly Buffer[]>(async (groups) => {
    const before = segments.segments.at(-1);
    await segments.write(groups.flat());
    appends.notify();
    if (segments.segments.at(-1) !== before) await prune(state);
  });
  const state = { directory, settings, segments, readers: new Map(), appends, commits, deps };
  return state;
}

async function append(state: OutboxState, records: readonly OutboxRecord[]): Promise<void> {
  const { settings, segments, commits, deps, appends } = state;
  if (records.length === 0) return;
  if (appends.isClosed()) throw new UnavailableError('The outbox is closed.');
  // Only what waits for NATS counts: a quota mirror that cannot go on must not stop the events themselves.
  const publisher = state.readers.get('publisher')?.acknowledged();
  if (publisher !== undefined && undeliveredBytes(segments, [publisher]) >= settings.maxBytes) {
    throw new UnavailableError(`The outbox holds ${settings.maxBytes} undelivered bytes and takes no more.`);
  }
  const storedAt = deps.clock();
  const stop = deps.metrics.outboxAppendSeconds.startTimer();
  await commits.submit(records.map((record) => formatLine({ ...record, storedAt })));
  stop();
}

async function openReader(state: OutboxState, name: ReaderName, covered?: number): Promise<FileReader> {
  const existing = state.readers.get(name);
  if (existing !== undefined) return existing;
  const reader = await openFileReader(state.directory, name, state.segments, {
    ...readerDependencies(name, state),
    covered,
  });
  state.readers.set(name, reader);
  return reader;
}

function readerDependencies(
  name: ReaderName,
  { appends, deps }: OutboxState,
): Omit<FileReaderDependencies, 'covered'> {
  return {
    clock: deps.clock,
    appends,
    onDamaged: (place) => {
      deps.metrics.outboxDamaged.inc({ reader: name });
      deps.log.error({ reader: name, ...place }, 'skipped a damaged line of the outbox');
    },
    onPersistFailed: (error) =>
      deps.log.warn({ reader: name, fault: faultName(error) }, 'a position could not be written'),
  };
}

function places({ readers }: OutboxState): LogPlace[] {
  return [...readers.values()].map((reader) => reader.acknowledged());
}

async function prune(state: OutboxState): Promise<void> {
  try {
    await pruneDelivered(state.segments, places(state), state.settings, state.deps.clock());
  } catch (error) {
    state.deps.log.error({ fault: faultName(error) }, 'delivered segments could not be deleted');
  }
}

/** The last `limit` records before sequence number `end`. */
async function* readRecent(log: SegmentLog, end: number, limit: number): AsyncIterable<StoredRecord> {
  const first = Math.max(0, end - limit);
  const start = log.segments.findLast(({ base }) => base <= first) ?? log.segments[0];
  if (start === undefined) return;
  let place: LogPlace = { base: start.base, offset: 0, sequence: start.base };
  while (place.sequence < end) {
    const lines = await scanLines(log.segments, place, 1000, end);
    for (const { record } of lines) {
      if (record !== undefined && Number(record.position) >= first) yield record;
    }
    const last = lines.at(-1);
    if (last === undefined) return;
    place = last.end;
  }
}
