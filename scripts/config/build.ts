import { merge } from '../../hooks-server/configuration/merge.js';
import { stringify } from 'yaml';
import { sharedDeployments, tenantDeployments, type Deployment } from './deployments.js';
import type { LitellmBase } from './litellm-schema.js';
import { unusualChoices, type Choices, type Sources } from './sources.js';

/** LiteLLM's configuration file, as data. */
export interface LitellmConfiguration {
  readonly model_list: readonly Deployment[];
  readonly [section: string]: unknown;
}

/** Merges providers, base, keys, transport, profile, metrics and tenants. The same sources always give the same result. */
export function buildConfiguration({
  providers,
  base,
  transport,
  profile,
  keys,
  metrics,
  tenants,
}: Sources): LitellmConfiguration {
  const { guardrails: ofBase = [], ...basis } = base.value;
  const { guardrails: ofTransport = [], ...asking } = transport.value;
  const guardrails = [...ofBase, ...ofTransport];
  const { callbacks: measuring = [], ...measures } = metrics.value.litellm_settings ?? {};
  const merged = [{ litellm_settings: measures }, keys.value, asking, profile.value].reduce<unknown>(
    merge,
    basis,
  ) as LitellmBase;
  // The only list that two files add to: how LiteLLM asks, and whether it measures itself.
  const callbacks = [...(merged.litellm_settings?.callbacks ?? []), ...measuring];
  const settings = merge(merged, callbacks.length > 0 ? { litellm_settings: { callbacks } } : {}) as object;
  return {
    model_list: [...sharedDeployments(providers), ...tenantDeployments(tenants.value.tenants, providers)],
    ...(guardrails.length > 0 && { guardrails }),
    ...settings,
  };
}

/** The text of the built file. Long lines are not folded and nothing is anchored, so that a diff shows what changed. */
export function renderConfiguration(configuration: LitellmConfiguration, choices: Choices): string {
  const options = unusualChoices(choices).map(([option, name]) => `--${option} ${name}`);
  const command = ['npm run config:build', ...(options.length > 0 ? ['--', ...options] : [])].join(' ');
  const { profile, transport, keys } = choices;
  return [
    `# generated, do not edit: made from config/ (profile ${profile}, transport ${transport}, keys ${keys}) by \`${command}\``,
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
