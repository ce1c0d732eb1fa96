import { once } from 'node:events';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { rateLimited } from '../../hooks-server/http/admin-guard.js';
import { createApp, createOperationsApp, type AppDependencies } from '../../hooks-server/http/app.js';
import { createCache } from '../../hooks-server/cache/cache.js';
import { cacheSettings } from '../../hooks-server/cache/settings.js';
import { createMemoryStore } from '../../hooks-server/cache/stores/memory.js';
import { explainCall } from '../../hooks-server/console/explain.js';
import { createCallRegistry, type CallRecord } from '../../hooks-server/hooks/call-registry.js';
import { UnavailableError } from '../../hooks-server/errors.js';
import { createLatestEvents } from '../../hooks-server/hooks/latest-events.js';
import { createLog } from '../../hooks-server/telemetry/log.js';
import { createMetrics } from '../../hooks-server/telemetry/metrics.js';

const secret = ['shared', 'secret', 'of', 'tests'].join('-');
const guardrail = '/beta/litellm_basic_guardrail_api';
const servers: Server[] = [];

const nothing = {
  calls: 0,
  failures: 0,
  cached: 0,
  promptTokens: 0,
  completionTokens: 0,
  totalTokens: 0,
  costUsd: 0,
  savedUsd: 0,
};
const quota: AppDependencies['admin']['quota'] = {
  spendOf: (keyHash, duration) => Promise.resolve(keyHash === 'k' && duration === '30d' ? 1.5 : 0),
  ofTenant: () => Promise.resolve(nothing),
  ofKey: () => Promise.resolve(nothing),
  tenants: () => Promise.resolve(['acme']),
  keys: () => Promise.resolve(['k']),
};

/** The real cache over an empty memory store. */
function emptyCache() {
  const settings = cacheSettings.parse({});
  return createCache({
    settings: () => settings,
    store: createMemoryStore(settings.store.memory),
    judge: { judge: (_query, candidates) => Promise.resolve(candidates.map(() => ({ score: 0 }))) },
    secret,
    metrics: createMetrics(),
    log: createLog('silent'),
    audit: () => undefined,
    callContext: () => undefined,
  });
}

const instance = { name: 'pod-1', replicas: 2 };
function admin(overrides: Partial<AppDependencies['admin']> = {}): AppDependencies['admin'] {
  const calls = createCallRegistry();
  return {
    calls,
    latest: createLatestEvents(),
    quota,
    cache: emptyCache(),
    mayReveal: false,
    instance,
    ...overrides,
  };
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
});

/** Serves the real routes around the given jobs; whatever is not given works and has nothing to do. */
async function serve(overrides: Partial<AppDependencies> = {}) {
  const metrics = createMetrics();
  const app = createApp({
    secret,
    adminSecret: undefined,
    adminRequestsPerMinute: 1_000,
    bodyLimit: 1_000_000,
    bodiesInFlight: 4_000_000,
    metrics,
    log: createLog('silent'),
    operations: { version: '0', checks: [], stopping: () => false },
    calls: { begin: () => Promise.resolve({}), end: () => Promise.resolve({ accepted: 0 }) },
    guardrail: { inspect: () => Promise.resolve({ action: 'NONE' }) },
    cache: { lookup: () => Promise.resolve({ hit: false }), store: () => Promise.resolve({ stored: false }) },
    callback: { accept: () => Promise.resolve({ accepted: 1, rejected: 0 }) },
    admin: admin(),
    ...overrides,
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'x-api-key': secret, ...headers },
    });
  return { url, post, metrics };
}

