import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { variables } from '../../hooks-server/configuration/environment.js';
import { loadConfiguration, settingsSchema } from '../../hooks-server/configuration/settings.js';
import { checkYamlFile, parseYamlFile } from '../../hooks-server/configuration/yaml-file.js';
import { createProblemList, checkFile } from '../../scripts/config/problems.js';
import { virtualKeysSchema } from '../../scripts/config/virtual-keys-schema.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a key or a password may look like: letters and digits, with the usual beginnings or none. */
const secrets = fc
  .tuple(
    fc.constantFrom('', 'sk-', 'sk-proj-', 'ghp_', 'xoxb-'),
    fc.stringMatching(/^[A-Za-z]{2,8}[0-9]{2,6}[A-Za-z0-9]{0,12}$/),
  )
  .map((parts) => parts.join(''));

test('no message about a wrong setting shows a secret, whatever setting it was put into', () => {
  const names = variables(settingsSchema);
  fc.assert(
    fc.property(secrets, fc.constantFrom(...names), (secret, [name]) => {
      const files = { hooks: join(folder, 'hooks.yaml'), tenants: join(folder, 'tenants.yaml') };
      try {
        loadConfiguration(files, { HOOKS_DEVELOPMENT: 'true', [name]: secret });
      } catch (error) {
        expect((error as Error).message).not.toContain(secret);
      }
    }),
    { numRuns: 400 },
  );
});

test('no message about the settings file or the key file shows one either', () => {
  fc.assert(
    fc.property(secrets, (secret) => {
      const keys = parseYamlFile(
        'virtual_keys.yaml',
        `virtual_keys: [{ key: ${secret}, alias: a, models: 5 }]`,
      );
      const problems = createProblemList();
      checkFile(keys, virtualKeysSchema, problems);
      const messages = problems.list().map(({ message }) => message);
      expect(messages.length).toBeGreaterThan(0);
      expect(messages.join(' ')).not.toContain(secret);
      const settings = parseYamlFile('hooks.yaml', `cache: { mode: "${secret}", ttlSeconds: "${secret}" }`);
      expect(() => checkYamlFile(settings, settingsSchema)).toThrow(/not shown/);
      expect(() => checkYamlFile(settings, settingsSchema)).not.toThrow(secret);
    }),
  );
});

test('a plain word is quoted, so that a slip can be seen', () => {
  writeFileSync(join(folder, 'hooks.yaml'), 'cache: { mode: onn }\n');
  const files = { hooks: join(folder, 'hooks.yaml'), tenants: join(folder, 'tenants.yaml') };
  expect(() => loadConfiguration(files, { HOOKS_DEVELOPMENT: 'true' })).toThrow(/"onn"/);
});

test.each(['HOOKS_SECRET', 'HOOKS_SERVER_ADMIN_SECRET'])('%s of blanks is none', (name) => {
  const files = { hooks: join(folder, 'hooks.yaml'), tenants: join(folder, 'tenants.yaml') };
  for (const blanks of [' '.repeat(20), '\t\u00a0\u3000'.repeat(5), `${' '.repeat(20)}x`])
    expect(() => loadConfiguration(files, { HOOKS_DEVELOPMENT: 'true', [name]: blanks })).toThrow(
      /besides blanks/,
    );
});
