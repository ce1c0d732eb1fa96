import { appendFile, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { UnavailableError } from '../../hooks-server/errors.js';
import { openFileOutbox } from '../../hooks-server/events/file/file-outbox.js';
import { fileOutboxSettings } from '../../hooks-server/events/settings.js';
import { commonDeps, idsOf, readAll, sampleEvent, sampleEvents, temporaryDirectory } from './support.js';

const settings = fileOutboxSettings.parse({});
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;

beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

async function withOutbox<T>(
  use: (outbox: Awaited<ReturnType<typeof openFileOutbox>>) => Promise<T>,
  overrides: Partial<typeof settings> = {},
  deps = commonDeps(),
): Promise<T> {
  const outbox = await openFileOutbox(directory.path, { ...settings, ...overrides }, deps);
  try {
    return await use(outbox);
  } finally {
    await outbox.close();
  }
}

async function segmentFiles(): Promise<string[]> {
  const names = (await readdir(directory.path)).filter((name) => name.endsWith('.jsonl')).sort();
  return names.map((name) => join(directory.path, name));
}

describe('file outbox', () => {
  it('gives back every appended event in order after a restart', async () => {
    await withOutbox(async (outbox) => {
      await outbox.append(sampleEvents(10));
      await outbox.append(sampleEvents(10, 10));
    });
    const read = await withOutbox((outbox) => readAll(outbox));
    expect(idsOf(read)).toEqual(idsOf(sampleEvents(20)));
  });

  it('is a file of JSON lines that a person can read', async () => {
    await withOutbox((outbox) => outbox.append(sampleEvents(3)));
    const [file] = await segmentFiles();
    const lines = (await readFile(file ?? '', 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject(
      sampleEvents(3).map(({ subject, event }) => ({ subject, event })),
    );
  });

  it('keeps what was acknowledged away from the next reader, and nothing else', async () => {
    await withOutbox(async (outbox) => {
      await outbox.append(sampleEvents(10));
      const reader = await outbox.reader('publisher');
      await reader.ack((await reader.read(4)).slice(0, 3));
    });
    const read = await withOutbox((outbox) => readAll(outbox));
    expect(idsOf(read)).toEqual(idsOf(sampleEvents(10).slice(3)));
  });

  it('never loses an event to the order of acknowledgements', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.nat(), { maxLength: 60 }),
        fc.integer({ min: 200, max: 3000 }),
        async (count, picks, segmentBytes) => {
          const own = await temporaryDirectory();
          const open = () => openFileOutbox(own.path, { ...settings, segmentBytes }, commonDeps());
          const first = await open();
          for (const event of sampleEvents(count)) await first.append([event]);
          const read = await readAll(first);
          const reader = await first.reader('publisher');
          const acknowledged = new Set<string>();
          for (const pick of picks) {
            const record = read[pick % read.length];
            if (record === undefined) continue;
            await reader.ack([record]);
            acknowledged.add(record.event.eventId);
          }
          await first.close();
          const second = await open();
          const again = new Set(idsOf(await readAll(second)));
          await second.close();
          await own.remove();
          for (const { event } of sampleEvents(count)) {
            expect(acknowledged.has(event.eventId) || again.has(event.eventId)).toBe(true);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('wakes a waiting reader when an event is appended', async () => {
    await withOutbox(async (outbox) => {
      const reader = await outbox.reader('publisher');
      const waiting = reader.read(10);
      await outbox.append([sampleEvent(1)]);
      expect(idsOf(await waiting)).toEqual(idsOf([sampleEvent(1)]));
    });
  });

  it('ends a waiting read when it closes', async () => {
    let waiting: Promise<unknown[]> | undefined;
    await withOutbox(async (outbox) => {
      const reader = await outbox.reader('publisher');
      waiting = reader.read(10);
    });
    expect(await waiting).toEqual([]);
  });

  it('refuses what exceeds its bound, and takes events again once they were delivered', async () => {
    await withOutbox(
      async (outbox) => {
        const reader = await outbox.reader('publisher');
        const appendUntilFull = async () => {
          for (let number = 0; number < 1000; number += 1) await outbox.append([sampleEvent(number)]);
        };
        await expect(appendUntilFull()).rejects.toThrow(UnavailableError);
        await reader.ack(await reader.read(10_000));
        await expect(outbox.append([sampleEvent(1)])).resolves.toBeUndefined();
      },
      { maxBytes: 5000, segmentBytes: 2000 },
    );
  });

  it('deletes delivered segments beyond their retention, and never an undelivered one', async () => {
    const overrides = { segmentBytes: 1000, retainBytes: 1 };
    await withOutbox(async (outbox) => {
      const reader = await outbox.reader('publisher');
      for (const event of sampleEvents(20)) await outbox.append([event]);
      const before = (await segmentFiles()).length;
      // A read ends with a segment at the latest.
      for (let left = 10; left > 0;) {
        const read = await reader.read(left);
        await reader.ack(read);
        left -= read.length;
      }
      for (const event of sampleEvents(5, 20)) await outbox.append([event]);
      expect((await segmentFiles()).length).toBeLessThan(before);
    }, overrides);
    const read = await withOutbox((outbox) => readAll(outbox), overrides);
    expect(idsOf(read)).toEqual(idsOf(sampleEvents(15, 10)));
  });

  it('keeps counting where retention has deleted the beginning', async () => {
    const overrides = { segmentBytes: 1000, retainBytes: 1 };
    await withOutbox(async (outbox) => {
      for (const event of sampleEvents(30)) await outbox.append([event]);
    }, overrides);
    const read = await withOutbox((outbox) => readAll(outbox), overrides);
    expect(idsOf(read)).toEqual(idsOf(sampleEvents(30)).slice(-read.length));
    expect(read.at(-1)?.position).toBe('29');
  });

  it('names the last events of the process before', async () => {
    await withOutbox(
      async (outbox) => {
        for (const event of sampleEvents(30)) await outbox.append([event]);
      },
      { segmentBytes: 1000 },
    );
    await withOutbox(async (outbox) => {
      await outbox.append(sampleEvents(1, 99));
      const recent: string[] = [];
      for await (const { event } of outbox.recent(7)) recent.push(event.eventId);
      expect(recent).toEqual(idsOf(sampleEvents(7, 23)));
    });
  });
});

describe('file outbox after a crash', () => {
  it('loses no whole event to a torn last one, wherever it tore', async () => {
    await withOutbox((outbox) => outbox.append(sampleEvents(5)));
    const [file = ''] = await segmentFiles();
    const whole = await readFile(file);
    const lastLine = whole.lastIndexOf(0x0a, whole.length - 2) + 1;
    for (const end of [lastLine, lastLine + 1, Math.floor((lastLine + whole.length) / 2), whole.length - 1]) {
      await writeFile(file, whole);
      await truncate(file, end);
      const read = await withOutbox((outbox) => readAll(outbox));
      expect(idsOf(read)).toEqual(idsOf(sampleEvents(4)));
    }
  });

  it('appends behind a cut-off tail without spoiling a line', async () => {
    await withOutbox((outbox) => outbox.append(sampleEvents(5)));
    const [file = ''] = await segmentFiles();
    await appendFile(file, '{"storedAt":1,"subject":"quota.upd');
    await withOutbox((outbox) => outbox.append(sampleEvents(2, 5)));
    const read = await withOutbox((outbox) => readAll(outbox));
    expect(idsOf(read)).toEqual(idsOf(sampleEvents(7)));
  });

  it('skips a damaged line, counts it, and gives back the events behind it', async () => {
    await withOutbox((outbox) => outbox.append(sampleEvents(5)));
    const [file = ''] = await segmentFiles();
    const content = await readFile(file);
    content.fill(0, content.indexOf(0x0a) + 10, content.indexOf(0x0a) + 60);
    await writeFile(file, content);
    const deps = commonDeps();
    await withOutbox(
      async (outbox) => {
        const reader = await outbox.reader('publisher');
        const read = await reader.read(10);
        expect(idsOf(read)).toEqual(idsOf(sampleEvents(5)).filter((_, index) => index !== 1));
        await reader.ack(read);
        expect((await reader.backlog()).records).toBe(0);
      },
      {},
      deps,
    );
    expect((await deps.metrics.outboxDamaged.get()).values[0]?.value).toBe(1);
  });

  it('starts over when its stored position cannot be read', async () => {
    await withOutbox(async (outbox) => {
      await outbox.append(sampleEvents(3));
      const reader = await outbox.reader('publisher');
      await reader.ack(await reader.read(3));
    });
    await writeFile(join(directory.path, 'publisher.position.json'), '{"base":');
    const read = await withOutbox((outbox) => readAll(outbox));
    expect(idsOf(read)).toEqual(idsOf(sampleEvents(3)));
  });
});
