import { keysCommand } from '../../scripts/keys/commands.js';

export interface Ran {
  readonly code: number;
  readonly text: string;
}

/** Runs one `keys` command on a file as a person would; gives what it printed and its exit code. */
export async function runKeys(
  words: readonly string[],
  { file, url, environment }: { file: string; url: string; environment: NodeJS.ProcessEnv },
): Promise<Ran> {
  const lines: string[] = [];
  process.exitCode = 0;
  await keysCommand((line) => lines.push(line), environment).parseAsync(
    [...words, '--file', file, '--url', url],
    { from: 'user' },
  );
  const code = Number(process.exitCode);
  process.exitCode = 0;
  return { code, text: lines.join('\n') };
}
