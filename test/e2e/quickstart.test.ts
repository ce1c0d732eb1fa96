import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { projectRoot } from '../../scripts/stack/paths.js';
import { freePort } from '../../scripts/stack/process.js';
import { litellmRuntime } from '../support/litellm-proxy.js';
import { describeWith } from '../support/services.js';

jest.setTimeout(180_000);

const SECRET = 'a-shared-secret-of-my-own';
const ADMIN_SECRET = 'an-admin-secret-of-my-own';
const END = 'Ctrl-C stops everything.';

type Tour = ChildProcessByStdio<null, Readable, Readable>;

/** What scripts/quickstart runs once everything is installed. */
function startTour(environment: NodeJS.ProcessEnv): Tour {
  const { PATH, HOME } = process.env;
  return spawn(process.execPath, [join(projectRoot, 'dist/scripts/tour/main.js')], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, HOME, ...environment },
  });
}

async function endOf(tour: Tour): Promise<{ code: number | null; printed: string }> {
  const [[code], output, errors] = await Promise.all([
    once(tour, 'exit') as Promise<[number | null]>,
    readText(tour.stdout),
    readText(tour.stderr),
  ]);
  return { code, printed: `${output}${errors}` };
}

describeWith(await litellmRuntime(), 'the quickstart', () => {
  let ports: Record<'LITELLM_PORT' | 'HOOKS_PORT' | 'MOCK_PROVIDER_PORT', string>;
  let tour: Tour;
  let printed = '';
  let ended: Promise<unknown[]>;

  /** Runs lines as somebody would who pastes them into a second terminal. */
  async function paste(lines: string): Promise<string> {
    const shell = spawn('bash', ['-c', lines], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], HOOKS_SERVER_ADMIN_SECRET: ADMIN_SECRET },
    });
    const [output, errors] = await Promise.all([readText(shell.stdout), readText(shell.stderr)]);
    return `${output}${errors}`;
  }

  const lineWith = (part: string) => printed.split('\n').find((line) => line.includes(part)) ?? '';

  beforeAll(async () => {
    const [litellm, hooks, provider] = await Promise.all([freePort(), freePort(), freePort()]);
    ports = { LITELLM_PORT: `${litellm}`, HOOKS_PORT: `${hooks}`, MOCK_PROVIDER_PORT: `${provider}` };
    tour = startTour({ ...ports, HOOKS_SECRET: SECRET, HOOKS_SERVER_ADMIN_SECRET: ADMIN_SECRET });
    ended = once(tour, 'exit');
    tour.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    tour.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    while (!printed.includes(END)) {
      if (tour.exitCode !== null) throw new Error(`The tour ended:\n${printed}`);
      await delay(50);
    }
  });

  afterAll(async () => {
    tour.kill('SIGKILL');
    await ended;
    rmSync(join(projectRoot, '.data/quickstart', ports.LITELLM_PORT), { recursive: true, force: true });
  });

  it('takes the secrets that are set, its own steps included', () => {
    expect(lineWith('export HOOKS_URL')).toContain(`HOOKS_SECRET=${SECRET}`);
    expect(printed).not.toContain(ADMIN_SECRET);
    expect(printed).not.toMatch(/\b401\b/);
  });

  it('prints a request that hits when it is sent twice', async () => {
    const request = `${lineWith('curl -i')}\n${lineWith('Content-Type: application/json')}`;
    expect((await paste(request)).toLowerCase()).toContain('x-cache: miss');
    let answer = '';
    // The first answer is stored after it has left.
    while (!answer.includes('x-cache: hit')) answer = (await paste(request)).toLowerCase();
    expect(answer).toContain('x-cache-kind: exact');
  });

  it('prints the command that shows what happened, and where the console is', async () => {
    const shown = await paste(
      `${lineWith('export HOOKS_URL')}\n${lineWith('tail events').replace('--follow', '1')}`,
    );
    expect(shown).toContain('acme');
    const page = await fetch(/http\S+\/console$/.exec(lineWith('/console'))?.[0] ?? '');
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<title>')]);
    expect(lineWith('/console')).toContain('the admin secret');
  });

  it('says what an answer from the cache saves in time, against a provider that takes as long as one does', () => {
    expect(printed).toContain('a mock provider answers after 400 ms');
    const [, withHit, without] = /first text after (\d+) ms with a hit, (\d+) ms without/.exec(printed) ?? [];
    expect(Number(without)).toBeGreaterThan(400);
    expect(Number(withHit)).toBeLessThan(Number(without));
  });

  it('says in one sentence which port is in use, and how to take another', async () => {
    const { code, printed: said } = await endOf(startTour(ports));
    expect(code).toBe(1);
    expect(said.trim()).toBe(
      `quickstart: Port ${ports.LITELLM_PORT}, wanted for LiteLLM, is in use; ` +
        'stop what listens there or set LITELLM_PORT to another.',
    );
  });

  it.each(['abc', '99999'])('says in one sentence that %s is no port', async (port) => {
    const { code, printed: said } = await endOf(startTour({ ...ports, LITELLM_PORT: port }));
    expect(code).toBe(1);
    expect(said.trim()).toBe(`quickstart: LITELLM_PORT: expected a port from 1 to 65535, got ${port}.`);
  });

  it('stops at Ctrl-C, and says so', async () => {
    tour.kill('SIGINT');
    expect((await ended)[0]).toBe(0);
    expect(printed.trimEnd()).toMatch(/Stopped\.$/);
  });
});
