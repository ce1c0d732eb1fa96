import type { Configuration } from '../configuration/settings.js';
import { createBackgroundDetector, type BackgroundDetector } from '../detection/background.js';
import { createValueHash } from '../detection/redact.js';
import { faultName } from '../errors.js';
import { createCallFinder, type CallFinder } from '../hooks/call-context.js';
import { createCallSeal, type CallSeal } from '../hooks/call-facts.js';
import { createCallRegistry, type CallRegistry } from '../hooks/call-registry.js';
import { createLatestEvents, type LatestEvents } from '../hooks/latest-events.js';
import { createSharedCalls, type SharedCalls } from '../hooks/shared-calls.js';
import { createRedisClient, type RedisClient } from '../redis/client.js';
import type { TenantDirectory } from '../tenancy/directory.js';
import type { Log } from '../telemetry/log.js';
import { createMetrics, type Metrics } from '../telemetry/metrics.js';
import { begin, type Begun, type Threads } from './begin.js';
import type { Keyring } from './keyring.js';

/** What every part of the service leans on. */
export interface Common {
  readonly configuration: Configuration;
  readonly tenants: TenantDirectory;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly calls: CallRegistry;
  /** What the plugin carries from one hook service to another. */
  readonly seal: CallSeal;
  readonly callOf: CallFinder;
  /** Absent where no other hook service shares the traffic. */
  readonly shared: SharedCalls | undefined;
  readonly latest: LatestEvents;
  readonly detector: BackgroundDetector;
  /** Tells metrics and log of a scan that failed. */
  readonly scanFailed: (error: unknown) => void;
  /** Keyed hash of a value that detection found. */
  readonly hashValue: (value: string) => string;
  readonly keyFor: Keyring;
  readonly threads: Threads;
}

export interface CommonOptions {
  readonly configuration: Configuration;
  readonly tenants: TenantDirectory;
  readonly log: Log;
  readonly metrics?: Metrics;
  /** What was begun before the rest of the service was loaded; begun here when absent. */
  readonly begun?: Begun;
}

export function createCommon({
  configuration,
  tenants,
  log,
  metrics = createMetrics(),
  begun = begin(configuration.settings),
}: CommonOptions): Common {
  const { keyFor, threads } = begun;
  const hashKey = keyFor('alert values');
  const calls = createCallRegistry();
  const seal = createCallSeal(keyFor('call facts'));
  const failed = (name: string, error: unknown) => {
    metrics.detectionErrors.inc({ where: name });
    log.error({ detector: name, fault: faultName(error) }, 'a detector failed');
  };
  return {
    configuration,
    tenants,
    log,
    metrics,
    calls,
    seal,
    callOf: createCallFinder(calls, seal),
    shared: openSharedCalls(configuration, log, keyFor('shared calls')),
    latest: createLatestEvents(),
    detector: createBackgroundDetector({ hashKey, pool: threads.detection, onError: failed }),
    scanFailed: (error) => failed('scan', error),
    hashValue: createValueHash(hashKey),
    keyFor,
    threads,
  };
}

function openSharedCalls(configuration: Configuration, log: Log, key: string): SharedCalls | undefined {
  const redis = redisOfReplicas(configuration, log);
  return (
    redis &&
    createSharedCalls(redis, {
      prefix: configuration.settings.cache.store.namespace,
      key,
      onError: (error) =>
        log.debug({ fault: faultName(error) }, 'what is known of a call could not be shared'),
    })
  );
}

/** A connection by which several hook services tell each other what one of them knows; undefined where there is one alone. */
export function redisOfReplicas({ settings }: Configuration, log: Log): RedisClient | undefined {
  const { redis, server } = settings;
  if (server.replicas === 1 || redis.urls.length === 0) return undefined;
  return createRedisClient({ ...redis, log, purpose: 'cache' });
}
