import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { openFileOutbox } from '../../hooks-server/events/file/file-outbox.js';
import { quotaEventId, quotaUpdated } from '../../hooks-server/events/quota-updated.js';
import { openMemoryStore } from '../../hooks-server/events/quota/memory-store.js';
import { startQuotaMirror, type QuotaMirror } from '../../hooks-server/events/quota/mirror.js';
import { bucketsAt, periodOf } from '../../hooks-server/events/quota/periods.js';
import { toEntry } from '../../hooks-server/events/quota/sums.js';
import type { Budget } from '../../hooks-server/events/quota/thresholds.js';
import type { OutboxRecord } from '../../hooks-server/events/envelope.js';
import { fileOutboxSettings, quotaSettings } from '../../hooks-server/events/settings.js';
import { usageRecordSchema } from '../../hooks-server/litellm/usage-record.js';
import { commonDeps, readAll, sampleUsage, temporaryDirectory } from './support.js';

const now = Date.parse('2026-11-21T00:30:00Z');
const keyHash = 'a'.repeat(64);

function usage(callId: string, costUsd: number, tenantId = 'acme'): OutboxRecord {
  const record = usageRecordSchema.parse(sampleUsage(callId, { response_cost: costUsd }));
  return quotaUpdated({
    eventId: quotaEventId('test', record.litellm_call_id, record.status),
    record,
    tenant: { id: tenantId },
    context: undefined,
    now,
  });
}

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

/** A service's quota side over the test's directory; `crash` leaves everything as a killed process would. */
async function start(budget?: Budget) {
  const deps = { ...commonDeps(), clock: () => now };
  const outbox = await openFileOutbox(join(directory.path, 'outbox'), fileOutboxSettings.parse({}), deps);
  const path = join(directory.path, 'quota.json');
  const outboxEnd = outbox.end ?? 0;
  const store = await openMemoryStore(path, { ...deps, keepDays: 62, recentEvents: 1000, outboxEnd });
  for await (const { event, position } of outbox.recent(1000)) store.remember(event.eventId, position);
  const mirror = await startQuotaMirror(quotaSettings.parse({}), {
    ...deps,
    source: 'test',
    outbox,
    store,
    tenantBudget: () => budget,
  });
  return {
    outbox,
    mirror,
    async stop() {
      await mirror.stop();
      await outbox.close();
    },
    /** As a killed process leaves it: neither the sums nor the position are saved. */
    crash: () => outbox.close(),
  };
}

/** Resolves once the mirror has counted so many calls. */
async function counted(mirror: QuotaMirror, calls: number): Promise<void> {
  while ((await mirror.ofTenant('acme', 'total')).calls < calls)
    await new Promise((resolve) => setImmediate(resolve));
}

