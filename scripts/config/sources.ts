import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { z } from 'zod';
import { parseYamlFile, readYamlFile, type YamlFile } from '../../hooks-server/configuration/yaml-file.js';
import { tenantsFileSchema, type TenantsFile } from '../../hooks-server/tenancy/settings.js';
import {
  litellmBaseSchema,
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
  readonly tenants: Source<TenantsFile>;
  readonly virtualKeys: Source<VirtualKeysFile>;
  readonly allowedHosts: readonly string[];
}

export interface SourceOptions {
  /** The project's root, or a folder laid out like it. */
  readonly root: string;
  /** A name in `config/profiles/`. */
  readonly profile: string;
  /** A name in `config/transports/`; `one-hop` when absent. */
  readonly transport?: string | undefined;
}

export const DEFAULT_TRANSPORT = 'one-hop';

/** Reads the whole configuration. What is wrong with single files is added to the list; the rest is still returned. */
export function readSources(
  { root, profile, transport = DEFAULT_TRANSPORT }: SourceOptions,
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
