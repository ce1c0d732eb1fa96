import { once } from 'node:events';
import { copyFileSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request, type RequestOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect, type TLSSocket } from 'node:tls';
import { listen, type HttpServer } from '../../hooks-server/http/server.js';
import { createAuthority, type Authority } from '../support/certificates.js';
import { describeWith } from '../support/services.js';

const made = createAuthority();
afterAll(() => made?.remove());

describeWith(made, 'the listener with TLS (certificates by openssl)', (authority: Authority) => {
  const options = {
    host: '127.0.0.1',
    port: 0,
    keepAliveSeconds: 75,
    headersSeconds: 10,
    requestSeconds: 60,
  };
  const servers: HttpServer[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.finish(0);
  });

  async function serve(clientCaFile?: string) {
    const tls = { ...authority.issue('server'), clientCaFile };
    const server = await listen((_, response) => response.end('served'), { ...options, tls });
    servers.push(server);
    return { server, tls, port: (server.address as AddressInfo).port };
  }

  async function ask(port: number, path: string, more: RequestOptions = {}) {
    const asked = request({ host: '127.0.0.1', port, path, ca: authority.ca, agent: false, ...more }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    return { status: response.statusCode, body: await text(response) };
  }

  const identity = (name: string, from = authority) => {
    const { certFile, keyFile } = from.issue(name);
    return { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
  };

  it('serves who trusts its authority, and nobody without TLS', async () => {
    const { port } = await serve();
    expect(await ask(port, '/calls')).toEqual({ status: 200, body: 'served' });
    await expect(fetch(`http://127.0.0.1:${port}/calls`)).rejects.toThrow('fetch failed');
    await expect(ask(port, '/calls', { ca: [] })).rejects.toThrow(/certificate/);
  });

  it('speaks no TLS below 1.2', async () => {
    const { port } = await serve();
    const socket = connect({
      port,
      host: '127.0.0.1',
      ca: authority.ca,
      maxVersion: 'TLSv1.1',
      minVersion: 'TLSv1',
    });
    await expect(once(socket, 'secureConnect')).rejects.toThrow();
  });

  it('with an authority for clients answers those with a certificate of it, and of the rest probes alone', async () => {
    const { port } = await serve(authority.caFile);
    const other = createAuthority() as Authority;
    try {
      expect(await ask(port, '/calls', identity('litellm'))).toEqual({ status: 200, body: 'served' });
      for (const credentials of [{}, identity('stranger', other)]) {
        expect((await ask(port, '/calls', credentials)).status).toBe(401);
        expect((await ask(port, '/metrics', credentials)).status).toBe(401);
        expect((await ask(port, '/healthy/calls', credentials)).status).toBe(401);
        expect((await ask(port, '/health/ready', credentials)).status).toBe(200);
      }
    } finally {
      other.remove();
    }
  });

  it('takes an exchanged certificate for new connections, and goes on with the old one where the new is none', async () => {
    const { server, tls, port } = await serve();
    const nameOf = async () => {
      const socket: TLSSocket = connect({ port, host: '127.0.0.1', ca: authority.ca });
      await once(socket, 'secureConnect');
      const { subject } = socket.getPeerCertificate();
      socket.destroy();
      return subject.CN;
    };
    expect(await nameOf()).toBe('server');
    const next = authority.issue('renewed');
    copyFileSync(next.certFile, tls.certFile);
    // The key is still the old one's: such a pair is none.
    await server.renewCertificate();
    expect(await nameOf()).toBe('server');
    copyFileSync(next.keyFile, tls.keyFile);
    await server.renewCertificate();
    expect(await nameOf()).toBe('renewed');
  });

  it.each([
    ['a certificate that is not there', { certFile: 'absent.pem' }, /absent\.pem: expected a PEM file/],
    ['a key of another', { keyFile: 'ca.key' }, /expected a certificate and its key/],
  ])('refuses %s at the start, in one sentence', async (_, wrong, sentence) => {
    const files = authority.issue('server');
    const inDirectory = Object.fromEntries(
      Object.entries(wrong).map(([name, file]) => [name, join(authority.directory, file)]),
    );
    await expect(listen(() => undefined, { ...options, tls: { ...files, ...inDirectory } })).rejects.toThrow(
      sentence,
    );
  });
});
