import { Command } from 'commander';
import { runCommand } from '../command-line.js';
import { configurationCommands } from './main.js';

// The profile and other options are LiteLLM's configuration's own; exit code 1 says that something is wrong with it.
const program = new Command('config').description(
  "Check the files in config/ and build LiteLLM's configuration.",
);
for (const command of configurationCommands()) program.addCommand(command);
await runCommand(async () => void (await program.parseAsync()));
