import { once } from 'node:events';
import { createServer, request as httpRequest, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createAdmission } from '../../hooks-server/http/admission.js';
import { directCalls, type DirectCallsDependencies } from '../../hooks-server/http/direct-calls.js';
import { createLog } from '../../hooks-server/telemetry/log.js';
import { createMetrics } from '../../hooks-server/telemetry/metrics.js';
import { closedAfterEach } from '../support/servers.js';

const secret = ['shared', 'secret', 'of', 'tests'].join('-');
const servers = closedAfterEach();

/** The route before others that answer 418 to all they get. */
async function serve(begin: DirectCallsDependencies['begin']) {
  const metrics = createMetrics();
  const others: RequestListener = (request, response) => {
    request.resume();
    response.writeHead(418).end('{}');
  };
  const admission = createAdmission({ maxBytes: 3_000, bodyLimit: 1_000, metrics });
  const deps = { begin, secret, bodyLimit: 1_000, admission, metrics, log: createLog('silent') };
  const server = createServer(directCalls(deps, others)).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const post = (body: string | Buffer, headers: Record<string, string> = {}, path = '/calls') =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'x-api-key': secret, ...headers },
    });
  const faults = async () => (await metrics.faults.get()).values.map(({ value }) => value);
  return { port, post, metrics, faults };
}

const echo: DirectCallsDependencies['begin'] = (question) =>
  Promise.resolve({ headers: { asked: String(question.model) } });

test('the plugin’s question is answered, in any script, with its correlation id, and measured', async () => {
  const { post, metrics } = await serve(echo);
  const response = await post(JSON.stringify({ model: 'größe-模型-😀' }), { 'x-correlation-id': 'id-1' });
  expect([response.status, response.headers.get('x-correlation-id')]).toEqual([200, 'id-1']);
  expect(await response.json()).toEqual({ headers: { asked: 'größe-模型-😀' } });
  expect(await metrics.registry.metrics()).toContain(
    'hooks_request_duration_seconds_count{route="/calls",status="200"} 1',
  );
});

test('a correlation id that is not plain is replaced', async () => {
  const { post } = await serve(echo);
  const { headers } = await post('{}', { 'x-correlation-id': 'a b' });
  expect(headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test.each([
  ['no JSON', 'nonsense'],
  ['nothing', ''],
  ['a list', '[]'],
  ['a text', '"x"'],
  ['a question of another form', '{"identity": 7}'],
])('%s: the call goes on, and the fault is counted', async (_, body) => {
  const { post, faults } = await serve(echo);
  const response = await post(body, {});
  expect([response.status, await response.json()]).toEqual([200, {}]);
  expect(await faults()).toEqual([1]);
});

test('a fault inside is answered neutrally', async () => {
  const { post, faults } = await serve(() => Promise.reject(new Error('broken')));
  const response = await post('{}');
  expect([response.status, await response.json(), await faults()]).toEqual([200, {}, [1]]);
});

test.each([
  ['a wrong secret', '{}', { 'x-api-key': 'wrong' }, '/calls'],
  ['another type', '{}', { 'content-type': 'text/plain' }, '/calls'],
  ['a compressed body', gzipSync('{}'), { 'content-encoding': 'gzip' }, '/calls'],
  ['a body above the limit', `{"model":"${'x'.repeat(1_000)}"}`, {}, '/calls'],
  ['another path', '{}', {}, '/calls/ended'],
  ['a query', '{}', {}, '/calls?x=1'],
])('%s is left to the others', async (_, body, headers, path) => {
  const { post } = await serve(echo);
  expect((await post(body, headers, path)).status).toBe(418);
});

test('a body without a length is left to the others', async () => {
  const { port } = await serve(echo);
  const headers = { 'content-type': 'application/json', 'x-api-key': secret, 'transfer-encoding': 'chunked' };
  const request = httpRequest({ port, host: '127.0.0.1', path: '/calls', method: 'POST', headers });
  request.end('{}');
  const [response] = (await once(request, 'response')) as [{ statusCode: number; resume(): void }];
  response.resume();
  expect(response.statusCode).toBe(418);
});

test('a client that goes away in the middle of its question costs nothing but a count', async () => {
  const { port, post, faults } = await serve(echo);
  const headers = { 'content-type': 'application/json', 'x-api-key': secret, 'content-length': '500' };
  const request = httpRequest({ port, host: '127.0.0.1', path: '/calls', method: 'POST', headers });
  request.on('error', () => undefined);
  request.write('{"model":');
  await once(request, 'socket');
  await post('{}');
  request.destroy();
  while ((await faults()).length === 0) await post('{}');
  expect((await post('{}')).status).toBe(200);
});

test('a question that its asker gives up is measured as such, and is in flight until then', async () => {
  let arrived: () => void;
  const arrival = new Promise<void>((resolve) => (arrived = resolve));
  const { port, metrics } = await serve(() => {
    arrived();
    return new Promise<never>(() => undefined);
  });
  const inFlight = async () => (await metrics.requestsInFlight.get()).values[0]?.value;
  const request = httpRequest(`http://127.0.0.1:${port}/calls`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': '2', 'x-api-key': secret },
  });
  const given = once(request, 'error');
  request.end('{}');
  await arrival;
  expect(await inFlight()).toBe(1);
  request.destroy(new Error('given up'));
  await given;
  while ((await inFlight()) !== 0) await new Promise((resolve) => setImmediate(resolve));
  expect(await metrics.registry.metrics()).toContain(
    'hooks_request_duration_seconds_count{route="/calls",status="499"} 1',
  );
});
