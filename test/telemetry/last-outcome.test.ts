import { createLastOutcome } from '../../hooks-server/telemetry/last-outcome.js';

test('the last outcome counts, and results and errors pass', async () => {
  const last = createLastOutcome();
  expect(last.isOk()).toBe(true);
  await expect(last.of(Promise.reject(new Error('full')))).rejects.toThrow('full');
  expect(last.isOk()).toBe(false);
  expect(await last.of(Promise.resolve(1))).toBe(1);
  expect(last.isOk()).toBe(true);
});
