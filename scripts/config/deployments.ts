import type { TenantsFile } from '../../hooks-server/tenancy/settings.js';
import {
  CONNECTION_SETTINGS,
  LIMIT_SETTINGS,
  type Connection,
  type Limits,
  type Provider,
  type ProviderModel,
} from './provider-schema.js';
import { variableOf } from './references.js';
import type { ProviderSource } from './sources.js';

type Tenant = TenantsFile['tenants'][number];

/** One entry of LiteLLM's model_list. */
export interface Deployment {
  readonly model_name: string;
  readonly litellm_params: Readonly<Record<string, string | number>>;
  readonly model_info: Readonly<Record<string, string | number | boolean>>;
}

/** The deployments that every caller may use, provider by provider in the order of the files. */
export function sharedDeployments(providers: readonly ProviderSource[]): Deployment[] {
  return providers.flatMap(({ id, provider }) =>
    Object.entries(provider.models).flatMap(([name, model]) => modelDeployments(id, provider, name, model)),
  );
}

function modelDeployments(
  providerId: string,
  provider: Provider,
  name: string,
  model: ProviderModel,
): Deployment[] {
  const { deployments = [{}], ...common } = model;
  return deployments.map((own, index) => ({
    model_name: name,
    litellm_params: defined({
      ...idOf(provider.litellm_provider ?? providerId, own.id ?? common.id),
      ...connectionOf(provider),
      ...connectionOf(own),
      ...limitsOf(common.category, provider, common, own),
      weight: own.weight,
    }),
    model_info: {
      // A fixed id, so that the same deployment keeps its statistics and its name in events over restarts.
      id: identify([`${name}@${providerId}`, ...(index > 0 ? [String(index + 1)] : [])]),
      ...describe(common, provider.litellm_provider ?? providerId),
      // A wildcard names no model that could be asked.
      ...(name.endsWith('*') && { disable_background_health_check: true }),
    },
  }));
}

/**
 * A tenant's own credentials become deployments that only its teams see: LiteLLM prefers a team's deployment to the
 * shared one of the same public name, and hides it from everybody else.
 */
export function tenantDeployments(
  tenants: readonly Tenant[],
  providers: readonly ProviderSource[],
): Deployment[] {
  const byId = new Map(providers.map((source) => [source.id, source]));
  return tenants.flatMap((tenant) =>
    tenant.credentials.flatMap((credential) => {
      const provider = byId.get(credential.provider)?.provider;
      if (!provider) return [];
      const names = credential.models ?? Object.keys(provider.models);
      return tenant.teams.flatMap((team) =>
        names.flatMap((name) => {
          const model = provider.models[name];
          return model ? [ownDeployment(tenant, team, name, model, provider, credential)] : [];
        }),
      );
    }),
  );
}

function ownDeployment(
  tenant: Tenant,
  team: string,
  name: string,
  model: ProviderModel,
  provider: Provider,
  credential: Tenant['credentials'][number],
): Deployment {
  const { deployments, ...common } = model;
  const internal = identify(['tenant', tenant.id, team, name]);
  return {
    model_name: internal,
    litellm_params: defined({
      ...idOf(provider.litellm_provider ?? credential.provider, deployments?.[0]?.id ?? common.id),
      ...connectionOf(provider),
      ...limitsOf(common.category, waits(provider), waits(common)),
      api_key: credential.api_key,
      api_base: credential.api_base ?? provider.api_base,
    }),
    model_info: defined({
      id: internal,
      ...describe(common, provider.litellm_provider ?? credential.provider),
      team_id: team,
      team_public_model_name: name,
      required_credential:
        credential.when_missing === 'refuse' ? credential.api_key.replace('os.environ/', '') : undefined,
    }),
  };
}

/** What LiteLLM's own map lacks about a model; prices per token, as LiteLLM counts. */
function describe(
  { category, context, price, base_model: base }: Omit<ProviderModel, 'deployments'>,
  provider: string,
) {
  return defined({
    base_model: base === undefined ? undefined : `${provider}/${base}`,
    mode: category === 'embedding' ? 'embedding' : 'chat',
    category,
    max_input_tokens: context?.input,
    max_output_tokens: context?.output,
    max_tokens: context && (context.output ?? context.input),
    input_cost_per_token: perToken(price?.input),
    output_cost_per_token: perToken(price?.output),
    cache_read_input_token_cost: perToken(price?.cache_read),
    cache_creation_input_token_cost: perToken(price?.cache_write),
  });
}

/** Colons would break LiteLLM's usage-based routing, which takes its counters' names apart at them. */
function identify(parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll(/[%:/]/g, (sign) => encodeURIComponent(sign))).join('/');
}

function perToken(perMillion: number | undefined): number | undefined {
  // Twelve digits hide the noise of binary fractions: 0.59 per million is 5.9e-7, not 5.899999999999999e-7.
  return perMillion === undefined ? undefined : Number((perMillion / 1e6).toPrecision(12));
}

/** LiteLLM puts variables in for whole values alone, so that the provider then stands beside the id. */
function idOf(provider: string, id: string): Record<string, string> {
  return variableOf(id) === undefined
    ? { model: `${provider}/${id}` }
    : { model: id, custom_llm_provider: provider };
}

function connectionOf(from: Connection): Record<string, string> {
  return defined(Object.fromEntries(CONNECTION_SETTINGS.map((name) => [name, from[name]])));
}

/** The last place that gives a limit decides. An embedding has no longest answer. */
function limitsOf(category: ProviderModel['category'], ...places: readonly Limits[]): Record<string, number> {
  const names = LIMIT_SETTINGS.filter((name) => category !== 'embedding' || name !== 'max_tokens');
  return defined(
    Object.fromEntries(names.map((name) => [name, places.map((place) => place[name]).findLast(isGiven)])),
  );
}

function isGiven(value: number | undefined): boolean {
  return value !== undefined;
}

/** The shared credential's rates are not those of a tenant's own. */
function waits({ timeout, stream_timeout, max_retries, max_tokens }: Limits): Limits {
  return { timeout, stream_timeout, max_retries, max_tokens };
}

function defined<Value>(object: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(object).filter((entry): entry is [string, Value] => entry[1] !== undefined),
  );
}
