import { readFileSync } from 'node:fs';
import { Cluster, Redis, type NatMap, type RedisOptions } from 'ioredis';
import { ConfigurationError } from '../errors.js';
import type { Log } from '../telemetry/log.js';

export type RedisClient = Redis | Cluster;

export interface RedisTarget extends RedisTls {
  /** `redis://` or `rediss://`; several urls are nodes of one Redis Cluster, and then the first one's credentials hold for all. */
  readonly urls: readonly string[];
  /** Addresses that nodes announce, and where they are reached from here (behind NAT only). */
  readonly natMap?: NatMap;
  readonly log: Log;
  /** What the connection is for, in the log's lines. */
  readonly purpose?: 'cache' | 'events';
}

/** PEM files for `rediss://`, read when the client is made. */
export interface RedisTls {
  readonly caFile?: string | undefined;
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
}

/** A socket that is silent for this long while an answer is due is dead: it is closed and opened anew. */
const SILENT_SOCKET_MS = 5_000;

/**
 * A client that fails at once instead of queueing while Redis is away, and that comes back by itself. One line is
 * logged when the connection is lost, and one when it is back.
 */
export function createRedisClient({
  urls,
  natMap,
  log,
  purpose = 'cache',
  ...files
}: RedisTarget): RedisClient {
  const secure = tlsOptions(files);
  const nodes = urls.map((url) => parseRedisUrl(url, secure));
  const [first, ...others] = nodes;
  if (first === undefined) throw new ConfigurationError('Expected at least one Redis url, got none.');
  const client = others.length === 0 && natMap === undefined ? single(first) : cluster(nodes, first, natMap);
  reportOutages(client, purpose, log);
  return client;
}

function single(node: RedisOptions): Redis {
  return new Redis({ ...commonOptions, ...node, retryStrategy });
}

function cluster(nodes: RedisOptions[], first: RedisOptions, natMap: NatMap | undefined): Cluster {
  return new Cluster(
    nodes.map(({ host, port }) => ({ host: host ?? 'localhost', port: port ?? 6379 })),
    {
      enableOfflineQueue: false,
      clusterRetryStrategy: retryStrategy,
      maxRedirections: 4,
      retryDelayOnFailover: 20,
      slotsRefreshTimeout: 1_000,
      slotsRefreshInterval: 10_000,
      redisOptions: { ...commonOptions, ...credentialsOf(first) },
      ...(natMap !== undefined && { natMap }),
    },
  );
}

/** What holds for every node, unlike host and port. */
function credentialsOf(node: RedisOptions): RedisOptions {
  return Object.fromEntries(Object.entries(node).filter(([name]) => !['host', 'port', 'db'].includes(name)));
}

const commonOptions: RedisOptions = {
  // A look-up that waits for Redis to come back is slower than asking the provider.
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  connectTimeout: 1_000,
  socketTimeout: SILENT_SOCKET_MS,
  // After a failover the old address may lead to what is a replica now.
  reconnectOnError: (error) => error.message.startsWith('READONLY'),
};

function retryStrategy(attempt: number): number {
  return Math.min(50 * attempt, 1_000);
}

/** Host, port, credentials, database and TLS of a url. Throws ConfigurationError, without quoting a password. */
function parseRedisUrl(text: string, tls: NonNullable<RedisOptions['tls']>): RedisOptions {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['redis:', 'rediss:'].includes(url.protocol)) {
    throw new ConfigurationError('Expected a Redis url like "redis://host:6379", got something else.');
  }
  const database = Number(url.pathname.slice(1) || 0);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 6379),
    ...(url.username !== '' && { username: decodeURIComponent(url.username) }),
    ...(url.password !== '' && { password: decodeURIComponent(url.password) }),
    ...(database > 0 && { db: database }),
    ...(url.protocol === 'rediss:' && { tls }),
  };
}

function tlsOptions({ caFile, certFile, keyFile }: RedisTls): NonNullable<RedisOptions['tls']> {
  return {
    ...(caFile !== undefined && { ca: pem(caFile) }),
    ...(certFile !== undefined && { cert: pem(certFile) }),
    ...(keyFile !== undefined && { key: pem(keyFile) }),
  };
}

function pem(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ConfigurationError(
      `${path}: expected a PEM file for TLS towards Redis, but it cannot be read.`,
      {
        cause,
      },
    );
  }
}

/** What an outage means for those who use the connection. */
const UNTIL_BACK = { cache: 'look-ups are misses', events: 'LiteLLM keeps the events' } as const;

function reportOutages(client: RedisClient, purpose: keyof typeof UNTIL_BACK, log: Log): void {
  let up = true;
  client.on('error', (error: NodeJS.ErrnoException) => {
    if (up)
      log.warn(
        { purpose, fault: error.code ?? error.name },
        `Redis cannot be reached: ${UNTIL_BACK[purpose]} until it is back`,
      );
    up = false;
  });
  client.on('ready', () => {
    if (!up) log.info({ purpose }, 'Redis is back');
    up = true;
  });
}

/** The nodes that hold keys: all masters of a cluster, or the one server. */
export function mastersOf(client: RedisClient): Redis[] {
  return client instanceof Cluster ? client.nodes('master') : [client];
}
