import { readFile } from 'node:fs/promises';
import type { RequestListener, ServerOptions } from 'node:http';
import { createServer, type Server } from 'node:https';
import { createSecureContext, type TLSSocket } from 'node:tls';
import { ConfigurationError } from '../errors.js';

/** Paths of PEM files. */
export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
  /** Clients need a certificate of this authority, but for `/health`, which probes ask. */
  readonly clientCaFile?: string | undefined;
}

export interface SecureServer {
  readonly server: Server;
  renew(): Promise<void>;
  stop(): void;
}

/** Certificates last for days at least, and are exchanged well before their end. */
const RENEWED_EVERY_MS = 60_000;

/** An HTTPS server that reads its certificate again by itself. Throws ConfigurationError for files that are none. */
export async function openTls(
  files: TlsFiles,
  limits: ServerOptions,
  handler: RequestListener,
): Promise<SecureServer> {
  const needsCertificate = files.clientCaFile !== undefined;
  let current = await readAll(files);
  const server = createServer(
    {
      ...limits,
      ...current,
      minVersion: 'TLSv1.2',
      requestCert: needsCertificate,
      // Whether a request needs one is decided when its path is known.
      rejectUnauthorized: false,
    },
    (request, response) => {
      const { authorized } = request.socket as TLSSocket;
      if (!needsCertificate || authorized || isProbe(request.url)) return handler(request, response);
      response.writeHead(401, { 'content-type': 'application/json', connection: 'close' });
      response.end(
        JSON.stringify({
          error: {
            code: 'no_certificate',
            message: 'Expected a client certificate of the configured authority.',
          },
        }),
      );
    },
  );
  const renew = async () => {
    // One that is being written, or gone, is read with the next look; connections go on with the old one.
    const next = await readAll(files).catch(() => current);
    if (JSON.stringify(next) === JSON.stringify(current)) return;
    server.setSecureContext(next);
    current = next;
  };
  const timer = setInterval(() => void renew(), RENEWED_EVERY_MS).unref();
  return { server, renew, stop: () => clearInterval(timer) };
}

const isProbe = (url = '') => /^\/health(?:\/|\?|$)/.test(url);

async function readAll({ certFile, keyFile, clientCaFile }: TlsFiles) {
  const read = async (path: string) => {
    try {
      return await readFile(path, 'utf8');
    } catch (cause) {
      throw new ConfigurationError(`${path}: expected a PEM file for TLS, but it cannot be read.`, { cause });
    }
  };
  const context = {
    cert: await read(certFile),
    key: await read(keyFile),
    ...(clientCaFile !== undefined && { ca: await read(clientCaFile) }),
  };
  try {
    createSecureContext(context);
  } catch (cause) {
    throw new ConfigurationError(`${certFile}, ${keyFile}: expected a certificate and its key, in PEM.`, {
      cause,
    });
  }
  return context;
}
