import { createOversized } from '../../hooks-server/events/oversized.js';
import { sampleEvents } from './support.js';

const records = sampleEvents(3).map((record, index) => ({ ...record, position: String(index), storedAt: 0 }));
const [first, second] = records as [(typeof records)[0], (typeof records)[0]];

test('what is too large is tried again after each pause, and given up in the end', () => {
  let now = 0;
  const oversized = createOversized({ pauseMs: 10, maxMs: 25, now: () => now });
  expect([oversized.keep(first), oversized.keep(second)]).toEqual([true, false]);
  expect([oversized.due(), oversized.waitMs(), oversized.givenUp()]).toEqual([[], 10, []]);
  now = 10;
  expect(oversized.due()).toEqual([first, second]);
  expect([oversized.due(), oversized.waitMs()]).toEqual([[], undefined]);
  oversized.taken(second);
  oversized.keep(first);
  now = 26;
  // The time of its first refusal counts.
  expect(oversized.givenUp()).toEqual([first]);
  expect(oversized.due()).toEqual([]);
});

test('no more are kept than may be: the oldest go', () => {
  const oversized = createOversized({ pauseMs: 10, maxRecords: 2, now: () => 0 });
  for (const record of records) oversized.keep(record);
  expect(oversized.givenUp()).toEqual([first]);
});
