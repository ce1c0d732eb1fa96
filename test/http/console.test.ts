import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import type { Console } from '../../hooks-server/console/console.js';
import { createStreams, type StreamsOptions } from '../../hooks-server/console/streams.js';
import { consoleRoutes } from '../../hooks-server/http/console.js';
import { createLog } from '../../hooks-server/telemetry/log.js';
import { projectRoot } from '../../scripts/stack/paths.js';
import { closedAfterEach } from '../support/servers.js';

const secret = ['admin', 'secret', 'of', 'tests'].join('-');
const servers = closedAfterEach();

const seen: Console = {
  overview: (view) => Promise.resolve({ view } as never),
  lookups: () => Promise.resolve({} as never),
  events: (view) =>
    Promise.resolve([
      { name: 'overview', data: { view } },
      { name: 'lookups', data: {}, version: 'same' },
    ]),
  explain: () => Promise.resolve(undefined),
  close: () => undefined,
};

async function serve(options: { streams?: StreamsOptions; secret?: string | undefined } = {}) {
  const streams = createStreams(options.streams);
  const given = 'secret' in options ? options.secret : secret;
  const app = express().use(
    '/console',
    consoleRoutes({
      console: seen,
      streams,
      secret: given,
      requestsPerMinute: 100,
      log: createLog('silent'),
    }),
  );
  const server = createServer(app).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/console`;
  const signIn = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const cookie = async () => (await signIn({ secret })).headers.get('set-cookie')?.split(';')[0] ?? '';
  return { url, signIn, cookie, streams, server };
}

/** What a stream says, event by event. */
async function* eventsOf(response: Response): AsyncGenerator<{ name: string; data: unknown }> {
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk as Uint8Array).toString();
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/s.exec(block) ?? [];
      if (name !== undefined) yield { name, data: JSON.parse(data ?? '') as unknown };
    }
  }
}

describe('signing in', () => {
  it('takes the secret in a body, and gives a cookie for these routes alone', async () => {
    const { url, signIn, cookie } = await serve();
    const response = await signIn({ secret });
    expect(response.status).toBe(204);
    expect(response.headers.get('set-cookie')).toMatch(
      /^hooks_console=[\w.-]+; Path=\/console; Max-Age=28800; HttpOnly; SameSite=Strict$/,
    );
    const get = (headers: Record<string, string>) => fetch(`${url}/overview`, { headers });
    expect((await get({})).status).toBe(401);
    expect((await get({ 'x-api-key': secret })).status).toBe(401);
    expect((await get({ cookie: await cookie() })).status).toBe(200);
  });

  it('is for encrypted connections alone where this is one', async () => {
    const { signIn } = await serve();
    const response = await signIn({ secret }, { 'x-forwarded-proto': 'https' });
    expect(response.headers.get('set-cookie')).toContain('; Secure');
  });

  it.each([
    [{ secret: 'wrong' }, 401],
    [{ secret: '' }, 401],
    [{ secret: ['a'] }, 400],
    [{}, 400],
    [[], 400],
    [{ secret, more: 1 }, 400],
    [{ secret: 'x'.repeat(5_000) }, 400],
    [{ secret: 'x'.repeat(20_000) }, 413],
  ])('refuses what is no sign-in: case %#', async (body, status) => {
    const { signIn } = await serve();
    const response = await signIn(body);
    expect(response.status).toBe(status);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await response.json()).toMatchObject({ error: { code: expect.any(String) as unknown } });
  });

  it('is refused to another site, and after ten guesses to everybody at that address', async () => {
    const { signIn } = await serve();
    expect((await signIn({ secret }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    for (let guess = 0; guess < 10; guess += 1)
      expect((await signIn({ secret: `guess ${guess}` })).status).toBe(401);
    const response = await signIn({ secret });
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('60');
  });

  it('says whether somebody is signed in, and signs out', async () => {
    const { url, cookie } = await serve();
    const ask = async (headers: Record<string, string>) =>
      (await fetch(`${url}/session`, { headers })).json();
    expect(await ask({})).toEqual({ signedIn: false });
    expect(await ask({ cookie: await cookie() })).toEqual({ signedIn: true });
    const out = await fetch(`${url}/session`, { method: 'DELETE' });
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
  });

  it('lets as many requests pass in a minute as the admin routes do', async () => {
    const { url, cookie } = await serve();
    const headers = { cookie: await cookie() };
    const statuses: number[] = [];
    for (let asked = 0; asked < 110; asked += 1)
      statuses.push((await fetch(`${url}/overview`, { headers })).status);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
  });

  it('is not needed where there is no secret', async () => {
    const { url } = await serve({ secret: undefined });
    expect((await fetch(`${url}/overview`)).status).toBe(200);
  });
});

describe('the page', () => {
  it('is served whole, each file that it has, to everybody', async () => {
    const { url } = await serve();
    const names = readdirSync(join(projectRoot, 'console')).filter(
      (name) => !['index.html', 'tsconfig.json'].includes(name),
    );
    expect(names.length).toBeGreaterThan(5);
    for (const name of ['', ...names.map((each) => `/${each}`)])
      expect([name, (await fetch(`${url}${name}`)).status]).toEqual([name, 200]);
  });

  it('allows nothing inline and nothing from elsewhere', async () => {
    const { url } = await serve();
    const response = await fetch(url);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const html = await response.text();
    expect(html).not.toMatch(/\sstyle=|\son\w+=|<style|<script(?![^>]* src=)|https?:\/\//);
  });

  it.each(['/../package.json', '/%2e%2e/package.json', '/tsconfig.json', '/index.html', '/toString'])(
    'has nothing at %s',
    async (path) => {
      const { url, cookie } = await serve();
      const response = await fetch(`${url}${path}`, { headers: { cookie: await cookie() } });
      expect(response.status).toBe(404);
    },
  );

  it.each(['?window=year', '?tenant=', `?tenant=${'x'.repeat(300)}`])(
    'refuses a view that there is not: case %#',
    async (query) => {
      const { url, cookie } = await serve();
      const response = await fetch(`${url}/overview${query}`, { headers: { cookie: await cookie() } });
      expect(response.status).toBe(400);
    },
  );
});

describe('the stream', () => {
  const open = async ({ url, cookie }: Awaited<ReturnType<typeof serve>>, query = '') =>
    fetch(`${url}/stream${query}`, { headers: { cookie: await cookie() } });

  it('tells at once and again, and what did not change only once', async () => {
    const served = await serve({ streams: { intervalMs: 10 } });
    const names: string[] = [];
    for await (const { name, data } of eventsOf(await open(served, '?tenant=acme&window=day'))) {
      names.push(name);
      if (name === 'overview') expect(data).toEqual({ view: { tenant: 'acme', window: 'day' } });
      if (names.length === 5) break;
    }
    expect(names).toEqual(['overview', 'lookups', 'overview', 'overview', 'overview']);
  });

  it('is open for so many at a time, and for the next when one has gone', async () => {
    const served = await serve({ streams: { max: 2, intervalMs: 10 } });
    const [first] = [await open(served), await open(served)];
    const refused = await open(served);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('10');
    await first?.body?.cancel();
    const end = Date.now() + 5_000;
    let next = await open(served);
    while (next.status === 503 && Date.now() < end) next = await open(served);
    expect(next.status).toBe(200);
  });

  it('ends when the service stops, and with the session', async () => {
    const clock = { now: Date.now() };
    const served = await serve({ streams: { intervalMs: 10, clock: () => clock.now } });
    const [one, other] = [await open(served), await open(served)];
    const ended = [one, other].map(async (response) => {
      for await (const event of eventsOf(response)) void event;
      return 'ended';
    });
    clock.now += 9 * 3_600_000;
    expect(await Promise.all(ended)).toEqual(['ended', 'ended']);
    const third = eventsOf(await open(served));
    served.streams.close();
    for await (const event of third) void event;
    expect((await open(served)).status).toBe(503);
  });

  it('goes on when a view could not be read', async () => {
    const faults: unknown[] = [];
    let calls = 0;
    const failing = createStreams({ intervalMs: 10, onFault: (error) => faults.push(error) });
    const server = createServer((_request, response) => {
      const view = () => {
        calls += 1;
        return calls === 1 ? Promise.reject(new Error('away')) : Promise.resolve([{ name: 'x', data: 1 }]);
      };
      failing.open(response, view, Infinity);
    }).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    for await (const event of eventsOf(response)) {
      expect(event).toEqual({ name: 'x', data: 1 });
      break;
    }
    expect(faults).toHaveLength(1);
    failing.close();
  });
});
