import { createConnection } from 'node:net';
import { UnavailableError } from '../errors.js';

/** A server of NATS_URL, taken apart. */
export interface NatsServer {
  readonly host: string;
  readonly port: number;
  /** From `nats://user:password@host`, or the token from `nats://token@host`. */
  readonly user?: string;
  readonly password?: string;
  readonly token?: string;
}

const defaultPort = 4222;

/** Reads `host`, `host:port` or a url; the client library itself passes over credentials in a url. */
export function parseNatsServer(server: string): NatsServer {
  const { hostname, port, username, password } = new URL(
    server.includes('://') ? server : `nats://${server}`,
  );
  const address = { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? defaultPort : Number(port) };
  const name = decodeURIComponent(username);
  if (name === '') return address;
  return password === ''
    ? { ...address, token: name }
    : { ...address, user: name, password: decodeURIComponent(password) };
}

/**
 * The servers that greet within the time. nats 2.29 leaves the socket of a server open that takes a connection and says
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
