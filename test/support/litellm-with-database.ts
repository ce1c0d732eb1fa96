import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { checkConfiguration } from '../../scripts/config/check.js';
import { stageConfiguration } from '../../scripts/config/real-litellm.js';
import { projectRoot } from '../../scripts/stack/paths.js';
import { installedLitellm, type LitellmRuntime } from './litellm-proxy.js';
import { migrationsFolder, openLitellmDatabase } from './litellm-database.js';
import { postgresService } from './postgres.js';

/** LiteLLM with keys in a Postgres of its own, by the configuration that is built for it. */
export interface DatabaseMode {
  readonly runtime: LitellmRuntime;
  readonly configFile: string;
  /** What LiteLLM needs beside what it always does. */
  readonly environment: NodeJS.ProcessEnv;
  /** All that is in its tables, as text. */
  dump(): Promise<string>;
  stop(): Promise<void>;
}

/** LiteLLM writes spend and request log each minute; nobody would wait so long for a test. */
const WRITE_EVERY_SECONDS = 2;

/** Undefined where LiteLLM with its database's client is not installed, or there is no Postgres. */
export async function databaseMode(): Promise<DatabaseMode | undefined> {
  const binary = join(projectRoot, '.venvs/database/bin/litellm');
  const migrations = migrationsFolder();
  if (!existsSync(binary) || migrations === undefined) return undefined;
  const postgres = await postgresService();
  if (postgres === undefined) return undefined;
  const database = await openLitellmDatabase(postgres.url, migrations);
  const built = parse(checkConfiguration({ root: projectRoot, keys: 'database' }).text) as {
    general_settings: Record<string, unknown>;
  };
  built.general_settings['proxy_batch_write_at'] = WRITE_EVERY_SECONDS;
  const staged = stageConfiguration(stringify(built), projectRoot);
  return {
    runtime: installedLitellm(binary),
    configFile: staged.path,
    environment: {
      DATABASE_URL: postgres.url,
      LITELLM_SALT_KEY: ['sk', 'test', 'salt'].join('-'),
      DISABLE_SCHEMA_UPDATE: 'true',
      PRISMA_QUERY_ENGINE_BINARY: join(projectRoot, 'test/support/query-engine'),
      // Its engine of migrations is asked what they would change, and is not at hand.
      PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true',
    },
    async dump() {
      const { rows } = await database.query<{ name: string }>(
        `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
      );
      const tables = await Promise.all(rows.map(({ name }) => database.query(`SELECT * FROM "${name}"`)));
      return JSON.stringify(tables.map((table) => table.rows as unknown));
    },
    async stop() {
      staged.remove();
      await database.end();
      await postgres.stop();
    },
  };
}
