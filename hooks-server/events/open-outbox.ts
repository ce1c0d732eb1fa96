import { hostname } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '../errors.js';
import type { RedisClient } from '../redis/client.js';
import { createLastOutcome, type LastOutcome } from '../telemetry/last-outcome.js';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { OutboxRecord } from './envelope.js';
import { prepareDataDirectory } from './file/data-directory.js';
import { openFileOutbox } from './file/file-outbox.js';
import type { Outbox } from './outbox.js';
import { openRedisOutbox } from './redis/redis-outbox.js';
import type { EventsSettings } from './settings.js';

export interface OutboxDependencies {
  /** Unix milliseconds. */
  readonly clock: () => number;
  readonly metrics: Metrics;
  readonly log: Log;
  /** A new connection at each call; needed only where a setting says `redis`. */
  readonly connectRedis?: () => RedisClient;
  /** Names this replica in Redis; the same after a restart. The host's name by default. */
  readonly instance?: string;
  /** Called with every record once it is durable, for operators who watch. */
  readonly onStored?: (record: OutboxRecord) => void;
}

/** The outbox, open, and the connections to Redis that the event side shares. */
export interface OpenedOutbox {
  readonly outbox: Outbox;
  /** Whether the last events became durable. */
  readonly takesEvents: () => boolean;
  /** A new connection at each call; undefined without Redis. */
  readonly connect: Connect;
  readonly disconnectAll: () => void;
}

/**
 * Opens what makes events durable: first of all, since everything that raises events appends to it.
 * @throws ConfigurationError for settings that do not fit together, and where another process holds the directory.
 */
export async function openEventOutbox(
  settings: EventsSettings,
  dependencies: OutboxDependencies,
): Promise<OpenedOutbox> {
  const { connect, disconnectAll } = trackConnections(requireRedis(settings, dependencies));
  await prepareDataDirectory(settings.dataDirectory);
  const outbox = await openOutbox(settings, dependencies, connect);
  const appended = createLastOutcome();
  return {
    outbox: observed(outbox, appended, dependencies.onStored),
    takesEvents: appended.isOk,
    connect,
    disconnectAll,
  };
}

function observed(
  outbox: Outbox,
  appended: LastOutcome,
  onStored: OutboxDependencies['onStored'] = () => undefined,
): Outbox {
  return {
    ...outbox,
    async append(records) {
      await appended.of(outbox.append(records));
      records.forEach(onStored);
    },
  };
}

export type Connect = (() => RedisClient) | undefined;

function requireRedis(
  { outbox, quota, missingUsage }: EventsSettings,
  { connectRedis }: OutboxDependencies,
): Connect {
  const needs = { outbox, 'quota.store': quota.store, 'missingUsage.store': missingUsage.store };
  const wanting = Object.entries(needs).filter(([, kind]) => kind === 'redis');
  const first = wanting[0]?.[0];
  if (first !== undefined && connectRedis === undefined) {
    throw new ConfigurationError(`events.${first}: expected a Redis url with "redis", got none.`);
  }
  if (outbox === 'redis' && quota.store === 'memory') {
    throw new ConfigurationError('events.quota.store: expected "redis" with a Redis outbox, got "memory".');
  }
  return connectRedis;
}

function trackConnections(connect: Connect): { connect: Connect; disconnectAll: () => void } {
  const connections: RedisClient[] = [];
  const tracked = () => {
    const connection = connect?.();
    if (connection === undefined) throw new ConfigurationError('Expected a Redis url, got none.');
    connections.push(connection);
    return connection;
  };
  return {
    connect: connect === undefined ? undefined : tracked,
    disconnectAll: () => connections.forEach((connection) => connection.disconnect()),
  };
}

function openOutbox(
  settings: EventsSettings,
  dependencies: OutboxDependencies,
  connect: Connect,
): Promise<Outbox> {
  if (settings.outbox === 'file' || connect === undefined) {
    return openFileOutbox(join(settings.dataDirectory, 'outbox'), settings.file, dependencies);
  }
  const { clock, log, metrics, instance = hostname() } = dependencies;
  return Promise.resolve(openRedisOutbox(settings.redis, { connect, instance, clock, log, metrics }));
}
