import { resolve } from 'node:path';
import { Command } from 'commander';
import { readYamlFile } from '../../hooks-server/configuration/yaml-file.js';
import { tenantsFileSchema } from '../../hooks-server/tenancy/settings.js';
import { checkFile, createProblemList, formatProblem } from '../config/problems.js';
import { variableOf } from '../config/references.js';
import { CommandError } from './service-client.js';

/** `tenants`: who is in config/tenants.yaml, what each has of its own, and whether its credentials are set here. */
export function tenantsCommand(
  print: (text: string) => void,
  environment: NodeJS.ProcessEnv = process.env,
): Command {
  return new Command('tenants')
    .description('List the tenants of config/tenants.yaml, with their teams, own settings and credentials.')
    .option('--file <path>', 'the tenants file', 'config/tenants.yaml')
    .option('--json', 'print JSON')
    .action(({ file: path, json }: { file: string; json?: boolean }) => {
      const problems = createProblemList();
      const file = { ...readYamlFile(resolve(path)), path };
      const value = checkFile(file, tenantsFileSchema, problems);
      if (!value) throw new CommandError(problems.list().map(formatProblem).join('\n'));
      const tenants = value.tenants.map((tenant) => ({
        id: tenant.id,
        teams: tenant.teams,
        keys: tenant.keys.length,
        ownSettings: (['cache', 'compression', 'detection', 'quota'] as const).filter((name) => tenant[name]),
        credentials: tenant.credentials.map(({ provider, api_key: key, when_missing: whenMissing }) => ({
          provider,
          variable: variableOf(key),
          isSet: Boolean(environment[variableOf(key) ?? '']),
          whenMissing,
        })),
      }));
      if (json) print(JSON.stringify({ tenants }));
      for (const { id, teams, keys, ownSettings, credentials } of json ? [] : tenants) {
        print(
          `${id}: teams ${teams.join(', ') || '-'}; ${keys} keys; own settings: ${ownSettings.join(', ') || 'none'}`,
        );
        for (const { provider, variable, isSet, whenMissing } of credentials) {
          const state = isSet
            ? 'set'
            : `not set here, calls are ${whenMissing === 'refuse' ? 'refused' : 'made with the shared one'}`;
          print(`  ${provider}: ${variable ?? ''} (${state})`);
        }
      }
    });
}
