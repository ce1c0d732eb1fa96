import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HttpServerOptions {
  readonly host: string;
  readonly port: number;
  /** How long an idle connection stays open. */
  readonly keepAliveSeconds: number;
}

export interface HttpServer {
  readonly address: AddressInfo | string | null;
  /** Takes no new connections, lets running requests finish, and cuts what is left after `graceMs`. */
  finish(graceMs: number): Promise<void>;
}

/** Listens, and resolves when connections are accepted; rejects with the system's error when that is not possible. */
export async function listen(handler: RequestListener, options: HttpServerOptions): Promise<HttpServer> {
  let finishing = false;
  const server = createServer({ keepAliveTimeout: options.keepAliveSeconds * 1000 }, (request, response) => {
    // A connection that was in use when the stop began turns idle with its answer, and would stay open until it is cut.
    response.once('close', () => {
      if (finishing) setImmediate(() => server.closeIdleConnections());
    });
    handler(request, response);
  });
  server.listen(options.port, options.host);
  await once(server, 'listening');
  return {
    address: server.address(),
    async finish(graceMs) {
      finishing = true;
      await closeServer(server, graceMs);
    },
  };
}

async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(cut);
}
