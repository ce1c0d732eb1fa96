/* eslint-disable jest/no-export -- a maker of suites, not a suite */
import { isQuota, quotaOf } from '../support/outbox-files.js';
import { upgrade } from './routes.js';
import { marker, sentenceOf, type AttackedStack } from './stack.js';

const acme = { team_id: 'acme', metadata: { tenant_id: 'acme', platform_id: 'web' } };

/** As LiteLLM joins its rows of a key and of its team. */
export const ownKeys = {
  own: acme,
  'own-globex': { team_id: 'globex', metadata: { tenant_id: 'globex' } },
  'own-narrow': { ...acme, models: ['gpt-4o'], aliases: { fast: 'gpt-4o' } },
  'own-team-narrow': { ...acme, team_models: ['gpt-4o'] },
  'own-byok': { team_id: 'byok', metadata: { tenant_id: 'byok' } },
};

/** What the key file's keys are held to when they are authenticated, these are held to, too. */
export function ownKeyAttacks(stack: () => AttackedStack): void {
  const chat = (text: string, more: object = {}) => ({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: text }],
    ...more,
  });
  const path = '/v1/chat/completions';

  it.each([
    ['GET', '/health'],
    ['POST', '/key/health'],
    ['POST', '/cursor/chat/completions'],
    ['POST', '/v1beta/interactions'],
    ['POST', '/openai/chat/completions'],
    ['GET', '/v1/vector_store/list'],
  ])('%s %s is closed, and no provider is asked', async (method, route) => {
    const before = stack().target.received.length;
    const answered = await stack().request('own', method, route, method === 'GET' ? undefined : chat('Hi'));
    expect([answered.status, stack().target.received.length]).toEqual([403, before]);
    expect(sentenceOf(answered)).toContain('HOOKS_ROUTES=');
  });

  it.each(['/v1/realtime', '/v1/responses', '/openai/v1/realtime', '/vertex_ai/live'])(
    'no websocket opens to %s',
    async (route) => expect((await upgrade(stack(), 'own', route)).status).toBe(403),
  );

  it('its owner may still look at models, keys and teams', async () => {
    for (const route of ['/v1/models', '/team/metadata_schema', '/user/available_roles'])
      expect([route, (await stack().request('own', 'GET', route)).status]).toEqual([route, 200]);
  });

  it('its call is booked to its tenant, whatever the body says', async () => {
    const id = marker('own');
    const body = chat(id, { metadata: { tenant_id: 'globex', user_api_key_alias: 'own-globex' } });
    expect((await stack().request('own', 'POST', path, body, { 'x-correlation-id': id })).status).toBe(200);
    const isOwn = (events: Parameters<Parameters<AttackedStack['events']>[0]>[0]) =>
      events.filter((one) => isQuota(one) && one.event.correlationId === id);
    const [event] = isOwn(await stack().events((events) => isOwn(events).length > 0));
    expect([event?.event.tenantId, event && quotaOf(event).keyAlias]).toEqual(['acme', 'own']);
  });

  it('gets no other tenant’s answer', async () => {
    const question = chat(`Which sea lies by ${marker('port')}?`);
    const isHit = async (key: string) =>
      (await stack().request(key, 'POST', path, question)).headers.get('x-cache') === 'HIT';
    let tries = 0;
    while (!(await isHit('own'))) if (++tries > 100) throw new Error('Nothing was stored.');
    expect(await isHit('own-globex')).toBe(false);
  });

  it.each(['/engines/gpt-4o-mini/chat/completions', '/openai/deployments/gpt-4o-mini/chat/completions'])(
    'its team’s models are all it has, by %s too',
    async (route) => {
      const text = marker('team');
      const answered = await stack().request('own-team-narrow', 'POST', route, chat(text));
      expect(stack().sentWith(text)).toEqual([]);
      expect([400, 401, 403]).toContain(answered.status);
    },
  );
}
