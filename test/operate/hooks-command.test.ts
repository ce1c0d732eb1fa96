import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { createCallRegistry } from '../../hooks-server/hooks/call-registry.js';
import { explainCall } from '../../scripts/operate/explain.js';
import { projectRoot } from '../../scripts/stack/paths.js';

let server: Server;
let url: string;
let requests: string[];
const SECRET = ['secret', 'of', 'the', 'test'].join('-');

/** Answers of the admin routes, as the service gives them. */
const answers: Readonly<Record<string, unknown>> = {
  'GET /admin/cache/stats': { entries: 3, tenants: [{ tenant: 'acme', entries: 3, hitRate: 0.5 }] },
  'DELETE /admin/cache/tenants/acme?dryRun=true': { dryRun: true, entries: 3 },
  'DELETE /admin/cache/tenants/acme?dryRun=false': { dryRun: false, entries: 3 },
  'GET /admin/events?subject=guardrail.alert': {
    events: [
      {
        subject: 'guardrail.alert',
        event: {
          eventId: '1',
          occurredAt: '2026-01-01T00:00:00Z',
          tenantId: 'acme',
          payload: { kind: 'email' },
        },
      },
    ],
  },
  'GET /admin/calls/call-1': {
    callId: 'call-1',
    tenantId: 'acme',
    correlationId: 'c-1',
    cache: { outcome: 'hit', kind: 'semantic' },
    compression: { originalTokens: 1000, compressedTokens: 400, reason: 'compressed' },
  },
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const asked = `${request.method ?? ''} ${request.url ?? ''}`;
    requests.push(asked);
    const status = request.headers['x-api-key'] !== SECRET ? 401 : asked in answers ? 200 : 404;
    const body =
      status === 200 ? answers[asked] : { error: { code: 'x', message: 'This call is not known here.' } };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  requests = [];
});

function hooks(
  words: readonly string[],
  secret = SECRET,
  adminSecret?: string,
): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(projectRoot, 'dist/scripts/hooks.js'), ...words],
      {
        env: {
          ...process.env,
          HOOKS_URL: url,
          HOOKS_SECRET: secret,
          HOOKS_SERVER_ADMIN_SECRET: adminSecret,
        },
      },
      (error, stdout, stderr) =>
        resolve({
          code: typeof error?.code === 'number' ? error.code : 0,
          text: `${stdout}${stderr}`.trim(),
        }),
    );
  });
}

test('each command has help that names its options', async () => {
  const { text, code } = await hooks(['--help']);
  expect(code).toBe(0);
  for (const name of ['check', 'build', 'tenants', 'keys', 'cache', 'tail', 'explain', 'print'])
    expect(text).toContain(name);
  expect((await hooks(['cache', 'purge', '--help'])).text).toMatch(/--yes.*without this it only counts/s);
}, 30_000);

test('a purge only counts unless it is told to, for one tenant as for all', async () => {
  expect((await hooks(['cache', 'purge', '--tenant', 'acme'])).text).toBe(
    '3 entries would be erased; add --yes to do it.',
  );
  expect((await hooks(['cache', 'purge', '--tenant', 'acme', '--yes'])).text).toBe('Erased 3 entries.');
  expect(requests).toEqual([
    'DELETE /admin/cache/tenants/acme?dryRun=true',
    'DELETE /admin/cache/tenants/acme?dryRun=false',
  ]);
}, 30_000);

test('statistics, alerts and a call are shown for a person and as JSON', async () => {
  expect((await hooks(['cache', 'stats'])).text).toBe('3 entries.\nacme: 3 entries, 50.0 % hits.');
  expect(JSON.parse((await hooks(['cache', 'stats', '--json'])).text)).toEqual(
    answers['GET /admin/cache/stats'],
  );
  expect((await hooks(['tail', 'alerts'])).text).toBe(
    '2026-01-01T00:00:00Z  guardrail.alert  acme  {"kind":"email"}',
  );
  expect((await hooks(['explain', 'call-1'])).text).toBe(
    'Tenant: acme.\nCache: hit, semantic.\nCompression: 1000 to 400 tokens, 60 % saved (compressed).\ncallId: call-1\ncorrelationId: c-1',
  );
}, 30_000);

test('an unknown call, a wrong secret, a service that is away: one sentence and exit code 1', async () => {
  expect(await hooks(['explain', 'call-2'])).toEqual({
    code: 1,
    text: 'The hook service answered 404: This call is not known here.',
  });
  expect((await hooks(['cache', 'stats'], 'wrong')).text).toMatch(
    /refuses the secret; set HOOKS_SERVER_ADMIN_SECRET, or where it has none HOOKS_SECRET/,
  );
  const away = await hooks(['cache', 'stats', '--url', 'http://127.0.0.1:9', '--json']);
  expect([away.code, JSON.parse(away.text)]).toEqual([
    1,
    { ok: false, problems: [expect.stringMatching(/does not answer/)] },
  ]);
  expect((await hooks(['tail', 'nonsense'])).code).toBe(1);
}, 30_000);

test("the admin secret is read under the service's own name for it, and goes before the shared one", async () => {
  expect((await hooks(['cache', 'stats'], 'wrong', SECRET)).code).toBe(0);
  expect((await hooks(['cache', 'stats'], SECRET, 'wrong')).code).toBe(1);
  expect((await hooks(['cache', 'stats'], SECRET, '')).code).toBe(0);
}, 30_000);

test('what a call’s record says of its tenant is what explain says', () => {
  const calls = createCallRegistry();
  calls.note(
    { callId: 'call-3', keyHash: 'k' },
    { tenantId: 'acme', cache: { outcome: 'miss', reason: 'not-found' } },
  );
  const answer: unknown = JSON.parse(JSON.stringify(calls.latest('call-3')));
  expect(explainCall(answer).slice(0, 2)).toEqual(['Tenant: acme.', 'Cache: miss (not-found).']);
});

test.each(['nonsense', 'ftp://127.0.0.1', ''])(
  'an address that is none (%j) is refused in one sentence',
  async (address) => {
    const { code, text } = await hooks(['cache', 'stats', '--url', address]);
    expect([code, text]).toEqual([
      1,
      expect.stringMatching(/^`.*` is no address of a hook service; name one like [^\n]*$/),
    ]);
  },
  30_000,
);

test('a call without a tenant is explained as such', () => {
  expect(explainCall({})).toEqual([
    'Tenant: none, so there was no cache and no setting of its own.',
    'Cache: not asked.',
    'Compression: not asked.',
  ]);
});
