import type { YamlFile } from '../../hooks-server/configuration/yaml-file.js';
import { hostOf, isAllowedAddress } from './allow-list.js';
import type { ModelMap } from './model-map.js';
import type { ProblemList } from './problems.js';
import type { Connection } from './provider-schema.js';
import { isSecretInClear, textsOf, variableOf } from './references.js';
import type { RouterSettings } from './litellm-schema.js';
import { filesOf, type ProviderSource, type Sources } from './sources.js';

/** A secret must never stand in a file; this looks through each of them, also where a schema takes any text. */
export function checkSecrets(sources: Sources, problems: ProblemList): void {
  for (const file of filesOf(sources)) {
    for (const [path, text] of textsOf(file.value)) {
      // Key files name keys by hash, which is no secret.
      if (/^(?:sha256:)?[0-9a-f]{64}$/.test(text) || !isSecretInClear(path.at(-1), text)) continue;
      if (problems.has(file, path)) continue;
      const name = path.map(String).join('.');
      problems.add(
        file,
        path,
        `\`${name}\` holds a key in clear; write os.environ/NAME and set NAME in the environment.`,
      );
    }
  }
}

/** The settings of a connection that are addresses. */
export const ADDRESS_SETTINGS = ['api_base', 'aws_bedrock_runtime_endpoint'] as const;

/** Each name once, each model with a price, addresses within the allow-list. */
export function checkProviders(sources: Sources, map: ModelMap | undefined, problems: ProblemList): void {
  const { providers, allowedHosts } = sources;
  const seenProviders = new Map<string, ProviderSource>();
  const seenModels = new Map<string, ProviderSource>();
  for (const source of providers) {
    const { id, provider, file } = source;
    const other = seenProviders.get(id);
    if (other)
      problems.add(file, [id], `provider \`${id}\` is also in ${other.file.path}; merge the two sections.`);
    seenProviders.set(id, source);
    checkAddresses(file, [id], provider, allowedHosts, problems);
    checkCredential(source, problems);
    for (const [name, model] of Object.entries(provider.models)) {
      const path = [id, 'models', name];
      const twin = seenModels.get(name);
      if (twin) {
        problems.add(
          file,
          path,
          `model \`${name}\` is also in ${twin.file.path}; rename one, or list both places under deployments of one.`,
        );
      }
      seenModels.set(name, source);
      if (name.endsWith('*') !== (model.id === '*' || model.id.endsWith('/*'))) {
        problems.add(
          file,
          path,
          `model \`${name}\`: name and id must both end in \`*\`, or neither; correct one of them.`,
        );
      } else checkPrice(source, name, map, problems);
      model.deployments?.forEach((own, index) =>
        checkAddresses(file, [...path, 'deployments', index], own, allowedHosts, problems),
      );
    }
  }
}

/** A provider without a credential may still give each deployment of each model its own. */
function checkCredential({ id, provider, file }: ProviderSource, problems: ProblemList): void {
  // On AWS and Google a machine may have credentials of its own.
  const has = (place: Connection) =>
    (place.api_key ?? place.vertex_project ?? place.aws_region_name) !== undefined;
  if (has(provider)) return;
  const bare = Object.entries(provider.models).find(([, model]) => !model.deployments?.every(has));
  if (!bare) return;
  problems.add(
    file,
    [id],
    `provider \`${id}\` has no credential for model \`${bare[0]}\`; give it an api_key: os.environ/NAME.`,
  );
}

function checkPrice(
  { id, provider, file }: ProviderSource,
  name: string,
  map: ModelMap | undefined,
  problems: ProblemList,
): void {
  const model = provider.models[name];
  if (!map || !model || model.price || model.id.includes('*')) return;
  if (map.find(provider.litellm_provider ?? id, model.base_model ?? model.id)) return;
  problems.add(
    file,
    [id, 'models', name],
    `model \`${name}\`: LiteLLM knows no price for \`${model.id}\`, so its calls would count as free; correct the id, or add price: { input, output } in USD per million tokens.`,
  );
}

function checkAddresses(
  file: YamlFile,
  path: readonly PropertyKey[],
  connection: Connection,
  allowedHosts: readonly string[],
  problems: ProblemList,
): void {
  for (const name of ADDRESS_SETTINGS)
    checkAddress(file, [...path, name], connection[name], allowedHosts, problems);
}

function checkAddress(
  file: YamlFile,
  path: readonly PropertyKey[],
  address: string | undefined,
  allowedHosts: readonly string[],
  problems: ProblemList,
): void {
  if (address === undefined || variableOf(address) !== undefined) return;
  if (isAllowedAddress(address, allowedHosts)) return;
  problems.add(
    file,
    path,
    `\`${String(path.at(-1))}\` leads to ${hostOf(address)}, which config/outbound.yaml does not allow; add the host there or correct the address.`,
  );
}

/** A fallback or alias must lead from and to models that exist. */
export function checkRouting(sources: Sources, names: ReadonlySet<string>, problems: ProblemList): void {
  for (const { file, value } of [sources.base, sources.profile]) {
    const router: RouterSettings = value.router_settings ?? {};
    const expectModel = (path: readonly PropertyKey[], name: string) => {
      if (matches(name, names)) return;
      problems.add(
        file,
        ['router_settings', ...path],
        `model \`${name}\` is in no file of config/providers; correct the name or add the model.`,
      );
    };
    for (const kind of ['fallbacks', 'context_window_fallbacks', 'content_policy_fallbacks'] as const) {
      router[kind]?.forEach((entry, index) => {
        for (const [from, targets] of Object.entries(entry)) {
          expectModel([kind, index, from], from);
          targets.forEach((target, place) => {
            expectModel([kind, index, from, place], target);
            if (target === from) {
              problems.add(
                file,
                ['router_settings', kind, index, from],
                `model \`${from}\` falls back to itself; remove it from its own list.`,
              );
            }
          });
        }
      });
    }
    router.default_fallbacks?.forEach((name, index) => expectModel(['default_fallbacks', index], name));
    for (const [alias, name] of Object.entries(router.model_group_alias ?? {})) {
      expectModel(['model_group_alias', alias], name);
    }
  }
}

/** Whether a name is a model of the list, or falls under one of its wildcards. */
export function matches(name: string, names: ReadonlySet<string>): boolean {
  if (names.has(name)) return true;
  return [...names].some((known) => known.endsWith('*') && name.startsWith(known.slice(0, -1)));
}
