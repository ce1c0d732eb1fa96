import { decide } from '../../hooks-server/cache/decide.js';

const embedding = { vector: Float32Array.of(1) };
const candidates = ['one', 'two', 'three'].map((text) => ({ head: { text }, embedding }));

test('other requests get their turn between candidates that take long to verify', async () => {
  const order: string[] = [];
  const verify = (_: unknown, { text }: { readonly text: string }) => {
    const until = performance.now() + 6;
    while (performance.now() < until);
    order.push(text);
    return { accept: false, score: 0, guard: 'low_score' };
  };
  setImmediate(() => order.push('another request'));
  const outcome = await decide('asked', embedding, candidates, { threshold: 0.8, mode: 'standard', verify });
  expect(outcome.rejectedBy).toHaveLength(3);
  expect(order).toEqual(['one', 'another request', 'two', 'three']);
});
