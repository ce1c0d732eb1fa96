import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../scripts/stack/paths.js';

interface ComposeService {
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly env_file?: unknown;
}

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const { services } = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Readonly<Record<'litellm' | 'hooks', ComposeService>>;
};

test.each(['HOOKS_SECRET', 'LITELLM_MASTER_KEY', 'ACME_VIRTUAL_KEY', 'GLOBEX_VIRTUAL_KEY'])(
  'a demonstration value of %s stands in for an absent one only, never for an empty one',
  (name) => {
    expect(services.litellm.environment[name]).toMatch(new RegExp(`^\\$\\{${name}-[\\w-]+\\}$`));
  },
);

test('LiteLLM and the hook service get all of .env, and do without one', () => {
  for (const { env_file: files } of [services.litellm, services.hooks]) {
    expect(files).toEqual([{ path: '.env', required: false }]);
  }
});

test('the port that .env publishes is not the one that the hook service listens on', () => {
  expect(services.hooks.environment).toMatchObject({ HOOKS_PORT: '4100', HOOKS_HOST: '0.0.0.0' });
});

test('compose runs the release of LiteLLM that the scripts install and test', () => {
  const [, version] = /^DEFAULT_LITELLM_VERSION=([\d.]+)$/m.exec(read('scripts/lib/install.sh')) ?? [];
  expect(services.litellm.image).toBe(`\${LITELLM_IMAGE:-ghcr.io/berriai/litellm:v${version}}`);
});

test('a copied .env.example sets nothing until it is filled in', () => {
  const set = read('.env.example')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(set).toEqual([]);
});
