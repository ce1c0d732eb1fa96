import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { UnavailableError } from '../../hooks-server/errors.js';
import { openEventOutbox } from '../../hooks-server/events/open-outbox.js';
import { eventsSettings } from '../../hooks-server/events/settings.js';
import { createRedisClient } from '../../hooks-server/redis/client.js';
import { errorReply, listReply, numberReply, startFakeRedis, textReply } from '../support/fake-redis.js';
import { commonDeps, sampleEvent, temporaryDirectory } from './support.js';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

it('with a full disk no event is taken, which is said until one is durable', async () => {
  const settings = eventsSettings.parse({ dataDirectory: directory.path });
  const { outbox, takesEvents } = await openEventOutbox(settings, commonDeps());
  const segment = join(directory.path, 'outbox', '0000000000000000.jsonl');
  // Whatever is written there has no room.
  await symlink('/dev/full', segment);
  expect(takesEvents()).toBe(true);
  await expect(outbox.append([sampleEvent(1)])).rejects.toThrow(UnavailableError);
  expect(takesEvents()).toBe(false);
  await rm(segment);
  await outbox.append([sampleEvent(1)]);
  expect(takesEvents()).toBe(true);
  await outbox.close();
});

it.each([
  "OOM command not allowed when used memory > 'maxmemory'.",
  "READONLY You can't write against a read only replica.",
])('with a Redis that takes no event neither: %s', async (refusal) => {
  let refuses = true;
  const redis = await startFakeRedis(([name = '']) => {
    if (/^xadd$/i.test(name)) return refuses ? errorReply(refusal) : textReply('1-0');
    return /^waitaof$/i.test(name) ? listReply([numberReply(1), numberReply(0)]) : numberReply(0);
  });
  const settings = eventsSettings.parse({
    dataDirectory: directory.path,
    outbox: 'redis',
    quota: { store: 'redis' },
  });
  const deps = commonDeps();
  const connectRedis = () => createRedisClient({ urls: [redis.url], log: deps.log });
  const { outbox, takesEvents } = await openEventOutbox(settings, { ...deps, connectRedis });
  const taken = () =>
    outbox.append([sampleEvent(1)]).then(
      () => true,
      () => false,
    );
  // Until it is connected nothing is taken either.
  await expect(outbox.append([sampleEvent(1)])).rejects.toThrow(UnavailableError);
  refuses = false;
  while (!(await taken())) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(takesEvents()).toBe(true);
  refuses = true;
  expect([await taken(), takesEvents()]).toEqual([false, false]);
  refuses = false;
  while (!(await taken())) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(takesEvents()).toBe(true);
  await outbox.close();
  await redis.stop();
});
