import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { stringify } from 'yaml';
import { startHookService } from '../../scripts/stack/hook-service.js';
import { freePort, type ServiceProcess } from '../../scripts/stack/process.js';
import {
  startConfiguredLitellm,
  type Answer,
  type ConfiguredLitellm,
} from '../support/configured-litellm.js';

jest.setTimeout(150_000);

const keyOf = (name: string) => ['sk', 'virtual', name].join('-');
const hashOf = (name: string) => createHash('sha256').update(keyOf(name)).digest('hex');

interface Entry {
  readonly [setting: string]: unknown;
}

/** USD; gpt-4o-mini reserves 0.0098 for its longest answer before a call, and 100,000 prompt tokens cost 0.015. */
const BUDGET = 0.03;
const entries: Record<string, Entry> = {
  plain: { team_id: 'acme' },
  hashed: { team_id: 'acme' },
  expired: { expires: '2020-01-01T00:00:00Z' },
  unexpired: { expires: '2099-01-01T00:00:00Z' },
  limited: { models: ['gpt-4o-mini'], aliases: { fast: 'gpt-4o-mini' } },
  budget: { max_budget: BUDGET, budget_duration: '20s' },
  watched: { max_budget: BUDGET, budget_duration: '30d' },
  exhausted: { max_budget: 0 },
  lasting: { max_budget: BUDGET, budget_duration: '30d' },
  rpm: { rpm_limit: 2 },
  tpm: { tpm_limit: 1_000 },
  parallel: { max_parallel_requests: 1 },
  first: { team_id: 'poor' },
  second: { team_id: 'poor' },
};
const teams = [{ team_id: 'acme' }, { team_id: 'poor', max_budget: BUDGET, budget_duration: '30d' }];

function fileOf(list: Record<string, Entry>): string {
  const virtualKeys = Object.entries(list).map(([name, entry]) => ({
    key: name === 'hashed' ? `sha256:${hashOf(name)}` : `os.environ/${name.toUpperCase()}_VIRTUAL_KEY`,
    alias: name,
    ...entry,
  }));
  return stringify({ teams, virtual_keys: virtualKeys });
}

const HOOKS_SECRET = ['secret', 'of', 'the', 'test'].join('-');
let hooks: ServiceProcess;
let dataDir: string;
let litellm: ConfiguredLitellm;
let questions = 0;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'virtual-keys-'));
  hooks = await startHookService({
    port: await freePort(),
    secret: HOOKS_SECRET,
    dataDir,
    logFile: join(dataDir, 'hooks.log'),
    // A cached answer costs nothing, and this is about what things cost.
    environment: { HOOKS_CACHE_MODE: 'off' },
  });
  litellm = await startConfiguredLitellm({
    virtualKeys: fileOf(entries),
    hooksUrl: hooks.url,
    hooksSecret: HOOKS_SECRET,
    environment: Object.fromEntries(
      Object.keys(entries).map((name) => [`${name.toUpperCase()}_VIRTUAL_KEY`, keyOf(name)]),
    ),
  });
});
afterAll(async () => {
  await litellm[Symbol.asyncDispose]();
  await hooks.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(() => {
  litellm.provider.requests.length = 0;
  litellm.provider.promptTokens = 11;
  litellm.provider.delayMs = 0;
});

const ask = (name: string, model = 'gpt-4o-mini'): Promise<Answer> =>
  litellm.post('/v1/chat/completions', keyOf(name), {
    model,
    messages: [{ role: 'user', content: `What is the capital of France? Question ${(questions += 1)}.` }],
  });

/** Asks until an answer satisfies `found`; the last one after `seconds`. */
async function askUntil(name: string, found: (answer: Answer) => boolean, seconds: number): Promise<Answer> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask(name);
    if (found(answer) || Date.now() > deadline) return answer;
    await delay(200);
  }
}

/** Replaces the file at once, as an editor or a mounted ConfigMap does. */
function replaceFile(text: string): void {
  writeFileSync(`${litellm.keysFile}.new`, text);
  renameSync(`${litellm.keysFile}.new`, litellm.keysFile);
}

