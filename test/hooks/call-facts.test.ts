import fc from 'fast-check';
import { createCallFinder, usageContext } from '../../hooks-server/hooks/call-context.js';
import { createCallSeal, MAX_SEALED, type CallFacts } from '../../hooks-server/hooks/call-facts.js';
import { createCallRegistry } from '../../hooks-server/hooks/call-registry.js';

const name = { callId: 'call', keyHash: 'a'.repeat(64) };
const facts: CallFacts = {
  callId: 'call',
  occurrence: 'o1',
  seenAt: 1_000,
  correlationId: 'job 7',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  cache: { outcome: 'hit', kind: 'semantic' },
  compression: {
    originalTokens: 900,
    compressedTokens: 450,
    reason: 'compressed',
    profile: 'default',
    latencyMs: 2,
  },
};
const seal = createCallSeal('shared', () => 2_000);

test('what one hook service sealed another one of the same secret reads', () => {
  expect(createCallSeal('shared', () => 3_000).open(name, seal.seal(name, facts))).toEqual(facts);
});

test('no text of a call is in what leaves', () => {
  const record = { ...facts, rewritten: { original: 'private words', sent: 'private' }, tenantId: 'acme' };
  const [payload = ''] = seal.seal(name, record)?.split('.') ?? [];
  expect(Buffer.from(payload, 'base64url').toString()).not.toMatch(/private|rewritten|acme/);
});

test.each([
  ['another secret', createCallSeal('other', () => 2_000), name],
  ['another call', seal, { ...name, callId: 'call2' }],
  ['another key', seal, { ...name, keyHash: 'b'.repeat(64) }],
  ['no key', seal, { callId: 'call' }],
  ['a day later', createCallSeal('shared', () => 25 * 3_600_000), name],
])('they are unknown with %s', (_, opener, asked) => {
  expect(opener.open(asked, seal.seal(name, facts))).toBeUndefined();
});

test('they are unknown when any letter was changed, left out, or put in', () => {
  const sealed = seal.seal(name, facts) ?? '';
  const edits = fc.tuple(fc.nat(sealed.length - 1), fc.constantFrom('A', 'z', '.', '', '-_', '\u0000'));
  fc.assert(
    fc.property(edits, ([at, letter]) => {
      const changed = sealed.slice(0, at) + letter + sealed.slice(at + 1);
      // The last letter of base64 has bits that stand for nothing.
      fc.pre(changed !== sealed && at !== sealed.length - 1);
      expect(seal.open(name, changed)).toBeUndefined();
    }),
  );
});

test('whatever is given in their place is unknown, and no fault', () => {
  fc.assert(fc.property(fc.anything(), (given) => seal.open(name, given) === undefined));
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => seal.open(name, `${a}.${b}`) === undefined));
});

test('their size is bounded, and a call without an id has none', () => {
  expect(seal.seal(name, { ...facts, correlationId: 'x'.repeat(MAX_SEALED) })).toBeUndefined();
  expect(seal.seal({ ...name, callId: '' }, facts)).toBeUndefined();
  expect(seal.seal(name, { ...facts, correlationId: 'é'.repeat(256) })?.length).toBeLessThan(MAX_SEALED);
});

describe('the call of a usage record', () => {
  const record = (sealed?: string) => ({
    litellm_call_id: 'call',
    status: 'success' as const,
    startTime: 1,
    metadata: { user_api_key_hash: name.keyHash },
    facts: sealed,
  });

  test('is what the plugin carried, where the hook service never saw it', () => {
    const callOf = createCallFinder(createCallRegistry(), seal);
    expect(usageContext(callOf(record(seal.seal(name, facts))))).toEqual({
      correlationId: 'job 7',
      cacheKind: 'semantic',
      compression: { original_tokens: 900, compressed_tokens: 450 },
    });
    expect(callOf(record())).toBeUndefined();
  });

  test('is the very one of several under its id, and by its start where nothing was carried', () => {
    const calls = createCallRegistry();
    const callOf = createCallFinder(calls, seal);
    calls.begin({ ...name, occurrence: 'o1' }, { correlationId: 'first' }, 1_000);
    calls.begin({ ...name, occurrence: 'o2' }, { correlationId: 'second' }, 1_001);
    expect(callOf(record(seal.seal(name, { ...facts, occurrence: 'o1' })))?.correlationId).toBe('first');
    expect(callOf(record(seal.seal(name, { ...facts, occurrence: 'o2' })))?.correlationId).toBe('second');
    expect(callOf(record())?.correlationId).toBe('first');
  });
});
