import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/stack/paths.js';

const SECRET = ['secret', 'of', 'the', 'test'].join('-');
const KEY = ['sk', 'test'].join('-');

/** What LiteLLM and the hook service would answer, in one server; each test spoils some of it. */
const well = (
  request: IncomingMessage,
): Readonly<Record<string, [number, unknown, Record<string, string>?]>> => {
  const admitted = request.headers['x-api-key'] === SECRET;
  const keyed = request.headers.authorization === `Bearer ${KEY}`;
  return {
    'GET /health': [200, { status: 'ok', version: '9.9.9', parts: [{ name: 'cache store', ok: true }] }],
    'GET /metrics': [200, '# HELP hooks_x x\nhooks_x 1\n'],
    'POST /calls': [admitted ? 200 : 401, {}],
    'GET /admin/cache/stats': [admitted ? 200 : 401, { entries: 3 }],
    'GET /admin/events': [admitted ? 200 : 401, { events: [{}] }],
    'GET /health/readiness': [200, {}],
    'GET /health/liveliness': [200, {}],
    'GET /v1/models': [keyed ? 200 : 401, { data: [{ id: 'gpt-4o' }] }],
    'POST /v1/chat/completions': [keyed ? 200 : 401, {}, { 'x-cache': 'MISS' }],
  };
};

let server: Server;
let url: string;
let spoiled: Readonly<Record<string, [number, unknown, Record<string, string>?]>> = {};
let requests: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    const route = `${request.method ?? ''} ${new URL(request.url ?? '', 'http://x').pathname}`;
    requests.push(route);
    const [status, body, headers = {}] = { ...well(request), ...spoiled }[route] ?? [404, {}];
    request.resume();
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  [spoiled, requests] = [{}, []];
});

function hooks(
  words: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<{ code: number; text: string }> {
  const env = {
    ...process.env,
    LITELLM_URL: url,
    HOOKS_URL: url,
    HOOKS_SECRET: SECRET,
    LITELLM_KEY: KEY,
    ...environment,
  };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(projectRoot, 'dist/scripts/hooks.js'), ...words],
      { cwd: projectRoot, env },
      (error, stdout, stderr) =>
        resolve({
          code: typeof error?.code === 'number' ? error.code : 0,
          text: `${stdout}${stderr}`.trim(),
        }),
    );
  });
}

