/* eslint-disable jest/no-export -- a maker of suites, not a suite */
import { isQuota, quotaOf } from '../support/outbox-files.js';
import { marker, sentenceOf, type AttackedStack } from './stack.js';

/** USD. A gpt-4o-mini answer of the mock costs some millionths; its longest answer would cost ten times this budget. */
export const TINY_BUDGET = 0.001;

/** A budget holds, however many calls are made at once. */
export function budgetAttacks(stack: () => AttackedStack): void {
  const ask = (key: string, more: object = {}) =>
    stack().post(key, '/v1/chat/completions', {
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: `${marker('budget')} ${'word '.repeat(1_000)}` }],
      ...more,
    });

  /** USD that the events tell of a key's calls, once there is one for each answer. */
  async function costs(key: string, answers: number): Promise<number[]> {
    const own = await stack().events(
      (all) =>
        all.filter(
          (one) => isQuota(one) && quotaOf(one).keyAlias === key && quotaOf(one).status === 'success',
        ).length >= answers,
    );
    return own
      .filter((one) => isQuota(one) && quotaOf(one).keyAlias === key)
      .map((one) => quotaOf(one).usage.cost_usd)
      .filter((usd) => usd > 0);
  }

  it.each([
    ['without a limit to their answers', 'parallel', {}],
    ['with short answers', 'parallel-short', { max_tokens: 50 }],
    ['as streams', 'parallel-streams', { stream: true }],
    ['with a limit in extra_body', 'parallel-extra', { extra_body: { max_tokens: 16_000 }, max_tokens: 1 }],
  ])('80 calls at once %s spend no more than the budget and one call', async (_, key, more) => {
    const answers = await Promise.all(Array.from({ length: 80 }, () => ask(key, more)));
    const statuses = answers.map(({ status }) => status);
    const answered = statuses.filter((status) => status === 200).length;
    expect(answered).toBeGreaterThan(0);
    expect(statuses.filter((status) => ![200, 422].includes(status))).toEqual([]);
    const spent = await costs(key, answered);
    expect(spent).toHaveLength(answered);
    expect(spent.reduce((sum, usd) => sum + usd, 0)).toBeLessThanOrEqual(TINY_BUDGET + Math.max(...spent));
    const refused = answers.find(({ status }) => status === 422);
    if (refused) expect(sentenceOf(refused)).toContain('Budget has been exceeded!');
  });

  it('calls one after the other use a budget up to its end', async () => {
    let answered = 0;
    let last = await ask('one-by-one');
    for (; last.status === 200 && answered < 60; answered++) last = await ask('one-by-one');
    const spent = await costs('one-by-one', answered);
    expect(last.status).toBe(422);
    expect(spent.reduce((sum, usd) => sum + usd, 0)).toBeGreaterThanOrEqual(TINY_BUDGET);
  });

  it('a call that fails gives back what it held', async () => {
    stack().target.follow(() => ({ status: 400, json: { error: { message: 'no', type: 'invalid' } } }));
    const failed = await Promise.all(Array.from({ length: 5 }, () => ask('failing')));
    stack().target.follow(undefined);
    expect(failed.filter(({ status }) => status === 200)).toEqual([]);
    expect((await ask('failing')).status).toBe(200);
  });

  it('a budget of a team holds for all its keys at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, at) => ask(at % 2 ? 'team-one' : 'team-two')),
    );
    const answered = answers.filter(({ status }) => status === 200).length;
    const spent = [...(await costs('team-one', 1)), ...(await costs('team-two', 1))];
    expect(answered).toBeLessThan(40);
    expect(spent.reduce((sum, usd) => sum + usd, 0)).toBeLessThanOrEqual(TINY_BUDGET + Math.max(...spent));
  });
}
