import { createHash } from 'node:crypto';
import type { Team, VirtualKey, VirtualKeysFile } from '../config/virtual-keys-schema.js';
import { variableOf } from '../config/references.js';

/** Marks what this program made, so that it never removes what somebody else did. */
const MANAGED_BY = 'virtual_keys.yaml';

/** What LiteLLM's database holds of a key or team, as far as it is compared. */
export type Stored = Readonly<Record<string, unknown>>;

export interface Actual {
  readonly keys: readonly Stored[];
  readonly teams: readonly Stored[];
}

/** One request to LiteLLM. `fields` names what changes, for a person; a key in clear is only in `body`. */
export interface Action {
  readonly kind: 'create team' | 'update team' | 'delete team' | 'create key' | 'update key' | 'delete key';
  readonly name: string;
  readonly fields: readonly string[];
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Plan {
  readonly actions: readonly Action[];
  /** Why something cannot be done: one sentence each. Nothing is changed while there is one. */
  readonly problems: readonly string[];
}

export interface PlanOptions {
  readonly environment: NodeJS.ProcessEnv;
  readonly now: Date;
  /** Also remove what this program made and the file no longer names. */
  readonly prune?: boolean;
  /** Aliases whose key may be exchanged for the one that the environment holds now. */
  readonly rotate?: readonly string[];
}

/** Hash by which LiteLLM's tables know a key: SHA-256 in hex. */
export function keyHashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** What has to be done to bring the database to what the file says. An empty plan means that they agree. */
export function planKeys(file: VirtualKeysFile, actual: Actual, options: PlanOptions): Plan {
  const problems: string[] = [];
  const actions = [
    ...[...file.teams, ...unlistedTeams(file, actual)].flatMap((team) => planTeam(team, actual)),
    ...file.virtual_keys.flatMap((key) => planKey(key, actual, options, problems)),
    ...(options.prune ? planRemovals(file, actual) : []),
  ];
  return { actions: problems.length > 0 ? [] : actions, problems };
}

/** Teams that keys name and that are nowhere: LiteLLM makes such a key and then refuses each of its calls. */
function unlistedTeams(file: VirtualKeysFile, actual: Actual): Team[] {
  const known = new Set([...file.teams, ...actual.teams].map(({ team_id: id }) => String(id)));
  return teamsOfKeys(file)
    .filter((id) => !known.has(id))
    .map((id) => ({ team_id: id }));
}

function teamsOfKeys(file: VirtualKeysFile): string[] {
  return [...new Set(file.virtual_keys.flatMap(({ team_id: id }) => id ?? []))];
}

function planTeam(team: Team, actual: Actual): Action[] {
  const desired = {
    team_id: team.team_id,
    team_alias: team.alias ?? team.team_id,
    models: team.models ?? [],
    max_budget: team.max_budget ?? null,
    budget_duration: team.budget_duration ?? null,
    tpm_limit: team.tpm_limit ?? null,
    rpm_limit: team.rpm_limit ?? null,
    metadata: { managed_by: MANAGED_BY },
  };
  const stored = actual.teams.find(({ team_id: id }) => id === team.team_id);
  if (!stored) {
    return [
      {
        kind: 'create team',
        name: team.team_id,
        fields: given(desired),
        path: '/team/new',
        body: withoutNull(desired),
      },
    ];
  }
  const fields = differing(desired, stored);
  return fields.length === 0
    ? []
    : [{ kind: 'update team', name: team.team_id, fields, path: '/team/update', body: desired }];
}

function planKey(
  key: VirtualKey,
  actual: Actual,
  { environment, now, rotate = [] }: PlanOptions,
  problems: string[],
): Action[] {
  const variable = variableOf(key.key);
  const clear = variable === undefined ? undefined : environment[variable];
  if (variable !== undefined && !clear) {
    problems.push(
      `Key \`${key.alias}\`: the environment variable ${variable} is not set; set it to the key.`,
    );
    return [];
  }
  const hash = clear === undefined ? key.key.replace('sha256:', '') : keyHashOf(clear);
  const desired = desiredKey(key);
  const stored = actual.keys.find(({ token }) => token === hash);
  if (stored) return planUpdate(key, hash, desired, stored, now);
  if (clear === undefined) {
    problems.push(
      `Key \`${key.alias}\` is given by its hash and LiteLLM does not have it; give it as os.environ/NAME to create it.`,
    );
    return [];
  }
  const former = actual.keys.find(({ key_alias: alias }) => alias === key.alias);
  const create: Action = {
    kind: 'create key',
    name: key.alias,
    fields: given(desired),
    path: '/key/generate',
    body: { ...withoutNull(desired), key: clear, ...durationOf(key, now) },
  };
  if (!former) return [create];
  if (!rotate.includes(key.alias)) {
    problems.push(
      `Key \`${key.alias}\` is another one in LiteLLM than in ${variable ?? 'the file'}; run \`keys rotate ${key.alias}\` to exchange it.`,
    );
    return [];
  }
  return exchange(key.alias, String(former['token']), create);
}

/** The old key works until the new one does; its alias is freed first, as LiteLLM wants each alias once. */
function exchange(alias: string, former: string, create: Action): Action[] {
  const renamed = `${alias}-until-${former.slice(0, 8)}`;
  return [
    {
      kind: 'update key',
      name: alias,
      fields: ['key_alias'],
      path: '/key/update',
      body: { key: former, key_alias: renamed },
    },
    create,
    { kind: 'delete key', name: renamed, fields: [], path: '/key/delete', body: { keys: [former] } },
  ];
}

function desiredKey(key: VirtualKey) {
  return {
    key_alias: key.alias,
    team_id: key.team_id ?? null,
    models: key.models ?? [],
    aliases: key.aliases ?? {},
    max_budget: key.max_budget ?? null,
    budget_duration: key.budget_duration ?? null,
    max_parallel_requests: key.max_parallel_requests ?? null,
    tpm_limit: key.tpm_limit ?? null,
    rpm_limit: key.rpm_limit ?? null,
    metadata: { ...key.metadata, managed_by: MANAGED_BY },
  };
}

function planUpdate(
  key: VirtualKey,
  hash: string,
  desired: Readonly<Record<string, unknown>>,
  stored: Stored,
  now: Date,
): Action[] {
  const expiryDiffers = !sameInstant(key.expires, stored['expires']);
  const fields = [...differing(desired, stored), ...(expiryDiffers ? ['expires'] : [])];
  if (fields.length === 0) return [];
  const body = {
    ...desired,
    key: hash,
    // `-1` is LiteLLM's word for: never expires.
    ...(expiryDiffers && (key.expires === undefined ? { duration: '-1' } : durationOf(key, now))),
  };
  return [{ kind: 'update key', name: key.alias, fields, path: '/key/update', body }];
}

function planRemovals(file: VirtualKeysFile, { keys, teams }: Actual): Action[] {
  const aliases = new Set(file.virtual_keys.map(({ alias }) => alias));
  const ids = new Set([...file.teams.map(({ team_id: id }) => id), ...teamsOfKeys(file)]);
  return [
    ...keys
      .filter((key) => isManaged(key) && !aliases.has(String(key['key_alias'])))
      .map((key) => removalOf(key)),
    ...teams
      .filter((team) => isManaged(team) && !ids.has(String(team['team_id'])))
      .map(({ team_id: id }): Action => ({
        kind: 'delete team',
        name: String(id),
        fields: [],
        path: '/team/delete',
        body: { team_ids: [id] },
      })),
  ];
}

/** The removal of one key. */
export function removalOf(key: Stored): Action {
  const name = String(key['key_alias'] ?? key['token']);
  return { kind: 'delete key', name, fields: [], path: '/key/delete', body: { keys: [key['token']] } };
}

/** Whether this program made it. */
export function isManaged({ metadata }: Stored): boolean {
  return (
    typeof metadata === 'object' && metadata !== null && Reflect.get(metadata, 'managed_by') === MANAGED_BY
  );
}

/** LiteLLM takes an expiry as a time from now. */
function durationOf({ expires }: VirtualKey, now: Date): { duration?: string } {
  if (expires === undefined) return {};
  return { duration: `${Math.max(1, Math.round((Date.parse(expires) - now.getTime()) / 1000))}s` };
}

/** Two instants within a minute are the same: one of them went through "seconds from now". */
function sameInstant(wanted: string | undefined, stored: unknown): boolean {
  if (wanted === undefined || typeof stored !== 'string')
    return wanted === undefined && (stored ?? null) === null;
  const text = /(?:Z|[+-]\d{2}:\d{2})$/.test(stored) ? stored : `${stored}Z`;
  return Math.abs(Date.parse(wanted) - Date.parse(text)) <= 60_000;
}

function differing(desired: Readonly<Record<string, unknown>>, stored: Stored): string[] {
  return Object.keys(desired).filter((field) => canonical(desired[field]) !== canonical(stored[field]));
}

/** Absent, null and empty are one thing to LiteLLM; the order of a mapping is none. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify([...(value as unknown[])].sort());
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)));
}

function given(body: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(withoutNull(body));
}

function withoutNull(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}