describe('the shared secret', () => {
  test.each(['/calls', '/calls/ended', guardrail, '/cache/lookup', '/cache/store', '/events'])(
    '%s refuses a wrong one, and says so',
    async (path) => {
      const { post } = await serve();
      for (const wrong of ['', 'wrong', `${secret}x`]) {
        const response = await post(path, '{}', { 'x-api-key': wrong });
        expect(response.status).toBe(401);
        expect(await response.json()).toMatchObject({ error: { code: 'unauthorized' } });
      }
    },
  );

  test('a wrong one is seen on the health page, which stays ready', async () => {
    const { url, post } = await serve();
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'ok' });
    await post('/calls', '{}', { 'x-api-key': 'wrong' });
    const health = await fetch(`${url}/health`);
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({
      status: 'degraded',
      parts: [{ name: 'secret', ok: false, detail: expect.stringContaining('HOOKS_SECRET') as unknown }],
    });
  });

  test('the admin routes take their own secret when there is one', async () => {
    const { url } = await serve({ adminSecret: 'another-secret' });
    const get = (key: string) => fetch(`${url}/admin/events`, { headers: { 'x-api-key': key } });
    expect((await get(secret)).status).toBe(401);
    expect((await get('another-secret')).status).toBe(200);
  });

  test("LiteLLM may ask for a key's spend with the shared secret, and for nothing else there", async () => {
    const { url } = await serve({ adminSecret: 'another-secret' });
    const get = (path: string) => fetch(`${url}/admin${path}`, { headers: { 'x-api-key': secret } });
    expect((await get('/quota/keys/k')).status).toBe(200);
    expect((await get('/quota/tenants')).status).toBe(401);
  });

  test('health and metrics need none', async () => {
    const { url } = await serve();
    for (const path of ['/health', '/health/live', '/health/ready', '/metrics']) {
      expect((await fetch(`${url}${path}`)).status).toBe(200);
    }
  });
});

describe('metrics on a port of their own', () => {
  const operations = { version: '0', checks: [], stopping: () => false };

  test('are not shown on the one that LiteLLM asks, where health stays', async () => {
    const { url } = await serve({ operations: { ...operations, showsMetrics: false } });
    expect((await fetch(`${url}/metrics`)).status).toBe(401);
    expect((await fetch(`${url}/metrics`, { headers: { 'x-api-key': secret } })).status).toBe(404);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  });

  test('stand there with health, and with nothing else', async () => {
    const metrics = createMetrics();
    const app = createOperationsApp({ ...operations, metrics, log: createLog('silent') });
    const server = createServer(app).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const response = await fetch(`${url}/metrics`);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    expect(await response.text()).toContain('# TYPE hooks_request_duration_seconds histogram');
    for (const path of ['/health', '/health/live', '/health/ready'])
      expect((await fetch(`${url}${path}`)).status).toBe(200);
    for (const path of ['/calls', '/admin/calls', '/events', '/cache/lookup']) {
      const refused = await fetch(`${url}${path}`, { method: 'POST', headers: { 'x-api-key': secret } });
      expect([refused.status, await refused.json()]).toMatchObject([404, { error: { code: 'not_found' } }]);
    }
  });
});

describe("LiteLLM's routes never fail a call", () => {
  const neutral = [
    [guardrail, { action: 'NONE' }],
    ['/cache/lookup', { hit: false, reason: 'error' }],
    ['/cache/store', { stored: false, reason: 'error' }],
  ] as const;
  const hostile: readonly (readonly [string, string | Buffer, Record<string, string>])[] = [
    ['not JSON', '{"texts": [', {}],
    ['a body of another shape', '[1, 2]', {}],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a]), {}],
    ['a body over the limit', JSON.stringify({ texts: ['x'.repeat(1_100_000)] }), {}],
    ['a bomb of zeros', gzipSync(Buffer.alloc(50_000_000, 0x20)), { 'content-encoding': 'gzip' }],
    [
      'a small body in gzip',
      gzipSync('{"input_type":"request","callType":"acompletion"}'),
      { 'content-encoding': 'gzip' },
    ],
    ['an unknown encoding', '{}', { 'content-encoding': 'zstd-2' }],
    ['an unknown charset', '{}', { 'content-type': 'application/json; charset=klingon' }],
  ];
  const cases = neutral.flatMap(([path, answer]) =>
    hostile.map(([what, body, headers]) => ({ path, answer, what, body, headers })),
  );

  test.each(cases)(
    '$path answers neutrally to $what, and counts it',
    async ({ path, answer, body, headers }) => {
      const { post, metrics } = await serve();
      const response = await post(path, body, headers);
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual(answer);
      expect((await metrics.faults.get()).values.map(({ value }) => value)).toEqual([1]);
    },
  );

  test('a job that throws is a neutral answer too', async () => {
    const broken = () => Promise.reject(new Error('inside'));
    const { post } = await serve({
      guardrail: { inspect: broken },
      cache: { lookup: broken, store: broken },
    });
    for (const [path, answer] of neutral) {
      const body = { input_type: 'request', callType: 'acompletion' };
      const response = await post(path, JSON.stringify(body));
      expect([response.status, await response.json()]).toEqual([200, answer]);
    }
  });
});

