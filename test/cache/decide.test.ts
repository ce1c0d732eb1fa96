import { decide } from '../../hooks-server/cache/decide.js';
import type { Judge } from '../../hooks-server/verification/verdict.js';

const candidates = [
  { head: { text: 'one' }, cosine: 0.9 },
  { head: { text: 'two' }, cosine: 0.8 },
  { head: { text: 'far' }, cosine: 0.2 },
];
const decision = { threshold: 0.8, mode: 'standard', near: 0.5 } as const;

/** Gives these scores by text, and notes what it was asked about. */
function judgeWith(scores: Readonly<Record<string, number>>): Judge & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    judge(_query, texts) {
      asked.push(...texts.map(({ text }) => text));
      return Promise.resolve(texts.map(({ text }) => ({ score: scores[text] ?? 0, guard: 'low_score' })));
    },
  };
}

describe('the decision', () => {
  it('asks no model when nothing is near', async () => {
    const judge = judgeWith({ far: 1 });
    const outcome = await decide('asked', candidates.slice(2), { ...decision, judge });
    expect(outcome).toEqual({ rejectedBy: [], near: 0 });
    expect(judge.asked).toEqual([]);
  });

  it('takes the candidate with the highest score, not the nearest', async () => {
    const judge = judgeWith({ one: 0.81, two: 0.95 });
    const { accepted } = await decide('asked', candidates, { ...decision, judge });
    expect(accepted).toEqual({ candidate: candidates[1], score: 0.95 });
    expect(judge.asked).toEqual(['one', 'two']);
  });

  it('serves nothing under the threshold, and nothing a guard rejected whatever the threshold is', async () => {
    const low = await decide('asked', candidates, { ...decision, judge: judgeWith({ one: 0.79 }) });
    expect(low).toEqual({ rejectedBy: ['low_score', 'low_score'], near: 2, best: 0.79 });
    const none = await decide('asked', candidates, { ...decision, threshold: 0, judge: judgeWith({}) });
    expect(none.accepted).toBeUndefined();
  });

  it('compares less near candidates where the talk is the same', async () => {
    const judge = judgeWith({ far: 0.9 });
    const talk = { ...decision, near: 0.4, judge, earlierTurns: ['What is a frog?', 'An amphibian.'] };
    expect((await decide('asked', candidates, talk)).accepted?.candidate.head.text).toBe('far');
  });
});
