import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../errors.js';

/** Variables that hold a secret. Other names that end in `_FILE` are somebody else's: VIRTUAL_KEYS_FILE, SSL_CERT_FILE. */
const SECRET =
  /^[A-Z][A-Z0-9_]*_(?:API_KEY|VIRTUAL_KEY|MASTER_KEY|SALT_KEY|SECRET_KEY|PUBLIC_KEY|ACCESS_KEY|ACCESS_KEY_ID|SECRET|PASSWORD|URL)$/;

/** Names that others use for the same thing, and the name that is read here. */
const ALIASES: Readonly<Record<string, string>> = {
  GOOGLE_API_KEY: 'GEMINI_API_KEY',
  GOOGLE_PROJECT_ID: 'VERTEXAI_PROJECT',
  GOOGLE_APPLICATION_CREDENTIALS: 'VERTEXAI_CREDENTIALS',
};

/**
 * Puts secrets that stand in files into the environment: of each NAME_FILE the content becomes NAME, and so does each file
 * called NAME in the folder KEYS_DIRECTORY (`.keys` without). A variable that is set goes before the folder.
 * `litellm/with_secrets.py` does the same for LiteLLM. Throws ConfigurationError with one sentence.
 */
export function readSecretFiles(environment: NodeJS.ProcessEnv): void {
  for (const [variable, path] of Object.entries(environment)) {
    const name = variable.replace(/_FILE$/, '');
    if (name === variable || !SECRET.test(name)) continue;
    delete environment[variable];
    if (!path) continue;
    if (environment[name])
      throw new ConfigurationError(`Both ${name} and ${variable} are set; take one of them out.`);
    environment[name] = readSecret(path, variable);
  }
  const folder = environment['KEYS_DIRECTORY'] ?? '.keys';
  for (const name of namesIn(folder)) {
    if (SECRET.test(name) && !environment[name]) environment[name] = readSecret(join(folder, name), name);
  }
  for (const [other, name] of Object.entries(ALIASES)) {
    if (environment[other] && !environment[name]) environment[name] = environment[other];
  }
}

/** Some editors put it before a text, and no provider takes it for part of a key. */
const BYTE_ORDER_MARK = /^\uFEFF/;

function namesIn(folder: string): string[] {
  try {
    return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : [];
  } catch (cause) {
    throw new ConfigurationError(`KEYS_DIRECTORY: the folder ${folder} cannot be read.`, { cause });
  }
}

function readSecret(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8').replace(BYTE_ORDER_MARK, '').trimEnd();
  } catch (cause) {
    throw new ConfigurationError(`${name}: the file ${path} cannot be read.`, { cause });
  }
}
