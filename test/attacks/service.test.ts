import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { jest } from '@jest/globals';
import { startHookService } from '../../scripts/stack/hook-service.js';
import { freePort, type ServiceProcess } from '../../scripts/stack/process.js';
import { sampleUsage } from '../events/support.js';

jest.setTimeout(120_000);

const secret = ['secret', 'of', 'the', 'attacks'].join('-');
const MEGABYTE = 1024 * 1024;
let directory: string;
let hooks: ServiceProcess;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'attacked-'));
  hooks = await startHookService({
    port: await freePort(),
    secret,
    dataDir: join(directory, 'data'),
    logFile: join(directory, 'hooks.log'),
    environment: { NODE_OPTIONS: '--max-old-space-size=160', HOOKS_EVENTS_NATS_SERVERS: '', REDIS_URL: '' },
  });
}, 60_000);
afterAll(async () => {
  await hooks?.stop('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`${hooks.url}${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'x-api-key': secret, ...headers },
  });

const NEUTRAL: Readonly<Record<string, object>> = {
  '/calls': {},
  '/beta/litellm_basic_guardrail_api': { action: 'NONE' },
  '/cache/lookup': { hit: false, reason: 'error' },
  '/cache/store': { stored: false, reason: 'error' },
};
const large = (bytes: number) =>
  JSON.stringify({ texts: ['x'.repeat(bytes)], messages: [{ content: 'y' }], callType: 'acompletion' });

/** Of a process, as Linux tells it; 0 elsewhere. */
function residentBytes(pid: number): number {
  const file = `/proc/${pid}/status`;
  const [, kilobytes = '0'] = existsSync(file)
    ? (/VmHWM:\s+(\d+)/.exec(readFileSync(file, 'utf8')) ?? [])
    : [];
  return Number(kilobytes) * 1024;
}

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${hooks.url}/metrics`)).text();
  return text
    .split('\n')
    .filter((line) => line.startsWith(name))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

it.each(Object.keys(NEUTRAL))(
  '12 bodies of 24 MB at once to %s, under a heap of 160 MB: some are answered neutrally, and the service lives',
  async (path) => {
    const body = large(24 * MEGABYTE);
    const answers = await Promise.all(Array.from({ length: 12 }, () => post(path, body)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const told = await Promise.all(answers.map((answer) => answer.json()));
    expect(
      told.filter((one) => JSON.stringify(one) === JSON.stringify(NEUTRAL[path])).length,
    ).toBeGreaterThan(0);
    expect(await metric('hooks_bodies_refused_total')).toBeGreaterThan(0);
    expect((await fetch(`${hooks.url}/health/ready`)).status).toBe(200);
  },
);

it('a question of 24 MB by somebody who is known is not taken apart for the cache', async () => {
  const messages = [{ role: 'user', content: 'word '.repeat((24 * MEGABYTE) / 5) }];
  const identity = {
    keyHash: 'a'.repeat(64),
    keyAlias: 'k',
    teamId: 'acme',
    metadata: { tenant_id: 'acme' },
  };
  const call = { callId: 'large', callType: 'acompletion', request: { model: 'gpt-4o', messages }, identity };
  const answer = await post('/calls', JSON.stringify(call));
  expect(await answer.json()).toMatchObject({ cache: { hit: false, reason: 'too-large', store: false } });
  expect((await fetch(`${hooks.url}/health/ready`)).status).toBe(200);
});

it('12 batches of events of 24 MB at once: those that are not read are refused with 503, to be sent again', async () => {
  const body = `[${JSON.stringify({ padding: 'x'.repeat(24 * MEGABYTE) })}]`;
  const answers = await Promise.all(Array.from({ length: 12 }, () => post('/events', body)));
  const statuses = answers.map(({ status }) => status);
  expect(statuses).toContain(503);
  expect(statuses.filter((status) => ![200, 503].includes(status))).toEqual([]);
  const refused = answers.find(({ status }) => status === 503);
  expect(refused?.headers.get('retry-after')).toBe('1');
  expect((await fetch(`${hooks.url}/health/ready`)).status).toBe(200);
});

it.each([
  ['gzip', gzipSync(Buffer.alloc(45 * MEGABYTE, 0x20))],
  ['deflate', deflateSync(Buffer.alloc(45 * MEGABYTE, 0x20))],
  ['br', brotliCompressSync(Buffer.alloc(45 * MEGABYTE, 0x20))],
])('a bomb in %s is not unpacked', async (encoding, bomb) => {
  for (const [path, neutral] of Object.entries(NEUTRAL)) {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => post(path, new Uint8Array(bomb), { 'content-encoding': encoding })),
    );
    for (const answer of answers) expect([answer.status, await answer.json()]).toEqual([200, neutral]);
  }
  for (const path of ['/events', '/calls/ended']) {
    const answer = await post(path, new Uint8Array(bomb), { 'content-encoding': encoding });
    expect(answer.status).toBe(415);
  }
  // Unpacked, 72 of them would be 3 GB.
  expect(residentBytes(hooks.pid)).toBeLessThan(900 * MEGABYTE);
});

it('what is almost the secret opens nothing', async () => {
  const guesses = ['x', secret.slice(0, -1), `${secret}x`, secret.toUpperCase(), '', ' '.repeat(100)];
  for (const guess of guesses) {
    const answer = await fetch(`${hooks.url}/admin/events`, { headers: { 'x-api-key': guess } });
    expect(answer.status).toBe(401);
  }
});

/** Stands in front of the service's modules: with each SIGUSR2 its clock goes by the milliseconds that the file says. */
const MOVED_CLOCK = `
  import { readFileSync } from 'node:fs';
  const Real = Date;
  let by = 0;
  process.on('SIGUSR2', () => (by = Number(readFileSync(process.env.CLOCK_FILE, 'utf8'))));
  globalThis.Date = class extends Real {
    constructor(...given) {
      super(...(given.length > 0 ? given : [Real.now() + by]));
    }
    static now() {
      return Real.now() + by;
    }
  };`;
const DAY = 86_400_000;

describe('time', () => {
  let service: ServiceProcess;
  const clockFile = () => join(directory, 'clock');
  beforeAll(async () => {
    const module = `data:text/javascript,${encodeURIComponent(MOVED_CLOCK)}`;
    service = await startHookService({
      port: await freePort(),
      secret,
      dataDir: join(directory, 'moved'),
      logFile: join(directory, 'moved.log'),
      environment: {
        CLOCK_FILE: clockFile(),
        NODE_OPTIONS: `--import=${module}`,
        HOOKS_EVENTS_NATS_SERVERS: '',
        REDIS_URL: '',
      },
    });
  }, 60_000);
  afterAll(() => service?.stop('SIGKILL'));

  const headers = { 'content-type': 'application/json', 'x-api-key': secret };
  const send = async (path: string, body: unknown) =>
    (await fetch(service.url + path, { method: 'POST', headers, body: JSON.stringify(body) })).status;
  const look = async (path: string) => fetch(service.url + path, { headers });
  const works = async (name: string) => {
    const asked = { callId: name, callType: 'acompletion', request: {} };
    const ended = { records: [sampleUsage(name)], stores: [] };
    return [
      await send('/calls', asked),
      await send('/calls/ended', ended),
      (await look('/admin/events')).status,
      (await look('/health/ready')).status,
      ((await (await look('/health')).json()) as { status: string }).status,
    ];
  };

  it.each([1, 400, -400, -10_000, 0])('a clock that is %s days off stops nothing', async (days) => {
    writeFileSync(clockFile(), String(days * DAY));
    service.signal('SIGUSR2');
    // The signal is delivered before what is sent after it is answered.
    expect(await works(`clock ${days}`)).toEqual([200, 200, 200, 200, 'ok']);
  });

  it('a service that was stopped for a while answers what came meanwhile, and goes on', async () => {
    service.signal('SIGSTOP');
    const late = works('while it was stopped');
    // What is tried is that time passes.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    service.signal('SIGCONT');
    expect(await late).toEqual([200, 200, 200, 200, 'ok']);
    expect(await works('afterwards')).toEqual([200, 200, 200, 200, 'ok']);
  });
});
