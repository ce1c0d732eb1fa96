import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { createAdmission, type AdmissionOptions } from '../../hooks-server/http/admission.js';
import { createMetrics } from '../../hooks-server/telemetry/metrics.js';
import { closedAfterEach } from '../support/servers.js';

const servers = closedAfterEach();

/** A server that answers those that may be read when it is told to, and refuses the others at once. */
async function serve(options: Pick<AdmissionOptions, 'maxBytes' | 'bodyLimit'>) {
  const metrics = createMetrics();
  const admission = createAdmission({ ...options, metrics });
  const waiting: ServerResponse[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    request.resume();
    if (!admission.enter(request, response, 'calls')) response.writeHead(503).end();
    else waiting.push(response);
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const post = (body: string | ReadableStream) =>
    fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      body,
      ...(typeof body !== 'string' && { duplex: 'half' }),
    });
  const entered = async (count: number) => {
    while (waiting.length < count) await setImmediate();
  };
  return { post, metrics, entered, waiting };
}

test('bodies beyond the bytes that may be under way are refused and counted, and let in when others have ended', async () => {
  const { post, metrics, entered, waiting } = await serve({ maxBytes: 100, bodyLimit: 80 });
  const first = [post('x'.repeat(60)), post('x'.repeat(30))];
  await entered(2);
  expect((await post('x'.repeat(20))).status).toBe(503);
  expect((await metrics.bodiesRefused.get()).values).toEqual([{ labels: { route: 'calls' }, value: 1 }]);
  expect((await metrics.bodyBytes.get()).values[0]?.value).toBe(90);
  for (const response of waiting.splice(0)) response.end();
  for (const answered of first) await (await answered).text();
  const later = post('x'.repeat(20));
  await entered(1);
  waiting[0]?.end();
  expect((await later).status).toBe(200);
});

test('one body alone is always let in, and one of unknown length counts for the largest', async () => {
  const { post, entered, waiting } = await serve({ maxBytes: 50, bodyLimit: 80 });
  const large = post('x'.repeat(80));
  await entered(1);
  waiting.splice(0)[0]?.end();
  expect((await large).status).toBe(200);
  const unknown = post(new Blob(['x']).stream());
  await entered(1);
  expect((await post('x')).status).toBe(503);
  waiting[0]?.end();
  expect((await unknown).status).toBe(200);
});

test('a client that goes away gives its bytes back', async () => {
  const { post, metrics, entered, waiting } = await serve({ maxBytes: 100, bodyLimit: 80 });
  const first = post('x'.repeat(80)).catch(() => 'gone');
  await entered(1);
  const closed = once(waiting.splice(0)[0] as ServerResponse, 'close');
  servers[0]?.closeAllConnections();
  await closed;
  expect(await first).toBe('gone');
  expect((await metrics.bodyBytes.get()).values[0]?.value).toBe(0);
  const second = post('x'.repeat(80));
  await entered(1);
  waiting[0]?.end();
  expect((await second).status).toBe(200);
});
