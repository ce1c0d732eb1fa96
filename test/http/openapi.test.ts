import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formatsModule from 'ajv-formats';
import { createService, type Service } from '../../hooks-server/composition/service.js';
import { createLiveConfiguration } from '../../hooks-server/configuration/live.js';
import { loadConfiguration } from '../../hooks-server/configuration/settings.js';
import { createLog } from '../../hooks-server/telemetry/log.js';
import { DOCUMENT_PATH, openApiText } from '../../scripts/lab/openapi/document.js';
import type { Operation } from '../../scripts/lab/openapi/operation.js';
import { operations } from '../../scripts/lab/openapi/operations.js';
import { projectRoot } from '../../scripts/stack/paths.js';
import { registeredRoutes } from '../support/registered-routes.js';

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, { responses: Record<string, object> }>>;
}

const text = readFileSync(join(projectRoot, DOCUMENT_PATH), 'utf8');
const document = JSON.parse(text) as Document;
const [SHARED, ADMIN] = ['of-the-plugin', 'of-operators'];

/** Keywords that OpenAPI adds to JSON Schema say nothing about what is valid. */
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strict: false });
(formatsModule as unknown as { default: (ajv: Ajv2020) => void }).default(ajv);
ajv.addSchema({ $id: 'document', ...document });

/** What is wrong with a body, by the document; empty where nothing is. */
function faults(value: unknown, ...place: string[]): unknown[] {
  const pointer = place.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
  const validate = ajv.getSchema(`document#/${encodeURI(pointer)}`);
  if (validate === undefined) throw new Error(`The document has no ${pointer}.`);
  return validate(value) === true ? [] : (validate.errors ?? []);
}

const place = ({ path, method }: Operation) => ['paths', path, method] as const;
const json = ['content', 'application/json', 'schema'] as const;

let folder: string;
let service: Service;
let server: Server;
let routes: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'openapi-'));
  const environment = {
    HOOKS_SECRET: SHARED,
    HOOKS_SERVER_ADMIN_SECRET: ADMIN,
    HOOKS_SERVER_ADMIN_REVEALS_TEXTS: 'true',
    HOOKS_DATA_DIR: folder,
    HOOKS_CACHE_VERIFICATION_CROSS_ENCODER_ENABLED: 'false',
    HOOKS_SERVER_BODY_LIMIT_MEGABYTES: '0.01',
  };
  const files = { hooks: join(folder, 'absent.yaml'), tenants: join(folder, 'absent.yaml'), required: [] };
  const initial = loadConfiguration(files, environment);
  const log = createLog('silent');
  const live = createLiveConfiguration({ files, environment, initial, log });
  const registered = registeredRoutes();
  service = await createService({ ...live, version: '0', log });
  routes = registered.stop();
  server = createServer(service.app).listen(0, '127.0.0.1');
  await once(server, 'listening');
}, 60_000);

afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the document is the one that the schemas give', async () => {
  expect(text).toBe(await openApiText());
  expect(document.openapi).toBe('3.1.0');
});

/** The console's page and what it alone reads, which changes with it: nobody else is to ask for that. */
const OF_THE_CONSOLE = /^\w+ \/console\b/;

test('every route is in the document, and nothing else', () => {
  const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(routes.length).toBeGreaterThan(20);
  const served = routes.filter((route) => !OF_THE_CONSOLE.test(route));
  expect(documented.sort()).toEqual([...new Set(served)].sort());
});

test.each(operations.filter(({ body }) => body).map((operation) => [operation.id, operation] as const))(
  'the example of what %s is sent is valid',
  (_id, operation) => {
    expect(faults(operation.body?.example, ...place(operation), 'requestBody', ...json)).toEqual([]);
  },
);

interface Odd {
  readonly entry?: string;
  readonly query?: string;
  /** A body in place of the example, and headers that say what it is not. */
  readonly body?: readonly [string, Record<string, string>];
}

