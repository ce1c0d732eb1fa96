import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { createCallScores, langfuseTraceId } from '../../hooks-server/hooks/call-scores.js';
import type { CallScore, SharedScores } from '../../hooks-server/hooks/shared-scores.js';
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

describe('two hook services with one Redis', () => {
  /** Two of them, whose words reach Redis and come back whenever `arrive` says. */
  function replicas(arrive: () => Promise<void>, isAway = () => false) {
    const waiting: CallScore[] = [];
    let trace: string | undefined;
    const reach = async <T>(operation: () => T): Promise<T> => {
      await arrive();
      if (isAway()) throw new Error('Redis is away');
      const result = operation();
      await arrive();
      return result;
    };
    const shared: SharedScores = {
      leave: (_, one) => reach(() => (waiting.push(one), trace)),
      name: (_, traceId) => reach(() => ((trace = traceId), waiting.splice(0))),
      take: () => reach(() => waiting.splice(0)),
      close: () => undefined,
    };
    const sent: Score[] = [];
    const faults: unknown[] = [];
    const options = { shared, onError: (error: unknown) => faults.push(error) };
    const one = () => createCallScores({ score: (told) => void sent.push(told) }, options);
    return { sent, faults, services: [one(), one()] as const };
  }
  const name = { callId: 'call-1', keyHash };
  const record = recordOf({ langfuse_trace_id: TRACE });

  it('send each score once, wherever scores and record are and in whatever order they are heard of', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.boolean(), { maxLength: 5 }),
        async (scheduler, places) => {
          const { sent, services } = replicas(() => scheduler.schedule(Promise.resolve()));
          places.forEach((isSecond, index) => {
            services[isSecond ? 1 : 0].score(name, { ...score, value: index });
            if (index === 2) services[0].ended(record);
          });
          services[0].ended(record);
          await scheduler.waitFor(Promise.all(services.map((service) => service.close())));
          expect(sent.map(({ value }) => value).sort()).toEqual(places.map((_, index) => index));
          expect(sent.every(({ traceId }) => traceId === TRACE)).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  }, 20_000);

  it('go on by themselves while Redis is away', async () => {
    const { sent, faults, services } = replicas(
      () => Promise.resolve(),
      () => true,
    );
    services[0].score(name, score);
    await services[0].close();
    services[0].ended(record);
    await services[0].close();
    expect(sent).toEqual([{ traceId: TRACE, ...score }]);
    expect(faults).toHaveLength(2);
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
