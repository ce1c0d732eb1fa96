import { createHash } from 'node:crypto';
import { createCallScores, langfuseTraceId } from '../../hooks-server/hooks/call-scores.js';
import { usageRecordSchema } from '../../hooks-server/litellm/usage-record.js';
import type { Score } from '../../hooks-server/telemetry/langfuse.js';

const keyHash = 'a'.repeat(64);
const TRACE = '0123456789abcdef0123456789abcdef';
const score = { name: 'detection.request.pii', value: 0.95, comment: 'credit-card' };

function recordOf(fields: Record<string, unknown>) {
  return usageRecordSchema.parse({
    litellm_call_id: 'call-1',
    status: 'success',
    metadata: { user_api_key_hash: keyHash },
    ...fields,
  });
}

function scoresOf() {
  const sent: Score[] = [];
  return { sent, scores: createCallScores({ score: (one) => void sent.push(one) }) };
}

describe('createCallScores', () => {
  it('holds a score until the record of the call says what its trace is called', () => {
    const { sent, scores } = scoresOf();
    scores.score({ callId: 'call-1', keyHash }, score);
    scores.score({ callId: 'call-1', keyHash }, { ...score, name: 'compression.savings_percent' });
    expect(sent).toEqual([]);
    scores.ended(recordOf({ langfuse_trace_id: TRACE }));
    expect(sent.map(({ traceId, name }) => [traceId, name])).toEqual([
      [TRACE, 'detection.request.pii'],
      [TRACE, 'compression.savings_percent'],
    ]);
  });

  it('puts what is found in the answer on the same trace, and sends nothing twice', () => {
    const { sent, scores } = scoresOf();
    scores.score({ callId: 'call-1', keyHash }, score);
    scores.ended(recordOf({ langfuse_trace_id: TRACE }));
    scores.ended(recordOf({ langfuse_trace_id: TRACE }));
    scores.score({ callId: 'call-1', keyHash }, { ...score, name: 'detection.response.pii' });
    expect(sent.map(({ traceId, name }) => [traceId, name])).toEqual([
      [TRACE, 'detection.request.pii'],
      [TRACE, 'detection.response.pii'],
    ]);
  });

  it("puts nothing on the trace of another key's call under the same id", () => {
    const { sent, scores } = scoresOf();
    scores.score({ callId: 'call-1', keyHash: 'b'.repeat(64) }, score);
    scores.ended(recordOf({ langfuse_trace_id: TRACE }));
    expect(sent).toEqual([]);
  });
});

describe('langfuseTraceId', () => {
  const uuid = '01234567-89AB-cdef-0123-456789abcdef';
  it.each([
    ['what the plugin named', { langfuse_trace_id: 'its own', trace_id: uuid }, 'its own'],
    ['a UUID without its dashes', { trace_id: uuid }, TRACE],
    ['32 digits as they are', { trace_id: TRACE }, TRACE],
    [
      'the beginning of the SHA-256 of anything else',
      { trace_id: 'my session' },
      createHash('sha256').update('my session').digest('hex').slice(0, 32),
    ],
    ['the call id where there is no trace id', { litellm_call_id: uuid, trace_id: null }, TRACE],
    [
      'nothing of a form that is no text',
      { litellm_call_id: uuid, trace_id: [1], langfuse_trace_id: {} },
      TRACE,
    ],
  ])('is %s', (_name, fields, expected) => {
    expect(langfuseTraceId(recordOf(fields))).toBe(expected);
  });
});
