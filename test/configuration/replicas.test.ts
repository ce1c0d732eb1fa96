import { loadConfiguration } from '../../hooks-server/configuration/settings.js';
import { projectRoot } from '../../scripts/stack/paths.js';

/** With the committed file, which names each default. */
const load = (environment: NodeJS.ProcessEnv) =>
  loadConfiguration(
    { hooks: `${projectRoot}/config/hooks.yaml`, tenants: 'absent.yaml' },
    { HOOKS_DEVELOPMENT: 'true', ...environment },
  ).settings;

test('one hook service keeps its events in a file, with a Redis or without', () => {
  for (const environment of [{}, { REDIS_URL: 'redis://r:6379' }, { HOOKS_REPLICAS: '1' }]) {
    const { events } = load(environment);
    expect([events.outbox, events.quota.store, events.missingUsage.store]).toEqual([
      'file',
      'memory',
      'file',
    ]);
  }
});

test('several keep in Redis what each of them must see, whatever the file says', () => {
  const { events } = load({ HOOKS_REPLICAS: '2', REDIS_URL: 'redis://r:6379' });
  expect([events.outbox, events.quota.store, events.missingUsage.store]).toEqual(['redis', 'redis', 'redis']);
});

test.each([
  [
    'without a Redis',
    { HOOKS_REPLICAS: '2' },
    /^Environment variable HOOKS_REPLICAS: .*`redis\.urls` \(REDIS_URL\)/,
  ],
  [
    'with a cache in memory',
    { HOOKS_REPLICAS: '3', REDIS_URL: 'redis://r:6379', HOOKS_CACHE_STORE_KIND: 'memory' },
    /^Environment variable HOOKS_CACHE_STORE_KIND: .*expected `redis`/,
  ],
])('several are refused %s, in one sentence', (_, environment, sentence) => {
  let message = '';
  try {
    load(environment);
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message).toMatch(sentence);
  expect(message.split('\n')).toHaveLength(1);
});
