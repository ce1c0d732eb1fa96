/* eslint-disable jest/no-export -- a maker of suites, not a suite */
import { marker, sentenceOf, type AttackedStack } from './stack.js';

/** A key is kept to its models, whatever names them: path, alias, fallback, list or body. */
export function modelAttacks(stack: () => AttackedStack, narrow = 'narrow', wide = 'acme'): void {
  const chat = (text: string, more: object = {}) => ({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: text }],
    ...more,
  });
  const other = 'gpt-4o-mini';

  it.each<[string, string, object]>([
    ['the path of Azure', `/openai/deployments/${other}/chat/completions`, {}],
    ['the path of older clients', `/engines/${other}/chat/completions`, {}],
    ['a path with an encoded letter', `/engines/gpt%2D4o%2Dmini/chat/completions`, {}],
    ['a path and no model in the body', `/engines/${other}/chat/completions`, { model: null }],
    [
      'Azure’s path and no model in the body',
      `/openai/deployments/${other}/chat/completions`,
      { model: null },
    ],
    ['a path of another provider', `/openai/deployments/claude-sonnet-4-5/chat/completions`, {}],
    ['the body', '/v1/chat/completions', { model: other }],
    ['a list of models', '/v1/chat/completions', { model: `gpt-4o,${other}` }],
    ['a deployment’s id', '/v1/chat/completions', { model: `${other}@openai` }],
    ['a model with its provider', '/v1/chat/completions', { model: `openai/${other}` }],
    ['fallbacks', '/v1/chat/completions', { fallbacks: [other] }],
    ['fallbacks with parameters', '/v1/chat/completions', { fallbacks: [{ model: other }] }],
    ['fallbacks by model', '/v1/chat/completions', { fallbacks: [{ 'gpt-4o': [other] }] }],
    ['fallbacks for the context', '/v1/chat/completions', { context_window_fallbacks: [other] }],
    [
      'a dictionary of fallbacks',
      '/v1/chat/completions',
      { context_window_fallback_dict: { 'gpt-4o': other } },
    ],
    ['the router’s settings', '/v1/chat/completions', { router_settings_override: { fallbacks: [other] } }],
    ['extra_body', '/v1/chat/completions', { extra_body: { model: other } }],
    ['extra_body in extra_body', '/v1/chat/completions', { extra_body: { extra_body: { model: other } } }],
    ['model_info', '/v1/chat/completions', { model_info: { id: `${other}@openai` } }],
    ['specific_deployment', '/v1/chat/completions', { specific_deployment: true, model: `${other}@openai` }],
  ])('another model than the key’s by %s is refused', async (_, path, more) => {
    const text = marker('other-model');
    const answered = await stack().request(narrow, 'POST', path, chat(text, more));
    const models = stack()
      .sentWith(text)
      .map(({ body }) => body['model']);
    expect(models.filter((model) => model !== 'gpt-4o')).toEqual([]);
    expect(answered.status).toBeGreaterThanOrEqual(400);
    expect(answered.status).toBeLessThan(500);
  });

  it('what does not exist is no way either: the call is made with the key’s model', async () => {
    for (const more of [
      { model_group: other },
      { metadata: { model_group: other } },
      { litellm_model: other },
    ]) {
      const text = marker('no-way');
      await stack().request(narrow, 'POST', '/v1/chat/completions', chat(text, more));
      const models = stack().sentWith(text);
      expect(models.filter(({ body }) => body['model'] !== 'gpt-4o')).toEqual([]);
    }
  });

  it('a key’s own model is answered by each of the paths, and by an alias', async () => {
    for (const path of [
      '/v1/chat/completions',
      '/chat/completions',
      '/engines/gpt-4o/chat/completions',
      '/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21',
      '/openai/deployments/fast/chat/completions',
    ]) {
      const answered = await stack().request(narrow, 'POST', path, chat(marker('own-model')));
      expect([path, answered.status, sentenceOf(answered)]).toEqual([path, 200, '']);
    }
    const answered = await stack().request(
      narrow,
      'POST',
      '/v1/chat/completions',
      chat(marker('alias'), { model: 'fast' }),
    );
    expect(answered.status).toBe(200);
  });

  it('without a list a key has every model, by each of the paths', async () => {
    const path = `/engines/${other}/chat/completions`;
    expect((await stack().request(wide, 'POST', path, chat(marker('any')))).status).toBe(200);
  });
}
