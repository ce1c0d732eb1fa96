// The engine that LiteLLM's database client (Prisma's for Python) starts and asks over HTTP. Prisma has it as a program at an
// address of its own alone; this makes that program of the engine's library, of an older release, which npm has.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { text } from 'node:stream/consumers';
import { projectRoot } from '../../scripts/stack/paths.js';

interface Engine {
  connect(trace: string): Promise<void>;
  query(body: string, trace: string, transaction?: string): Promise<string>;
  startTransaction(options: string, trace: string): Promise<string>;
  commitTransaction(id: string, trace: string): Promise<string>;
  rollbackTransaction(id: string, trace: string): Promise<string>;
}
interface EngineOptions {
  readonly datamodel: string;
  readonly env: NodeJS.ProcessEnv;
  readonly datasourceOverrides: Readonly<Record<string, string>>;
  readonly logLevel: string;
  readonly logQueries: boolean;
  readonly ignoreEnvVarErrors: boolean;
  readonly configDir: string;
}

/** The release that the client asks for. */
const VERSION = 'query-engine 393aa359c9ad4a4bb28630fb5613f9c281cde053';
const NO_TRACE = '{}';
const NO_METRICS = '{"counters":[],"gauges":[],"histograms":[]}';

async function openEngine(): Promise<Engine> {
  const { QueryEngine } = createRequire(import.meta.url)(
    join(projectRoot, '.venvs/database/engine/engine.node'),
  ) as { QueryEngine: new (options: EngineOptions, log: (line: string) => void) => Engine };
  const sources = JSON.parse(process.env['OVERWRITE_DATASOURCES'] ?? '[]') as { name: string; url: string }[];
  const options = {
    datamodel: readFileSync(process.env['PRISMA_DML_PATH'] ?? '', 'utf8'),
    env: process.env,
    datasourceOverrides: Object.fromEntries(sources.map(({ name, url }) => [name, url])),
    logLevel: 'error',
    logQueries: false,
    ignoreEnvVarErrors: true,
    configDir: '.',
  };
  const engine = new QueryEngine(options, () => undefined);
  await engine.connect(NO_TRACE);
  return engine;
}

async function answer(engine: Engine, request: IncomingMessage): Promise<string> {
  const [, route, id = '', end] = (request.url ?? '').split('/');
  if (route === 'status') return '{"status":"ok"}';
  if (route?.startsWith('metrics')) return NO_METRICS;
  const body = await text(request);
  if (route !== 'transaction') {
    const transaction = request.headers['x-transaction-id'];
    const answered = await engine.query(body, NO_TRACE, transaction as string | undefined);
    return body.includes('queryRaw') ? asLaterReleases(answered) : answered;
  }
  if (id === 'start') return engine.startTransaction(body, NO_TRACE);
  return (end === 'commit' ? engine.commitTransaction : engine.rollbackTransaction).call(
    engine,
    id,
    NO_TRACE,
  );
}

interface TypedValue {
  readonly prisma__type: string;
  readonly prisma__value: unknown;
}
interface RawAnswer {
  readonly data?: { readonly result?: unknown };
  readonly batchResult?: readonly RawAnswer[];
}

/** Rows of typed values become columns, their types, and rows of values. */
function asLaterReleases(answered: string): string {
  const whole = JSON.parse(answered) as RawAnswer;
  const { batchResult } = whole;
  return JSON.stringify(
    batchResult ? { ...whole, batchResult: batchResult.map(inColumns) } : inColumns(whole),
  );
}

function inColumns(answered: RawAnswer): RawAnswer {
  const found = answered.data?.result;
  if (!Array.isArray(found)) return answered;
  const rows = found as Record<string, TypedValue | null>[];
  const columns = Object.keys(rows[0] ?? {});
  const types = columns.map((name) => typeOf(rows.map((row) => row[name])));
  const values = rows.map((row) => columns.map((name) => valueOf(row[name])));
  return { ...answered, data: { ...answered.data, result: { columns, types, rows: values } } };
}

function typeOf(column: readonly (TypedValue | null | undefined)[]): string {
  const known = column.find((value) => (value?.prisma__value ?? null) !== null);
  if (known?.prisma__type !== 'array') return known?.prisma__type ?? 'string';
  return `${typeOf(known.prisma__value as readonly TypedValue[])}-array`;
}

function valueOf(value: TypedValue | null | undefined): unknown {
  const plain = value?.prisma__value ?? null;
  return Array.isArray(plain) ? plain.map((inner) => valueOf(inner as TypedValue)) : plain;
}

const { values } = parseArgs({
  strict: false,
  options: { port: { type: 'string', short: 'p' }, version: { type: 'boolean' } },
});
if (values['version']) process.stdout.write(`${VERSION}\n`);
else {
  const engine = await openEngine();
  const server = createServer((request, response) => {
    answer(engine, request)
      .catch((error: unknown) => JSON.stringify({ errors: [{ error: String(error) }] }))
      .then((body) => response.setHeader('content-type', 'application/json').end(body))
      .catch(() => response.destroy());
  });
  server.listen(Number(values['port']), 'localhost');
}
