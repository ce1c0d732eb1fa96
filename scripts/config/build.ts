import { merge } from '../../hooks-server/configuration/merge.js';
import { stringify } from 'yaml';
import { sharedDeployments, tenantDeployments, type Deployment } from './deployments.js';
import { DEFAULT_TRANSPORT, type SourceOptions, type Sources } from './sources.js';

/** LiteLLM's configuration file, as data. */
export interface LitellmConfiguration {
  readonly model_list: readonly Deployment[];
  readonly [section: string]: unknown;
}

/** Merges providers, base, transport, profile and tenants. The same sources always give the same result. */
export function buildConfiguration({
  providers,
  base,
  transport,
  profile,
  tenants,
}: Sources): LitellmConfiguration {
  const { guardrails: ofBase = [], ...basis } = base.value;
  const { guardrails: ofTransport = [], ...asking } = transport.value;
  const guardrails = [...ofBase, ...ofTransport];
  const settings = merge(merge(basis, asking), profile.value) as Record<string, unknown>;
  return {
    model_list: [...sharedDeployments(providers), ...tenantDeployments(tenants.value.tenants, providers)],
    ...(guardrails.length > 0 && { guardrails }),
    ...settings,
  };
}

/** The text of the built file. Long lines are not folded and nothing is anchored, so that a diff shows what changed. */
export function renderConfiguration(
  configuration: LitellmConfiguration,
  { profile, transport = DEFAULT_TRANSPORT }: Pick<SourceOptions, 'profile' | 'transport'>,
): string {
  const options = [
    ...(profile === 'default' ? [] : [`--profile ${profile}`]),
    ...(transport === DEFAULT_TRANSPORT ? [] : [`--transport ${transport}`]),
  ];
  const command = ['npm run config:build', ...(options.length > 0 ? ['--', ...options] : [])].join(' ');
  return [
    `# generated, do not edit: made from config/ (profile ${profile}, transport ${transport}) by \`${command}\``,
    asYaml11(configuration),
  ].join('\n');
}

/**
 * Text for LiteLLM's YAML 1.1 reader: `off` and the like are quoted there, and 8e-7 would be a string, as it wants a point
 * in each number with an exponent.
 */
function asYaml11(value: unknown): string {
  return stringify(value, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false }).replace(
    /^(\s*(?:- )?[\w-]+: \d+)(e-\d+)$/gm,
    '$1.0$2',
  );
}

/** The names of the models in the order of the file, wildcards included; a tenant's own deployments have none. */
export function modelNames({ model_list }: LitellmConfiguration): string[] {
  return [
    ...new Set(
      model_list
        .filter(({ model_info }) => model_info['team_id'] === undefined)
        .map(({ model_name }) => model_name),
    ),
  ];
}
