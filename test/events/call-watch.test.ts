import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { pino } from 'pino';
import type { OutboxRecord } from '../../hooks-server/events/envelope.js';
import { quotaEventId } from '../../hooks-server/events/quota-updated.js';
import { missingUsageSettings } from '../../hooks-server/events/settings.js';
import { createCallWatch, type UsageMissing } from '../../hooks-server/events/watch/call-watch.js';
import { openJournaledCalls } from '../../hooks-server/events/watch/journal.js';
import { commonDeps, temporaryDirectory } from './support.js';

const minute = 60_000;
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

async function start(
  options: { now?: number; maxCalls?: number; accepted?: string[]; refuse?: boolean } = {},
) {
  const { maxCalls = 1000, accepted = [] } = options;
  const time = { now: options.now ?? 1_795_220_146_000 };
  const outboxState = { refuse: options.refuse ?? false };
  const missing: UsageMissing[] = [];
  const append = (records: readonly OutboxRecord[]) => {
    if (outboxState.refuse) return Promise.reject(new Error('full'));
    missing.push(...records.map(({ event }) => event as UsageMissing));
    return Promise.resolve();
  };
  const deps = { ...commonDeps(), clock: () => time.now };
  const calls = await openJournaledCalls(join(directory.path, 'open-calls.jsonl'), {
    maxCalls,
    onError: (error) => {
      throw error;
    },
  });
  const watch = createCallWatch(missingUsageSettings.parse({ afterMinutes: 10 }), {
    ...deps,
    source: 'test',
    calls,
    outbox: { append },
    isAccepted: (eventId) => accepted.includes(eventId),
  });
  return { watch, missing, time, outboxState, metrics: deps.metrics };
}

