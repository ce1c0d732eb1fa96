import { resolve } from 'node:path';
import { Command } from 'commander';
import { readYamlFile } from '../../hooks-server/configuration/yaml-file.js';
import { checkFile, createProblemList, formatProblem } from '../config/problems.js';
import { virtualKeysSchema, type VirtualKeysFile } from '../config/virtual-keys-schema.js';
import { createKeysClient } from './client.js';
import { isManaged, planKeys, removalOf, type Action, type Plan, type Stored } from './plan.js';

export interface KeysOptions {
  readonly file: string;
  readonly url: string;
  readonly yes?: boolean;
  readonly prune?: boolean;
  readonly json?: boolean;
}

type Print = (text: string) => void;

/** `keys`: brings LiteLLM's database to what config/virtual_keys.yaml says. Everything is a dry run without --yes. */
export function keysCommand(print: Print, environment: NodeJS.ProcessEnv = process.env): Command {
  const common = (command: Command) =>
    command
      .option('--file <path>', 'the key file', 'config/virtual_keys.yaml')
      .option('--url <address>', 'LiteLLM', environment['LITELLM_URL'] ?? 'http://127.0.0.1:4000')
      .option('--json', 'print one JSON object');
  const changing = (command: Command) =>
    common(command).option('--yes', 'do it; without this nothing is changed');
  const act = (run: (options: KeysOptions) => Promise<number>) => async (options: KeysOptions) => {
    process.exitCode = await guarded(() => run(options), print, options.json);
  };
  const keys = new Command('keys').description(
    'Virtual keys in database mode: bring LiteLLM to what config/virtual_keys.yaml says (LITELLM_MASTER_KEY must be set).',
  );
  keys.addCommand(
    common(new Command('diff'))
      .description('Show what differs; exit code 2 when something does.')
      .option('--prune', 'also what the file no longer names')
      .action(act((options) => runDiff(options, environment, print))),
  );
  keys.addCommand(
    changing(new Command('apply'))
      .description('Create and update teams and keys.')
      .option('--prune', 'also delete what this program made and the file no longer names')
      .action(act((options) => runApply(options, environment, print))),
  );
  keys.addCommand(
    common(new Command('list'))
      .description('List the keys that LiteLLM has.')
      .action(act((options) => runList(options, environment, print))),
  );
  for (const [name, description] of [
    ['rotate', 'Exchange the key of an alias for the one that its variable holds now.'],
    ['delete', 'Delete the key of an alias.'],
  ] as const) {
    keys.addCommand(
      changing(new Command(name).argument('<alias>'))
        .description(description)
        .action(async (alias: string, options: KeysOptions) => {
          const run = name === 'rotate' ? runRotate : runDelete;
          process.exitCode = await guarded(
            () => run(alias, options, environment, print),
            print,
            options.json,
          );
        }),
    );
  }
  return keys;
}

/** Exit code 0: agreed; 2: something differs. */
async function runDiff(options: KeysOptions, environment: NodeJS.ProcessEnv, print: Print): Promise<number> {
  const plan = await planOf(options, environment);
  if (plan.problems.length > 0) return refuse(plan.problems, print, options.json);
  show(plan.actions, 'to do', print, options.json);
  return plan.actions.length > 0 ? 2 : 0;
}

async function runApply(options: KeysOptions, environment: NodeJS.ProcessEnv, print: Print): Promise<number> {
  return execute(await planOf(options, environment), options, environment, print);
}

async function runRotate(
  alias: string,
  options: KeysOptions,
  environment: NodeJS.ProcessEnv,
  print: Print,
): Promise<number> {
  const file = readKeyFile(options.file);
  const wanted = file.virtual_keys.filter((key) => key.alias === alias);
  if (wanted.length === 0)
    throw new Error(`No key in ${options.file} has the alias \`${alias}\`; correct its name.`);
  const plan = await planOf(options, environment, { teams: [], virtual_keys: wanted, version: 1 }, [alias]);
  return execute(plan, options, environment, print);
}

async function runDelete(
  alias: string,
  options: KeysOptions,
  environment: NodeJS.ProcessEnv,
  print: Print,
): Promise<number> {
  const { keys } = await clientOf(options, environment).read();
  const found = keys.find(({ key_alias: name }) => name === alias);
  if (!found)
    throw new Error(`LiteLLM has no key with the alias \`${alias}\`; \`keys list\` shows those it has.`);
  return execute({ actions: [removalOf(found)], problems: [] }, options, environment, print);
}

