import { createCallRegistry } from '../../hooks-server/hooks/calls.js';

const keyHash = 'a'.repeat(64);

test('facts of several hooks about one call come together', () => {
  const calls = createCallRegistry({ clock: () => 5 });
  const name = { callId: '1', keyHash };
  calls.note(name, { tenantId: 'acme' });
  calls.note(name, { model: 'gpt-4o' });
  expect(calls.get(name)).toEqual({ callId: '1', seenAt: 5, tenantId: 'acme', model: 'gpt-4o' });
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

test('remembered texts are bounded: old calls make room for new ones', () => {
  const calls = createCallRegistry({ maxTextLength: 1_000 });
  for (let index = 0; index < 20; index++) {
    calls.note(
      { callId: String(index), keyHash },
      { rewritten: { original: 'x'.repeat(60), sent: 'x'.repeat(40) } },
    );
  }
  expect(calls.get({ callId: '0', keyHash })).toBeUndefined();
  expect(calls.get({ callId: '19', keyHash })).toBeDefined();
});

test('fingerprints of system prompts are bounded with the texts', () => {
  const calls = createCallRegistry({ maxTextLength: 1_000 });
  for (let index = 0; index < 20; index++) {
    calls.note({ callId: String(index), keyHash }, { systemPrompt: { hashes: new Uint32Array(50) } });
  }
  expect(calls.get({ callId: '0', keyHash })).toBeUndefined();
  expect(calls.get({ callId: '19', keyHash })).toBeDefined();
});
