import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { settingsSchema } from '../../hooks-server/configuration/settings.js';
import { readYamlFile } from '../../hooks-server/configuration/yaml-file.js';
import { projectRoot } from '../stack/paths.js';
import { builtFile, checkBuiltFile, checkConfiguration, isCommitted, type CheckResult } from './check.js';
import { formatProblem, type Problem } from './problems.js';
import { referenceFiles } from './reference-files.js';
import { choicesOf, type PartialChoices } from './sources.js';
import { checkOnLitellm, litellmBinary } from './real-litellm.js';

export interface ConfigurationCommandOptions extends PartialChoices {
  readonly root?: string;
  readonly environment?: boolean;
  readonly json?: boolean;
}

export interface CheckCommandOptions extends ConfigurationCommandOptions {
  /** Only the files, without starting LiteLLM. */
  readonly static?: boolean;
}

export interface ReferenceCommandOptions {
  readonly root?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

export interface BuildCommandOptions extends ConfigurationCommandOptions {
  readonly output?: string;
}

/** `config:build`: checks, then writes LiteLLM's file. Gives the exit code: 1, and nothing written, with problems. */
export function runBuild(options: BuildCommandOptions, print: (text: string) => void): number {
  const root = resolve(options.root ?? projectRoot);
  const result = check(root, options);
  if (result.problems.length > 0) return report(result, result.problems, options, print);
  const { choices } = result;
  const output = options.output ? resolve(options.output) : join(root, builtFile(choices));
  writeFileSync(output, result.text);
  print(
    options.json
      ? JSON.stringify({
          ok: true,
          output,
          ...choices,
          models: result.models,
          problems: [],
          notes: result.notes,
        })
      : `Wrote ${output}: ${result.models.length} models, profile ${choices.profile}, keys ${choices.keys}.`,
  );
  return 0;
}

/**
 * `config:check`: reports each problem, also when the committed file is not what the sources give; when there is none,
 * starts real LiteLLM with the result and compares the models it lists. Gives the exit code.
 */
export async function runCheck(options: CheckCommandOptions, print: (text: string) => void): Promise<number> {
  const root = resolve(options.root ?? projectRoot);
  const result = check(root, options);
  const stale = isCommitted(result.choices) ? checkBuiltFile(root, result) : undefined;
  // A stale file is only the consequence of other problems; it is worth saying once they are gone.
  const problems = result.problems.length > 0 || !stale ? result.problems : [stale];
  if (problems.length > 0 || options.static) return report(result, problems, options, print);
  if (!litellmBinary()) {
    const notes = [
      ...result.notes,
      'LiteLLM is not installed in .venv, so it was not started with the result.',
    ];
    return report({ ...result, notes }, problems, options, print);
  }
  const found = await checkOnLitellm(result.text, result.models, root);
  const wrong = found.map((message) => ({ file: builtFile(result.choices), line: 1, message }));
  return report(result, wrong, options, print);
}

function check(root: string, options: ConfigurationCommandOptions): CheckResult {
  return checkConfiguration({
    ...choicesOf(options),
    root,
    environment: process.env,
    requireEnvironment: options.environment ?? false,
  });
}

function report(
  { models, notes }: CheckResult,
  problems: readonly Problem[],
  { json }: ConfigurationCommandOptions,
  print: (text: string) => void,
): number {
  const ok = problems.length === 0;
  if (json) print(JSON.stringify({ ok, models, problems, notes }));
  else if (ok) {
    print(
      [...notes.map((note) => `Note: ${note}`), `The configuration is right: ${models.length} models.`].join(
        '\n',
      ),
    );
  } else print(problems.map(formatProblem).join('\n'));
  return ok ? 0 : 1;
}

/**
 * `config:reference`: writes the JSON Schemas and config/hooks.yaml anew. A hooks.yaml that somebody changed is left
 * alone unless `force` is given. Gives the exit code.
 */
export function runReference(
  { root = projectRoot, force = false, json = false }: ReferenceCommandOptions,
  print: (text: string) => void,
): number {
  const written: string[] = [];
  const kept: string[] = [];
  for (const [path, text] of Object.entries(referenceFiles())) {
    const target = join(root, path);
    if (path.endsWith('.yaml') && !force && isChangedByHand(target)) {
      kept.push(path);
      continue;
    }
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    written.push(path);
  }
  if (json) print(JSON.stringify({ ok: true, written, kept }));
  else {
    print(`Wrote ${written.join(', ')}.`);
    for (const path of kept)
      print(`Left ${path} alone: it differs from the defaults; --force overwrites it.`);
  }
  return 0;
}

function isChangedByHand(path: string): boolean {
  if (!existsSync(path)) return false;
  const settings = settingsSchema.safeParse(readYamlFile(path).value ?? {});
  return !settings.success || JSON.stringify(settings.data) !== JSON.stringify(settingsSchema.parse({}));
}