describe('hooks smoke', () => {
  test('a deployment that is well passes, and without --call nothing is asked that costs', async () => {
    const { code, text } = await hooks(['smoke']);
    expect(text).toMatch(/^ok .*Version 9\.9\.9\./);
    expect([code, text.split('\n').at(-1)]).toEqual([0, 'Nothing failed.']);
    expect(text).not.toMatch(/FAILED|WARN|skipped/);
    expect(requests).not.toContain('POST /v1/chat/completions');
  }, 30_000);

  test('with --call a call goes through, and its event is looked for', async () => {
    const { code, text } = await hooks(['smoke', '--call', '--json']);
    const { ok, checks } = JSON.parse(text) as { ok: boolean; checks: { check: string; result: string }[] };
    expect([code, ok]).toEqual([0, true]);
    expect(checks.slice(-3)).toMatchObject([
      { check: 'a call', result: 'ok' },
      { check: 'a call: the hooks', result: 'ok' },
      { check: 'a call: its event', result: 'ok' },
    ]);
  }, 30_000);

  test.each<[string, typeof spoiled, RegExp]>([
    [
      'the service stops',
      { 'GET /health': [503, { status: 'unavailable', version: '1', parts: [] }] },
      /FAILED .*stopping/,
    ],
    ['something else listens', { 'GET /health': [200, '<html>'] }, /FAILED .*Something else answers/],
    ['LiteLLM is not ready', { 'GET /health/readiness': [503, {}] }, /FAILED .*readiness answers 503/],
    [
      'LiteLLM asks for no key',
      { 'GET /v1/models': [200, { data: [{ id: 'gpt-4o' }] }] },
      /FAILED .*anybody may use it/,
    ],
    ['the secret is another', { 'POST /calls': [401, {}] }, /FAILED .*refuses the secret/],
    [
      'the admin secret is another',
      { 'GET /admin/cache/stats': [401, {}] },
      /FAILED .*HOOKS_SERVER_ADMIN_SECRET/,
    ],
    ['there are no metrics', { 'GET /metrics': [500, {}] }, /FAILED .*metrics/],
    ['the plugin is not in LiteLLM', { 'POST /v1/chat/completions': [200, {}] }, /FAILED .*no X-Cache/],
    ['the event came twice', { 'GET /admin/events': [200, { events: [{}, {}] }] }, /FAILED .*2 quota events/],
  ])(
    'fails when %s',
    async (_, with_, sentence) => {
      spoiled = with_;
      const { code, text } = await hooks(['smoke', '--call']);
      expect(text).toMatch(sentence);
      expect(code).toBe(1);
      expect(text).not.toContain(SECRET);
    },
    30_000,
  );

  test('what is worth a look fails nothing', async () => {
    const parts = [{ name: 'event delivery', ok: false }];
    spoiled = {
      'GET /health': [200, { status: 'degraded', version: '1', parts }],
      'GET /metrics': [404, {}],
    };
    const { code, text } = await hooks(['smoke'], { LITELLM_KEY: '' });
    expect(text).toMatch(/WARN .*event delivery/);
    expect(text).toMatch(/skipped .*--metrics-url/);
    expect(text).toMatch(/skipped .*No virtual key/);
    expect(code).toBe(0);
  }, 30_000);

  test('nobody answers: one sentence each, and no trace', async () => {
    const { code, text } = await hooks(['smoke'], {
      LITELLM_URL: 'http://127.0.0.1:9',
      HOOKS_URL: 'http://127.0.0.1:9',
    });
    expect(code).toBe(1);
    expect(text).toMatch(/hook service: health: No answer \(\w+\)\./);
    expect(text).not.toContain('    at ');
  }, 30_000);
});

describe('hooks load-test', () => {
  const short = ['load-test', '--rate', '50', '--duration', '0.4'];

  test('tells latency, hits, 429s and errors, as a table and in JSON', async () => {
    const { code, text } = await hooks(short);
    expect(code).toBe(0);
    expect(text).toMatch(/requests +20\n(.*\n)*.*latency p99, ms +\d.*\n(.*\n)*.*X-Cache: MISS +20/);
    const json = JSON.parse((await hooks([...short, '--json'])).text) as object;
    expect(json).toMatchObject({ requests: 20, ok: 20, errors: 0, rateLimited: 0, cache: { MISS: 20 } });
  }, 30_000);

  test('a rate limit is told and is no error; an error is one unless it may be', async () => {
    spoiled = { 'POST /v1/chat/completions': [429, {}] };
    expect((await hooks(short)).code).toBe(0);
    spoiled = { 'POST /v1/chat/completions': [500, {}] };
    expect((await hooks(short)).code).toBe(1);
    expect((await hooks([...short, '--max-errors', '20'])).code).toBe(0);
  }, 60_000);

  test.each([
    [['--url', 'http://203.0.113.7'], /not this machine; a load test there needs --anywhere/],
    [['--url', 'ftp://x'], /no address of LiteLLM/],
    [['--key-variable', 'NOT_SET_ANYWHERE'], /NOT_SET_ANYWHERE is not set/],
    [['--rate', '0'], /Expected a number above 0/],
    [['--concurrency', '1.5'], /Expected a whole number from 1 on/],
    [['--url', 'http://127.0.0.1:9'], /LiteLLM does not answer/],
  ])(
    '%j: refused in one sentence',
    async (words, sentence) => {
      const { code, text } = await hooks([...short, ...words]);
      expect(code).toBe(1);
      expect(text).toMatch(sentence);
      expect(text).not.toContain('    at ');
    },
    30_000,
  );
});
