import { explainCall } from '../../hooks-server/console/explain.js';
import { reasonFor } from '../../hooks-server/console/reasons.js';
import type { CallRecord } from '../../hooks-server/hooks/call-registry.js';

const call: CallRecord = {
  callId: 'call-1',
  occurrence: 'o',
  seenAt: 5,
  tenantId: 'acme',
  correlationId: 'corr',
  model: 'gpt-4o',
};
const usage = (correlationId: string, tenantId: string) => ({
  subject: 'quota.updated',
  event: {
    correlationId,
    tenantId,
    payload: {
      usage: { total_tokens: 29, cost_usd: 0.0001475 },
      cost: { saved_usd: 0 },
      status: 'success',
      provider: 'openai',
      durationMs: 750.4,
    },
  },
});
const textOf = (part: string, record: CallRecord, events = [usage('corr', 'acme')]) =>
  explainCall(record, events).steps.find((step) => step.part === part)?.text;

describe('explainCall', () => {
  it.each([
    [undefined, 'Not asked.'],
    [{ outcome: 'miss', reason: 'rejected' } as const, 'Miss: verification rejected what was near.'],
    [{ outcome: 'miss', reason: 'of-a-later-version' } as const, 'Miss: of-a-later-version.'],
    [{ outcome: 'hit', kind: 'exact', entry: 'e1' } as const, 'Exact hit, served from entry e1.'],
    [
      { outcome: 'hit', kind: 'semantic', entry: 'e1', similarity: 0.9123 } as const,
      'Semantic hit with a score of 0.912, served from entry e1.',
    ],
  ])('says what the cache did: %j', (cache, text) => {
    expect(textOf('Cache', { ...call, ...(cache && { cache }) })).toBe(text);
  });

  it('says what compression saved, or why it did nothing', () => {
    const compression = { originalTokens: 1_000, compressedTokens: 400, profile: 'rag', latencyMs: 6.04 };
    expect(textOf('Compression', { ...call, compression: { ...compression, reason: 'compressed' } })).toBe(
      '1000 to 400 tokens, 60 % saved, in 6.0 ms (rag).',
    );
    expect(textOf('Compression', { ...call, compression: { ...compression, reason: 'deadline' } })).toBe(
      'Nothing changed: deadline (rag).',
    );
    expect(textOf('Compression', { ...call, cache: { outcome: 'hit', kind: 'exact' } })).toContain('cache');
  });

  it('says what became of the answer, and what it cost', () => {
    expect(textOf('Answer', { ...call, cache: { outcome: 'miss', stored: 'stored' } })).toBe(
      'Kept in the cache.',
    );
    expect(textOf('Answer', { ...call, cache: { outcome: 'miss', stored: 'truncated' } })).toBe(
      'Not kept: the answer was cut off.',
    );
    expect(textOf('Usage', call)).toBe('29 tokens, $0.000148, 750 ms, by openai.');
  });

  it("takes no other tenant's usage for that of the call, where a client chose the same correlation id", () => {
    expect(textOf('Usage', call, [usage('corr', 'other')])).toBe('No usage event yet.');
  });

  it('has no text of the prompt in it, and no fingerprint', () => {
    const secret = ['text', 'of', 'the', 'prompt'].join(' ');
    const told = explainCall(
      {
        ...call,
        rewritten: { original: secret, sent: secret },
        systemPrompt: { hashes: new Uint32Array([1, 2, 3]) },
        scan: Promise.resolve(),
      },
      [],
    );
    expect(JSON.stringify(told)).not.toContain(secret);
    expect(Object.keys(told).sort()).toEqual([
      'callId',
      'correlationId',
      'model',
      'seenAt',
      'steps',
      'tenant',
    ]);
  });
});

test('no name of what every object has is taken for a reason', () => {
  for (const name of ['constructor', 'toString', '__proto__']) expect(reasonFor(name)).toBeUndefined();
});
