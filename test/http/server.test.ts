import { once } from 'node:events';
import { connect } from 'node:net';
import { Agent, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listen } from '../../hooks-server/http/server.js';

const options = { host: '127.0.0.1', port: 0, keepAliveSeconds: 75, headersSeconds: 10, requestSeconds: 60 };

/** A server whose requests wait until they are answered by hand, and a client that keeps its connections. */
async function start() {
  const waiting: ServerResponse[] = [];
  let arrived: () => void;
  const arrival = new Promise<void>((resolve) => (arrived = resolve));
  const server = await listen((_, response) => {
    waiting.push(response);
    arrived();
  }, options);
  const agent = new Agent({ keepAlive: true });
  const request = get({ port: (server.address as AddressInfo).port, host: options.host, agent });
  await arrival;
  return { server, request, agent, answer: () => waiting[0]?.end('done') };
}

test('a running request gets its answer, and its connection does not hold up the stop', async () => {
  const { server, request, agent, answer } = await start();
  const graceMs = 60_000;
  const began = Date.now();
  const finished = server.finish(graceMs);
  const answered = once(request, 'response') as Promise<[IncomingMessage]>;
  answer();
  const [response] = await answered;
  expect(await response.toArray()).toEqual([Buffer.from('done')]);
  await finished;
  expect(Date.now() - began).toBeLessThan(graceMs / 2);
  agent.destroy();
});

test('a request that does not end is cut when the time is over', async () => {
  const { server, request, agent } = await start();
  const cut = once(request, 'response').catch((error: NodeJS.ErrnoException) => error.code);
  await server.finish(50);
  expect(await cut).toBe('ECONNRESET');
  agent.destroy();
});

test('a port that is in use rejects with the system’s error', async () => {
  const first = await listen((_, response) => response.end(), options);
  const { port } = first.address as AddressInfo;
  await expect(listen((_, response) => response.end(), { ...options, port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
  await first.finish(0);
});

test.each([
  ['says nothing', '', 408],
  ['does not end its head', 'POST /calls HTTP/1.1\r\nhost: x\r\n', 408],
  ['does not end its body', 'POST /calls HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nhalf', 408],
])('a client that %s loses its connection', async (_, said, status) => {
  const limits = { ...options, headersSeconds: 0.3, requestSeconds: 0.6 };
  const server = await listen((request) => void request.resume(), limits);
  const socket = connect((server.address as AddressInfo).port, '127.0.0.1');
  let heard = '';
  socket.on('data', (data: Buffer) => (heard += data.toString()));
  if (said !== '') socket.write(said);
  const began = Date.now();
  await once(socket, 'close');
  expect(Date.now() - began).toBeLessThan(10_000);
  expect(heard).toContain(` ${status} `);
  await server.finish(0);
});