describe('while as many bytes are under way as there may be', () => {
  const unavailable = { error: { code: 'unavailable' } };
  const plain = 'application/json';
  test.each([
    ['/calls', plain, 'calls', 200, {}],
    ['/calls', `${plain}; charset=utf-8`, 'calls', 200, {}],
    [guardrail, plain, 'guardrail', 200, { action: 'NONE' }],
    ['/cache/lookup', plain, 'cache_lookup', 200, { hit: false, reason: 'error' }],
    ['/cache/store', plain, 'cache_store', 200, { stored: false, reason: 'error' }],
    ['/calls/ended', plain, 'calls_ended', 503, unavailable],
    ['/events', plain, 'events', 503, unavailable],
  ])('%s (%s) is not read, and counted as %s: %s', async (path, type, route, status, answer) => {
    let [arrive, release] = [() => undefined as void, () => undefined as void];
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const held = new Promise<void>((resolve) => (release = resolve));
    const inspect = async () => {
      arrive();
      await held;
      return { action: 'NONE' as const };
    };
    const { post, metrics } = await serve({
      bodiesInFlight: 100,
      guardrail: { inspect },
    });
    const first = post(guardrail, JSON.stringify({ input_type: 'request', texts: ['x'.repeat(100)] }));
    await arrived;
    // A question of another form, so that nothing is held where it is read after all.
    const refused = await post(path, '[]', { 'content-type': type });
    release();
    expect((await first).status).toBe(200);
    expect((await metrics.bodiesRefused.get()).values).toEqual([{ labels: { route }, value: 1 }]);
    expect([refused.status, await refused.json()]).toMatchObject([status, answer]);
  });
});

describe('the callback sink', () => {
  test.each(['/events', '/calls/ended'])('%s unpacks nothing: 415', async (path) => {
    const { post } = await serve();
    const response = await post(path, gzipSync('{"records":[],"stores":[]}'), { 'content-encoding': 'gzip' });
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ error: { code: 'unsupported_encoding' } });
  });

  test('answers 503 when events cannot be made durable, so that LiteLLM keeps them', async () => {
    const { post } = await serve({
      callback: { accept: () => Promise.reject(new UnavailableError('disk full')) },
    });
    const response = await post('/events', '[]');
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await response.text()).not.toContain('disk full');
  });

  test('takes a body of several megabytes', async () => {
    const bodies: string[] = [];
    const accept = (body: string) => {
      bodies.push(body);
      return Promise.resolve({ accepted: 512, rejected: 0 });
    };
    const { post } = await serve({ bodyLimit: 48_000_000, callback: { accept } });
    const body = JSON.stringify(Array.from({ length: 512 }, (_, id) => ({ id, text: 'é'.repeat(5_000) })));
    expect((await post('/events', body)).status).toBe(200);
    expect(bodies[0]).toBe(body);
  });

  test('says what it expected of an empty body', async () => {
    const { post } = await serve();
    const response = await post('/events', ' ');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'empty_body' } });
  });
});

