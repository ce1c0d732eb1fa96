import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { startLitellm } from '../stack/litellm.js';
import { projectRoot } from '../stack/paths.js';
import { freePort } from '../stack/process.js';

/** Where the LiteLLM that the checks start is; undefined when none is installed. */
export function litellmBinary(): string | undefined {
  const path = process.env['LITELLM_BIN'] ?? join(projectRoot, '.venv/bin/litellm');
  return existsSync(path) ? path : undefined;
}

/**
 * A temporary folder laid out as LiteLLM wants it: the configuration with the Python modules beside it. Its path ends
 * in `config.yaml`; `remove` deletes the folder.
 */
export function stageConfiguration(text: string, root: string): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'litellm-'));
  const modules = join(existsSync(join(root, 'litellm')) ? root : projectRoot, 'litellm');
  cpSync(modules, folder, {
    recursive: true,
    filter: (path) => !/__pycache__|config(\.[\w-]+)*\.yaml$/.test(path),
  });
  const path = join(folder, 'config.yaml');
  writeFileSync(path, text);
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const listSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

/** The ids that a running LiteLLM lists for a key, as `GET /v1/models` gives them. */
export async function listModels(url: string, key: string): Promise<string[]> {
  const response = await fetch(`${url}/v1/models`, { headers: { authorization: `Bearer ${key}` } });
  if (!response.ok) throw new Error(`LiteLLM answered ${response.status} to GET /v1/models.`);
  return listSchema.parse(await response.json()).data.map(({ id }) => id);
}

/**
 * Starts real LiteLLM with a built configuration and compares what it lists with what is expected. Gives one sentence
 * for each difference. Needs no provider key and calls no provider.
 */
export async function checkOnLitellm(
  text: string,
  expected: readonly string[],
  root: string,
): Promise<string[]> {
  const staged = stageConfiguration(text, root);
  const masterKey = `sk-${randomBytes(12).toString('hex')}`;
  const keysFile = join(staged.path, '../virtual_keys.yaml');
  // The check is about models: keys need variables that are not set on every machine.
  writeFileSync(keysFile, 'virtual_keys: []\n');
  try {
    const litellm = await startLitellm({
      port: await freePort(),
      // Nothing listens there: LiteLLM starts without the hook service too.
      hooksUrl: 'http://127.0.0.1:9',
      hooksSecret: masterKey,
      masterKey,
      configFile: staged.path,
      logFile: join(staged.path, '../litellm.log'),
      environment: { VIRTUAL_KEYS_FILE: keysFile },
    });
    try {
      return differences(expected, await listModels(litellm.url, masterKey));
    } finally {
      await litellm.stop();
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [`LiteLLM does not start with the built configuration: ${reason}`];
  } finally {
    staged.remove();
  }
}

/** LiteLLM lists, for a wildcard, the models it knows of that provider: any name under the prefix is expected. */
export function differences(expected: readonly string[], listed: readonly string[]): string[] {
  const prefixes = expected.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));
  const named = new Set(expected.filter((name) => !name.endsWith('*')));
  const found = new Set(listed);
  return [
    ...[...named].filter((name) => !found.has(name)).map((name) => `LiteLLM does not list \`${name}\`.`),
    ...[...found]
      .filter((name) => !named.has(name) && !prefixes.some((prefix) => name.startsWith(prefix)))
      .map((name) => `LiteLLM lists \`${name}\`, which no file of config/providers names.`),
  ];
}