describe('call watch', () => {
  it('reports a call whose usage never arrived, with what was counted then', async () => {
    const { watch, missing, time } = await start();
    watch.seen(
      { callId: 'lost' },
      {
        tenant: { id: 'acme', platformId: 'web' },
        promptTokens: 400,
        originalTokens: 800,
        model: 'gpt-4o',
        keyAlias: 'acme-1',
        correlationId: 'corr-1',
      },
    );
    watch.seen({ callId: 'answered' }, { tenant: { id: 'acme' } });
    watch.settled({ callId: 'answered' });
    time.now += 10 * minute + 1;
    expect(await watch.sweep()).toBe(1);
    expect(missing).toMatchObject([
      {
        tenantId: 'acme',
        platformId: 'web',
        correlationId: 'corr-1',
        payload: {
          callId: 'lost',
          model: 'gpt-4o',
          keyAlias: 'acme-1',
          waitedSeconds: 600,
          estimated: { prompt_tokens: 400, original_tokens: 800 },
          settledBy: { success: quotaEventId('test', 'lost', 'success') },
        },
      },
    ]);
    expect(await watch.sweep()).toBe(0);
    await watch.stop();
  });

  it('reports nothing before the time is up', async () => {
    const { watch, time } = await start();
    watch.seen({ callId: 'slow' }, {});
    time.now += 10 * minute - 1;
    expect(await watch.sweep()).toBe(0);
    await watch.stop();
  });

  it('does not wait for a call whose usage overtook it', async () => {
    const { watch, time } = await start();
    watch.settled({ callId: 'fast' });
    watch.seen({ callId: 'fast' }, {});
    time.now += 11 * minute;
    expect(await watch.sweep()).toBe(0);
    await watch.stop();
  });

  it('reports a call after a restart, and none that was settled before it', async () => {
    const before = await start();
    before.watch.seen({ callId: 'lost' }, {});
    before.watch.seen({ callId: 'answered' }, {});
    before.watch.settled({ callId: 'answered' });
    await before.watch.stop();
    await appendFile(join(directory.path, 'open-calls.jsonl'), '{"seen":{"callId":"to');
    const after = await start({ now: before.time.now + 11 * minute });
    expect(await after.watch.sweep()).toBe(1);
    expect(after.missing[0]?.payload.callId).toBe('lost');
    await after.watch.stop();
  });

  it('does not report a call whose event was stored when the settlement was lost', async () => {
    const { watch, time } = await start({ accepted: [quotaEventId('test', 'stored', 'failure')] });
    watch.seen({ callId: 'stored' }, {});
    time.now += 11 * minute;
    expect(await watch.sweep()).toBe(0);
    await watch.stop();
  });

  it('never takes another key’s usage for that of a call, though a client may choose the same call id', async () => {
    const { watch, missing, time } = await start();
    const mine = { callId: 'chosen', keyHash: 'a'.repeat(64) };
    const other = { callId: 'chosen', keyHash: 'b'.repeat(64) };
    watch.seen(mine, { tenant: { id: 'acme' } });
    watch.seen(other, { tenant: { id: 'beta' } });
    watch.settled(other);
    time.now += 11 * minute;
    expect(await watch.sweep()).toBe(1);
    expect(missing.map(({ tenantId }) => tenantId)).toEqual(['acme']);
    await watch.stop();
  });

  it('gives two keys’ missing calls under one call id two events', async () => {
    const { watch, missing, time } = await start();
    for (const keyHash of ['a', 'b']) watch.seen({ callId: 'chosen', keyHash: keyHash.repeat(64) }, {});
    time.now += 11 * minute;
    expect(await watch.sweep()).toBe(2);
    expect(new Set(missing.map(({ eventId }) => eventId)).size).toBe(2);
    await watch.stop();
  });

  it('watches a call under the id of one that was settled', async () => {
    const { watch, missing, time } = await start();
    watch.seen({ callId: 'reused' }, {});
    watch.settled({ callId: 'reused' });
    await new Promise(setImmediate);
    time.now += minute;
    watch.seen({ callId: 'reused' }, {});
    time.now += 11 * minute;
    expect(await watch.sweep()).toBe(1);
    expect(missing).toHaveLength(1);
    await watch.stop();
  });

  it('reports a call seen after the clock was set back', async () => {
    const { watch, missing, time } = await start();
    watch.seen({ callId: 'before' }, {});
    time.now -= 60 * minute;
    watch.seen({ callId: 'after' }, {});
    time.now += 11 * minute;
    expect(await watch.sweep()).toBe(1);
    expect(missing.map(({ payload }) => payload.callId)).toEqual(['after']);
    await watch.stop();
  });

  it('reports it later when the outbox takes nothing now', async () => {
    const { watch, time, outboxState, missing } = await start({ refuse: true });
    watch.seen({ callId: 'lost' }, {});
    time.now += 11 * minute;
    await expect(watch.sweep()).rejects.toThrow('full');
    outboxState.refuse = false;
    expect(await watch.sweep()).toBe(1);
    expect(missing).toHaveLength(1);
    await watch.stop();
  });

  it('counts the calls it has no room for', async () => {
    const { watch, metrics, time } = await start({ maxCalls: 2 });
    for (const callId of ['1', '2', '3', '4']) watch.seen({ callId }, {});
    time.now += 11 * minute;
    expect(await watch.sweep()).toBe(2);
    expect((await metrics.callsUnwatched.get()).values[0]?.value).toBe(2);
    await watch.stop();
  });

  it('says once that calls cannot be watched, and once that they can again, and counts each', async () => {
    const lines: string[] = [];
    const log = pino(
      { base: null },
      { write: (line: string) => void lines.push((JSON.parse(line) as { msg: string }).msg) },
    );
    const deps = { ...commonDeps(), log };
    const away = { redis: true };
    const add = () => (away.redis ? Promise.reject(new Error('away')) : Promise.resolve(true));
    const calls = { add, remove: add, due: () => Promise.resolve([]), size: () => Promise.resolve(0) };
    const watch = createCallWatch(missingUsageSettings.parse({}), {
      ...deps,
      source: 'test',
      calls: { ...calls, close: () => Promise.resolve() },
      outbox: { append: () => Promise.resolve() },
      isAccepted: () => false,
    });
    const see = async (count: number) => {
      for (let call = 0; call < count; call++) watch.seen({ callId: `${call}` }, {});
      await nextTurn();
    };
    await see(20);
    away.redis = false;
    await see(20);
    expect(lines).toEqual(['calls cannot be watched for now', 'calls can be watched again']);
    expect((await deps.metrics.callsUnwatched.get()).values[0]?.value).toBe(20);
    await watch.stop();
  });

  it('stays small on disk however many calls pass', async () => {
    const { watch } = await start();
    for (let call = 0; call < 12_000; call += 1) {
      watch.seen({ callId: `${call}` }, {});
      watch.settled({ callId: `${call}` });
    }
    await watch.stop();
    const { stat } = await import('node:fs/promises');
    expect((await stat(join(directory.path, 'open-calls.jsonl'))).size).toBeLessThan(1_500_000);
  });
});
