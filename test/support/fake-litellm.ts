import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { projectRoot } from '../../scripts/stack/paths.js';

export type Row = Record<string, unknown>;
export type Answer = readonly [status: number, body: unknown];

/** What is behind the routes: a memory, or LiteLLM's tables in a Postgres. Bodies and queries were checked before. */
export interface ManagementStore {
  handle(path: string, body: Row, query: URLSearchParams): Promise<Answer>;
}

export interface FakeLitellm extends AsyncDisposable {
  readonly url: string;
  /** Each change that was asked for, without secrets. */
  readonly calls: string[];
}

interface Parameter {
  readonly name: string;
  readonly schema: object;
}
interface OpenApi {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { requestBody?: RequestBody; parameters?: readonly Parameter[] }>>>
  >;
  readonly components: { readonly schemas: Readonly<Record<string, { properties?: Readonly<Row> }>> };
}
interface RequestBody {
  readonly content: { readonly 'application/json': { readonly schema: { readonly $ref: string } } };
}

/**
 * LiteLLM's management routes over a store, with bodies and queries checked against the OpenAPI document of the released
 * package (its parts about keys, teams and spend are in test/fixtures). Unknown fields are refused, unlike by LiteLLM.
 */
export async function startFakeLitellm(masterKey: string, store: ManagementStore): Promise<FakeLitellm> {
  const document = JSON.parse(
    readFileSync(join(projectRoot, 'test/fixtures/litellm-management.openapi.json'), 'utf8'),
  ) as OpenApi;
  const complaint = createValidator(document);
  const calls: string[] = [];
  const answer = async (method: string, url: URL, authorization: string | undefined, text: string) => {
    if (authorization !== `Bearer ${masterKey}`) return [401, {}] as const;
    if (!document.paths[url.pathname]?.[method]) return [404, {}] as const;
    const body = (text ? JSON.parse(text) : {}) as Row;
    const wrong = complaint(url, method, body);
    if (wrong !== undefined) return [422, { detail: wrong }] as const;
    if (method === 'post') calls.push(url.pathname);
    return store.handle(url.pathname, body, url.searchParams);
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const text = Buffer.concat(chunks).toString('utf8');
      answer((request.method ?? '').toLowerCase(), url, request.headers.authorization, text)
        .catch((error: unknown) => [500, { detail: String(error) }] as const)
        .then(([status, body]) =>
          response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
        )
        .catch(() => response.destroy());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    calls,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function createValidator(document: OpenApi) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(document, 'litellm');
  // A query is text: numbers in it are meant as such.
  const queries = new Ajv2020({ strict: false, coerceTypes: true });
  return ({ pathname, searchParams }: URL, method: string, body: Row): string | undefined => {
    const operation = document.paths[pathname]?.[method];
    const properties = Object.fromEntries(
      (operation?.parameters ?? []).map(({ name, schema }) => [name, schema]),
    );
    const asked = queries.compile({ type: 'object', properties, additionalProperties: false });
    const isRead = method === 'get';
    if (isRead && !asked(Object.fromEntries(searchParams))) return JSON.stringify(asked.errors);
    const reference = operation?.requestBody?.content['application/json'].schema.$ref;
    if (reference === undefined) return undefined;
    const fields = document.components.schemas[reference.split('/').at(-1) ?? '']?.properties ?? {};
    const unknown = Object.keys(body).filter((name) => !(name in fields));
    if (unknown.length > 0) return `unknown fields: ${unknown.join(', ')}`;
    const validate = ajv.getSchema(`litellm${reference}`);
    return validate?.(body) ? undefined : JSON.stringify(validate?.errors);
  };
}

/** An expiry as LiteLLM counts it from a duration of seconds; `-1` is its word for: never. */
export function expiryAfter(duration: unknown): { expires?: string | null } {
  if (typeof duration !== 'string') return {};
  if (duration === '-1') return { expires: null };
  return { expires: new Date(Date.now() + parseInt(duration, 10) * 1000).toISOString() };
}
