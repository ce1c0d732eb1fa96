import fc from 'fast-check';
import { correlationIdOf, isCorrelationId } from '../../hooks-server/litellm/correlation.js';

describe('the correlation id of a call', () => {
  it.each([
    ['the header, however it is written', { headers: { 'X-Correlation-ID': 'header' } }, 'header'],
    ['the header before another', { headers: { 'x-request-id': 'r', 'x-correlation-id': 'c' } }, 'c'],
    [
      'the other header where the first is not usable',
      { headers: { 'x-request-id': 'r', 'x-correlation-id': 'a b' } },
      'r',
    ],
    ['what an earlier hook read', { headers: {}, remembered: 'before' }, 'before'],
    ['the call id', { headers: { 'x-correlation-id': 5 } }, 'call'],
  ])('is %s', (_, named, expected) => {
    expect(correlationIdOf({ ...named, callId: 'call' })).toBe(expected);
  });

  it('is usable whatever a client sends, and the same for the same', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(anything, anything, (header, callId) => {
        const named = { headers: { 'x-correlation-id': header }, callId };
        expect(isCorrelationId(correlationIdOf(named))).toBe(true);
        expect(correlationIdOf(named)).toBe(correlationIdOf({ ...named }));
      }),
    );
  });
});
