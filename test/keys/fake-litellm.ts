import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { keyHashOf, type Stored } from '../../scripts/keys/plan.js';
import { projectRoot } from '../../scripts/stack/paths.js';

type Row = Record<string, unknown>;

export interface FakeLitellm extends AsyncDisposable {
  readonly url: string;
  readonly keys: Map<string, Row>;
  readonly teams: Map<string, Row>;
  /** Each change that was asked for, without secrets. */
  readonly calls: string[];
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { requestBody?: RequestBody }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, { properties?: Stored }>> };
}
interface RequestBody {
  readonly content: { readonly 'application/json': { readonly schema: { readonly $ref: string } } };
}

/**
 * LiteLLM's management routes over a memory, with the request bodies checked against the OpenAPI document of the released
 * package (its parts about keys and teams are in test/fixtures). Unknown fields are refused, unlike by LiteLLM itself.
 */
export async function startFakeLitellm(masterKey: string): Promise<FakeLitellm> {
  const document = JSON.parse(
    readFileSync(join(projectRoot, 'test/fixtures/litellm-management.openapi.json'), 'utf8'),
  ) as OpenApi;
  const complaint = createValidator(document);
  const keys = new Map<string, Row>();
  const teams = new Map<string, Row>();
  const calls: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      const method = (request.method ?? '').toLowerCase();
      const send = (status: number, body: unknown) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      };
      if (request.headers.authorization !== `Bearer ${masterKey}`) return send(401, {});
      if (!document.paths[path]?.[method]) return send(404, {});
      const text = Buffer.concat(chunks).toString('utf8');
      const body = (text ? JSON.parse(text) : {}) as Row;
      const wrong = complaint(path, method, body);
      if (wrong !== undefined) return send(422, { detail: wrong });
      if (method === 'post') calls.push(path);
      return send(...handle(path, body, { keys, teams }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    keys,
    teams,
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
  return (path: string, method: string, body: Row): string | undefined => {
    const reference = document.paths[path]?.[method]?.requestBody?.content['application/json'].schema.$ref;
    if (reference === undefined) return undefined;
    const properties = document.components.schemas[reference.split('/').at(-1) ?? '']?.properties ?? {};
    const unknown = Object.keys(body).filter((name) => !(name in properties));
    if (unknown.length > 0) return `unknown fields: ${unknown.join(', ')}`;
    const validate = ajv.getSchema(`litellm${reference}`);
    return validate?.(body) ? undefined : JSON.stringify(validate?.errors);
  };
}

function handle(
  path: string,
  body: Row,
  { keys, teams }: Pick<FakeLitellm, 'keys' | 'teams'>,
): [status: number, body: unknown] {
  switch (path) {
    case '/key/list':
      return [200, { keys: [...keys.values()], total_pages: 1 }];
    case '/team/list':
      return [200, [...teams.values()]];
    case '/team/new':
    case '/team/update': {
      const id = String(body['team_id']);
      if (path === '/team/new' ? teams.has(id) : !teams.has(id)) return [400, {}];
      teams.set(id, { ...teams.get(id), ...body });
      return [200, {}];
    }
    case '/team/delete':
      for (const id of body['team_ids'] as string[]) teams.delete(id);
      return [200, {}];
    case '/key/delete':
      for (const token of body['keys'] as string[]) keys.delete(token);
      return [200, {}];
    default:
      return saveKey(path, body, keys, teams);
  }
}

function saveKey(
  path: string,
  body: Row,
  keys: Map<string, Row>,
  teams: Map<string, Row>,
): [number, unknown] {
  const { key, duration, ...rest } = body;
  const token = String(key).startsWith('sk-') ? keyHashOf(String(key)) : String(key);
  if (path === '/key/generate' ? keys.has(token) : !keys.has(token)) return [400, {}];
  const team = rest['team_id'];
  if (typeof team === 'string' && !teams.has(team)) return [404, {}];
  const taken = [...keys.values()].some(
    (other) => other['token'] !== token && other['key_alias'] === rest['key_alias'],
  );
  if (taken) return [400, {}];
  const expires =
    duration === undefined
      ? {}
      : {
          expires:
            duration === '-1'
              ? null
              : new Date(Date.now() + parseInt(duration as string, 10) * 1000).toISOString(),
        };
  keys.set(token, { spend: 0, ...keys.get(token), ...rest, ...expires, token });
  return [200, {}];
}
