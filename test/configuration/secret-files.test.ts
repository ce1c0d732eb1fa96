import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSecretFiles } from '../../hooks-server/configuration/secret-files.js';
import { projectRoot } from '../../scripts/stack/paths.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  mkdirSync(join(folder, '.keys'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

type Reader = (environment: NodeJS.ProcessEnv) => NodeJS.ProcessEnv;

/** The hook service's own, in this process. */
function inService(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const environment = { KEYS_DIRECTORY: join(folder, '.keys'), ...given };
  readSecretFiles(environment);
  return environment;
}

/** LiteLLM's, in a process of its own that prints its environment. */
function inLitellm(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const print = 'import json, os; print(json.dumps(dict(os.environ)))';
  const python = join(projectRoot, '.venv/bin/python');
  const run = spawnSync(python, [join(projectRoot, 'litellm/with_secrets.py'), python, '-c', print], {
    cwd: folder,
    env: given,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr.trim());
  return JSON.parse(run.stdout) as NodeJS.ProcessEnv;
}

describe.each<[string, Reader]>([
  ['the hook service', inService],
  ['LiteLLM’s start', inLitellm],
])('%s', (_, read) => {
  test('a secret comes from the file that NAME_FILE names, without its last line break', () => {
    const found = read({
      OPENAI_API_KEY_FILE: file('openai', 'from file\n'),
      REDIS_URL_FILE: file('redis', 'redis://r'),
    });
    expect(found).toMatchObject({ OPENAI_API_KEY: 'from file', REDIS_URL: 'redis://r' });
    expect(found).not.toHaveProperty('OPENAI_API_KEY_FILE');
  });

  test('a file of the keys folder is the variable of its name, unless that one is set', () => {
    file('.keys/HOOKS_SECRET', 'from folder\n');
    file('.keys/GROQ_API_KEY', 'from folder');
    file('.keys/README.md', 'no secret');
    const found = read({ GROQ_API_KEY: 'set' });
    expect(found).toMatchObject({ HOOKS_SECRET: 'from folder', GROQ_API_KEY: 'set' });
    expect(found).not.toHaveProperty('README.md');
  });

  test('a byte order mark and Windows’ line ends are no part of a secret; a folder that is none is passed over', () => {
    const found = read({
      OPENAI_API_KEY_FILE: file('windows', '\uFEFFfrom file\r\n'),
      KEYS_DIRECTORY: file('plain', ''),
    });
    expect(found).toMatchObject({ OPENAI_API_KEY: 'from file' });
  });

  test('files that hold no secret, and an empty NAME_FILE, are left as they are', () => {
    const others = {
      VIRTUAL_KEYS_FILE: '/nowhere/keys.yaml',
      SSL_CERT_FILE: '/nowhere/ca.pem',
      AWS_WEB_IDENTITY_TOKEN_FILE: '/nowhere/token',
    };
    const found = read({ ...others, OPENAI_API_KEY_FILE: '', OPENAI_API_KEY: 'set' });
    expect(found).toMatchObject({ ...others, OPENAI_API_KEY: 'set' });
  });

  test('Google’s own names stand in for LiteLLM’s', () => {
    const given = { GOOGLE_API_KEY: 'a', GOOGLE_PROJECT_ID: 'b', GOOGLE_APPLICATION_CREDENTIALS: '/c.json' };
    expect(read({ ...given, VERTEXAI_PROJECT: 'own' })).toMatchObject({
      GEMINI_API_KEY: 'a',
      VERTEXAI_PROJECT: 'own',
      VERTEXAI_CREDENTIALS: '/c.json',
    });
  });

  test('a variable and its file together, and a file that cannot be read, are one sentence without the secret', () => {
    expect(() => read({ HOOKS_SECRET: 'clear', HOOKS_SECRET_FILE: file('a', 'other') })).toThrow(
      /^Both HOOKS_SECRET and HOOKS_SECRET_FILE are set; take one of them out\.$/,
    );
    expect(() => read({ HOOKS_SECRET_FILE: join(folder, 'absent') })).toThrow(
      /^HOOKS_SECRET_FILE: the file \S+absent cannot be read\.$/,
    );
  });
});

test('LiteLLM with a database does not start without a salt: it would encrypt with its master key, for ever', () => {
  const DATABASE_URL = 'postgresql://litellm@postgres/litellm';
  expect(() => inLitellm({ DATABASE_URL })).toThrow(/LITELLM_SALT_KEY is not: set it once/);
  expect(() => inLitellm({ DATABASE_URL, LITELLM_SALT_KEY: '' })).toThrow(/LITELLM_SALT_KEY is not/);
  file('.keys/LITELLM_SALT_KEY', 'salt');
  expect(inLitellm({ DATABASE_URL })).toMatchObject({ LITELLM_SALT_KEY: 'salt' });
});
