import { readFile } from 'node:fs/promises';
import {
  AckPolicy,
  connect,
  credsAuthenticator,
  DeliverPolicy,
  ErrorCode,
  headers as createHeaders,
  NatsError,
  type ConnectionOptions,
  type JsMsg,
  type NatsConnection,
  type StreamConfig,
} from 'nats';
import { UnavailableError } from '../errors.js';
import { greetingServers, parseNatsServer, type NatsServer } from './nats-server.js';
import type { NatsSettings } from './settings.js';
import type { StreamShape } from './stream.js';

// The only file that imports `nats`, whose client is frozen. Its successor, @nats-io/transport-node (3.4), has another shape
// and leaves the same sockets open (see `greetingServers`), so that a move would gain nothing yet.

/** One message on its way to a stream. */
export interface Publication {
  readonly subject: string;
  /** What JetStream recognises a repetition by, within its duplicate window. */
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** One message read from a stream. */
export interface Delivery {
  readonly subject: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  /** Its place in the stream. */
  readonly sequence: number;
  /** True when it was delivered before and not acknowledged. */
  readonly redelivered: boolean;
  /** Need not be delivered again. Sent without an answer: one that is lost costs a redelivery. */
  ack(): void;
  /** Asks for it again after a while. */
  nak(delayMs: number): void;
}

export interface ConsumerOptions {
  readonly stream: string;
  /** The consumer's name: the server keeps its position under it. */
  readonly durable: string;
  readonly subjects: readonly string[];
  /** How long the server waits for an `ack` before it delivers again. */
  readonly ackWaitMs?: number;
}

/** What the server says of a message that it stored. */
export interface Acknowledged {
  readonly stream: string;
  readonly duplicate: boolean;
  /** The message's place in the stream. */
  readonly sequence?: number;
}

export interface JetStream {
  /** Resolves when the stream has stored the message; `duplicate` when it had it already. */
  publish(publication: Publication, timeoutMs: number): Promise<Acknowledged>;
  /** The stream's shape, or undefined when there is none of that name. */
  stream(name: string): Promise<StreamShape | undefined>;
  createStream(shape: StreamShape): Promise<void>;
  /** Messages of a durable pull consumer, which is made when it is absent; ends when the connection closes. */
  consume(options: ConsumerOptions): Promise<AsyncIterable<Delivery>>;
  /** Resolves when the connection is gone, with the reason. */
  readonly closed: Promise<Error | undefined>;
  close(): Promise<void>;
}

/**
 * One connection, which does not reconnect by itself: whoever holds it makes a new one, so that changed credentials are
 * read and nothing is left in buffers.
 */
export async function connectJetStream(settings: NatsSettings): Promise<JetStream> {
  const connection = await connect(await connectionOptions(settings));
  const client = connection.jetstream();
  // Without the check at construction, which an account that may only publish would fail.
  const manager = await connection.jetstreamManager({ checkAPI: false, timeout: settings.ackTimeoutMs });
  return {
    async publish({ subject, id, headers, body }, timeout) {
      const natsHeaders = createHeaders();
      for (const [name, value] of Object.entries(headers)) natsHeaders.set(name, value);
      const ack = await client.publish(subject, body, { msgID: id, headers: natsHeaders, timeout });
      return { stream: ack.stream, duplicate: ack.duplicate, sequence: ack.seq };
    },
    async stream(name) {
      try {
        return (await manager.streams.info(name)).config;
      } catch (error) {
        if (error instanceof NatsError && error.api_error?.code === 404) return undefined;
        throw error;
      }
    },
    async createStream(shape) {
      await manager.streams.add(shape as Partial<StreamConfig> & { name: string });
    },
    consume: (options) => consume(connection, options),
    closed: connection.closed().then((error) => error ?? undefined),
    close: () => connection.close(),
  };
}

async function connectionOptions(settings: NatsSettings): Promise<ConnectionOptions> {
  const { credsFile, tls } = settings;
  const servers = await greetingServers(settings.servers, settings.connectTimeoutMs);
  const [first] = servers.map(parseNatsServer);
  const { user = first?.user, password = first?.password, token = first?.token } = settings;
  return {
    name: 'litellm-hooks',
    servers: servers.map((server) => addressOf(parseNatsServer(server))),
    reconnect: false,
    timeout: settings.connectTimeoutMs,
    pingInterval: settings.pingIntervalMs,
    maxPingOut: 2,
    // A stack trace for every request costs more than the request.
    noAsyncTraces: true,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { pass: password }),
    ...(token === undefined ? {} : { token }),
    ...(credsFile === undefined ? {} : { authenticator: credsAuthenticator(await readFile(credsFile)) }),
    ...(tls.enabled || first?.tls === true || tls.caFile !== undefined || tls.certFile !== undefined
      ? { tls: tlsOptions(tls) }
      : {}),
  };
}

