import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { format, resolveConfig } from 'prettier';
import { z } from 'zod';
import { projectRoot } from '../../stack/paths.js';
import { errorEnvelope } from './answers.js';
import type { Operation, Secret } from './operation.js';
import { operations } from './operations.js';

/** Where the document is kept. */
export const DOCUMENT_PATH = 'docs/openapi.json';

const DESCRIPTION = `The routes of the hook service. A worked example of each is in docs/03-APIs.md.

Every answer has the header \`x-correlation-id\`: the request's own where that is 1 to 128 printable ASCII characters without blanks, else a
new one. Without a secret in the settings (\`server.development\`) all routes are open.`;

const NEUTRAL =
  'Answers 200 whatever happens: a body that cannot be read, or a fault inside, gets an answer that changes nothing about the call.';

const secrets = {
  shared: [{ sharedSecret: [] }],
  admin: [{ adminSecret: [] }],
  either: [{ sharedSecret: [] }, { adminSecret: [] }],
  none: [],
} satisfies Record<Secret, object[]>;

const schemes = {
  sharedSecret: 'What LiteLLM sends: `HOOKS_SECRET` (`server.secret`).',
  adminSecret:
    'Of operators: `HOOKS_SERVER_ADMIN_SECRET` (`server.adminSecret`); where it is not set the shared secret.',
};

const correlationHeader = {
  'x-correlation-id': {
    description: 'Names the request, in the log too.',
    schema: { type: 'string' as const },
  },
};

/** What every route may answer besides, by its secret, its query and its body. */
function commonErrors({ secret, query, body, isNeutral }: Operation): Record<number, string> {
  return {
    ...(query && { 400: '`invalid_query`: the message names the parameter and what was expected.' }),
    ...(secret !== 'none' && { 401: '`unauthorized`: no such secret in `x-api-key`.' }),
    ...(secret === 'admin' && { 429: '`too_many_requests`: beyond `server.adminRequestsPerMinute`.' }),
    ...(body &&
      !isNeutral && {
        413: '`body_too_large`: beyond `server.bodyLimitMegabytes`.',
        415: '`unsupported_encoding`: a Content-Encoding, or another charset than UTF-8.',
      }),
    ...(!isNeutral && secret !== 'none' && { 500: '`internal`: the log names the correlation id.' }),
  };
}

function responsesOf(operation: Operation): RouteConfig['responses'] {
  const { answer, errors = {} } = operation;
  const common = commonErrors(operation);
  const ok =
    'schema' in answer
      ? { description: 'Done.', content: { 'application/json': answer } }
      : { description: answer.description, content: { [answer.contentType]: { schema: z.string() } } };
  const problem = (status: string): [string, object] => {
    const description = [errors[Number(status)], common[Number(status)]].filter(Boolean).join(' ');
    const isOurs = operation.secret === 'none' && 'schema' in answer;
    const schema = isOurs ? answer.schema : errorEnvelope;
    return [status, { description, headers: correlationHeader, content: { 'application/json': { schema } } }];
  };
  const problems = Object.keys({ ...common, ...errors }).map(problem);
  return { 200: { ...ok, headers: correlationHeader }, ...Object.fromEntries(problems) };
}

function routeOf(operation: Operation): RouteConfig {
  const { id, method, path, tag, summary, secret, pathParameters, query, body } = operation;
  const description = [operation.description, operation.isNeutral && NEUTRAL].filter(Boolean).join(' ');
  const params = Object.entries(pathParameters ?? {}).map(
    ([name, [text, example]]) => [name, z.string().meta({ description: text, example })] as const,
  );
  return {
    ...{ operationId: id, method, path, tags: [tag], summary, security: secrets[secret] },
    ...(description !== '' && { description }),
    request: {
      ...(params.length > 0 && { params: z.object(Object.fromEntries(params)) }),
      ...(query && { query }),
      ...(body && { body: { required: true, content: { 'application/json': body } } }),
    },
    responses: responsesOf(operation),
  };
}

/** The OpenAPI 3.1 document of the service, as it should be. */
export function openApiDocument() {
  const registry = new OpenAPIRegistry();
  for (const [name, description] of Object.entries(schemes))
    registry.registerComponent('securitySchemes', name, {
      type: 'apiKey',
      in: 'header',
      name: 'x-api-key',
      description,
    });
  for (const operation of operations) registry.registerPath(routeOf(operation));
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  return new OpenApiGeneratorV31(registry.definitions, { sortComponents: 'alphabetically' }).generateDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'litellm-hooks',
        version,
        description: DESCRIPTION,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: 'http://127.0.0.1:4100', description: 'The service on this machine.' }],
    },
  );
}

/** The document's text, as it is kept. */
export async function openApiText(): Promise<string> {
  const filepath = join(projectRoot, DOCUMENT_PATH);
  return format(JSON.stringify(openApiDocument()), { ...(await resolveConfig(filepath)), filepath });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(join(projectRoot, DOCUMENT_PATH), await openApiText());
  console.log(`Wrote ${DOCUMENT_PATH}.`);
}
