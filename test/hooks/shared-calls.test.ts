import { randomBytes } from 'node:crypto';
import { createSharedCalls } from '../../hooks-server/hooks/shared-calls.js';
import type { RedisClient } from '../../hooks-server/redis/client.js';

const words = ['a', 'text', 'of', 'the', 'prompt'].join(' ');
const name = { callId: 'call-1', keyHash: 'a'.repeat(64) };
const call = {
  callId: 'call-1',
  occurrence: 'o',
  seenAt: 5,
  guarded: true,
  rewritten: { original: words, sent: 'a text' },
};
const key = randomBytes(32).toString('hex');

function setUp() {
  const kept = new Map<string, string>();
  const redis = {
    set: (at: string, text: string) => Promise.resolve(void kept.set(at, text)),
    get: (at: string) => Promise.resolve(kept.get(at) ?? null),
  } as unknown as RedisClient;
  const faults: unknown[] = [];
  const service = (secret: string) =>
    createSharedCalls(redis, { prefix: 'p', key: secret, onError: (error) => faults.push(error) });
  return { kept, faults, service };
}

test('a service of the same secret learns of a call, its text included', async () => {
  const { service, faults } = setUp();
  await service(key).tell(name, call);
  expect(await service(key).ask(name)).toEqual(call);
  expect(faults).toEqual([]);
});

test('in Redis there is neither text nor id, and the same call looks different each time', async () => {
  const { service, kept } = setUp();
  await service(key).tell(name, call);
  const first = [...kept.entries()];
  await service(key).tell(name, call);
  for (const [at, sealed] of [...first, ...kept.entries()]) {
    const told = `${at} ${Buffer.from(sealed, 'base64').toString('latin1')}`;
    for (const secret of [words, 'a text', 'call-1', 'rewritten']) expect(told).not.toContain(secret);
  }
  expect([...kept.values()]).not.toEqual(first.map(([, sealed]) => sealed));
});

test('what another secret sealed, what was changed, and what was moved from another call is unknown', async () => {
  const { service, kept, faults } = setUp();
  const other = { ...name, callId: 'call-2' };
  await service(key).tell(name, call);
  await service(key).tell(other, { ...call, callId: 'call-2' });
  expect(await service(randomBytes(32).toString('hex')).ask(name)).toBeUndefined();
  const [[at, sealed], [, moved]] = [...kept.entries()] as [[string, string], [string, string]];
  const changed = Buffer.from(sealed, 'base64');
  changed[changed.length - 1]! ^= 1;
  for (const text of [changed.toString('base64'), moved, '', 'no base64 %', sealed.slice(0, 20)]) {
    kept.set(at, text);
    expect(await service(key).ask(name)).toBeUndefined();
  }
  expect(faults).toHaveLength(6);
});
