import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuseUnknownVariables } from '../../hooks-server/configuration/environment.js';
import { settingsSchema } from '../../hooks-server/configuration/settings.js';
import { projectRoot } from '../../scripts/stack/paths.js';

const refused = (environment: NodeJS.ProcessEnv) => () => refuseUnknownVariables(settingsSchema, environment);

test('every variable that the Python modules read is known to the service, which shares their environment file', () => {
  const folder = join(projectRoot, 'litellm');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.py'))
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').match(/\bHOOKS_[A-Z_]+\b/g) ?? []);
  expect(names).toContain('HOOKS_URL');
  expect(refused(Object.fromEntries(names.map((name) => [name, 'x'])))).not.toThrow();
});

test('what Kubernetes sets for a Service called hooks is nobody’s mistake', () => {
  const names = [
    'HOOKS_SERVICE_HOST',
    'HOOKS_SERVICE_PORT',
    'HOOKS_SERVICE_PORT_HTTP',
    'HOOKS_PORT_4100_TCP',
    'HOOKS_PORT_4100_TCP_ADDR',
    'HOOKS_REDIS_SERVICE_HOST',
  ];
  expect(refused(Object.fromEntries(names.map((name) => [name, 'x'])))).not.toThrow();
});

test.each([
  ['HOOKS_CACHE_TTL', 'HOOKS_CACHE_TTL_SECONDS'],
  ['HOOKS_SECRETS', 'HOOKS_SECRET'],
  ['HOOKS_LOGLEVEL', 'HOOKS_LOG_LEVEL'],
])('%s is refused, and %s named', (name, meant) => {
  expect(refused({ [name]: 'x' })).toThrow(
    `There is no environment variable ${name}; the nearest is ${meant}.`,
  );
});
