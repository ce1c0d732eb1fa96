import { hostOf, isAllowedAddress } from './allow-list.js';
import { matches } from './cross-checks.js';
import type { ProblemList } from './problems.js';
import { variableOf } from './references.js';
import type { Sources } from './sources.js';

/** Credentials that can be told apart from the shared ones, for models that exist. */
export function checkTenants(sources: Sources, problems: ProblemList): void {
  sources.tenants.value.tenants.forEach((tenant, index) => {
    tenant.credentials.forEach((_, place) => checkCredential(sources, index, place, problems));
  });
}

function checkCredential(sources: Sources, index: number, place: number, problems: ProblemList): void {
  const { file, value } = sources.tenants;
  const tenant = value.tenants[index];
  const credential = tenant?.credentials[place];
  if (!tenant || !credential) return;
  const path = ['tenants', index, 'credentials', place];
  const source = sources.providers.find(({ id }) => id === credential.provider);
  if (!source) {
    problems.add(
      file,
      [...path, 'provider'],
      `provider \`${credential.provider}\` is in no file of config/providers; correct its name.`,
    );
    return;
  }
  if (tenant.teams.length === 0) {
    problems.add(
      file,
      path,
      `tenant \`${tenant.id}\` has credentials but no team, and LiteLLM picks credentials by team; add teams: [...].`,
    );
  }
  if (credential.api_key === source.provider.api_key) {
    problems.add(
      file,
      [...path, 'api_key'],
      `tenant \`${tenant.id}\` names the shared variable ${variableOf(credential.api_key) ?? ''} as its own; give it a variable of its own, or remove the credential.`,
    );
  }
  if (
    tenant.credentials.findIndex(
      (other) => other.provider === credential.provider && overlaps(other.models, credential.models),
    ) !== place
  ) {
    problems.add(
      file,
      path,
      `tenant \`${tenant.id}\` has two credentials for the same models of \`${credential.provider}\`; remove one.`,
    );
  }
  credential.models?.forEach((name, at) => {
    if (source.provider.models[name]) return;
    problems.add(
      file,
      [...path, 'models', at],
      `model \`${name}\` is none of \`${credential.provider}\`; correct the name, or remove it.`,
    );
  });
  const address = credential.api_base;
  if (
    address !== undefined &&
    variableOf(address) === undefined &&
    !isAllowedAddress(address, sources.allowedHosts)
  ) {
    problems.add(
      file,
      [...path, 'api_base'],
      `\`api_base\` leads to ${hostOf(address)}, which config/outbound.yaml does not allow; add the host there or correct the address.`,
    );
  }
}

function overlaps(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return !a || !b || a.some((name) => b.includes(name));
}

/** Keys that are told apart, and that name models, teams and tenants that exist. */
export function checkVirtualKeys(sources: Sources, names: ReadonlySet<string>, problems: ProblemList): void {
  const { file, value } = sources.virtualKeys;
  const seen = createSeen();
  const tenants = new Map(sources.tenants.value.tenants.map((tenant) => [tenant.id, tenant]));
  const teams = new Set(value.teams.map(({ team_id: id }) => id));
  const expectModel = (
    path: readonly PropertyKey[],
    name: string,
    aliases: Readonly<Record<string, string>> = {},
  ) => {
    if (name in aliases || matches(name, names) || names.has(name)) return;
    problems.add(
      file,
      path,
      `model \`${name}\` is in no file of config/providers; correct the name or add the model.`,
    );
  };
  const once = (kind: string, name: string, path: readonly PropertyKey[], shown: string) => {
    if (seen(kind, name, name) === undefined) return;
    problems.add(
      file,
      path,
      `${kind} \`${shown}\` is given twice; each ${kind} must be its own, so change or remove one.`,
    );
  };
  value.teams.forEach((team, index) => {
    once('team', team.team_id, ['teams', index, 'team_id'], team.team_id);
    team.models?.forEach((name, place) => expectModel(['teams', index, 'models', place], name));
  });
  value.virtual_keys.forEach((key, index) => {
    const path = ['virtual_keys', index] as const;
    once('key', key.key, [...path, 'key'], variableOf(key.key) ?? `${key.key.slice(0, 15)}…`);
    once('alias', key.alias, [...path, 'alias'], key.alias);
    key.models?.forEach((name, place) => expectModel([...path, 'models', place], name, key.aliases));
    for (const [alias, name] of Object.entries(key.aliases ?? {}))
      expectModel([...path, 'aliases', alias], name);
    if (key.budget_duration !== undefined && key.max_budget === undefined) {
      problems.add(
        file,
        [...path, 'budget_duration'],
        `key \`${key.alias}\` has a budget_duration but no max_budget; add max_budget, or remove the duration.`,
      );
    }
    if (key.team_id !== undefined && teams.size > 0 && !teams.has(key.team_id)) {
      problems.add(
        file,
        [...path, 'team_id'],
        `team \`${key.team_id}\` of key \`${key.alias}\` is not under teams; add it there or correct its name.`,
      );
    }
    checkTenantOf(sources, tenants, index, problems);
  });
}

function checkTenantOf(
  { virtualKeys: { file, value } }: Sources,
  tenants: ReadonlyMap<string, { readonly id: string; readonly teams: readonly string[] }>,
  index: number,
  problems: ProblemList,
): void {
  const key = value.virtual_keys[index];
  const id = key?.metadata?.tenant_id;
  if (!key || id === undefined) return;
  const path = ['virtual_keys', index, 'metadata', 'tenant_id'];
  if (!tenants.has(id)) {
    problems.add(
      file,
      path,
      `tenant \`${id}\` of key \`${key.alias}\` is not in config/tenants.yaml; add it there or correct its name.`,
    );
    return;
  }
  const owner = [...tenants.values()].find(
    ({ teams }) => key.team_id !== undefined && teams.includes(key.team_id),
  );
  if (owner && owner.id !== id) {
    problems.add(
      file,
      path,
      `key \`${key.alias}\` says tenant \`${id}\`, but its team \`${key.team_id ?? ''}\` belongs to \`${owner.id}\`; make the two agree.`,
    );
  }
}

/** Remembers who named something first; undefined for a first time. */
function createSeen() {
  const owners = new Map<string, string>();
  return (kind: string, name: string, owner: string): string | undefined => {
    const key = `${kind} ${name}`;
    const first = owners.get(key);
    if (first === undefined) owners.set(key, owner);
    return first;
  };
}
