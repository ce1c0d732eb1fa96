import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { keyHashOf } from '../../scripts/keys/plan.js';
import { projectRoot } from '../../scripts/stack/paths.js';
import { expiryAfter, type Answer, type ManagementStore, type Row } from './fake-litellm.js';

const KEYS = 'LiteLLM_VerificationToken';
const TEAMS = 'LiteLLM_TeamTable';

/** Counts are numbers and times are in UTC, as LiteLLM's own client reads them. */
const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [pg.types.builtins.INT8]: Number,
  [pg.types.builtins.TIMESTAMP]: (text) => `${text.replace(' ', 'T')}+00:00`,
};
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (PARSERS[oid] ?? pg.types.getTypeParser(oid, format)) as never,
};

/** The folder of LiteLLM's migrations in `.venv`; undefined when it is not installed there. */
export function migrationsFolder(): string | undefined {
  const library = join(projectRoot, '.venv/lib');
  if (!existsSync(library)) return undefined;
  return readdirSync(library)
    .map((python) => join(library, python, 'site-packages/litellm_proxy_extras/migrations'))
    .find((path) => existsSync(path));
}

/** A Postgres with LiteLLM's tables, made by the migrations of the released package. */
export async function openLitellmDatabase(url: string, migrations: string): Promise<pg.Pool> {
  const pool = new pg.Pool({ connectionString: url, types, max: 2, options: '-c timezone=UTC' });
  // Postgres tells idle connections that it stops, and nobody need know.
  pool.on('error', () => undefined);
  const steps = readdirSync(migrations, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const name of steps.map((entry) => entry.name).sort())
    await pool.query(readFileSync(join(migrations, name, 'migration.sql'), 'utf8'));
  return pool;
}

/** LiteLLM's management routes over its own tables: a field that has no column there, or no value of its type, is a 500. */
export function createDatabaseStore(pool: pg.Pool): ManagementStore {
  return {
    async handle(path, body, query) {
      switch (path) {
        case '/key/list':
          return listKeys(pool, Number(query.get('page')), Number(query.get('size')));
        case '/key/info':
          return keyInfo(pool, query.get('key') ?? '');
        case '/team/list':
          return [200, (await pool.query<Row>(`SELECT * FROM "${TEAMS}"`)).rows];
        case '/team/new':
          await insert(pool, TEAMS, body);
          return [200, {}];
        case '/team/update':
          return update(pool, TEAMS, 'team_id', String(body['team_id']), body);
        case '/team/delete':
          return remove(pool, TEAMS, 'team_id', body['team_ids'] as string[]);
        case '/key/delete':
          return remove(pool, KEYS, 'token', body['keys'] as string[]);
        case '/spend/logs/v2':
          return spendLogs(pool, query);
        default:
          return saveKey(pool, path, body);
      }
    },
  };
}

async function listKeys(pool: pg.Pool, page: number, size: number): Promise<Answer> {
  const { rows } = await pool.query<Row>(
    `SELECT * FROM "${KEYS}" ORDER BY created_at DESC, token LIMIT $1 OFFSET $2`,
    [size, (page - 1) * size],
  );
  const [count] = (await pool.query<{ total: number }>(`SELECT count(*) AS total FROM "${KEYS}"`)).rows;
  return [200, { keys: rows, total_pages: Math.ceil((count?.total ?? 0) / size) }];
}

async function keyInfo(pool: pg.Pool, token: string): Promise<Answer> {
  const { rows } = await pool.query<Row>(`SELECT * FROM "${KEYS}" WHERE token = $1`, [token]);
  return rows[0] ? [200, { key: token, info: rows[0] }] : [404, {}];
}

async function saveKey(pool: pg.Pool, path: string, body: Row): Promise<Answer> {
  const { key, duration, ...rest } = body;
  const token = String(key).startsWith('sk-') ? keyHashOf(String(key)) : String(key);
  const row = { ...rest, ...expiryAfter(duration), token };
  const same = `SELECT 1 FROM "${KEYS}" WHERE key_alias = $1 AND token <> $2`;
  if ((await pool.query(same, [rest['key_alias'], token])).rowCount !== 0) return [400, {}];
  if (path === '/key/update') return update(pool, KEYS, 'token', token, row);
  await insert(pool, KEYS, row);
  return [200, {}];
}

/** Lists and objects of a jsonb column travel as text; lists of a text[] column do not. */
async function valuesFor(pool: pg.Pool, table: string, row: Row): Promise<unknown[]> {
  const { rows } = await pool.query<{ name: string; type: string }>(
    'SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_name = $1',
    [table],
  );
  const typeOf = new Map(rows.map(({ name, type }) => [name, type]));
  return Object.entries(row).map(([name, value]) =>
    typeOf.get(name) === 'jsonb' ? JSON.stringify(value) : value,
  );
}

async function insert(pool: pg.Pool, table: string, row: Row): Promise<void> {
  const names = Object.keys(row);
  const places = names.map((_, index) => `$${index + 1}`);
  const columns = names.map((name) => `"${name}"`).join(', ');
  await pool.query(
    `INSERT INTO "${table}" (${columns}) VALUES (${places.join(', ')})`,
    await valuesFor(pool, table, row),
  );
}

async function update(pool: pg.Pool, table: string, id: string, value: string, row: Row): Promise<Answer> {
  const changes = Object.keys(row).map((name, index) => `"${name}" = $${index + 2}`);
  const { rowCount } = await pool.query(`UPDATE "${table}" SET ${changes.join(', ')} WHERE "${id}" = $1`, [
    value,
    ...(await valuesFor(pool, table, row)),
  ]);
  return rowCount === 1 ? [200, {}] : [404, {}];
}

async function remove(pool: pg.Pool, table: string, id: string, values: readonly string[]): Promise<Answer> {
  await pool.query(`DELETE FROM "${table}" WHERE "${id}" = ANY($1)`, [values]);
  return [200, {}];
}

/** The columns of a row, and the bound of the count, as the released package has them for this route. */
const LIST_COLUMNS = `request_id, call_type, api_key, spend, total_tokens, prompt_tokens, completion_tokens, "startTime",
  "endTime", "completionStartTime", model, model_id, model_group, custom_llm_provider, api_base, "user", metadata, cache_hit,
  cache_key, request_tags, team_id, organization_id, end_user, requester_ip_address, session_id, status,
  mcp_namespaced_tool_name, agent_id, litellm_call_id`;
const COUNT_CAP = 10_000;

async function spendLogs(pool: pg.Pool, query: URLSearchParams): Promise<Answer> {
  const given = (name: string) => query.get(name) ?? '';
  const [page, size] = [Number(given('page') || 1), Number(given('page_size') || 50)];
  const within =
    'FROM "LiteLLM_SpendLogs" WHERE "startTime" >= $1::timestamp AND "startTime" <= $2::timestamp';
  const span = [given('start_date'), given('end_date')];
  const bounded = `SELECT count(*) AS total FROM (SELECT 1 ${within} LIMIT ${COUNT_CAP + 1}) AS found`;
  const [count] = (await pool.query<{ total: number }>(bounded, span)).rows;
  const total = Math.min(count?.total ?? 0, COUNT_CAP);
  const order = `ORDER BY "startTime" ${given('sort_order') === 'asc' ? 'ASC' : 'DESC'}`;
  const { rows } = await pool.query<Row>(`SELECT ${LIST_COLUMNS} ${within} ${order} LIMIT $3 OFFSET $4`, [
    ...span,
    size,
    (page - 1) * size,
  ]);
  return [200, { data: rows, total, page, page_size: size, total_pages: Math.ceil(total / size) }];
}