describe('our own API', () => {
  test('every answer carries a correlation id, and a plain one from outside is kept', async () => {
    const { url } = await serve();
    const kept = await fetch(`${url}/health`, { headers: { 'x-correlation-id': 'corr-1' } });
    expect(kept.headers.get('x-correlation-id')).toBe('corr-1');
    const replaced = await fetch(`${url}/health`, { headers: { 'x-correlation-id': 'a b\tc<script>' } });
    expect(replaced.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('an unknown route and a bad query get the error envelope', async () => {
    const { url } = await serve();
    const headers = { 'x-api-key': secret };
    const missing = await fetch(`${url}/nothing`, { headers });
    expect([missing.status, ((await missing.json()) as { error: { code: string } }).error.code]).toEqual([
      404,
      'not_found',
    ]);
    const bad = await fetch(`${url}/admin/events?waitMs=long`, { headers });
    expect(bad.status).toBe(400);
    const body = (await bad.json()) as { error: Record<string, string> };
    expect(body.error).toMatchObject({
      code: 'invalid_query',
      correlationId: bad.headers.get('x-correlation-id'),
    });
    expect(body.error['message']).toMatch(/waitMs/);
  });

  test('a fault inside is a 500 that says nothing of the inside', async () => {
    const accept = () => Promise.reject(new Error('inner detail'));
    const { post } = await serve({ callback: { accept } });
    const response = await post('/events', '[{}]');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('inner detail');
  });

  test('a call, and one before it under the same id, is explained without its prompt', async () => {
    const calls = createCallRegistry();
    const name = { callId: 'call-1', keyHash: 'a'.repeat(64) };
    for (const words of ['private words of old', 'private words'])
      calls.begin(name, { tenantId: 'acme', rewritten: { original: words, sent: 'private' } });
    const { url } = await serve({ admin: admin({ calls }) });
    const response = await fetch(`${url}/admin/calls/call-1`, { headers: { 'x-api-key': secret } });
    const text = await response.text();
    expect(text).toContain('acme');
    expect(text).not.toContain('private');
    // In the sentences that the console shows, too.
    const call = calls.latest('call-1') as CallRecord;
    expect((JSON.parse(text) as { steps: unknown }).steps).toEqual(explainCall(call, []).steps);
  });

  test('the events of a call can be waited for', async () => {
    const latest = createLatestEvents();
    const { url } = await serve({ admin: admin({ latest }) });
    const waiting = fetch(`${url}/admin/events?correlationIds=c1&waitMs=20000`, {
      headers: { 'x-api-key': secret },
    });
    latest.add({ subject: 'quota.updated', event: { correlationId: 'other' } });
    latest.add({ subject: 'quota.updated', event: { correlationId: 'c1' } });
    expect(await (await waiting).json()).toEqual({
      events: [{ subject: 'quota.updated', event: { correlationId: 'c1' } }],
    });
  });
});

describe('around the admin routes', () => {
  const headers = { 'x-api-key': secret, 'x-actor': 'jane' };

  test('each request leaves a line in the audit log, those that were refused too, and no secret or query', async () => {
    const lines: unknown[] = [];
    const silent = createLog('silent');
    const log = {
      debug: silent.debug.bind(silent),
      warn: silent.warn.bind(silent),
      error: silent.error.bind(silent),
      info: (entry: { audit?: unknown }) => void (entry.audit !== undefined && lines.push(entry.audit)),
    } as unknown as AppDependencies['log'];
    const { url } = await serve({ log });
    await (await fetch(`${url}/admin/events?subject=private`, { headers })).text();
    await (await fetch(`${url}/admin/cache/tenants/acme?dryRun=true`, { method: 'DELETE', headers })).text();
    const wrong = { 'x-api-key': 'wrong-secret', 'x-actor': 'jane\u0000 <b>' };
    await (await fetch(`${url}/admin/events`, { headers: { ...wrong, 'x-actor': 'a b' } })).text();
    expect(lines).toMatchObject([
      { action: 'admin.request', actor: 'jane', method: 'GET', path: '/admin/events', status: 200 },
      {
        action: 'admin.request',
        actor: 'jane',
        method: 'DELETE',
        path: '/admin/cache/tenants/acme',
        status: 200,
      },
      { action: 'admin.request', actor: 'admin', method: 'GET', path: '/admin/events', status: 401 },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/private|secret/);
  });

  test('more requests than may be in a minute are answered 429, and LiteLLM’s routes are not', async () => {
    const { url, post } = await serve({ adminRequestsPerMinute: 3 });
    const asked = () => fetch(`${url}/admin/events`, { headers });
    const statuses = [];
    for (let index = 0; index < 4; index++) statuses.push((await asked()).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect((await asked()).headers.get('retry-after')).toBe('20');
    expect((await post('/calls', '{}')).status).toBe(200);
    // A wrong secret takes nobody's share.
    expect((await fetch(`${url}/admin/events`, { headers: { 'x-api-key': 'wrong' } })).status).toBe(401);
  });

  test('the share of a minute comes back with time', () => {
    let now = 0;
    const limit = rateLimited(60, () => now);
    const passes = () => {
      let passed = false;
      limit(
        null as never,
        { setHeader: () => undefined } as never,
        (error?: unknown) => (passed = error === undefined),
      );
      return passed;
    };
    expect(Array.from({ length: 61 }, passes).filter(Boolean)).toHaveLength(60);
    now = 2_000;
    expect([passes(), passes(), passes()]).toEqual([true, true, false]);
  });
});

describe('the admin routes', () => {
  const call = async (url: string, path: string, method = 'GET') => {
    const response = await fetch(`${url}/admin${path}`, { method, headers: { 'x-api-key': secret } });
    return [response.status, (await response.json()) as Record<string, unknown>] as const;
  };

  test("a key's spend is told for the budget's own duration", async () => {
    const { url } = await serve();
    expect(await call(url, '/quota/keys/k?duration=30d')).toMatchObject([200, { spend_usd: 1.5 }]);
    expect(await call(url, '/quota/keys/k?duration=soon')).toMatchObject([
      400,
      { error: { code: 'invalid_query' } },
    ]);
    expect(await call(url, '/quota/tenants')).toMatchObject([200, { tenants: [{ tenantId: 'acme' }] }]);
  });

  test('erasing a tenant or everything is a dry run unless it is said otherwise', async () => {
    const { url } = await serve();
    expect(await call(url, '/cache/tenants/acme', 'DELETE')).toMatchObject([200, { dryRun: true }]);
    expect(await call(url, '/cache', 'DELETE')).toMatchObject([200, { dryRun: true }]);
    expect(await call(url, '/cache?dryRun=false', 'DELETE')).toMatchObject([200, { dryRun: false }]);
    expect(await call(url, '/cache?dryRun=no', 'DELETE')).toMatchObject([
      400,
      { error: { code: 'invalid_query' } },
    ]);
  });

  test('stored texts stay hidden unless the service allows them to be shown', async () => {
    const { url } = await serve();
    expect(await call(url, '/cache/tenants/acme/entries?text=true')).toMatchObject([
      403,
      { error: { code: 'texts_hidden' } },
    ]);
    const { url: open } = await serve({ admin: admin({ mayReveal: true }) });
    expect(await call(open, '/cache/tenants/acme/entries?text=true')).toMatchObject([200, { entries: [] }]);
  });

  test('an entry that is not there is a 404, whatever its id looks like', async () => {
    const { url } = await serve();
    for (const id of ['x', '..%2F..', '%00', 'a'.repeat(2_000)]) {
      expect((await call(url, `/cache/tenants/acme/entries/${id}`))[0]).toBe(404);
    }
  });
});

test('readiness follows what is required, and ends when the service stops', async () => {
  let stopping = false;
  const down = { name: 'redis', required: false, check: () => Promise.resolve({ ok: false }) };
  const { url } = await serve({ operations: { version: '0', checks: [down], stopping: () => stopping } });
  expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'degraded' });
  stopping = true;
  expect((await fetch(`${url}/health/ready`)).status).toBe(503);
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
});

test('a connection that breaks in mid-body leaves the service standing', async () => {
  const { url, post } = await serve();
  const broken = httpRequest(`${url}${guardrail}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': '1000', 'x-api-key': secret },
  });
  broken.on('error', () => undefined);
  broken.write('{"texts"');
  await new Promise((resolve) => broken.once('socket', resolve));
  const closed = new Promise((resolve) => broken.once('close', resolve));
  broken.destroy();
  await closed;
  expect((await post(guardrail, '{"input_type":"request"}')).status).toBe(200);
});

test('a request that its client gives up is measured too', async () => {
  let arrived: () => void;
  const arrival = new Promise<void>((resolve) => (arrived = resolve));
  const inspect = () => {
    arrived();
    return new Promise<never>(() => undefined);
  };
  const { url, metrics } = await serve({ guardrail: { inspect } });
  const measured = async () => {
    const { values } = await metrics.requestSeconds.get();
    return values.find(({ metricName }) => metricName?.endsWith('_count'))?.labels;
  };
  const request = httpRequest(`${url}${guardrail}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': secret },
  });
  const given = once(request, 'error');
  request.end('{"input_type":"request","texts":[]}');
  await arrival;
  expect(await measured()).toBeUndefined();
  request.destroy(new Error('given up'));
  await given;
  while ((await measured()) === undefined) await new Promise((resolve) => setImmediate(resolve));
  expect(await measured()).toEqual({ route: guardrail, status: 499 });
});
