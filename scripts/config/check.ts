import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { loadConfiguration } from '../../hooks-server/configuration/settings.js';
import { buildConfiguration, modelNames, renderConfiguration, type LitellmConfiguration } from './build.js';
import { checkProviders, checkRouting, checkSecrets } from './cross-checks.js';
import { checkAddressVariables, checkVariablesAreSet } from './environment-checks.js';
import { readModelMap, type ModelMap } from './model-map.js';
import { createProblemList, problemsOf, type Problem, type ProblemList } from './problems.js';
import {
  choicesOf,
  readSources,
  unusualChoices,
  type Choices,
  type PartialChoices,
  type Sources,
} from './sources.js';
import { checkTenants, checkVirtualKeys } from './tenant-checks.js';

/** Where the built file of some choices goes; each that differs from the default is part of its name. */
export function builtFile(choices: Choices): string {
  const names = unusualChoices(choices).map(([, name]) => `.${name}`);
  return `litellm/config${names.join('')}.yaml`;
}

/** Which of the built files are committed, so that the containers find them. */
export function isCommitted(choices: Choices): boolean {
  return unusualChoices(choices).every(([option]) => option === 'keys');
}

export interface CheckOptions extends PartialChoices {
  /** The project's root, or a folder laid out like it. */
  readonly root: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Whether each variable that a file names must be set, as on the machine where LiteLLM runs. */
  readonly requireEnvironment?: boolean;
  /** LiteLLM's own model map; the one in `.venv` when absent. */
  readonly modelMap?: ModelMap;
}

export interface CheckResult {
  readonly problems: readonly Problem[];
  /** What a person should know although nothing is wrong. */
  readonly notes: readonly string[];
  readonly models: readonly string[];
  readonly configuration: LitellmConfiguration;
  readonly choices: Choices;
  /** What the built file should hold. */
  readonly text: string;
}

/** Reads, checks and builds. Nothing is written; with problems, the built text must not be used. */
export function checkConfiguration(options: CheckOptions): CheckResult {
  const { root, environment = {}, requireEnvironment = false } = options;
  const choices = choicesOf(options);
  const problems = createProblemList();
  const sources = readSources(root, choices, problems);
  const map = options.modelMap ?? readModelMap(root);
  const configuration = buildConfiguration(sources);
  const models = modelNames(configuration);
  const names = new Set(models);
  checkSecrets(sources, problems);
  checkServiceSettings(root, problems);
  // Files that are wrong by themselves would only cause further complaints about what they should have named.
  if (problems.list().length === 0) {
    checkProviders(sources, map, problems);
    checkRouting(sources, names, problems);
    checkTenants(sources, problems);
    checkVirtualKeys(sources, names, problems);
    checkAddressVariables(sources, environment, problems);
    if (requireEnvironment) checkVariablesAreSet(sources, environment, problems);
  }
  return {
    problems: problems.list(),
    notes: map
      ? retirements(sources, map)
      : ['LiteLLM is not installed in .venv, so prices were not checked.'],
    models,
    configuration,
    choices,
    text: renderConfiguration(configuration, choices),
  };
}

/** Stands for what only the machine that the service runs on knows: its secrets, and where its Redis is. */
const ELSEWHERE = {
  HOOKS_DEVELOPMENT: 'true',
  REDIS_URL: 'redis://elsewhere:6379',
  LANGFUSE_PUBLIC_KEY: 'elsewhere',
  LANGFUSE_SECRET_KEY: 'elsewhere',
};

/** config/hooks.yaml, and what tenants set of their own in its three job sections. */
function checkServiceSettings(root: string, problems: ProblemList): void {
  const files = { hooks: join(root, 'config/hooks.yaml'), tenants: join(root, 'config/tenants.yaml') };
  try {
    loadConfiguration(files, ELSEWHERE);
  } catch (error) {
    const found = problemsOf(error).map((problem) => ({ ...problem, file: relative(root, problem.file) }));
    // The tenants file was read before, against the same schema.
    problems.addAll(found.filter((problem) => !problems.list().some((other) => isSamePlace(problem, other))));
  }
}

function isSamePlace(a: Problem, b: Problem): boolean {
  return a.file === b.file && a.line === b.line;
}

/** A note for each model that its provider has announced to retire, with the day. */
function retirements({ providers }: Sources, map: ModelMap): string[] {
  return providers.flatMap(({ id, provider }) =>
    Object.entries(provider.models).flatMap(([name, model]) => {
      const day = map.find(provider.litellm_provider ?? id, model.id)?.retiredOn;
      return day === undefined ? [] : [`${name}: the provider retires ${model.id} on ${day}.`];
    }),
  );
}

/** A problem when the committed file is not what the sources give; undefined when it is current. */
export function checkBuiltFile(
  root: string,
  { choices, text }: Pick<CheckResult, 'choices' | 'text'>,
): Problem | undefined {
  const file = builtFile(choices);
  const path = join(root, file);
  const found = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  if (found === text) return undefined;
  const line = found === undefined ? 1 : firstDifference(found, text);
  const what = found === undefined ? 'is missing' : 'is not what the files in config/ give';
  return { file, line, message: `the built file ${what}; run \`npm run config:build\`.` };
}

function firstDifference(a: string, b: string): number {
  const lines = b.split('\n');
  const index = a.split('\n').findIndex((line, at) => line !== lines[at]);
  return index < 0 ? 1 : index + 1;
}
