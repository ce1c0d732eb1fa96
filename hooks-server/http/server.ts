import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openTls, type TlsFiles } from './tls.js';

export interface HttpServerOptions {
  readonly host: string;
  readonly port: number;
  /** How long an idle connection stays open. */
  readonly keepAliveSeconds: number;
  /** How long a request's head may take, from the connection or the request before it on. */
  readonly headersSeconds: number;
  /** How long a request may take until its last byte is here. */
  readonly requestSeconds: number;
  /** Absent: plain HTTP. */
  readonly tls?: TlsFiles | undefined;
}

export interface HttpServer {
  readonly address: AddressInfo | string | null;
  /** Reads the certificate's files again: they are exchanged before it expires. Keeps the old one where they are wrong. */
  renewCertificate(): Promise<void>;
  /** Takes no new connections, lets running requests finish, and cuts what is left after `graceMs`. */
  finish(graceMs: number): Promise<void>;
}

/** How often connections are looked at that take too long. */
const CHECK_MS = 1_000;

/** Listens, and resolves when connections are accepted; rejects with the system's error when that is not possible. */
export async function listen(handler: RequestListener, options: HttpServerOptions): Promise<HttpServer> {
  let finishing = false;
  const { host, port, keepAliveSeconds, headersSeconds, requestSeconds, tls } = options;
  const limits = {
    keepAliveTimeout: keepAliveSeconds * 1000,
    headersTimeout: headersSeconds * 1000,
    requestTimeout: Math.max(requestSeconds, headersSeconds) * 1000,
    connectionsCheckingInterval: CHECK_MS,
  };
  const handle: RequestListener = (request, response) => {
    // A connection that was in use when the stop began turns idle with its answer, and would stay open until it is cut.
    response.once('close', () => {
      if (finishing) setImmediate(() => server.closeIdleConnections());
    });
    handler(request, response);
  };
  const secure = tls && (await openTls(tls, limits, handle));
  const server = secure?.server ?? createServer(limits, handle);
  server.listen(port, host);
  await once(server, 'listening');
  return {
    address: server.address(),
    renewCertificate: () => secure?.renew() ?? Promise.resolve(),
    async finish(graceMs) {
      finishing = true;
      secure?.stop();
      await closeServer(server, graceMs);
    },
  };
}

type Closing = Pick<Server, 'once' | 'close' | 'closeIdleConnections' | 'closeAllConnections'>;

async function closeServer(server: Closing & NodeJS.EventEmitter, graceMs: number): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(cut);
}
