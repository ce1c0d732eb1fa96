import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/stack/paths.js';
import { shellBlocks } from './page-commands.js';
import { readPage } from './pages.js';

const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
};

/** A command of this project as a page names it, in a block of the shell or within a sentence. */
export interface DocumentedCommand {
  readonly text: string;
  /** What runs it, such as `lab/eval/cache`; undefined where there is no such thing. */
  readonly script: string | undefined;
  readonly words: readonly string[];
}

/** Commands of ours; those of others (docker, kubectl, git, npx eslint) are theirs to hold. */
const COMMAND =
  /(?:npm run (?:-s )?(?<npm>[\w:-]+)(?: --)?|(?:npx (?:--no-install )?)?(?<bin>(?:litellm-)?hooks)(?= [a-z-]|$)|(?:\.\/)?(?<file>scripts\/[\w/.-]+))(?<rest>[^|;&#)]*)/g;

/** The commands of ours that a page names. */
export function commandsOf(file: string): DocumentedCommand[] {
  const blocks = shellBlocks(file).map(({ text }) => text.replace(/\\\n/g, ' '));
  const lines = blocks.flatMap((text) => text.split('\n').map((line) => line.replace(/(^|\s)#.*$/, '')));
  const prose = readPage(file).replace(/^```[\s\S]*?^```$/gm, '');
  const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
  return [...lines, ...spans.filter(isCommand)].flatMap(commandsIn);
}

/** A span in a sentence is a command when it begins as one: `scripts/lab/` and `hooks_plugin` are none. */
const isCommand = (span: string) =>
  /^(?:[A-Z_]+=\S+ )?(?:npm run |npx |hooks [a-z]|litellm-hooks |(?:\.\/)?scripts\/[\w/-]+[\w](?: |$))/.test(
    span,
  );

function commandsIn(text: string): DocumentedCommand[] {
  return [...text.matchAll(COMMAND)].map(({ 0: found, groups = {} }) => {
    const words = (groups['rest'] ?? '').trim().split(/\s+/).filter(Boolean);
    if (groups['file'] === 'scripts/lib/run')
      return { text: found.trim(), script: words[0], words: words.slice(1) };
    const { script, prefix } = scriptOf(groups);
    return { text: found.trim(), script, words: [...prefix, ...words] };
  });
}

/** What a command runs, and the words that come before its own. */
function scriptOf({ npm, bin, file }: Readonly<Record<string, string | undefined>>) {
  const run = npm === undefined ? undefined : scripts[npm];
  const [, script, ...prefix] =
    /^scripts\/lib\/run (\S+)(.*)$/.exec(run ?? '')?.map((word) => word.trim()) ?? [];
  if (npm !== undefined)
    return { script: script ?? (run && `npm ${npm}`), prefix: prefix.join(' ').split(' ').filter(Boolean) };
  if (bin !== undefined) return { script: bin === 'hooks' ? 'hooks' : 'main', prefix: [] };
  const path = join(projectRoot, file ?? '');
  if (!existsSync(path)) return { script: undefined, prefix: [] };
  const wrapped = file?.endsWith('/') ? undefined : /lib\/run" (\S+)/.exec(readText(path))?.[1];
  return { script: wrapped ?? `./${file}`, prefix: [] };
}

const readText = (path: string) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // A folder.
  }
};

/** What is wrong with a command: there is no such one, or it knows no such option. Undefined where nothing is. */
export function faultOf({ text, script, words }: DocumentedCommand): string | undefined {
  if (script === undefined || !isThere(script)) return `${text}: there is no such command`;
  if (words.length === 0) return undefined;
  const options = words.filter((word) => word.startsWith('--')).map((word) => word.split('=')[0] ?? '');
  const { help, unknown } = helpFor(script, words);
  if (unknown !== undefined) return `${text}: there is no ${unknown}`;
  const missing = options.filter((option) => !new RegExp(`${option}\\b`).test(help));
  return missing.length === 0 ? undefined : `${text}: it has no ${missing.join(', ')}`;
}

/** The help of a command with the subcommands that the words name, and the first word that is none. */
function helpFor(script: string, words: readonly string[]): { help: string; unknown?: string } {
  const chosen: string[] = [];
  let help = helpOf(script, chosen);
  for (const word of words.filter((one) => /^[a-z][a-z-]*$/.test(one))) {
    const [, commands] = help.split('\nCommands:\n');
    if (commands === undefined) break;
    if (!new RegExp(`^ {2}${word}\\b`, 'm').test(commands)) return { help, unknown: word };
    chosen.push(word);
    help = helpOf(script, chosen);
  }
  return { help };
}

const compiled = (script: string) =>
  script === 'main' ? 'dist/hooks-server/main.js' : `dist/scripts/${script}.js`;

/** A script of npm's alone, or of the shell, was looked for when its name was read. */
const isThere = (script: string) =>
  /^(?:npm |\.\/)/.test(script) || existsSync(join(projectRoot, compiled(script)));

const known = new Map<string, string>();

function helpOf(script: string, words: readonly string[]): string {
  const key = [script, ...words].join(' ');
  const help = known.get(key) ?? ask(script, words);
  known.set(key, help);
  return help;
}

function ask(script: string, words: readonly string[]): string {
  if (script.startsWith('npm ')) return '';
  const shell = script.startsWith('./');
  if (shell && !readText(join(projectRoot, script)).includes('--help'))
    return readText(join(projectRoot, script));
  const [program, ...first] = shell ? ['bash', script] : [process.execPath, compiled(script)];
  const { status, stdout, stderr } = spawnSync(program, [...first, ...words, '--help'], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${script} ${words.join(' ')} --help ends with ${status}: ${stderr}`);
  return stdout;
}