describe('quota mirror', () => {
  it('counts an event once although the line that held it is damaged and it is sent again', async () => {
    const before = await start();
    await before.outbox.append([usage('call-1', 0.5)]);
    await counted(before.mirror, 1);
    await before.stop();
    const [segment = ''] = (await readdir(join(directory.path, 'outbox'))).filter((name) =>
      name.endsWith('.jsonl'),
    );
    const path = join(directory.path, 'outbox', segment);
    await writeFile(path, (await readFile(path, 'utf8')).replace('call-1', 'c\u0000ll-1').replace('{', '['));
    const after = await start();
    await after.outbox.append([usage('call-1', 0.5), usage('call-2', 0.25)]);
    await counted(after.mirror, 2);
    expect(await after.mirror.ofTenant('acme', 'total')).toMatchObject({ calls: 2, costUsd: 0.75 });
    await after.stop();
  });

  it('a key that is exchanged for another one goes on with what its alias has spent', async () => {
    const { outbox, mirror, stop } = await start();
    await outbox.append([usage('call-1', 0.5)]);
    await counted(mirror, 1);
    const other = 'b'.repeat(64);
    expect(await mirror.spendOf(other, '30d')).toBe(0);
    expect(await mirror.spendOf(other, '30d', 'acme-1')).toBe(0.5);
    expect(await mirror.spendOf(keyHash, '30d', 'new-alias')).toBe(0.5);
    await stop();
  });

  it('adds up tokens and cost for each tenant and key', async () => {
    const service = await start();
    await service.outbox.append([usage('1', 0.1), usage('2', 0.2), usage('3', 5, 'globex')]);
    await counted(service.mirror, 2);
    expect(await service.mirror.ofTenant('acme', 'day')).toEqual({
      calls: 2,
      failures: 0,
      cached: 0,
      promptTokens: 38,
      completionTokens: 20,
      totalTokens: 58,
      costUsd: 0.3,
      savedUsd: 0,
    });
    expect((await service.mirror.ofTenant('globex', 'total')).costUsd).toBe(5);
    expect(await service.mirror.spendOf(keyHash)).toBe(5.3);
    expect(await service.mirror.spendOf('0'.repeat(64))).toBe(0);
    await service.stop();
  });

  it('remembers a key’s spend over a restart', async () => {
    const before = await start();
    await before.outbox.append([usage('1', 0.25), usage('2', 0.5)]);
    await counted(before.mirror, 2);
    await before.stop();
    const after = await start();
    expect(await after.mirror.spendOf(keyHash)).toBe(0.75);
    await after.stop();
  });

  it('counts all that the outbox holds where the sums cannot be read', async () => {
    const before = await start();
    await before.outbox.append([usage('1', 0.25), usage('2', 0.5)]);
    await counted(before.mirror, 2);
    await before.stop();
    await writeFile(join(directory.path, 'quota.json'), '{"version":1,"posit');
    const after = await start();
    await after.outbox.append([usage('3', 1)]);
    await counted(after.mirror, 3);
    expect(await after.mirror.spendOf(keyHash)).toBe(1.75);
    await after.stop();
  });

  it('goes on counting where the outbox was begun anew, crashes included', async () => {
    const before = await start();
    await before.outbox.append(['1', '2', '3', '4', '5'].map((id) => usage(id, 1)));
    await counted(before.mirror, 5);
    await before.stop();
    await rm(join(directory.path, 'outbox'), { recursive: true });
    for (const life of [1, 2]) {
      const service = await start();
      await service.outbox.append([usage(`new-${life}`, 1)]);
      await counted(service.mirror, 5 + life);
      await service.crash();
    }
    const last = await start();
    await counted(last.mirror, 7);
    expect(await last.mirror.spendOf(keyHash)).toBe(7);
    await last.stop();
  });

  it('counts everything once over any number of crashes', async () => {
    let calls = 0;
    for (let life = 0; life < 4; life += 1) {
      const service = await start();
      await counted(service.mirror, calls);
      await service.outbox.append([usage(`${calls}`, 1), usage(`${calls + 1}`, 1)]);
      calls += 2;
      await counted(service.mirror, calls);
      await (life % 2 === 0 ? service.crash() : service.stop());
    }
    const last = await start();
    await counted(last.mirror, calls);
    expect(await last.mirror.spendOf(keyHash)).toBe(calls);
    await last.stop();
  });

  it('counts an event once that was stored twice, before and after a restart', async () => {
    const before = await start();
    await before.outbox.append([usage('1', 1)]);
    await before.outbox.append([usage('1', 1)]);
    await before.outbox.append([usage('2', 1)]);
    await counted(before.mirror, 2);
    await before.stop();
    const after = await start();
    await after.outbox.append([usage('1', 1), usage('3', 1)]);
    await counted(after.mirror, 3);
    expect(await after.mirror.spendOf(keyHash)).toBe(3);
    await after.stop();
  });

  it('announces each threshold once, restarts and crashes included', async () => {
    const budget = { maxUsd: 10, duration: '30d' };
    const first = await start(budget);
    await first.outbox.append([usage('1', 4.9)]);
    await counted(first.mirror, 1);
    await first.outbox.append([usage('2', 0.1)]);
    await counted(first.mirror, 2);
    await first.stop();
    const second = await start(budget);
    await second.outbox.append([usage('3', 0.1), usage('4', 6)]);
    await counted(second.mirror, 4);
    await second.mirror.stop();
    const events = await readAll(second.outbox);
    await second.outbox.close();
    const thresholds = events
      .filter(({ subject }) => subject === 'quota.threshold')
      .map(({ event }) => event);
    expect(thresholds.map(({ payload }) => payload)).toMatchObject([
      { percent: 50, spent_usd: 5, budget_usd: 10, scope: 'tenant', periodStart: '2026-11-01T00:00:00.000Z' },
      { percent: 80, spent_usd: 11.1 },
      { percent: 100, spent_usd: 11.1, periodEnd: '2026-12-01T00:00:00.000Z' },
    ]);
    expect(new Set(thresholds.map(({ eventId }) => eventId)).size).toBe(3);
  });

  it('announces the thresholds of a budget that came with the records, once for each of its periods', async () => {
    const service = await start();
    const spent = (callId: string, before: number, resetAt: string) => {
      const sample = sampleUsage(callId, { response_cost: 0.5 });
      const metadata = {
        ...(sample['metadata'] as object),
        user_api_key_max_budget: 2,
        user_api_key_spend: before,
        user_api_key_budget_reset_at: resetAt,
      };
      const record = usageRecordSchema.parse({ ...sample, metadata });
      const eventId = quotaEventId('test', callId, record.status);
      return quotaUpdated({ eventId, record, tenant: { id: 'acme' }, context: undefined, now });
    };
    const periods = ['2026-12-01T00:00:00+00:00', '2027-01-01T00:00:00+00:00'];
    let calls = 0;
    for (const resetAt of periods) {
      for (const before of [0.1, 0.6, 1.1]) {
        // With each call comes one that was refused, and of which LiteLLM says no more than the key.
        const refused = usage(`refused-${calls}`, 0, 'unknown');
        await service.outbox.append([spent(`${calls}`, before, resetAt), refused]);
        await counted(service.mirror, (calls += 1));
      }
    }
    await service.mirror.stop();
    const thresholds = (await readAll(service.outbox)).filter(({ subject }) => subject === 'quota.threshold');
    await service.outbox.close();
    expect(thresholds.map(({ event }) => event.payload)).toMatchObject(
      periods.flatMap((resetAt) => {
        const periodEnd = new Date(resetAt).toISOString();
        return [
          { percent: 50, spent_usd: 1.1, budget_usd: 2, keyAlias: 'acme-1', periodEnd },
          { percent: 80, spent_usd: 1.6, budget_usd: 2, keyAlias: 'acme-1', periodEnd },
        ];
      }),
    );
  });

  it('announces them when they are crossed, not when LiteLLM has written to its database what was spent', async () => {
    const service = await start();
    const lagging = (callId: string): OutboxRecord => {
      const sample = sampleUsage(callId, { response_cost: 0.5 });
      const metadata = {
        ...(sample['metadata'] as object),
        user_api_key_max_budget: 2,
        user_api_key_spend: 0.2,
        user_api_key_budget_reset_at: '2026-12-01T00:00:00+00:00',
      };
      const record = usageRecordSchema.parse({ ...sample, metadata });
      const eventId = quotaEventId('test', callId, record.status);
      return quotaUpdated({ eventId, record, tenant: { id: 'acme' }, context: undefined, now });
    };
    await service.outbox.append([lagging('one')]);
    await counted(service.mirror, 1);
    await service.outbox.append([lagging('two')]);
    await counted(service.mirror, 2);
    await service.outbox.append([lagging('three'), lagging('four')]);
    await counted(service.mirror, 4);
    await service.mirror.stop();
    const thresholds = (await readAll(service.outbox)).filter(({ subject }) => subject === 'quota.threshold');
    await service.outbox.close();
    expect(thresholds.map(({ event }) => event.payload)).toMatchObject([
      { percent: 50, spent_usd: 1.2 },
      { percent: 80, spent_usd: 2.2 },
      { percent: 100, spent_usd: 2.2 },
    ]);
  });

  it('forgets the announcements of periods that are over, and keeps those of the others', async () => {
    let time = now;
    const deps = { ...commonDeps(), clock: () => time, keepDays: 62, recentEvents: 1000 };
    const path = join(directory.path, 'announced.json');
    const store = await openMemoryStore(path, deps);
    const hour = 3_600_000;
    const period = () => ({ id: `hour ${time}`, endsAt: time + hour });
    await store.setAnnounced('tenant:acme', { id: 'total' }, 80);
    for (; time < now + 60 * hour; time += hour) await store.setAnnounced('tenant:acme', period(), 50);
    const content = async () => {
      await store.add([]);
      const entry = toEntry({ ...usage(`at ${time}`, 1), position: String(time), storedAt: time });
      await store.add(entry ? [entry] : []);
      await store.save();
      const snapshot = JSON.parse(await readFile(path, 'utf8')) as { announced: unknown[] };
      return snapshot.announced.length;
    };
    // Those of the last day and of the period without an end.
    expect(await content()).toBeLessThanOrEqual(26);
    time += 48 * hour;
    expect(await content()).toBe(1);
    const again = await openMemoryStore(path, deps);
    expect(await again.announced('tenant:acme', 'total')).toBe(80);
  });

  it('sums money exactly', async () => {
    const service = await start();
    await service.outbox.append(Array.from({ length: 1000 }, (_, index) => usage(`${index}`, 0.0001475)));
    await counted(service.mirror, 1000);
    expect(await service.mirror.spendOf(keyHash)).toBe(0.1475);
    await service.stop();
  });
});

