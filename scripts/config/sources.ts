import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { z } from 'zod';
import { parseYamlFile, readYamlFile, type YamlFile } from '../../hooks-server/configuration/yaml-file.js';
import { tenantsFileSchema, type TenantsFile } from '../../hooks-server/tenancy/settings.js';
import {
  keysSchema,
  litellmBaseSchema,
  metricsSchema,
  outboundSchema,
  profileSchema,
  transportSchema,
  type LitellmBase,
} from './litellm-schema.js';
import { checkFile, problemsOf, type ProblemList } from './problems.js';
import { providerFileSchema, type Provider } from './provider-schema.js';
import { virtualKeysSchema, type VirtualKeysFile } from './virtual-keys-schema.js';

/** A checked file and what it says. */
export interface Source<Value> {
  readonly file: YamlFile;
  readonly value: Value;
}

/** A provider and the file that names it. */
export interface ProviderSource {
  readonly id: string;
  readonly provider: Provider;
  readonly file: YamlFile;
}

/** Everything that a person wrote, read and checked file by file. */
export interface Sources {
  readonly providers: readonly ProviderSource[];
  readonly base: Source<LitellmBase>;
  /** How LiteLLM asks the hook service. */
  readonly transport: Source<Pick<LitellmBase, 'litellm_settings' | 'guardrails'>>;
  readonly profile: Source<Omit<LitellmBase, 'guardrails'>>;
  /** Where LiteLLM's virtual keys are. */
  readonly keys: Source<Pick<LitellmBase, 'litellm_settings' | 'general_settings'>>;
  /** Whether and how LiteLLM measures itself. */
  readonly metrics: Source<Pick<LitellmBase, 'litellm_settings'>>;
  readonly tenants: Source<TenantsFile>;
  readonly virtualKeys: Source<VirtualKeysFile>;
  readonly allowedHosts: readonly string[];
}

/** Which of the exchangeable files are laid over the base. */
export interface Choices {
  /** A name in `config/profiles/`: routing. */
  readonly profile: string;
  /** A name in `config/transports/`: how LiteLLM asks the hook service. */
  readonly transport: string;
  /** A name in `config/keys/`: where virtual keys are. */
  readonly keys: string;
  /** A name in `config/metrics/`: whether LiteLLM measures itself. */
  readonly metrics: string;
}

export type PartialChoices = { readonly [Name in keyof Choices]?: Choices[Name] | undefined };

const DEFAULT_CHOICES = { profile: 'default', transport: 'one-hop', keys: 'file' };
/** With keys in Postgres it is LiteLLM's own image, which has what its metrics need. */
const METRICS_BY_KEYS: Readonly<Record<string, string>> = { database: 'prometheus' };
const defaultMetrics = (keys: string) => METRICS_BY_KEYS[keys] ?? 'off';

/** The given choices, the rest as it is by default. */
export function choicesOf({ profile, transport, keys, metrics }: PartialChoices): Choices {
  const chosen = keys ?? DEFAULT_CHOICES.keys;
  return {
    profile: profile ?? DEFAULT_CHOICES.profile,
    transport: transport ?? DEFAULT_CHOICES.transport,
    keys: chosen,
    metrics: metrics ?? defaultMetrics(chosen),
  };
}

/** Those that differ from the default, with the option that makes them. */
export function unusualChoices(choices: Choices): [option: keyof Choices, name: string][] {
  const usual: Choices = { ...DEFAULT_CHOICES, metrics: defaultMetrics(choices.keys) };
  const names = Object.keys(usual) as (keyof Choices)[];
  return names.flatMap((name) =>
    choices[name] === usual[name] ? [] : [[name, choices[name]] as [keyof Choices, string]],
  );
}

/** Every file that may name a variable or, by mistake, hold a secret; each once. */
export function filesOf({
  providers,
  base,
  transport,
  profile,
  keys,
  metrics,
  tenants,
  virtualKeys,
}: Sources): YamlFile[] {
  const named = [base, transport, profile, keys, metrics, tenants, virtualKeys].map(({ file }) => file);
  return [...new Set([...providers.map(({ file }) => file), ...named])];
}

/** Reads the whole configuration below `root`, the project's or a folder laid out like it. What is wrong with single files is added to the list; the rest is still returned. */
export function readSources(
  root: string,
  { profile, transport, keys, metrics }: Choices,
  problems: ProblemList,
): Sources {
  const read = createReader(root, problems);
  return {
    providers: providerFiles(root).flatMap((path) => {
      const { file, value } = read(path, providerFileSchema, {});
      return Object.entries(value).map(([id, provider]) => ({ id, provider, file }));
    }),
    base: read('config/litellm.base.yaml', litellmBaseSchema, {}),
    transport: read(`config/transports/${transport}.yaml`, transportSchema, {}),
    profile: read(`config/profiles/${profile}.yaml`, profileSchema, {}),
    keys: read(`config/keys/${keys}.yaml`, keysSchema, {}),
    metrics: read(`config/metrics/${metrics}.yaml`, metricsSchema, {}),
    tenants: read('config/tenants.yaml', tenantsFileSchema, { tenants: [] }, { optional: true }),
    virtualKeys: read(
      'config/virtual_keys.yaml',
      virtualKeysSchema,
      { version: 1, teams: [], virtual_keys: [] },
      { optional: true },
    ),
    allowedHosts: read('config/outbound.yaml', outboundSchema, { allowed_hosts: [] }).value.allowed_hosts,
  };
}

function providerFiles(root: string): string[] {
  const folder = join(root, 'config/providers');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => relative(root, join(folder, name)));
}

/** Files are named relative to the root, so that a message is the same on each machine. */
function createReader(root: string, problems: ProblemList) {
  return <Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    otherwise: z.infer<Schema>,
    { optional = false } = {},
  ): Source<z.infer<Schema>> => {
    const file = readFile(root, path, optional, problems);
    if (!file) return { file: parseYamlFile(path, ''), value: otherwise };
    return { file, value: checkFile(file, schema, problems) ?? otherwise };
  };
}

function readFile(
  root: string,
  path: string,
  optional: boolean,
  problems: ProblemList,
): YamlFile | undefined {
  const absolute = join(root, path);
  if (optional && !existsSync(absolute)) return parseYamlFile(path, '');
  try {
    return { ...readYamlFile(absolute), path };
  } catch (error) {
    problems.addAll(
      problemsOf(error).map((problem) => ({
        ...problem,
        file: path,
        message: `${problem.message.replace(/\.$/, '')}; correct the file.`,
      })),
    );
    return undefined;
  }
}
