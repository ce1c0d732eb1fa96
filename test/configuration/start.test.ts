import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHookService } from '../../scripts/stack/hook-service.js';
import { projectRoot } from '../../scripts/stack/paths.js';
import { freePort } from '../../scripts/stack/process.js';
import { sampleUsage } from '../events/support.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the service until it ends; `signal` is set when it had to be ended. */
function start(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const main = join(projectRoot, 'dist/hooks-server/main.js');
  const { PATH } = process.env;
  const { status, signal, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd: folder,
    env: {
      PATH,
      HOOKS_DEVELOPMENT: 'true',
      HOOKS_HOST: '127.0.0.1',
      HOOKS_PORT: '0',
      HOOKS_LOG_LEVEL: 'silent',
      ...environment,
    },
    encoding: 'utf8',
    timeout: 30_000,
  });
  return { status, signal, stderr };
}

test('a start that fails with connections open ends with exit code 1', () => {
  writeFileSync(join(folder, 'hooks.yaml'), 'cache: { embedder: { kind: local, modelDir: nowhere } }\n');
  const { status, signal, stderr } = start(['--config', 'hooks.yaml'], {
    // Nobody answers there: the client goes on trying, and would keep the process alive.
    REDIS_URL: 'redis://127.0.0.1:9',
  });
  expect([status, signal]).toEqual([1, null]);
  expect(stderr).toMatch(/nowhere/);
}, 60_000);

test('a service that has stopped ends, whatever a library leaves behind', async () => {
  const service = await startHookService({
    port: await freePort(),
    secret: 'whatever-it-is',
    dataDir: join(folder, 'data'),
    logFile: join(folder, 'log'),
    environment: { NODE_OPTIONS: '--import=data:text/javascript,setInterval(()=>undefined,1000)' },
  });
  // Resolves when the process is gone.
  await service.stop();
  expect(readFileSync(join(folder, 'log'), 'utf8').trimEnd()).toMatch(/"msg":"stopped"\}$/);
}, 60_000);

test('a port that is taken ends the start with exit code 1', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { status, signal, stderr } = start([], { HOOKS_PORT: String(port) });
  server.close();
  expect([status, signal]).toEqual([1, null]);
  expect(stderr).toMatch(/^The port is in use: /);
}, 60_000);

test.each([
  ['a file', () => writeFileSync(join(folder, 'data'), ''), 'data', 'ENOTDIR'],
  ['in a place that takes none', () => undefined, '/proc/hooks/data', 'ENOENT'],
])(
  'a data directory that is %s ends the start with one sentence',
  (_, prepare, directory, code) => {
    prepare();
    const { status, signal, stderr } = start([], { HOOKS_DATA_DIR: directory });
    expect([status, signal, stderr]).toEqual([
      1,
      null,
      `events.dataDirectory (HOOKS_DATA_DIR): expected a directory that can be written, got ${directory} (${code}).\n`,
    ]);
  },
  60_000,
);

test.each([
  ['outbox/0000000000000000.jsonl', 'a file of events'],
  ['quota.json', 'EISDIR'],
])(
  'a directory named %s ends the start with one sentence',
  (name, expected) => {
    mkdirSync(join(folder, 'data', name), { recursive: true });
    const { status, signal, stderr } = start([], { HOOKS_DATA_DIR: 'data' });
    expect([status, signal]).toEqual([1, null]);
    expect(stderr).toContain(expected);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  },
  60_000,
);

test('what the service writes is for its own user alone, in directories that it made', async () => {
  const secret = 'of files and directories';
  const dataDir = join(folder, 'new', 'data');
  const service = await startHookService({
    port: await freePort(),
    secret,
    dataDir,
    logFile: join(folder, 'log'),
    environment: { HOOKS_EVENTS_NATS_SERVERS: '', REDIS_URL: '' },
  });
  const post = (path: string, body: unknown) =>
    fetch(service.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': secret },
      body: JSON.stringify(body),
    });
  const ended = { records: [sampleUsage('call-1'), { nothing: 'known' }], stores: [] };
  expect((await post('/calls/ended', ended)).status).toBe(200);
  await service.stop();
  const modes = readdirSync(join(folder, 'new'), { recursive: true, encoding: 'utf8' }).map((name) => {
    const status = statSync(join(folder, 'new', name));
    return [name, status.isDirectory() ? 'directory' : 'file', (status.mode & 0o777).toString(8)];
  });
  const names = modes.map(([name]) => name);
  // Events, sums and dead letters are among them.
  expect(names).toEqual(
    expect.arrayContaining([
      'data/outbox/0000000000000000.jsonl',
      'data/quota.json',
      'data/dead-letters.jsonl',
    ]),
  );
  const open = modes.filter(([, kind, mode]) => mode !== (kind === 'directory' ? '700' : '600'));
  expect(open).toEqual([]);
  expect(statSync(join(folder, 'new')).mode & 0o777).toBe(0o700);
}, 60_000);

test('a variable that nobody reads is refused with the nearest one', () => {
  const { status, stderr } = start([], { HOOKS_CACHE_MOD: 'off' });
  expect([status, stderr]).toEqual([
    1,
    'There is no environment variable HOOKS_CACHE_MOD; the nearest is HOOKS_CACHE_MODE. Correct it or take it out.\n',
  ]);
});

test.each([
  [['--config', 'absent.yaml'], 'absent.yaml: there is no such file.\n'],
  [['--tenants', 'absent.yaml'], 'absent.yaml: there is no such file.\n'],
  [['--chek'], "Unknown option '--chek'; --help lists what there is.\n"],
  [['chek'], /^Unexpected argument 'chek'.*--help lists what there is\.\n$/],
])('%s is refused with one sentence', (args, message) => {
  const { status, stderr } = start(args);
  expect(status).toBe(1);
  expect(stderr).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
});
