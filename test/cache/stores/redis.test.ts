import { once } from 'node:events';
import { createRedisStore } from '../../../hooks-server/cache/stores/redis.js';
import { namesIn } from '../../../hooks-server/cache/stores/redis-names.js';
import { RequestError } from '../../../hooks-server/errors.js';
import { createRedisClient } from '../../../hooks-server/redis/client.js';
import { createLog } from '../../../hooks-server/telemetry/log.js';
import {
  errorReply,
  listReply,
  numberReply,
  startFakeRedis,
  textReply,
  type Reply,
} from '../../support/fake-redis.js';
import { testSettings } from '../support.js';

const log = createLog('silent');
const settings = testSettings({ store: { namespace: 'test', redis: { timeoutMs: 5_000 } } }).store;
const names = namesIn(settings.namespace);
const key = { who: 'a'.repeat(32), conditions: 'b'.repeat(32), what: 'c'.repeat(32) };
const entry = {
  tenantId: 'acme',
  family: 'chat',
  model: 'm',
  text: 'Hi',
  value: '{}',
  createdAt: 1,
  expiresAt: 1_000,
  usage: { promptTokens: 1, completionTokens: 1 },
} as const;

let stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.reverse()) await stop();
  stops = [];
});

/** The store over a Redis that answers as the test says. */
async function open(reply: Reply) {
  const redis = await startFakeRedis(reply);
  const client = createRedisClient({ urls: [redis.url], log });
  const store = createRedisStore({ client, settings, log });
  stops.push(redis.stop, () => store.close());
  await once(client, 'ready');
  return store;
}

const isWrite = ([name = '']: readonly string[]) => /^(zadd|del|hset|pexpire|eval|vadd)$/i.test(name);

it.each([
  "OOM command not allowed when used memory > 'maxmemory'.",
  "READONLY You can't write against a read only replica.",
  'MISCONF Redis is configured to save RDB snapshots, but is currently unable to persist to disk.',
])('a Redis that refuses an answer is there, and is said to take none until it does: %s', async (refusal) => {
  let refuses = true;
  const store = await open((command) =>
    isWrite(command) ? (refuses ? errorReply(refusal) : numberReply(1)) : numberReply(1),
  );
  expect(store.status()).toMatchObject({ available: true, takesAnswers: true });
  await expect(store.put(key, entry, undefined, 0)).rejects.toThrow();
  expect(store.status()).toMatchObject({ available: true, takesAnswers: false });
  refuses = false;
  // After READONLY the client connects anew: the old address may lead to a replica by now.
  const isTaken = () =>
    store.put(key, entry, undefined, 0).then(
      () => true,
      () => false,
    );
  while (!(await isTaken())) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(store.status().takesAnswers).toBe(true);
});

/** A Redis in which somebody has put a text under one of our names. */
function withTaken(taken: string, commands: string[][] = []): Reply {
  let isThere = true;
  return (command) => {
    const [name = '', first = ''] = command;
    commands.push([name.toLowerCase(), ...command.slice(1)]);
    switch (name.toLowerCase()) {
      case 'ping':
        return '+PONG\r\n';
      case 'type':
        return first === taken && isThere ? '+string\r\n' : '+none\r\n';
      case 'scan':
        return listReply([textReply('0'), listReply([textReply(names.entry(key)), textReply(taken)])]);
      case 'unlink':
        if (command.includes(taken)) isThere = false;
        return numberReply(1);
      default:
        if (command.includes(taken) && isThere)
          return errorReply('WRONGTYPE Operation against a key holding the wrong kind of value');
        return /^(zrange|zrangebyscore|hgetall)$/i.test(name) ? listReply([]) : numberReply(1);
    }
  };
}

it.each<[string, string, (store: Awaited<ReturnType<typeof open>>) => Promise<unknown>]>([
  ['the count of a tenant’s entries', names.expiry(key.who), (store) => store.count(key.who, 0)],
  ['their list', names.expiry(key.who), (store) => store.list(key.who, { limit: 10 }, 0)],
  ['the count of all', names.tenants, (store) => store.total(0)],
  ['samples', names.samples(key.who), (store) => store.samples(key.who)],
])('%s: a key of another type is named with 409', async (_, taken, ask) => {
  const store = await open(withTaken(taken));
  const error = await ask(store).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RequestError);
  expect(error).toMatchObject({ status: 409, code: 'wrong_type' });
  expect((error as Error).message).toContain(taken);
});

it.each([
  ['an entry', key, names.expiry(key.who)],
  ['an entry with its vector', key, names.vectors(key)],
])('%s is erased although a key beside it is of another type', async (_, one, taken) => {
  const commands: string[][] = [];
  const store = await open(withTaken(taken, commands));
  expect(await store.remove(one)).toBe(true);
  expect(commands).toContainEqual(['unlink', taken]);
  expect(commands).toContainEqual(['del', names.entry(one)]);
});

it.each<[string, (store: Awaited<ReturnType<typeof open>>) => Promise<number>]>([
  ['a tenant', (store) => store.removeTenant(key.who, { dryRun: false })],
  ['everything', (store) => store.removeAll({ dryRun: false })],
])('%s is erased although the list of tenants is of another type, and that goes too', async (_, erase) => {
  const commands: string[][] = [];
  const store = await open(withTaken(names.tenants, commands));
  expect(await erase(store)).toBe(1);
  expect(commands).toContainEqual(['unlink', names.tenants]);
  expect(commands).toContainEqual(['unlink', names.entry(key)]);
});
