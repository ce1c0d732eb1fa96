import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { builtFile, checkBuiltFile, checkConfiguration } from '../../scripts/config/check.js';
import { differences } from '../../scripts/config/real-litellm.js';
import { referenceFiles } from '../../scripts/config/reference-files.js';
import { settingsSchema } from '../../hooks-server/configuration/settings.js';
import { variables } from '../../hooks-server/configuration/environment.js';
import { projectRoot } from '../../scripts/stack/paths.js';

const committed = (path: string) => readFileSync(join(projectRoot, path), 'utf8');

test.each(Object.entries(referenceFiles()))(
  '%s is what the code gives (npm run config:reference -- --force)',
  (path, text) => {
    expect(committed(path)).toBe(text);
  },
);

test('config/hooks.yaml names each setting, says its default and changes nothing', () => {
  const text = committed('config/hooks.yaml');
  expect(settingsSchema.parse(parse(text))).toEqual(settingsSchema.parse({}));
  const unnamed = variables(settingsSchema)
    .map(([, path]) => path.at(-1) ?? '')
    .filter((name) => !new RegExp(`^ *(?:# )?${name}:`, 'm').test(text));
  expect(unnamed).toEqual([]);
});

test.each([
  ['hooks', 'config/hooks.yaml'],
  ['tenants', 'config/tenants.yaml'],
  ['virtual_keys', 'config/virtual_keys.yaml'],
  ['outbound', 'config/outbound.yaml'],
  ['providers', 'config/providers/openai.yaml'],
  ['providers', 'config/providers/google.yaml'],
])('the %s schema accepts %s and refuses an unknown setting', (name, path) => {
  const schema = JSON.parse(committed(`config/schemas/${name}.schema.json`)) as object;
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  const value = parse(committed(path)) as Record<string, unknown>;
  expect([validate(value), validate.errors]).toEqual([true, null]);
  expect(validate({ ...value, 'Not a setting': 1 })).toBe(false);
});

test('each configuration file names its schema for editors', () => {
  for (const path of [
    'config/hooks.yaml',
    'config/tenants.yaml',
    'config/providers/groq.yaml',
    'config/virtual_keys.yaml',
  ]) {
    expect(committed(path)).toMatch(/^# yaml-language-server: \$schema=\.\.?\/schemas\/\w+\.schema\.json/);
  }
});

test.each([
  ['file', 'litellm/config.yaml'],
  ['database', 'litellm/config.database.yaml'],
])('the committed configuration with keys in a %s is right, and %s is what it gives', (keys, file) => {
  const result = checkConfiguration({ root: projectRoot, keys });
  expect(result.problems).toEqual([]);
  expect(builtFile(result.choices)).toBe(file);
  expect(checkBuiltFile(projectRoot, result)).toBeUndefined();
  expect(committed(file)).toMatch(/^# generated, do not edit/);
});

test('both profiles can be built, always to the same text', () => {
  for (const profile of ['default', 'resilient']) {
    const first = checkConfiguration({ root: projectRoot, profile });
    expect(first.problems).toEqual([]);
    expect(checkConfiguration({ root: projectRoot, profile }).text).toBe(first.text);
  }
});

test('a model that LiteLLM lacks, and one that nobody named, are told; wildcards stand for what is below them', () => {
  expect(differences(['a', 'b', 'p/*'], ['a', 'p/x', 'c'])).toEqual([
    'LiteLLM does not list `b`.',
    'LiteLLM lists `c`, which no file of config/providers names.',
  ]);
  expect(differences(['a', 'p/*'], ['a', 'p/x'])).toEqual([]);
});
