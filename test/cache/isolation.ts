import type { Cache } from '../../hooks-server/cache/cache.js';
import { chat, chatAnswer, outcomeOf, stored } from './support.js';

const QUESTION = 'What is the capital of France?';
const PARAPHRASE = 'What is the capital city of France?';

/**
 * Lets one tenant after the other store its own answer to the same question, and expects that each finds its own, by
 * the same words and by others, and nothing before it stored anything.
 */
export async function expectIsolated(cache: Cache, ids: readonly string[]): Promise<void> {
  const secretOf = (id: string) => `the secret of tenant ${ids.indexOf(id)}`;
  for (const id of ids) {
    expect(await outcomeOf(cache, QUESTION, { tenant: { id } })).toBe('not-found');
    expect(await outcomeOf(cache, PARAPHRASE, { tenant: { id } })).toBe('not-found');
    await stored(cache, QUESTION, { tenant: { id }, answer: secretOf(id) });
  }
  for (const id of ids) {
    for (const [text, kind] of [
      [QUESTION, 'exact'],
      [PARAPHRASE, 'semantic'],
    ] as const) {
      const answer = await cache.lookup(chat(text), { id });
      expect(answer).toMatchObject({ hit: true, kind, value: chatAnswer(secretOf(id)) });
    }
  }
  const [erased, ...others] = ids;
  await cache.removeTenant(erased ?? '', { dryRun: false, actor: 'test' });
  expect(await outcomeOf(cache, PARAPHRASE, { tenant: { id: erased ?? '' } })).toBe('not-found');
  for (const id of others) expect(await outcomeOf(cache, QUESTION, { tenant: { id } })).toBe('exact');
}
