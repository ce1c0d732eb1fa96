import { createConnection } from 'node:net';
import { ConfigurationError, UnavailableError } from '../errors.js';

/** A server of NATS_URL, taken apart. */
export interface NatsServer {
  readonly host: string;
  readonly port: number;
  /** From `tls://host`. */
  readonly tls: boolean;
  /** From `nats://user:password@host`, or the token from `nats://token@host`. */
  readonly user?: string;
  readonly password?: string;
  readonly token?: string;
}

const DEFAULT_PORT = 4222;

/**
 * Reads `host`, `host:port` or a url; the client library itself passes over credentials in a url.
 * @throws ConfigurationError, which says nothing of the input, for what is no url: it may hold a password.
 */
export function parseNatsServer(server: string): NatsServer {
  const text = server.includes('://') ? server : `nats://${server}`;
  if (!URL.canParse(text)) throw unreadable();
  const { protocol, hostname, port, username, password } = new URL(text);
  const host = hostname.replace(/^\[|\]$/g, '');
  const address = { host, port: port === '' ? DEFAULT_PORT : Number(port), tls: protocol === 'tls:' };
  const name = decode(username);
  if (name === '') return address;
  return password === ''
    ? { ...address, token: name }
    : { ...address, user: name, password: decode(password) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw unreadable();
  }
}

// Node's own error carries the whole url, which a log would print at every attempt.
function unreadable(): ConfigurationError {
  return new ConfigurationError(
    'NATS_URL: expected host, host:port or a url with percent-encoded credentials, got something else.',
  );
}

/**
 * The servers that greet within the time. nats 2.29, and its
 * successor @nats-io/transport-node 3.4 too, leaves the socket of a server open that takes a connection and says
 * nothing (a paused container, a proxy without its server): asked for hours, each attempt would cost one descriptor.
 * @throws UnavailableError when none greets.
 */
export async function greetingServers(servers: readonly string[], timeoutMs: number): Promise<string[]> {
  const greets = await Promise.all(servers.map((server) => isGreeting(parseNatsServer(server), timeoutMs)));
  const found = servers.filter((_, index) => greets[index]);
  if (found.length === 0) throw new UnavailableError('No NATS server answers.');
  return found;
}

function isGreeting({ host, port }: NatsServer, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port });
    const timer = setTimeout(() => settle(false), timeoutMs);
    const settle = (greeted: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(greeted);
    };
    socket.once('data', () => settle(true));
    socket.once('error', () => settle(false));
    socket.once('close', () => settle(false));
  });
}
