import { InvalidArgumentError } from 'commander';
import { readSecretFiles } from '../hooks-server/configuration/secret-files.js';
import { ConfigurationError } from '../hooks-server/errors.js';
import { CommandError } from './operate/service-client.js';

/** What a count on the command line must be: a whole number from 1 on. */
export function count(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError('Expected a whole number from 1 on.');
  return value;
}

/**
 * Runs a command, with the secrets that stand in files, and ends the process with exit code 1 when it fails: with one sentence where a person can help it (a
 * setting, a file, an address), with the trace where the program is at fault. Whatever is still open is not waited for.
 */
export async function runCommand(command: () => void | Promise<void>): Promise<void> {
  try {
    readSecretFiles(process.env);
    await command();
  } catch (error) {
    console.error(sentenceOf(error) ?? error);
    process.exit(1);
  }
}

function sentenceOf(error: unknown): string | undefined {
  if (error instanceof CommandError || error instanceof ConfigurationError) return error.message;
  if (!(error instanceof Error)) return undefined;
  // What `fetch` throws names neither address nor reason: its cause does.
  if (error.message === 'fetch failed' && error.cause instanceof Error)
    return `No answer: ${error.cause.message}.`;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code !== undefined && path !== undefined) return `${path}: cannot be read or written (${code}).`;
  return undefined;
}