describe('budget periods', () => {
  it.each([
    ['1d', '2026-11-21T00:00:00.000Z', '2026-11-22T00:00:00.000Z'],
    ['24h', '2026-11-21T00:00:00.000Z', '2026-11-22T00:00:00.000Z'],
    ['7d', '2026-11-16T00:00:00.000Z', '2026-11-23T00:00:00.000Z'],
    ['1w', '2026-11-16T00:00:00.000Z', '2026-11-23T00:00:00.000Z'],
    ['30d', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'],
    ['1mo', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'],
    ['6h', '2026-11-21T00:00:00.000Z', '2026-11-21T06:00:00.000Z'],
    ['30s', '2026-11-21T00:00:00.000Z', '2026-11-21T01:00:00.000Z'],
    ['120m', '2026-11-21T00:00:00.000Z', '2026-11-21T02:00:00.000Z'],
    ['1440m', '2026-11-21T00:00:00.000Z', '2026-11-22T00:00:00.000Z'],
    ['86400s', '2026-11-21T00:00:00.000Z', '2026-11-22T00:00:00.000Z'],
    ['90d', '2026-10-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
  ])('%s begins and ends where LiteLLM resets it', (duration, start, end) => {
    const { startsAt = 0, endsAt = 0 } = periodOf(duration, now);
    expect([new Date(startsAt).toISOString(), new Date(endsAt).toISOString()]).toEqual([start, end]);
  });

  it.each([
    ['90d', 62],
    ['45d', 32],
    ['100h', 62],
    ['71h', 62],
    ['24mo', 62],
  ])('of %s are summed to their end when days are kept for %i', async (duration, keepDays) => {
    const { startsAt = 0, endsAt = 0 } = periodOf(duration, now, keepDays);
    const time = { now: startsAt };
    const deps = { ...commonDeps(), clock: () => time.now, keepDays, recentEvents: 10 };
    const store = await openMemoryStore(join(directory.path, 'quota.json'), deps);
    let calls = 0;
    for (; time.now < endsAt; time.now += Math.ceil((endsAt - startsAt) / 50)) {
      const { event, ...record } = usage(`${calls}`, 1);
      const occurredAt = new Date(time.now).toISOString();
      const entry = toEntry({
        ...record,
        event: { ...event, occurredAt },
        position: `${calls}`,
        storedAt: 0,
      });
      await store.add(entry === undefined ? [] : [entry]);
      await store.save();
      calls += 1;
    }
    const { buckets } = periodOf(duration, endsAt - 1, keepDays);
    expect((await store.sums('tenant:acme', buckets)).calls).toBe(calls);
  });

  it('holds every moment in exactly the buckets its events are counted in', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 90 }),
        fc.constantFrom('h', 'd', 'w', 'mo'),
        fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2030-01-01') }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (count, unit, time, share) => {
          const { startsAt = 0, buckets } = periodOf(`${count}${unit}`, time);
          const earlier = Math.round(startsAt + (time - startsAt) * share);
          expect(startsAt).toBeLessThanOrEqual(time);
          // One bucket of each kind covers a moment, and the period is made of one kind: it counts once.
          expect(bucketsAt(earlier).filter((bucket) => buckets.includes(bucket))).toHaveLength(1);
          expect(bucketsAt(startsAt - 1).filter((bucket) => buckets.includes(bucket))).toHaveLength(0);
        },
      ),
    );
  });
});
