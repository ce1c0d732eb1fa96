import { pino } from 'pino';
import { closeInPhases } from '../../hooks-server/composition/close-in-phases.js';

test('a part that cannot be closed is logged by its name, and keeps none of the others from closing', async () => {
  const lines: string[] = [];
  const log = pino({ base: null, timestamp: false }, { write: (line: string) => void lines.push(line) });
  const closed: string[] = [];
  const close = (name: string) => () => Promise.resolve(void closed.push(name));
  await closeInPhases(
    [
      {
        detector: () => Promise.reject(new TypeError('the text of a secret')),
        alerting: close('alerting'),
      },
      {
        scores: undefined,
        events: () => {
          throw new RangeError('at once');
        },
      },
      { cache: close('cache') },
    ],
    log,
  );
  expect(closed).toEqual(['alerting', 'cache']);
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { level: 50, part: 'detector', fault: 'TypeError', msg: 'a part could not be closed' },
    { level: 50, part: 'events', fault: 'RangeError', msg: 'a part could not be closed' },
  ]);
});

test('a phase begins when all of the one before it is closed', async () => {
  const order: string[] = [];
  const late = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    order.push('late');
  };
  await closeInPhases(
    [{ late }, { next: () => Promise.resolve(void order.push('next')) }],
    pino({ level: 'silent' }),
  );
  expect(order).toEqual(['late', 'next']);
});
