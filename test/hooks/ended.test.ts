import { UnavailableError } from '../../hooks-server/errors.js';
import type { AnsweredCall } from '../../hooks-server/litellm/call.js';
import { createEndedHook } from '../../hooks-server/hooks/ended.js';
import { createLog } from '../../hooks-server/telemetry/log.js';
import { createMetrics } from '../../hooks-server/telemetry/metrics.js';

const store = (callId: string) => ({
  call: { callId, callType: 'acompletion', identity: { keyHash: 'k' }, request: {} },
  value: { response: {} },
});

/** A hook whose store keeps each answer until it is let go. */
function slowStore() {
  const metrics = createMetrics();
  const kept: string[] = [];
  const waiting: (() => void)[] = [];
  const keep = ({ call }: AnsweredCall) =>
    new Promise<void>((resolve) => {
      kept.push(call.callId ?? '');
      waiting.push(resolve);
    });
  const accept = (records: readonly unknown[]) => Promise.resolve({ accepted: records.length });
  const end = createEndedHook({ accept, calls: { keep }, metrics, log: createLog('silent') });
  return { end, kept, waiting, metrics };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('what ended calls leave behind', () => {
  test('the answer to LiteLLM waits for records, and never for answers', async () => {
    const { end, kept } = slowStore();
    const stores = [store('a'), store('b'), store('c')];
    await expect(end({ records: [{}], stores })).resolves.toEqual({ accepted: 1, stores: 3 });
    await settled();
    expect(kept).toEqual(['a', 'b']);
  });

  test('answers are stored in their order, a few at a time', async () => {
    const { end, kept, waiting } = slowStore();
    await end({ records: [], stores: ['a', 'b', 'c', 'd'].map(store) });
    for (let done = 0; done < 4; done += 1) {
      await settled();
      waiting.shift()?.();
    }
    await settled();
    expect(kept).toEqual(['a', 'b', 'c', 'd']);
  });

  test('a store that is slower than its calls is not waited for without end', async () => {
    const { end, metrics } = slowStore();
    const stores = Array.from({ length: 1_005 }, (_, index) => store(`${index}`));
    await end({ records: [], stores });
    await settled();
    expect(await metrics.registry.metrics()).toContain('hooks_answers_dropped_total 3');
  });

  test('an answer of another form is a fault of its own, and the others are stored', async () => {
    const { end, kept, metrics } = slowStore();
    await end({ records: [], stores: [{ value: 1 }, store('b')] });
    await settled();
    expect(kept).toEqual(['b']);
    expect(await metrics.registry.metrics()).toContain('hooks_faults_total{route="calls_ended"} 1');
  });

  test('records that could not be made durable are refused, with their answers', async () => {
    const accept = () => Promise.reject(new UnavailableError('full'));
    const calls = { keep: () => Promise.resolve() };
    const end = createEndedHook({ accept, calls, metrics: createMetrics(), log: createLog('silent') });
    await expect(end({ records: [{}], stores: [] })).rejects.toThrow(UnavailableError);
  });
});
