import { traceCalls } from '../../hooks-server/composition/traced.js';
import type { CallHook } from '../../hooks-server/hooks/call.js';
import { createCallSeal } from '../../hooks-server/hooks/call-facts.js';
import type { CallQuestion } from '../../hooks-server/litellm/call.js';
import { startTracing, type Tracing } from '../../hooks-server/telemetry/tracing.js';
import { startOtlpSink, type OtlpSink } from '../support/otlp-sink.js';

const keyHash = 'a'.repeat(64);
const question = {
  callId: 'call',
  callType: 'acompletion',
  identity: { keyHash },
  request: {},
} as CallQuestion;

/** Stands in for the hop before a call: it seals where the call stands, as the real one does, and keeps nothing. */
const hookOf = (seal: ReturnType<typeof createCallSeal>): CallHook => ({
  begin: (asked, traceparent) => {
    const facts = {
      callId: 'call',
      occurrence: 'o',
      seenAt: Date.now(),
      ...(traceparent && { traceparent }),
    };
    const sealed = seal.seal({ callId: asked.callId ?? '', keyHash }, facts);
    return Promise.resolve(sealed === undefined ? {} : { facts: sealed });
  },
  keep: () => Promise.resolve(),
});

describe('a call whose record another hook service takes', () => {
  let sink: OtlpSink;
  let services: Tracing[];
  beforeEach(async () => {
    sink = await startOtlpSink();
    const options = { endpoint: sink.url, share: 1, version: '0' };
    services = await Promise.all([startTracing(options), startTracing(options)]);
  });
  afterEach(async () => {
    await Promise.all(services.map((tracing) => tracing.close()));
    await sink.stop();
  });
  const record = (facts: unknown) => ({
    ...{ litellm_call_id: 'call', status: 'success', facts },
    metadata: { user_api_key_hash: keyHash },
  });

  it('has all its spans in one trace, below the hop before it', async () => {
    const [first, second] = services as [Tracing, Tracing];
    const seal = createCallSeal('shared');
    const { facts } = await traceCalls(first, seal).hook(hookOf(seal)).begin(question);
    await traceCalls(second, seal).accept(() => Promise.resolve({}))([record(facts)]);
    await Promise.all(services.map((tracing) => tracing.close()));
    const [call, events] = ['hooks.call', 'hooks.events'].map((name) =>
      sink.spans.find((span) => span.name === name),
    );
    expect(events).toMatchObject({ traceId: call?.traceId, parentSpanId: call?.spanId });
  });

  it.each([
    ['without facts', undefined],
    [
      'with facts of another secret',
      createCallSeal('other').seal(
        { callId: 'call', keyHash },
        {
          ...{ callId: 'call', occurrence: 'o', seenAt: Date.now() },
          traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        },
      ),
    ],
  ])('%s: the record goes on, in no trace', async (_which, facts) => {
    const [first] = services as [Tracing, Tracing];
    const accepted = await traceCalls(first, createCallSeal('shared')).accept(() =>
      Promise.resolve({ accepted: 1 }),
    )([record(facts)]);
    await Promise.all(services.map((tracing) => tracing.close()));
    expect([accepted, sink.spans]).toEqual([{ accepted: 1 }, []]);
  });
});
