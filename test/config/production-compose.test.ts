import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../scripts/stack/paths.js';
import { compose, hasCompose, productionSecrets, PROFILES } from '../support/production-stack.js';
import { describeWith } from '../support/services.js';

interface Service {
  readonly image: string;
  readonly user?: string;
  readonly profiles?: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly restart?: string;
  readonly ports?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: unknown;
  readonly deploy?: { readonly resources?: { readonly limits?: Readonly<Record<string, unknown>> } };
  readonly depends_on?: Readonly<Record<string, { condition: string; required?: boolean }>>;
}

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const { services } = parse(read('docker-compose.production.yml'), { merge: true }) as {
  services: Readonly<Record<string, Service>>;
};
const named = Object.entries(services);

test.each(named)('%s is hardened and bounded', (name, service) => {
  expect(service).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    restart: name === 'volumes' ? 'no' : 'unless-stopped',
  });
  for (const bound of ['cpus', 'memory', 'pids'])
    expect(service.deploy?.resources?.limits?.[bound]).toBeDefined();
  // Of all, only the one that gives the volumes away is root, and it ends.
  if (name !== 'volumes') expect(service.user).toMatch(/^[1-9]\d*:\d+$/);
});

test.each(named)('the image of %s has a tag, and another one or a digest may be named', (_, { image }) => {
  const match = /^\$\{([A-Z_]+_IMAGE):-(?:[\w./-]+):(?!latest)[\w.-]+\}$/.exec(image);
  expect([image, match?.[1]]).toEqual([image, expect.any(String)]);
});

test('only what callers use publishes a port, and on this machine’s address alone unless told otherwise', () => {
  const published = named.filter(([, { ports }]) => ports !== undefined);
  expect(published.map(([name]) => name)).toEqual(['litellm', 'litellm-dev', 'grafana']);
  for (const [, { ports }] of published)
    for (const port of ports ?? []) expect(port).toMatch(/^\$\{BIND_ADDRESS:-127\.0\.0\.1\}:/);
});

test('LiteLLM is the release that the scripts install, in both compose files', () => {
  const [, version] = /^DEFAULT_LITELLM_VERSION=([\d.]+)$/m.exec(read('scripts/lib/install.sh')) ?? [];
  expect(services['litellm']?.image).toContain(`:v${version}}`);
});

test('each variable of the file is in .env.example', () => {
  const variables = new Set(
    [...read('docker-compose.production.yml').matchAll(/(?<!\$)\$\{([A-Z_]+)/g)].map(
      ([, name]) => name ?? '',
    ),
  );
  const example = read('.env.example');
  expect([...variables].filter((name) => !new RegExp(`^# ${name}=`, 'm').test(example))).toEqual([]);
});

describeWith(hasCompose() || undefined, 'docker compose on the production file', () => {
  test.each(PROFILES)(
    'profile %s is valid, and whatever a service waits for is in it or not required',
    async (profile) => {
      const text = await compose(['--profile', profile, 'config', '--format', 'json'], productionSecrets());
      const { services: chosen } = JSON.parse(text) as { services: Readonly<Record<string, Service>> };
      expect(Object.keys(chosen).length).toBeGreaterThan(2);
      for (const { depends_on: needs = {} } of Object.values(chosen)) {
        for (const [name, { required }] of Object.entries(needs))
          expect([name, name in chosen || required === false]).toEqual([name, true]);
      }
    },
  );

  test.each(['HOOKS_SECRET', 'LITELLM_MASTER_KEY', 'REDIS_PASSWORD', 'NATS_PASSWORD'])(
    'without %s nothing starts, and a sentence says so',
    async (name) => {
      const others = Object.entries(productionSecrets()).filter(([other]) => other !== name);
      const run = compose(['--profile', 'dev', 'config'], {
        ...Object.fromEntries(others),
        [name]: undefined,
      });
      await expect(run).rejects.toThrow(`set ${name} in .env`);
    },
  );
});