/** USD that the quota mirror has counted for a key in its month; waits until that is beyond the budget. */
async function spentAccordingToHooks(name: string): Promise<number> {
  for (let attempt = 0; ; attempt += 1) {
    const response = await fetch(`${hooks.url}/admin/quota/keys/${hashOf(name)}?duration=30d`, {
      headers: { 'x-api-key': HOOKS_SECRET },
    });
    const { spend_usd: spent } = (await response.json()) as { spend_usd: number };
    if (spent > BUDGET || attempt > 100) return spent;
    await delay(200);
  }
}

const isOverBudget = ({ status, text }: Answer) => status !== 200 && /budget/i.test(text);

test('an unknown key is refused with 401, a key of the file is let in, by variable or by hash', async () => {
  expect((await ask('unknown')).status).toBe(401);
  expect((await ask('plain')).status).toBe(200);
  expect((await ask('hashed')).status).toBe(200);
});

test('an expired key is refused with 401, one that expires later is let in', async () => {
  expect((await ask('expired')).status).toBe(401);
  expect((await ask('unexpired')).status).toBe(200);
});

test('a key reaches the models of its list only, and those by its own aliases', async () => {
  expect((await ask('limited')).status).toBe(200);
  const refused = await ask('limited', 'gpt-4o');
  expect(refused.status).toBeGreaterThanOrEqual(400);
  expect(refused.status).toBeLessThan(500);
  expect((await ask('limited', 'fast')).status).toBe(200);
  expect(litellm.provider.requests.map(({ body }) => body['model'])).toEqual(['gpt-4o-mini', 'gpt-4o-mini']);
});

test('requests beyond rpm_limit get 429', async () => {
  const statuses = [];
  for (let call = 0; call < 6; call += 1) statuses.push((await ask('rpm')).status);
  expect(statuses.slice(0, 2)).toEqual([200, 200]);
  expect(statuses).toContain(429);
  expect(litellm.provider.requests.length).toBeLessThan(6);
});

test('tokens beyond tpm_limit make the next request get 429', async () => {
  litellm.provider.promptTokens = 5_000;
  expect((await ask('tpm')).status).toBe(200);
  const refused = await askUntil('tpm', ({ status }) => status === 429, 10);
  expect(refused.status).toBe(429);
});

test('more requests at a time than max_parallel_requests get 429, and later ones are let in again', async () => {
  litellm.provider.delayMs = 1_000;
  const statuses = (await Promise.all(Array.from({ length: 4 }, () => ask('parallel')))).map(
    ({ status }) => status,
  );
  expect(statuses).toContain(200);
  expect(statuses).toContain(429);
  litellm.provider.delayMs = 0;
  expect((await askUntil('parallel', ({ status }) => status === 200, 10)).status).toBe(200);
});

test('a key over its budget is refused until its budget period is over', async () => {
  litellm.provider.promptTokens = 150_000;
  expect((await askUntil('budget', isOverBudget, 15)).text).toMatch(/budget/i);
  litellm.provider.promptTokens = 11;
  expect((await askUntil('budget', ({ status }) => status === 200, 100)).status).toBe(200);
});

interface Event {
  readonly subject: string;
  readonly event: {
    readonly tenantId: string;
    readonly correlationId: string;
    readonly payload: Readonly<Record<string, unknown>>;
  };
}

async function events(): Promise<Event[]> {
  const response = await fetch(`${hooks.url}/admin/events`, { headers: { 'x-api-key': HOOKS_SECRET } });
  return ((await response.json()) as { events: Event[] }).events;
}

/** The events once one of them satisfies `found`, or after a while. */
async function eventsUntil(found: (event: Event) => boolean): Promise<Event[]> {
  for (let attempt = 0; ; attempt += 1) {
    const all = await events();
    if (all.some(found) || attempt > 100) return all;
    await delay(200);
  }
}

test('a budget of the file raises quota.threshold as it is used up', async () => {
  litellm.provider.promptTokens = 150_000;
  await askUntil('watched', isOverBudget, 15);
  const raised = (percent: number) => (event: Event) =>
    event.subject === 'quota.threshold' &&
    event.event.payload['keyAlias'] === 'watched' &&
    event.event.payload['percent'] === percent;
  const found = (await eventsUntil(raised(100))).filter((event) =>
    [50, 80, 100].some((percent) => raised(percent)(event)),
  );
  expect(found.map(({ event }) => event.payload['percent'])).toEqual([50, 80, 100]);
  expect(found[0]?.event.payload).toMatchObject({ scope: 'key', budget_usd: BUDGET });
  expect(found[0]?.event.payload['periodEnd']).toMatch(/-01T00:00:00.000Z$/);
});

