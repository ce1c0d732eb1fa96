import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEvents } from '../../hooks-server/events/start-events.js';
import { eventsSettings } from '../../hooks-server/events/settings.js';
import { createKeyReader } from '../../scripts/reconcile-usage/key-reader.js';
import { knownEvents } from '../../scripts/reconcile-usage/known-events.js';
import { reconcile } from '../../scripts/reconcile-usage/reconcile.js';
import { readSpendLog } from '../../scripts/reconcile-usage/spend-log.js';
import { commonDeps, readAll, sampleUsage } from './support.js';

/** The row LiteLLM logs for the call of `sampleUsage`, its times cut to milliseconds. */
function spendRow(callId: string, overrides: object = {}) {
  return {
    request_id: `chatcmpl-${callId}`,
    litellm_call_id: callId,
    call_type: 'acompletion',
    api_key: 'a'.repeat(64),
    spend: 0.0001475,
    total_tokens: 29,
    prompt_tokens: 19,
    completion_tokens: 10,
    startTime: '2026-11-21T00:15:46.500000',
    endTime: '2026-11-21T00:15:47.250000',
    model: 'openai/gpt-4o',
    model_group: 'gpt-4o',
    custom_llm_provider: 'openai',
    cache_hit: 'False',
    status: 'success',
    team_id: 'acme',
    metadata: JSON.stringify({ user_api_key_alias: 'acme-1' }),
    ...overrides,
  };
}

async function* asRows(rows: readonly unknown[]): AsyncIterable<unknown> {
  for (const row of rows) yield await Promise.resolve(row);
}

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'reconcile-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function start() {
  return startEvents(eventsSettings.parse({ dataDirectory: directory }), {
    ...commonDeps(),
    resolveTenant: () => ({ id: 'acme', platformId: 'web' }),
    callContext: () => undefined,
  });
}