async function runList(options: KeysOptions, environment: NodeJS.ProcessEnv, print: Print): Promise<number> {
  const { keys } = await clientOf(options, environment).read();
  const rows = keys.map(describe);
  if (options.json) print(JSON.stringify({ ok: true, keys: rows }));
  else if (rows.length === 0) print('LiteLLM has no keys.');
  else {
    for (const row of rows) {
      print(
        `${row.alias.padEnd(28)} team ${(row.team ?? '-').padEnd(16)} spent ${row.spend} of ${row.budget ?? 'no budget'} USD${row.managed ? '' : '  (not from the file)'}`,
      );
    }
  }
  return 0;
}

function describe(key: Stored) {
  const text = (name: string) => (typeof key[name] === 'string' ? key[name] : undefined);
  return {
    alias: text('key_alias') ?? `${String(key['token']).slice(0, 8)}…`,
    team: text('team_id'),
    spend: typeof key['spend'] === 'number' ? key['spend'] : 0,
    budget: typeof key['max_budget'] === 'number' ? key['max_budget'] : undefined,
    managed: isManaged(key),
  };
}

async function planOf(
  options: KeysOptions,
  environment: NodeJS.ProcessEnv,
  file: VirtualKeysFile = readKeyFile(options.file),
  rotate: readonly string[] = [],
): Promise<Plan> {
  const actual = await clientOf(options, environment).read();
  return planKeys(file, actual, { environment, now: new Date(), prune: options.prune ?? false, rotate });
}

function readKeyFile(path: string): VirtualKeysFile {
  const problems = createProblemList();
  const value = checkFile({ ...readYamlFile(resolve(path)), path }, virtualKeysSchema, problems);
  if (!value) throw new Error(problems.list().map(formatProblem).join('\n'));
  return value;
}

function clientOf({ url }: KeysOptions, environment: NodeJS.ProcessEnv) {
  const key = environment['LITELLM_MASTER_KEY'];
  if (!key)
    throw new Error('LITELLM_MASTER_KEY is not set; set it to the master key that LiteLLM runs with.');
  return createKeysClient(url, key);
}

async function execute(
  { actions, problems }: Plan,
  options: KeysOptions,
  environment: NodeJS.ProcessEnv,
  print: Print,
): Promise<number> {
  if (problems.length > 0) return refuse(problems, print, options.json);
  if (options.yes) {
    const client = clientOf(options, environment);
    // One after the other: a key needs its team, and a failure must leave the rest as it was.
    for (const action of actions) {
      await client.run(action);
      audit(action, environment);
    }
  }
  show(actions, options.yes ? 'done' : 'to do', print, options.json);
  if (!options.yes && actions.length > 0 && !options.json) print('Nothing was changed; add --yes to do it.');
  return 0;
}

/** On standard error, one line of JSON for each change that was made: who keeps a log of changes takes it from there. */
function audit({ kind, name }: Action, { USER: actor = 'unknown' }: NodeJS.ProcessEnv): void {
  process.stderr.write(`${JSON.stringify({ audit: { action: kind, name, actor, at: Date.now() } })}\n`);
}

function show(actions: readonly Action[], state: 'to do' | 'done', print: Print, json?: boolean): void {
  const rows = actions.map(({ kind, name, fields }) => ({ kind, name, fields }));
  if (json) print(JSON.stringify({ ok: true, state, actions: rows }));
  else if (rows.length === 0) print('LiteLLM has what the file says.');
  for (const { kind, name, fields } of json ? [] : rows) {
    print(`${state}: ${kind} ${name}${fields.length > 0 ? ` (${fields.join(', ')})` : ''}`);
  }
}

function refuse(problems: readonly string[], print: Print, json?: boolean): number {
  print(json ? JSON.stringify({ ok: false, problems }) : problems.join('\n'));
  return 1;
}

/** Failures become one sentence and exit code 1. */
async function guarded(run: () => Promise<number>, print: Print, json?: boolean): Promise<number> {
  try {
    return await run();
  } catch (error) {
    return refuse([error instanceof Error ? error.message : String(error)], print, json);
  }
}
