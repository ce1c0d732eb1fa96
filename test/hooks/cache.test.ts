import { createCacheHook } from '../../hooks-server/hooks/cache.js';
import { createCallRegistry, type CallRecord } from '../../hooks-server/hooks/call-registry.js';

const compression: NonNullable<CallRecord['compression']> = {
  originalTokens: 900,
  compressedTokens: 450,
  reason: 'compressed',
  profile: 'default',
  latencyMs: 2,
};

function hookAfter(record: NonNullable<CallRecord['compression']>) {
  const calls = createCallRegistry();
  calls.note({ callId: 'call', keyHash: 'mine' }, { compression: record });
  const hook = createCacheHook({
    calls,
    tenants: { resolve: () => undefined },
    cache: {
      lookup: () => Promise.resolve({ hit: false, reason: 'not-found' }),
      store: () => Promise.resolve({ stored: false, reason: 'off' }),
    },
  });
  return (keyHash: string) =>
    hook.lookup({
      callId: 'call',
      callType: 'acompletion',
      model: 'gpt-4o',
      request: {},
      identity: { keyHash },
    });
}

describe('storing an answer', () => {
  it('waits until the request was scanned, so that a late alert still keeps it out', async () => {
    const order: string[] = [];
    let finish: () => void = () => undefined;
    const calls = createCallRegistry();
    const scan = new Promise<void>((resolve) => (finish = resolve)).then(() => void order.push('scanned'));
    calls.note({ callId: 'call', keyHash: 'mine' }, { scan });
    const hook = createCacheHook({
      calls,
      tenants: { resolve: () => undefined },
      cache: {
        lookup: () => Promise.resolve({ hit: false, reason: 'off' }),
        store: () => {
          order.push('stored');
          return Promise.resolve({ stored: false, reason: 'alert' });
        },
      },
    });
    const identity = { keyHash: 'mine' };
    const call = { callId: 'call', callType: 'acompletion', model: 'gpt-4o', request: {}, identity };
    const stored = hook.store({ ...call, value: {} });
    finish();
    await stored;
    expect(order).toEqual(['scanned', 'stored']);
  });
});

describe('the answer to a look-up', () => {
  it('says in headers for the client what compression did', async () => {
    expect(await hookAfter(compression)('mine')).toEqual({
      hit: false,
      reason: 'not-found',
      headers: {
        'X-Cache': 'MISS',
        'X-Cache-Reason': 'not-found',
        'X-Compression': 'compressed',
        'X-Compression-Tokens': '900/450',
      },
    });
  });

  it('says why compression did nothing, without tokens that may be an estimate', async () => {
    const { headers } = await hookAfter({ ...compression, reason: 'deadline' })('mine');
    expect(headers).toMatchObject({ 'X-Compression': 'deadline' });
    expect(headers).not.toHaveProperty('X-Compression-Tokens');
  });

  it('never tells of another key’s call, whatever call id the client chose', async () => {
    const { headers } = await hookAfter(compression)('another');
    expect(headers).not.toHaveProperty('X-Compression');
  });
});
