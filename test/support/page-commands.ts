import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { projectRoot } from '../../scripts/stack/paths.js';
import { readPage } from './pages.js';

/** A block of a page that somebody is to paste into a shell. */
export interface PageBlock {
  /** What stands behind `sh` on its first line: `serve` runs until it is stopped. */
  readonly kind: string;
  readonly text: string;
  /** The comment above it: `test: FILE`, or `no test: REASON`. */
  readonly mark: string;
  /** What stands in the next block, where that shows what is printed. */
  readonly shown?: { readonly isJson: boolean; readonly text: string };
}

const SHELL_BLOCK =
  /(?:^<!-- (?<mark>[^\n]*) -->\n\n)?^```sh *(?<kind>\w*)\n(?<text>[\s\S]*?)^```$(?:\n\n```(?<language>json)?\n(?<shown>[\s\S]*?)^```$)?/gm;

/** A comment right below the title holds for each block that has none of its own. */
const MARK_OF_PAGE = /^# [^\n]*\n\n<!-- (test: [^\n]*) -->\n/;

/** The shell's blocks of a page, in their order. */
export function shellBlocks(page: string): PageBlock[] {
  const whole = readPage(page);
  const [, ofPage = ''] = MARK_OF_PAGE.exec(whole) ?? [];
  return [...whole.matchAll(SHELL_BLOCK)].map(({ groups = {} }) => {
    const { kind = '', text = '', mark = ofPage, language, shown } = groups;
    return {
      kind,
      text,
      mark,
      ...(shown !== undefined && { shown: { isJson: language === 'json', text: shown } }),
    };
  });
}

export interface Terminal {
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Runs a block to its end and gives what it printed. Rejects with all of that when it fails. */
export async function runBlock(text: string, { cwd, environment }: Terminal): Promise<string> {
  const child = spawn('bash', ['-euo', 'pipefail', '-c', text], { cwd, env: environment });
  const outputs = [child.stdout, child.stderr].map((stream) => readText(stream));
  const [[status], [stdout, stderr]] = await Promise.all([
    once(child, 'exit') as Promise<[number | null]>,
    Promise.all(outputs),
  ]);
  if (status !== 0) throw new Error(`Exit code ${status ?? 'none'} of:\n${text}\n${stdout}${stderr}`);
  return stdout ?? '';
}

/** A block that goes on until it is stopped, with all that it started. */
export interface RunningBlock {
  /** What it has printed so far. */
  printed(): string;
  stop(): Promise<void>;
}

export function startBlock(text: string, { cwd, environment }: Terminal): RunningBlock {
  // A group of its own, so that what the shell starts ends with it.
  const child: ChildProcess = spawn('bash', ['-c', text], { cwd, env: environment, detached: true });
  // Its outputs close with the last of the group: the shell itself may be gone while what it started still writes its files.
  const closed = once(child, 'close');
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => (printed += data.toString()));
  return {
    printed: () => printed,
    async stop() {
      if (child.exitCode === null && child.signalCode === null && child.pid !== undefined)
        process.kill(-child.pid, 'SIGTERM');
      await closed;
    },
  };
}

/**
 * A folder for the PATH with an `npm` that needs no registry: packages are installed and built already, and a tarball is
 * unpacked with the project's own packages as its dependencies. Everything else is npm itself.
 */
export function offlineNpm(folder: string): string {
  const npm = spawnSync('bash', ['-c', 'command -v npm'], { encoding: 'utf8' }).stdout.trim();
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'npm'),
    `#!/usr/bin/env bash
set -euo pipefail
case "$*" in
  ci | 'run build') ;;
  install*.tgz)
    package=node_modules/litellm-hooks
    mkdir -p $package node_modules/.bin
    tar -xzf "\${@: -1}" --strip-components 1 -C $package
    ln -s '${projectRoot}/node_modules' $package/node_modules
    for name in hooks litellm-hooks; do
      file=$package/$('${process.execPath}' -p "require('./$package/package.json').bin['$name']")
      chmod +x "$file" && ln -s "../../$file" "node_modules/.bin/$name"
    done ;;
  *) exec '${npm}' "$@" ;;
esac
`,
  );
  chmodSync(join(folder, 'npm'), 0o755);
  return folder;
}

/** Programs that are found before all others. */
export const withPath = (environment: NodeJS.ProcessEnv, ...folders: string[]): NodeJS.ProcessEnv => ({
  ...environment,
  PATH: [...folders, environment['PATH'] ?? ''].join(delimiter),
});
