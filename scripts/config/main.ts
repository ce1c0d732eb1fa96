import { Command } from 'commander';
import {
  runBuild,
  runCheck,
  runReference,
  type ReferenceCommandOptions,
  type BuildCommandOptions,
  type CheckCommandOptions,
} from './commands.js';

const print = (text: string) => console.log(text);

/** The two commands, for a command line of their own (`npm run config:check`) and as part of `hooks`. */
export function configurationCommands(): Command[] {
  const common = (command: Command) =>
    command
      .option('--root <folder>', 'folder that holds config/ and litellm/ (default: this project)')
      .option('--profile <name>', 'a file of config/profiles', 'default')
      .option(
        '--transport <name>',
        'how LiteLLM asks the hook service: a file of config/transports',
        'one-hop',
      )
      .option('--keys <name>', 'where virtual keys are: a file of config/keys (file, database)', 'file')
      .option(
        '--metrics <name>',
        'whether LiteLLM measures itself: a file of config/metrics (off, prometheus); prometheus where keys are in a database',
      )
      .option('--environment', 'also demand that each variable a file names is set, as LiteLLM will need it')
      .option('--json', 'print one JSON object');
  return [
    common(new Command('check'))
      .description(
        'Check every file in config/, that the built file is what they give, and that LiteLLM starts with it.',
      )
      .option('--static', 'check the files only, without starting LiteLLM')
      .action(async (options: CheckCommandOptions) => {
        process.exitCode = await runCheck(options, print);
      }),
    common(new Command('build'))
      .description('Write litellm/config.yaml from the files in config/.')
      .option(
        '--output <file>',
        'where to write (default: litellm/config.yaml; what is not the default is part of the name)',
      )
      .action((options: BuildCommandOptions) => {
        process.exitCode = runBuild(options, print);
      }),
    new Command('reference')
      .description('Write config/hooks.yaml and the JSON Schemas in config/schemas from the code.')
      .option('--force', 'overwrite a config/hooks.yaml that differs from the defaults')
      .option('--json', 'print one JSON object')
      .action((options: ReferenceCommandOptions) => {
        process.exitCode = runReference(options, print);
      }),
  ];
}
