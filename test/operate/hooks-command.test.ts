import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheStatistics } from '../../scripts/operate/cache-statistics.js';
import { explanationLines } from '../../scripts/operate/explain.js';
import { projectRoot } from '../../scripts/stack/paths.js';

let server: Server;
let url: string;
let requests: string[];
const SECRET = ['secret', 'of', 'the', 'test'].join('-');

/** What the service counts for a tenant: per entry one miss that stored it, and one exact hit. */
function statistics(tenant: string, entries: number) {
  return {
    tenant,
    entries,
    hitRate: entries === 0 ? 0 : 0.5,
    hits: { exact: entries, semantic: 0 },
    shadowHits: { exact: 0, semantic: 0 },
    misses: { 'not-found': entries },
    savedTokens: 10 * entries,
    savedUsd: 0.001 * entries,
    falseHits: { share: 0, lower: 0, upper: 1, n: 0 },
  };
}

const quotaEvent = (number: number) => ({
  subject: 'quota.updated',
  event: {
    eventId: String(number),
    occurredAt: `2026-01-01T00:00:0${number}Z`,
    tenantId: 'acme',
    payload: { number },
  },
});

/** Answers of the admin routes, as the service gives them. */
const answers: Readonly<Record<string, unknown>> = {
  'GET /admin/cache/stats': { entries: 3, tenants: [statistics('acme', 3)] },
  'GET /admin/cache/stats?tenant=acme': { entries: 7, tenants: [statistics('acme', 3)] },
  'GET /admin/cache/stats?tenant=nobody': { entries: 7, tenants: [statistics('nobody', 0)] },
  'GET /admin/cache/tenants/acme/report?text=true': {
    tenant: 'acme',
    lookups: 200,
    since: 1_700_000_000_000,
    exactHits: 5,
    thresholds: [
      { threshold: 0.8, hits: 40, share: 0.2, falseHits: { share: 0.02, lower: 0.01, upper: 0.1, n: 40 } },
    ],
    riskiest: [
      {
        similarity: 0.81,
        stored: 'e1',
        asked: 'e2',
        storedText: 'Where is\n\u001b[2J it?',
        askedText: 'Where?',
      },
    ],
    recommended: 0.8,
  },
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
  'GET /admin/events?subject=quota.updated': { events: [1, 2, 3].map(quotaEvent) },
  'GET /admin/calls/call-1': {
    callId: 'call-1',
    tenantId: 'acme',
    correlationId: 'c-1',
    cache: { outcome: 'hit', kind: 'semantic' },
    steps: [
      { part: 'Tenant', text: 'acme' },
      { part: 'Cache', text: 'Exact hit, served from entry e1.' },
    ],
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
  cwd = projectRoot,
): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(projectRoot, 'dist/scripts/hooks.js'), ...words],
      {
        cwd,
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

test('a report on shadow mode is a page, in which a text cannot move the cursor', async () => {
  const { text } = await hooks(['cache', 'report', '--tenant', 'acme', '--text']);
  expect(text).toContain('| 0.8 | 40 | 20.0 % | 2.0 % (1.0 % to 10.0 %) | 40 |');
  expect(text).toContain('**Threshold to choose: 0.8**');
  expect(text).toContain('would get the answer to: "Where is [2J it?"');
}, 30_000);

test('statistics, alerts and a call are shown for a person and as JSON', async () => {
  const acme =
    'acme: 3 entries; 50.0 % hits of 6 look-ups (3 exact, 0 semantic); saved 30 tokens and 0.0030 USD; false hits: no sample yet';
  expect((await hooks(['cache', 'stats'])).text).toBe(`3 entries.\n${acme}`);
  expect((await hooks(['cache', 'stats', '--tenant', 'acme'])).text).toBe(acme);
  expect(JSON.parse((await hooks(['cache', 'stats', '--json'])).text)).toEqual(
    answers['GET /admin/cache/stats'],
  );
  expect((await hooks(['tail', 'alerts'])).text).toBe(
    '2026-01-01T00:00:00Z  guardrail.alert  acme  {"kind":"email"}',
  );
  expect((await hooks(['explain', 'call-1'])).text).toBe(
    'Tenant: acme\nCache: Exact hit, served from entry e1.\nCorrelation id: c-1',
  );
}, 30_000);

test('a tenant whom the cache does not know is told as such, without anybody else’s figure', async () => {
  expect((await hooks(['cache', 'stats', '--tenant', 'nobody'])).text).toBe(
    'The cache knows nobody called `nobody`: no entries, and no look-up since the service started.',
  );
}, 30_000);

test('statistics in shadow mode say what would have hit, and samples how often that was wrong', () => {
  const own = {
    ...statistics('acme', 4),
    shadowHits: { exact: 2, semantic: 1 },
    falseHits: { share: 0.01, lower: 0.002, upper: 0.054, n: 100 },
  };
  expect(cacheStatistics({ entries: 4, tenants: [own] }, 'acme')).toEqual([
    expect.stringMatching(
      /in shadow mode 3 would have hit \(2 exact, 1 semantic\).*false hits: 1\.0 % of semantic ones \(0\.2 % to 5\.4 %, 100 samples\)$/,
    ),
  ]);
});

test('of several replicas the one that answers says that it speaks for itself', () => {
  const answer = (replicas: number) => ({
    instance: { name: 'pod-1', replicas },
    entries: 3,
    tenants: [statistics('acme', 3)],
  });
  expect(cacheStatistics(answer(1))).toHaveLength(2);
  const told =
    'Look-ups are those of pod-1 alone, one of 2 that share the traffic: ask each, or see Prometheus.';
  expect(cacheStatistics(answer(2)).slice(2)).toEqual([told]);
  expect(cacheStatistics(answer(2), 'acme').slice(1)).toEqual([told]);
});

test('tail takes how many of the latest are shown', async () => {
  const numbers = async (...words: string[]) =>
    [...(await hooks(['tail', 'events', ...words])).text.matchAll(/"number":(\d)/g)].map((match) => match[1]);
  expect(await numbers()).toEqual(['1', '2', '3']);
  expect(await numbers('2')).toEqual(['2', '3']);
  expect(await numbers('9')).toEqual(['1', '2', '3']);
  const wrong = await hooks(['tail', 'events', 'many']);
  expect([wrong.code, wrong.text]).toEqual([
    1,
    expect.stringContaining('Expected a whole number from 1 on.'),
  ]);
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

test('print reads the files of the folder it is started in, as the service does', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hooks-print-'));
  try {
    mkdirSync(join(folder, 'config'));
    writeFileSync(join(folder, 'config/hooks.yaml'), 'cache: { ttlSeconds: 77 }\n');
    expect((await hooks(['print'], SECRET, undefined, folder)).text).toMatch(/^ {2}ttlSeconds: 77$/m);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 30_000);

test('an answer without sentences, of a service of another release, is told as such', () => {
  expect(explanationLines({ callId: 'call-1', tenantId: 'acme' })).toEqual([
    'The hook service answered in a form that this version does not know; try --json.',
  ]);
});
