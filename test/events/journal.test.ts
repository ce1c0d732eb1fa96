import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openJournaledCalls } from '../../hooks-server/events/watch/journal.js';
import { mountSmallDisk } from '../../scripts/lab/bench/events/small-disk.js';
import { temporaryDirectory } from './support.js';

const enoughToCompact = 11_000;

test('a journal that cannot be written is told of once, and calls go on being watched', async () => {
  const directory = await temporaryDirectory();
  const errors: unknown[] = [];
  const folder = join(directory.path, 'journal');
  const calls = await openJournaledCalls(join(folder, 'calls.jsonl'), {
    maxCalls: 10,
    onError: (error) => errors.push(error),
  });
  // Without its folder the journal cannot be written anew, which it has to be from some ten thousand lines on.
  await rm(folder, { recursive: true });
  for (let round = 0; round < 2; round += 1) {
    for (let call = 0; call < enoughToCompact; call += 1) {
      await calls.add({ callId: `${call}`, seenAt: call });
      await calls.remove({ callId: `${call}` });
    }
    // Whatever waits is written before the next round: a turn of the event loop for each group of lines.
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
  }
  await calls.add({ callId: 'open', seenAt: 1 });
  expect(await calls.due(2, 10)).toHaveLength(1);
  await calls.close();
  expect(errors).toHaveLength(1);
  await directory.remove();
});

test('with a full disk the journal opens, knows its open calls, and is written again when there is room', async () => {
  const disk = mountSmallDisk(1);
  // Needs root on Linux; elsewhere nothing is full.
  const directory = disk
    ? { path: disk.path, remove: () => Promise.resolve(disk.unmount()) }
    : await temporaryDirectory();
  if (!disk)
    process.stderr.write('SKIPPED in part: no small disk can be mounted here, so that none is full.\n');
  const errors: unknown[] = [];
  const open = () =>
    openJournaledCalls(join(directory.path, 'calls.jsonl'), {
      maxCalls: 10,
      onError: (error) => errors.push(error),
    });
  const first = await open();
  await first.add({ callId: 'before', seenAt: 1 });
  await first.close();
  disk?.fill();
  const second = await open();
  expect(await second.due(5, 10)).toMatchObject([{ callId: 'before' }]);
  await second.add({ callId: 'meanwhile', seenAt: 2 });
  for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
  expect(errors).toHaveLength(disk ? 1 : 0);
  disk?.free();
  await second.add({ callId: 'after', seenAt: 3 });
  await second.close();
  const third = await open();
  expect((await third.due(5, 10)).map(({ callId }) => callId)).toEqual(
    expect.arrayContaining(['before', 'after']),
  );
  await third.close();
  await directory.remove();
});
