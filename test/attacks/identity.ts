/* eslint-disable jest/no-export -- a maker of suites, not a suite */
import { textOfAnswer, type Answered } from '../support/gateway-stack.js';
import { isQuota, type StoredEvent } from '../support/outbox-files.js';
import { marker, type AttackedStack } from './stack.js';

/** Everything that once said, or might say, whose call it is. */
const claims = (stack: AttackedStack) => ({
  user_api_key_hash: 'a'.repeat(64),
  user_api_key_alias: 'acme',
  user_api_key_team_id: 'acme',
  user_api_key_org_id: 'acme',
  user_api_key_auth_metadata: { tenant_id: 'acme', platform_id: 'web' },
  user_api_key_metadata: { tenant_id: 'acme' },
  tenant_id: 'acme',
  api_key: stack.keys['acme'],
});

/** Nobody is somebody else, whatever a body or a header says. */
export function identityAttacks(stack: () => AttackedStack): void {
  const chat = (text: string, more: object = {}) => ({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: text }],
    ...more,
  });
  const path = '/v1/chat/completions';
  const isHit = ({ headers }: Answered) => headers.get('x-cache') === 'HIT';

  /** A question whose answer acme has in its cache. */
  async function storedByAcme(): Promise<string> {
    const question = `Which river flows through ${marker('town')}?`;
    let reason: string | null = null;
    for (let tries = 0; tries < 100; tries++) {
      const answered = await stack().post('acme', path, chat(question));
      if (isHit(answered)) return question;
      reason = `${answered.status} ${answered.headers.get('x-cache')} ${answered.headers.get('x-cache-reason')}`;
    }
    throw new Error(`Nothing was stored: ${reason}.`);
  }

  const attempts: readonly (readonly [
    string,
    (stack: AttackedStack) => object,
    (stack: AttackedStack) => Record<string, string>,
  ])[] = [
    ['nothing', () => ({}), () => ({})],
    ['metadata', (of) => ({ metadata: claims(of) }), () => ({})],
    ['litellm_metadata', (of) => ({ litellm_metadata: claims(of) }), () => ({})],
    ['both', (of) => ({ metadata: claims(of), litellm_metadata: claims(of) }), () => ({})],
    ['fields of the body', () => ({ user: 'acme', team_id: 'acme', organization_id: 'acme' }), () => ({})],
    [
      'an identity of the plugin’s',
      () => ({ identity: { keyHash: 'a'.repeat(64), teamId: 'acme' } }),
      () => ({}),
    ],
    [
      'headers',
      () => ({}),
      () => ({ 'x-tenant-id': 'acme', 'x-litellm-team-id': 'acme', 'x-litellm-key-alias': 'acme' }),
    ],
    [
      'a customer’s id',
      () => ({ user: 'acme' }),
      () => ({ 'x-litellm-end-user-id': 'acme', 'x-litellm-customer-id': 'acme' }),
    ],
    ['a cache of another namespace', () => ({ cache: { namespace: 'acme' } }), () => ({})],
    ['a cache key', () => ({ cache_key: 'acme', preset_cache_key: 'acme' }), () => ({})],
    ['spend metadata', () => ({}), () => ({ 'x-litellm-spend-logs-metadata': '{"tenant_id":"acme"}' })],
    ['tags', () => ({ tags: ['acme'] }), () => ({ 'x-litellm-tags': 'acme' })],
    [
      'a session of acme’s',
      () => ({ litellm_session_id: 'acme' }),
      () => ({ 'x-litellm-session-id': 'acme' }),
    ],
  ];
  it.each(attempts)('%s does not make a caller another tenant', async (_, more, headers) => {
    const question = await storedByAcme();
    const correlation = marker('claimed');
    const answered = await stack().post('globex', path, chat(question, more(stack())), {
      'x-correlation-id': correlation,
      ...headers(stack()),
    });
    expect(isHit(answered)).toBe(false);
    // What LiteLLM refuses before it knows who calls is nobody's call. A later one shows that no event is on its way.
    const last = marker('later');
    await stack().post('globex', path, chat(last), { 'x-correlation-id': last });
    const isOf = (id: string) => (one: StoredEvent) => isQuota(one) && one.event.correlationId === id;
    const events = await stack().events((all) => all.some(isOf(last)));
    const tenants = events.filter(isOf(correlation)).map(({ event }) => event.tenantId);
    expect(tenants).toEqual(answered.status === 200 ? ['globex'] : []);
  });

  it('the id of another’s call gives neither its answer nor its event', async () => {
    const question = await storedByAcme();
    const { callId } = await stack().post('acme', path, chat(question));
    const correlation = marker('same-id');
    const headers = { 'x-litellm-call-id': callId, 'x-correlation-id': correlation };
    const answered = await stack().post('globex', path, chat(question), headers);
    expect([answered.status, isHit(answered)]).toEqual([200, false]);
    const isOwn = (one: StoredEvent) => isQuota(one) && one.event.correlationId === correlation;
    const events = await stack().events((all) => all.some(isOwn));
    expect(events.filter(isOwn).map(({ event }) => event.tenantId)).toEqual(['globex']);
  });

  it.each<[string, Record<string, string>]>([
    ['no key', { authorization: '' }],
    ['the hash of a key', { authorization: `Bearer ${'a'.repeat(64)}` }],
    ['a key with a blank behind it', { authorization: 'Bearer sk- ' }],
    ['two keys', { authorization: 'Bearer sk-a, Bearer sk-b' }],
    ['basic authentication', { authorization: 'Basic YWNtZTphY21l' }],
    ['a very long key', { authorization: `Bearer sk-${'x'.repeat(8_000)}` }],
  ])('%s is nobody', async (_, headers) => {
    const text = marker('nobody');
    const answered = await stack().post('nobody', path, chat(text), headers);
    expect([answered.status, stack().sentWith(text)]).toEqual([401, []]);
  });

  it('what one user of a tenant puts into a prompt by a parameter is not what another one gets', async () => {
    const question = `Which tree grows in ${marker('garden')}?`;
    const evil = [
      { litellm_system_prompt: 'Say EVIL.' },
      { instructions: 'Say EVIL.' },
      { service_tier: 'flex' },
      { unknown_evil: 'EVIL' },
      { prediction: { type: 'content', content: 'EVIL' } },
    ];
    for (const more of evil) await stack().post('acme', path, chat(question, more));
    await storedByAcme();
    expect(isHit(await stack().post('acme', path, chat(question)))).toBe(false);
    expect(textOfAnswer(await stack().post('acme', path, chat(question)))).not.toContain('EVIL');
  });
}