describe('reconcile', () => {
  it('emits what the spend log has and the outbox has not, as the same event it would have been', async () => {
    const events = await start();
    await events.accept(JSON.stringify([sampleUsage('arrived')]));
    const options = {
      source: 'litellm-hooks',
      rows: asRows([
        spendRow('arrived'),
        spendRow('lost'),
        spendRow('failed', { status: 'failure', spend: 0 }),
        { odd: true },
        spendRow('old', { litellm_call_id: null }),
      ]),
      known: await knownEvents(join(directory, 'outbox')),
      send: async (records: readonly object[]) => void (await events.accept(JSON.stringify(records))),
    };
    expect(await reconcile(options)).toEqual({
      rows: 5,
      present: 1,
      emitted: 2,
      unusable: 2,
      tooOld: 0,
      nobodys: 0,
    });
    // The delivery that was thought lost comes after all: it is the event that was emitted for it.
    expect(await events.accept(JSON.stringify([sampleUsage('lost')]))).toMatchObject({ duplicates: 1 });
    const stored = await readAll(events.outbox);
    expect(stored.map(({ event }) => event.payload)).toMatchObject([
      { status: 'success' },
      {
        status: 'success',
        usage: { total_tokens: 29, cost_usd: 0.0001475 },
        model: 'gpt-4o',
        keyAlias: 'acme-1',
        durationMs: 750,
      },
      { status: 'failure' },
    ]);
    const again = {
      ...options,
      rows: asRows([spendRow('lost')]),
      known: await knownEvents(join(directory, 'outbox')),
    };
    expect(await reconcile(again)).toMatchObject({ present: 1, emitted: 0 });
    await events.stop();
  });

  it('takes a key’s tenant from LiteLLM, whose spend log does not have it, and asks for each key once', async () => {
    const sent: unknown[] = [];
    const asked: string[] = [];
    const rows = ['one', 'two'].map((id) => spendRow(id, { api_key: 'b'.repeat(64), team_id: null }));
    await reconcile({
      source: 's',
      rows: asRows([...rows, spendRow('by the master key', { api_key: 'litellm_proxy_master_key' })]),
      known: { ids: new Set<string>(), completeSince: 0 },
      readKey: createKeyReader({
        url: 'http://litellm',
        masterKey: 'm',
        fetch: (url) => {
          asked.push((url as URL).href);
          return Promise.resolve(Response.json({ info: { metadata: { tenant_id: 'acme' } } }));
        },
      }),
      send: (records) => Promise.resolve(void sent.push(...records)),
    });
    expect(asked).toEqual([`http://litellm/key/info?key=${'b'.repeat(64)}`]);
    const metadata = { user_api_key_auth_metadata: { tenant_id: 'acme' } };
    expect(sent).toMatchObject([
      { metadata },
      { metadata },
      { metadata: { user_api_key_auth_metadata: null } },
    ]);
  });

  it('makes no event of a call with a key that LiteLLM does not have, which anybody can invent', async () => {
    const sent: Record<string, unknown>[] = [];
    const refused = { status: 'failure', spend: 0 };
    const result = await reconcile({
      source: 's',
      rows: asRows([
        spendRow('invented', { ...refused, api_key: 'c'.repeat(64) }),
        spendRow('none', { ...refused, api_key: '' }),
        // LiteLLM still tells what a deleted key was.
        spendRow('deleted before', {
          ...refused,
          metadata: { error_information: { error_class: 'KeyNotFoundError' } },
        }),
        spendRow('deleted since', { api_key: 'c'.repeat(64) }),
        spendRow('refused', refused),
      ]),
      known: { ids: new Set<string>(), completeSince: 0 },
      readKey: (hash) => Promise.resolve(hash.startsWith('a') ? { metadata: {} } : undefined),
      send: (records) => Promise.resolve(void sent.push(...records)),
    });
    expect(result).toMatchObject({ rows: 5, nobodys: 3, emitted: 2 });
    expect(sent.map((record) => record['litellm_call_id'])).toEqual(['deleted since', 'refused']);
  });

  it('leaves alone what is older than the outbox remembers', async () => {
    const known = { ids: new Set<string>(), completeSince: Date.parse('2026-11-21T01:00:00Z') };
    const result = await reconcile({
      source: 's',
      rows: asRows([spendRow('old')]),
      known,
      send: () => Promise.reject(new Error('sent')),
    });
    expect(result).toMatchObject({ tooOld: 1, emitted: 0 });
  });

  it('reads each row of LiteLLM’s spend log once, however many there are and however many began in one second', async () => {
    const log = Array.from({ length: 4_500 }, (_, index) => {
      // The middle ones all began in the same second.
      const second = index < 1_500 ? 0 : index < 4_000 ? 1 : 2;
      const moment = String(index % 100).padStart(3, '0');
      return { ...spendRow(`call-${index}`), startTime: `2026-11-20T00:00:0${second}.${moment}Z` };
    });
    const authorizations = new Set<string | undefined>();
    const server = createServer((request, response) => {
      const { searchParams: query } = new URL(request.url ?? '', 'http://litellm');
      authorizations.add(request.headers.authorization);
      const time = (name: string) => (query.get(name) ?? '').replace(' ', 'T');
      const skipped = (Number(query.get('page')) - 1) * Number(query.get('page_size'));
      const data = log
        .filter(({ startTime: at }) => at >= time('start_date') && at <= `${time('end_date')}.000Z`)
        .sort((a, b) => (a.startTime < b.startTime ? -1 : 1))
        .slice(skipped, skipped + Number(query.get('page_size')));
      response.setHeader('content-type', 'application/json');
      // Its counts stop early, as LiteLLM's do.
      response.end(JSON.stringify({ data, total: 1_000, total_pages: 1 }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const rows: unknown[] = [];
    const options = {
      url: `http://127.0.0.1:${port}`,
      masterKey: 'test-key',
      from: new Date('2026-11-20T00:00:00Z'),
      to: new Date('2026-11-21T00:00:00Z'),
    };
    for await (const row of readSpendLog(options)) rows.push(row);
    server.close();
    const idsOf = (list: readonly unknown[]) => (list as typeof log).map(({ request_id: id }) => id).sort();
    expect(idsOf(rows)).toEqual(idsOf(log));
    expect([...authorizations]).toEqual(['Bearer test-key']);
  });
});
