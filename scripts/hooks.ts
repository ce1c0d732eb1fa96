#!/usr/bin/env node
import { Command } from 'commander';
import { loadConfiguration } from '../hooks-server/configuration/settings.js';
import { printSettings } from '../hooks-server/configuration/masked.js';
import { readSecretFiles } from '../hooks-server/configuration/secret-files.js';
import { ConfigurationError } from '../hooks-server/errors.js';
import { configurationCommands } from './config/main.js';
import { keysCommand } from './keys/commands.js';
import { operateCommands } from './operate/commands.js';
import { loadTestCommand } from './operate/load-test.js';
import { smokeCommand } from './operate/smoke.js';
import { CommandError } from './operate/service-client.js';
import { tenantsCommand } from './operate/tenants.js';

const print = (text: string) => console.log(text);

const HELP = `
Examples:
  hooks check                       is everything in config/ right, and does LiteLLM start with it?
  hooks build --profile resilient   write litellm/config.resilient.yaml
  hooks print                       the hook service's settings in force, secrets masked
  hooks keys apply                  what would change in LiteLLM's database; --yes does it
  hooks cache purge --tenant acme   how many answers would be erased; --yes does it
  hooks tail events 5               the last five usage events
  hooks smoke --call                is the deployment up and wired? one call through all of it
  hooks load-test --rate 20         latency, errors and hits under 20 calls a second
  hooks explain 0a6b...             what each job did to the call with this x-litellm-call-id

Exit codes: 0 well, 1 something is wrong (one sentence each), 2 \`keys diff\` found differences.
`;

function printCommand(): Command {
  return new Command('print')
    .description("Print the hook service's settings in force (files and environment), secrets masked.")
    .option('--json', 'print JSON')
    .action(({ json }: { json?: boolean }) => {
      // Where the service looks for them too, when it is started here.
      const files = { hooks: 'config/hooks.yaml', tenants: 'config/tenants.yaml' };
      // Settings can be looked at where the secret is not.
      const environment = { HOOKS_DEVELOPMENT: 'true', ...process.env };
      const { settings } = loadConfiguration(files, environment);
      print(printSettings(settings, json ? 'json' : 'yaml').trimEnd());
    });
}

const program = new Command('hooks')
  .description('Set up and look after the LiteLLM hooks: configuration, tenants, keys, cache, events.')
  .addHelpText('after', HELP)
  .showHelpAfterError();
for (const command of [
  ...configurationCommands(),
  printCommand(),
  tenantsCommand(print),
  keysCommand(print),
  ...operateCommands(print),
  smokeCommand(print, process.env),
  loadTestCommand(print, process.env),
]) {
  program.addCommand(command);
}

try {
  readSecretFiles(process.env);
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommandError) && !(error instanceof ConfigurationError)) throw error;
  print(
    process.argv.includes('--json')
      ? JSON.stringify({ ok: false, problems: error.message.split('\n') })
      : error.message,
  );
  process.exitCode = 1;
}