test('a client cannot book a failed call to another tenant, nor any call without a key', async () => {
  const claim = {
    user_api_key_hash: hashOf('plain'),
    user_api_key_alias: 'plain',
    user_api_key_team_id: 'victim',
    user_api_key_auth_metadata: { tenant_id: 'victim' },
    headers: { 'x-request-id': 'claimed' },
  };
  const before = (await events()).length;
  for (const field of ['metadata', 'litellm_metadata']) {
    for (const name of ['unknown', 'exhausted']) {
      for (const path of ['/v1/chat/completions', '/key/generate']) {
        const call = { model: `${name}-model`, litellm_call_id: `claimed-${name}`, messages: [] };
        const answer = await litellm.post(path, keyOf(name), { ...call, [field]: claim });
        expect(answer.status).toBeGreaterThanOrEqual(400);
      }
    }
  }
  expect((await ask('exhausted')).status).toBe(422);
  const last = 'the-last-model';
  await ask('plain', last);
  const made = (await eventsUntil(({ event }) => event.payload['model'] === last)).slice(before);
  expect(made.map(({ event }) => event.payload['model'])).toContain(last);
  expect(made.filter(({ event }) => event.tenantId.includes('victim'))).toEqual([]);
  expect(made.filter(({ event }) => event.payload['model'] === 'unknown-model')).toEqual([]);
  const aliases = made.filter(({ event }) => event.payload['keyAlias'] === 'plain');
  expect(aliases.map(({ event }) => event.payload['model'])).toEqual([last]);
});

test('the keys of a team share its budget', async () => {
  expect((await ask('second')).status).toBe(200);
  litellm.provider.promptTokens = 250_000;
  expect((await askUntil('first', isOverBudget, 15)).text).toMatch(/Team=poor/);
  litellm.provider.promptTokens = 11;
  const refused = await ask('second');
  expect(isOverBudget(refused)).toBe(true);
  // Another team is not concerned.
  expect((await ask('plain')).status).toBe(200);
});

test('an edit takes effect without a restart; an invalid one keeps the last good version and says so', async () => {
  const added = keyOf('added');
  const addedEntry = { key: `sha256:${createHash('sha256').update(added).digest('hex')}`, alias: 'added' };
  expect((await ask('added')).status).toBe(401);
  const text = `${fileOf(entries)}  - ${JSON.stringify(addedEntry)}\n`;
  replaceFile(text);
  expect((await askUntil('added', ({ status }) => status === 200, 10)).status).toBe(200);
  replaceFile(text.replace('alias: plain', 'alias: plain\n    rpm_limt: 5'));
  const logged = () => /last good version.*rpm_limt/s.test(readFileSync(litellm.logFile, 'utf8'));
  expect((await askUntil('added', logged, 10)).status).toBe(200);
  expect((await ask('plain')).status).toBe(200);
  expect(logged()).toBe(true);
  replaceFile(fileOf(entries));
  expect((await askUntil('added', ({ status }) => status === 401, 10)).status).toBe(401);
});

// The last test: it restarts LiteLLM.
test('a budget outlives a restart: earlier spend comes from the hook service’s quota mirror', async () => {
  litellm.provider.promptTokens = 250_000;
  expect((await askUntil('lasting', isOverBudget, 15)).text).toMatch(/budget/i);
  litellm.provider.promptTokens = 11;
  // The hook service has counted the events of what was spent.
  for (const name of ['lasting', 'first']) expect(await spentAccordingToHooks(name)).toBeGreaterThan(BUDGET);
  // The key is exchanged for another one, under the same alias.
  const exchanged = fileOf(entries).replace(
    'os.environ/LASTING_VIRTUAL_KEY',
    `sha256:${hashOf('exchanged')}`,
  );
  replaceFile(exchanged);
  await litellm.restart();
  expect(isOverBudget(await ask('exchanged'))).toBe(true);
  expect((await ask('lasting')).status).toBe(401);
  expect(isOverBudget(await ask('second'))).toBe(true);
  expect((await ask('plain')).status).toBe(200);
});
