import { createCallRegistry } from '../../hooks-server/hooks/call-registry.js';

const keyHash = 'a'.repeat(64);

test('facts of several hooks about one call come together', () => {
  const calls = createCallRegistry({ clock: () => 5 });
  const name = { callId: '1', keyHash };
  calls.note(name, { tenantId: 'acme' });
  calls.note(name, { model: 'gpt-4o' });
  expect(calls.get(name)).toEqual({
    callId: '1',
    occurrence: expect.any(String) as string,
    seenAt: 5,
    tenantId: 'acme',
    model: 'gpt-4o',
  });
});

test("a client that chooses another's call id reaches nothing of that call", () => {
  const calls = createCallRegistry();
  calls.note(
    { callId: '1', keyHash },
    { tenantId: 'acme', rewritten: { original: 'private words', sent: 'private' } },
  );
  expect(calls.get({ callId: '1', keyHash: 'b'.repeat(64) })).toBeUndefined();
  expect(calls.get({ callId: '1', keyHash: undefined })).toBeUndefined();
  expect(calls.get({ callId: ` ${keyHash} 1`, keyHash: undefined })).toBeUndefined();
});

/** Which of twenty calls are left, when each has the same facts. */
function left(facts: Parameters<ReturnType<typeof createCallRegistry>['note']>[1]): number {
  const calls = createCallRegistry({ maxBytes: 20_000 });
  const names = Array.from({ length: 30 }, (_, index) => ({ callId: String(index), keyHash }));
  for (const name of names) calls.note(name, facts);
  expect(calls.get({ callId: '29', keyHash })).toBeDefined();
  return names.filter((name) => calls.get(name) !== undefined).length;
}

test('calls are bounded by bytes, with their texts and the fingerprints of their system prompts', () => {
  expect(left({ tenantId: 'acme' })).toBe(20);
  expect(left({ rewritten: { original: 'x'.repeat(1_500), sent: 'x'.repeat(500) } })).toBe(4);
  expect(left({ systemPrompt: { hashes: new Uint32Array(1_000) } })).toBe(4);
});

test('a call under an id that was used before knows nothing of the one before, and each is found by its start', () => {
  let now = 1_000;
  const calls = createCallRegistry({ clock: () => now });
  const name = { callId: 'constant', keyHash };
  const alert = { detector: 'pii', kind: 'email', level: 'high' };
  calls.begin(name, { correlationId: 'first' });
  calls.note(name, { alerts: [alert], cache: { outcome: 'hit', kind: 'exact' } });
  now = 5_000;
  calls.begin(name, { correlationId: 'second' });
  expect(calls.get(name)).toMatchObject({ correlationId: 'second' });
  expect(calls.get(name)).not.toHaveProperty('alerts');
  expect(calls.get(name)).not.toHaveProperty('cache');
  expect(calls.at(name, 0.99)).toMatchObject({ correlationId: 'first', alerts: [alert] });
  expect(calls.at(name, 4.99)).toMatchObject({ correlationId: 'second' });
  expect(calls.at(name, undefined)).toMatchObject({ correlationId: 'second' });
});

test('what is learned late of a call is said of no other under its id', () => {
  const calls = createCallRegistry();
  const alert = { detector: 'pii', kind: 'email', level: 'high' };
  const call = (occurrence: string) => ({ callId: 'constant', keyHash, occurrence });
  for (const occurrence of ['1', '2', '3', '4', '5']) calls.begin(call(occurrence), {});
  calls.note(call('2'), { alerts: [alert] });
  calls.note(call('1'), { alerts: [alert, alert] });
  expect(calls.get(call('2'))).toMatchObject({ alerts: [alert] });
  expect(calls.get(call('3'))).not.toHaveProperty('alerts');
  expect(calls.get(call('5'))).not.toHaveProperty('alerts');
  // Pushed out by those behind it: nothing is known of it, and nothing of another is said in its place.
  expect(calls.get(call('1'))).toBeUndefined();
});

test('a client that uses one call id for ever does not make the registry grow', () => {
  const calls = createCallRegistry({ maxBytes: 100_000 });
  const name = { callId: 'constant', keyHash };
  for (let index = 0; index < 100; index++) {
    calls.begin(name, { rewritten: { original: 'x'.repeat(60), sent: `${index}` } });
  }
  expect(calls.get(name)).toMatchObject({ rewritten: { sent: '99' } });
  expect(calls.get(name)?.earlier).toHaveLength(3);
});