/** The example of a route, sent to the running service, or what stands in its place. */
async function ask(operation: Operation, { entry = '', query = '', body: odd }: Odd = {}): Promise<Response> {
  const { method, path, pathParameters = {}, body, secret } = operation;
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(name === 'entry' ? entry : (pathParameters[name]?.[1] ?? '')),
  );
  const [text, headers] = odd ?? [body && JSON.stringify(body.example), {}];
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${url}${query && '?'}${query}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(secret !== 'none' && { 'x-api-key': secret === 'admin' ? ADMIN : SHARED }),
      ...headers,
    },
    ...(text !== undefined && { body: text }),
  });
}

test.each(operations.map((operation) => [operation.id, operation] as const))(
  '%s answers its own example with what the document says',
  async (_id, operation) => {
    const entry = await anEntry();
    const response = await ask(operation, { entry });
    expect(response.status).toBe(200);
    expect(response.headers.get('x-correlation-id')).toMatch(/^[\x21-\x7e]{1,128}$/);
    if (!('schema' in operation.answer)) {
      expect(response.headers.get('content-type')).toContain(operation.answer.contentType);
      return;
    }
    const where = [...place(operation), 'responses', '200', ...json];
    expect(faults(await response.json(), ...where)).toEqual([]);
    expect(faults(operation.answer.example, ...where)).toEqual([]);
  },
);

/** Stores the example's answer, and gives the name under which it is kept. */
async function anEntry(): Promise<string> {
  const named = (id: string) => operations.find((operation) => operation.id === id) as Operation;
  await ask(named('beginCall'));
  await ask(named('endCalls'));
  const stored = (await (await ask(named('store'))).json()) as { stored: boolean; entry: string };
  expect(stored).toEqual({ stored: true, entry: expect.any(String) as unknown });
  return stored.entry;
}

test.each(operations.filter(({ secret }) => secret !== 'none').map((one) => [one.id, one] as const))(
  '%s refuses a wrong secret with the envelope that the document describes',
  async (_id, operation) => {
    const response = await ask({ ...operation, secret: 'none' });
    expect(response.status).toBe(401);
    expect(faults(await response.json(), ...place(operation), 'responses', '401', ...json)).toEqual([]);
  },
);

const queries = [
  'limit=0',
  'limit=x',
  'waitMs=-1',
  'period=year',
  'duration=soon',
  'dryRun=no',
  'text=true',
  'tenant=',
];
const bodies: readonly (readonly [string, Record<string, string>])[] = [
  ...['', '{', 'null', '[1]', '"text"', '['.repeat(3_000)].map((body) => [body, {}] as const),
  ['{}', { 'content-encoding': 'gzip' }],
  ['{}', { 'content-type': 'application/json; charset=klingon' }],
  [`{"x": "${'y'.repeat(20_000)}"}`, {}],
];

test.each(operations.map((operation) => [operation.id, operation] as const))(
  '%s answers what it cannot use with a status and a body that the document has',
  async (_id, operation) => {
    const odd = operation.body
      ? bodies.map((body) => ask(operation, { body }))
      : queries.map((query) => ask(operation, { query }));
    for (const response of await Promise.all(odd)) {
      const { status } = response;
      const answer = await response.text();
      expect(Object.keys(document.paths[operation.path]?.[operation.method]?.responses ?? {})).toContain(
        `${status}`,
      );
      if (status >= 400)
        expect(faults(JSON.parse(answer), ...place(operation), 'responses', `${status}`, ...json)).toEqual(
          [],
        );
    }
  },
);

test('a wrong answer and a wrong example are noticed', () => {
  const [operation] = operations as [Operation];
  const where = [...place(operation), 'responses', '200', ...json];
  expect(faults({ cache: { hit: 'perhaps' } }, ...where)).not.toEqual([]);
  expect(faults({ unheardOf: 1 }, ...where)).not.toEqual([]);
  expect(faults({ callId: 5 }, ...place(operation), 'requestBody', ...json)).not.toEqual([]);
});
