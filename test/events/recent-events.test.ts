import { join } from 'node:path';
import { startEvents } from '../../hooks-server/events/start-events.js';
import { eventsSettings } from '../../hooks-server/events/settings.js';
import { commonDeps, sampleUsage, temporaryDirectory } from './support.js';

test('the event of an earlier call under the same id does not stand for the one that is missing', async () => {
  const directory = await temporaryDirectory();
  const time = { now: 1_795_220_146_000 };
  const open = () =>
    startEvents(eventsSettings.parse({ dataDirectory: join(directory.path, 'data') }), {
      ...commonDeps(),
      clock: () => time.now,
      resolveTenant: () => ({ id: 'acme' }),
      callContext: () => undefined,
    });
  const name = { callId: 'reused', keyHash: 'a'.repeat(64) };
  const first = await open();
  first.watch?.seen(name, {});
  await first.accept(JSON.stringify([sampleUsage('reused')]));
  time.now += 1000;
  first.watch?.seen(name, {});
  time.now += 20 * 60_000;
  expect(await first.watch?.sweep()).toBe(1);
  await first.stop();
  const second = await open();
  second.watch?.seen(name, {});
  time.now += 20 * 60_000;
  expect(await second.watch?.sweep()).toBe(1);
  await second.stop();
  await directory.remove();
});