function addressOf({ host, port }: NatsServer): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function tlsOptions({ caFile, certFile, keyFile }: NatsSettings['tls']) {
  return {
    ...(caFile === undefined ? {} : { caFile }),
    ...(certFile === undefined ? {} : { certFile }),
    ...(keyFile === undefined ? {} : { keyFile }),
  };
}

async function consume(
  connection: NatsConnection,
  options: ConsumerOptions,
): Promise<AsyncIterable<Delivery>> {
  const { stream, durable, subjects, ackWaitMs = 30_000 } = options;
  const manager = await connection.jetstreamManager();
  const exists = await manager.consumers.info(stream, durable).then(
    () => true,
    () => false,
  );
  // One that exists is used as it is: somebody may have set it up otherwise on purpose.
  if (!exists) {
    await manager.consumers.add(stream, {
      durable_name: durable,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      filter_subjects: [...subjects],
      ack_wait: ackWaitMs * 1_000_000,
    });
  }
  const consumer = await connection.jetstream().consumers.get(stream, durable);
  const messages = await consumer.consume({ max_messages: 256 });
  // The library's heartbeat monitor outlives the connection, and with it the iteration, unless it is stopped.
  void connection.closed().then(() => messages.stop());
  return (async function* () {
    try {
      for await (const message of messages) yield toDelivery(message);
    } finally {
      messages.stop();
    }
  })();
}

function toDelivery(message: JsMsg): Delivery {
  return {
    subject: message.subject,
    headers: new Map(message.headers?.keys().map((key) => [key, message.headers?.get(key) ?? ''])),
    body: message.data,
    sequence: message.seq,
    redelivered: message.redelivered,
    ack: () => message.ack(),
    nak: (delayMs) => message.nak(delayMs),
  };
}

/** Why a message was not acknowledged, as a metric label. */
export type FailureReason =
  | 'timeout'
  | 'no_stream'
  | 'stream_full'
  | 'permission'
  | 'authentication'
  | 'connection'
  | 'too_large'
  | 'other';

/** JetStream's own error numbers (nats-server, server/errors.json). */
const FULL_CODES = new Set([10023, 10028, 10047, 10077]);
const TOO_LARGE_CODE = 10054;

/** Sorts an error of this module. */
export function failureReason(error: unknown): FailureReason {
  if (error instanceof UnavailableError) return 'connection';
  if (!(error instanceof NatsError)) return 'other';
  const apiCode = error.api_error?.err_code;
  if (apiCode === TOO_LARGE_CODE || error.code === String(ErrorCode.MaxPayloadExceeded)) return 'too_large';
  if (apiCode !== undefined && FULL_CODES.has(apiCode)) return 'stream_full';
  if (error.isAuthError() || error.isAuthTimeout()) return 'authentication';
  if (error.isPermissionError()) return 'permission';
  return reasonOfCode.get(error.code) ?? 'other';
}

const reasonOfCode = new Map<string, FailureReason>([
  [ErrorCode.Timeout, 'timeout'],
  [ErrorCode.NoResponders, 'no_stream'],
  [ErrorCode.JetStreamNotEnabled, 'no_stream'],
  [ErrorCode.ConnectionClosed, 'connection'],
  [ErrorCode.ConnectionRefused, 'connection'],
  [ErrorCode.ConnectionTimeout, 'connection'],
  [ErrorCode.ConnectionDraining, 'connection'],
  [ErrorCode.Disconnect, 'connection'],
]);
