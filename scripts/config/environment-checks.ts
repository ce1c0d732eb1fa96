import type { YamlFile } from '../../hooks-server/configuration/yaml-file.js';
import { hostOf, isAllowedAddress } from './allow-list.js';
import { ADDRESS_SETTINGS } from './cross-checks.js';
import type { ProblemList } from './problems.js';
import { textsOf, variableOf } from './references.js';
import { filesOf, type Sources } from './sources.js';

/** Variables that may stay unset: LiteLLM then uses the provider's own address, or the machine's own credentials. */
const OPTIONAL =
  /(?<!AZURE)_API_BASE$|^VERTEXAI_CREDENTIALS$|^AZURE_API_VERSION$|^AWS_(?!REGION_NAME$)|^REDIS_(?:PORT|PASSWORD)$/;

/** Addresses that come from the environment must be within the allow-list too. */
export function checkAddressVariables(
  sources: Sources,
  environment: NodeJS.ProcessEnv,
  problems: ProblemList,
): void {
  for (const { file, path, name } of references(sources)) {
    const address = environment[name];
    if (!isAddress(path.at(-1)) || !address || isAllowedAddress(address, sources.allowedHosts)) continue;
    problems.add(
      file,
      path,
      `the environment variable ${name} leads to ${hostOf(address)}, which config/outbound.yaml does not allow; add the host there or correct the variable.`,
    );
  }
}

function isAddress(name: PropertyKey | undefined): boolean {
  return ADDRESS_SETTINGS.some((setting) => setting === name);
}

/** With the environment that LiteLLM will run in: each variable that is named must be set. */
export function checkVariablesAreSet(
  sources: Sources,
  environment: NodeJS.ProcessEnv,
  problems: ProblemList,
): void {
  const isInDatabase = keysAreInDatabase(sources);
  for (const { file, path, name } of references(sources)) {
    if (environment[name] || OPTIONAL.test(name) || sharedWhenMissing(sources, file, path)) continue;
    // With a database only the machine that runs `hooks keys apply` needs the keys themselves.
    if (isInDatabase && file === sources.virtualKeys.file) continue;
    problems.add(file, path, `the environment variable ${name} is not set; set it, or remove what needs it.`);
  }
  if (isInDatabase && !environment[SALT_KEY]) {
    problems.add(
      sources.keys.file,
      ['general_settings', 'database_url'],
      `the environment variable ${SALT_KEY} is not set; LiteLLM encrypts with it what it stores, so set it once and keep it with the database.`,
    );
  }
}

/** LiteLLM reads it from the environment alone; without it the master key would encrypt, and could never be changed. */
const SALT_KEY = 'LITELLM_SALT_KEY';

function keysAreInDatabase({ keys }: Sources): boolean {
  return keys.value.general_settings?.['database_url'] !== undefined;
}

/** Of a tenant that may use the shared credential, a missing one is no problem. */
function sharedWhenMissing(sources: Sources, file: YamlFile, path: readonly PropertyKey[]): boolean {
  if (file !== sources.tenants.file || path[2] !== 'credentials') return false;
  const credential = sources.tenants.value.tenants[Number(path[1])]?.credentials[Number(path[3])];
  return credential?.when_missing === 'shared';
}

function references(sources: Sources) {
  return filesOf(sources).flatMap((file) =>
    [...textsOf(file.value)].flatMap(([path, text]) => {
      const name = variableOf(text);
      return name === undefined ? [] : [{ file, path, name }];
    }),
  );
}
