import { join } from 'node:path';
import { parseUsageBody } from './events/body.js';
import { createDeadLetters } from './events/dead-letters.js';
import type { OutboxRecord } from './events/envelope.js';
import { openFileOutbox } from './events/file/file-outbox.js';
import { createIngest, type IngestDeps, type IngestResult } from './events/ingest.js';
import type { Outbox } from './events/outbox.js';
import { startPublisher, type Publisher } from './events/publisher.js';
import { createRecentEvents } from './events/recent-events.js';
import type { EventsSettings } from './events/settings.js';
import type { Log } from './telemetry/log.js';
import type { Metrics } from './telemetry/metrics.js';

export interface EventPipelineDependencies extends Pick<
  IngestDeps,
  'resolveTenant' | 'callContext' | 'onSettled' | 'onAccepted'
> {
  readonly log: Log;
  readonly metrics: Metrics;
  /** Told of every event that became durable. */
  readonly onEvent: (record: OutboxRecord) => void;
}

/** Events from the moment they are accepted to their delivery. */
export interface EventPipeline {
  /** Takes a callback's body; resolves once all of it is durable, rejects with UnavailableError otherwise. */
  accept(body: string): Promise<IngestResult>;
  /** Makes one event of the service's own durable. */
  append(record: OutboxRecord): Promise<void>;
  /** False only when NATS is configured and away. */
  isDelivering: () => boolean;
  close(): Promise<void>;
}

/** Opens the outbox and starts to publish where NATS is configured. */
export async function startEventPipeline(
  settings: EventsSettings,
  { log, metrics, onEvent, ...hooks }: EventPipelineDependencies,
): Promise<EventPipeline> {
  const clock = Date.now;
  const directory = settings.dataDirectory;
  const opened = await openFileOutbox(join(directory, 'outbox'), settings.file, { clock, log, metrics });
  const outbox = observed(opened, onEvent);
  const deadLetters = createDeadLetters(join(directory, 'dead-letters.jsonl'), {
    clock,
    maxBytes: settings.deadLetterBytes,
  });
  const recent = createRecentEvents(settings.recentEvents);
  for await (const { event, origin } of outbox.recent(settings.recentEvents))
    recent.add(event.eventId, origin?.fingerprint);
  const { source } = settings;
  const ingest = createIngest({ source, outbox, deadLetters, recent, clock, metrics, log, ...hooks });
  let publisher: Publisher | undefined;
  if (settings.nats.servers.length > 0) {
    publisher = await startPublisher(settings.nats, outbox, { source, deadLetters, metrics, log });
  }
  return {
    accept(body) {
      const { records, malformed } = parseUsageBody(body);
      return ingest.accept(records, malformed);
    },
    append: (record) => outbox.append([record]),
    isDelivering: () => publisher?.isConnected() ?? true,
    async close() {
      await publisher?.stop();
      await outbox.close();
    },
  };
}

function observed(outbox: Outbox, onEvent: (record: OutboxRecord) => void): Outbox {
  return {
    ...outbox,
    async append(records) {
      await outbox.append(records);
      for (const record of records) onEvent(record);
    },
  };
}
