import { createCallRegistry } from '../../hooks-server/calls/registry.js';

test('facts of several hooks about one call come together', () => {
  const calls = createCallRegistry({ clock: () => 5 });
  calls.note('1', { tenantId: 'acme' });
  calls.note('1', { model: 'gpt-4o' });
  expect(calls.get('1')).toEqual({ callId: '1', seenAt: 5, tenantId: 'acme', model: 'gpt-4o' });
});

test('remembered texts are bounded: old calls make room for new ones', () => {
  const calls = createCallRegistry({ maxTextLength: 1_000 });
  for (let index = 0; index < 20; index++)
    calls.note(String(index), { originalLastUserText: 'x'.repeat(100) });
  expect(calls.get('0')).toBeUndefined();
  expect(calls.get('19')).toBeDefined();
});
