import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDeadLetters } from '../../hooks-server/events/dead-letters.js';
import type { Subject } from '../../hooks-server/events/envelope.js';
import { openFileOutbox } from '../../hooks-server/events/file/file-outbox.js';
import { createSetAside } from '../../hooks-server/events/set-aside.js';
import { fileOutboxSettings } from '../../hooks-server/events/settings.js';
import { giveUp } from '../../hooks-server/events/undeliverable.js';
import { commonDeps, idsOf, sampleEvent, temporaryDirectory } from './support.js';

function setUp() {
  const time = { now: 0 };
  const aside = createSetAside({
    minPauseMs: 100,
    maxPauseMs: 400,
    maxRecords: 3,
    maxMs: 1000,
    now: () => time.now,
  });
  return { aside, time };
}

function record(number: number, subject: Subject = 'guardrail.alert') {
  return { ...sampleEvent(number), subject, position: String(number), storedAt: 0 };
}

describe('events of a refused subject', () => {
  it('are kept without being tried, but for one of them after ever longer pauses', () => {
    const { aside, time } = setUp();
    expect(aside.keep(record(0))).toBe(false);
    expect(aside.refuse(record(0))).toBe(true);
    expect(aside.keep(record(1))).toBe(true);
    expect(aside.keep(record(2, 'quota.updated'))).toBe(false);
    for (const pause of [100, 200, 400, 400]) {
      expect(aside.waitMs()).toBe(pause);
      time.now += pause - 1;
      expect(aside.due()).toEqual([]);
      time.now += 1;
      const due = aside.due();
      expect(due).toEqual([record(0)]);
      expect(aside.due()).toEqual([]);
      expect(aside.refuse(record(0))).toBe(false);
    }
    expect(aside.accept('guardrail.alert')).toEqual([record(0), record(1)]);
    expect(aside.keep(record(3))).toBe(false);
  });

  it('are given up only when they are refused while others are taken, and for long', () => {
    const { aside, time } = setUp();
    const probe = () => {
      time.now += 400;
      for (const due of aside.due()) aside.refuse(due);
    };
    aside.refuse(record(0));
    for (let round = 0; round < 10; round += 1) probe();
    // All that time NATS took nothing; when it does again, it may be the turn of this subject, too.
    aside.accept('quota.updated');
    time.now += 2000;
    expect(aside.givenUp()).toEqual([]);
    probe();
    expect(aside.givenUp()).toEqual([record(0)]);
    expect(aside.counts()).toEqual([['guardrail.alert', 0]]);
  });

  it('are given up at once, the oldest first, when there are too many', () => {
    const { aside, time } = setUp();
    for (const number of [0, 1, 2, 3, 4]) aside.refuse(record(number));
    expect(aside.isFull()).toBe(true);
    expect(aside.givenUp()).toEqual([]);
    aside.accept('quota.updated');
    time.now += 100;
    for (const due of aside.due()) aside.refuse(due);
    expect(aside.givenUp()).toEqual([record(0), record(1)]);
  });

  it('are never given up when they are what is counted', () => {
    const { aside, time } = setUp();
    for (const number of [0, 1, 2, 3, 4]) aside.refuse(record(number, 'quota.updated'));
    aside.accept('guardrail.alert');
    time.now += 5000;
    for (const due of aside.due()) aside.refuse(due);
    expect(aside.givenUp()).toEqual([]);
    expect(aside.isFull()).toBe(true);
  });

  it('are whole in the dead letters before the outbox lets them go', async () => {
    const { aside, time } = setUp();
    const directory = await temporaryDirectory();
    const deps = commonDeps();
    const open = () => openFileOutbox(join(directory.path, 'outbox'), fileOutboxSettings.parse({}), deps);
    const outbox = await open();
    const reader = await outbox.reader('publisher');
    await outbox.append([record(0), sampleEvent(1)]);
    const [alert] = await reader.read(1);
    aside.refuse(alert ?? record(0));
    aside.accept('quota.updated');
    time.now += 5000;
    for (const due of aside.due()) aside.refuse(due);

    const full = { add: () => Promise.reject(new Error('ENOSPC')) };
    await giveUp({ aside, deadLetters: full, reader, ...deps });
    expect((await reader.backlog()).records).toBe(2);

    const path = join(directory.path, 'dead-letters.jsonl');
    const deadLetters = createDeadLetters(path, { ...deps, maxBytes: 1_000_000 });
    await giveUp({ aside, deadLetters, reader, ...deps });
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
      reason: 'undeliverable',
      fields: { subject: 'guardrail.alert', event: sampleEvent(0).event },
    });
    await outbox.close();
    const after = await open();
    expect(idsOf(await (await after.reader('publisher')).read(10))).toEqual(idsOf([sampleEvent(1)]));
    await after.close();
    await directory.remove();
  });
});
