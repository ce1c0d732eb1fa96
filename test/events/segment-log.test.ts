import { realpath } from 'node:fs/promises';
import { openSegmentLog } from '../../hooks-server/events/file/segment-log.js';
import { commonDeps, temporaryDirectory } from './support.js';
import { syncedBy } from './support-syncs.js';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

const line = Buffer.from('{}\n');

describe('segment log', () => {
  it('takes one segment off its list for each file it deletes, however many ask at once', async () => {
    const log = await openSegmentLog(directory.path, line.length, commonDeps());
    for (let count = 0; count < 5; count += 1) await log.write([line]);
    const isFirst = ({ base }: { base: number }) => base === 0;
    await Promise.all([log.prune(isFirst), log.prune(isFirst), log.prune(isFirst)]);
    expect(log.segments.map(({ base }) => base)).toEqual([1, 2, 3, 4]);
    await log.prune(({ base }) => base <= 1);
    expect(log.segments.map(({ base }) => base)).toEqual([2, 3, 4]);
    await log.close();
  });

  it('syncs whole lines that the process before may have left unsynced', async () => {
    const before = await openSegmentLog(directory.path, 1000, commonDeps());
    await before.write([line, line]);
    await before.close();
    const synced = await syncedBy(async () => {
      const after = await openSegmentLog(directory.path, 1000, commonDeps());
      expect(after.next()).toBe(2);
      await after.close();
    });
    expect(synced).toEqual([`${await realpath(directory.path)}/0000000000000000.jsonl`]);
  });
});
