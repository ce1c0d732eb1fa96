import { parse } from 'yaml';
import type { z } from 'zod';
import { ConfigurationError } from '../errors.js';
import { nearest } from './near-miss.js';

/** Variables whose names are set by convention elsewhere, and the setting each one stands for. */
const CONVENTIONAL_NAMES: Readonly<Record<string, string>> = {
  HOOKS_SECRET: 'server.secret',
  HOOKS_PORT: 'server.port',
  HOOKS_HOST: 'server.host',
  HOOKS_REPLICAS: 'server.replicas',
  HOOKS_DEVELOPMENT: 'server.development',
  HOOKS_EMBEDDING_MODEL_DIR: 'cache.embedder.modelDir',
  REDIS_URL: 'redis.urls',
  NATS_URL: 'events.nats.servers',
  LANGFUSE_HOST: 'langfuse.baseUrl',
  LANGFUSE_PUBLIC_KEY: 'langfuse.publicKey',
  LANGFUSE_SECRET_KEY: 'langfuse.secretKey',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'tracing.endpoint',
  HOOKS_DATA_DIR: 'events.dataDirectory',
};

/** Variables of the plugin inside LiteLLM and of the command line: one environment file often serves all. */
const VARIABLES_OF_OTHERS: ReadonlySet<string> = new Set([
  'HOOKS_URL',
  'HOOKS_CALL_TIMEOUT_MS',
  'HOOKS_LOOKUP_TIMEOUT_MS',
  'HOOKS_FLUSH_SECONDS',
  'HOOKS_RESPONSE_DETECTION',
  'HOOKS_EMBEDDING_API_KEY',
  'HOOKS_BUDGETS_REDIS_URL',
  'HOOKS_ALLOWED_PARAMETERS',
  'HOOKS_LANGFUSE_TRACES',
  'HOOKS_ROUTES',
  'HOOKS_TLS_CA',
  'HOOKS_TLS_CERTIFICATE',
  'HOOKS_TLS_KEY',
]);

/** What Kubernetes puts into every pod's environment when a Service is called `hooks`. */
const KUBERNETES_LINK =
  /^HOOKS(?:_\w+)?_(?:SERVICE_(?:HOST|PORT(?:_\w+)?)|PORT_\d+_(?:TCP|UDP)(?:_(?:PROTO|PORT|ADDR))?)$/;

/**
 * Refuses variables that nobody reads: a misspelt one would leave the default in force and say nothing.
 * Throws ConfigurationError with one sentence for each. `others` are read under names that settings choose.
 */
export function refuseUnknownVariables(
  schema: z.ZodType,
  environment: NodeJS.ProcessEnv,
  others: readonly string[] = [],
): void {
  const known = [...variables(schema).map(([name]) => name), ...VARIABLES_OF_OTHERS, ...others];
  const unknown = Object.keys(environment).filter(
    (name) => name.startsWith('HOOKS_') && !known.includes(name) && !KUBERNETES_LINK.test(name),
  );
  if (unknown.length === 0) return;
  const sentences = unknown.map(
    (name) =>
      `There is no environment variable ${name}; the nearest is ${nearest(name, known)}. Correct it or take it out.`,
  );
  throw new ConfigurationError(sentences.join('\n'));
}

/** The variable that overrides a setting: `cache.maxEntries` is HOOKS_CACHE_MAX_ENTRIES. */
export function variableFor(path: readonly string[]): string {
  return ['HOOKS', ...path.map((key) => key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase())].join('_');
}

/**
 * Lays the environment over what a settings file says. Values are read as YAML, so that `true`, `5` and `[a, b]` mean
 * what they look like; an empty variable counts as not set. Throws ConfigurationError when a value is not YAML.
 */
export function overlayEnvironment(
  schema: z.ZodType,
  value: unknown,
  environment: NodeJS.ProcessEnv,
): unknown {
  let result = value;
  for (const [name, path] of variables(schema)) {
    const text = environment[name];
    if (text === undefined || text === '') continue;
    result = withValue(result, path, valueOf(name, text, leafAt(schema, path)));
  }
  return result;
}

/** Every variable the service reads, with the setting it overrides; names set by convention come last, so they win. */
export function variables(schema: z.ZodType): (readonly [name: string, path: readonly string[]])[] {
  const paths = leaves(schema);
  const known = new Set(paths.map((path) => path.join('.')));
  const conventional = Object.entries(CONVENTIONAL_NAMES)
    .filter(([, path]) => known.has(path))
    .map(([name, path]) => [name, path.split('.')] as const);
  return [...paths.map((path) => [variableFor(path), path] as const), ...conventional];
}

/** The variable that says a setting, or the whole that it is part of; undefined when none that is set does. */
export function variableThatSet(
  schema: z.ZodType,
  setting: readonly PropertyKey[],
  environment: NodeJS.ProcessEnv,
): string | undefined {
  const setBy = variables(schema).findLast(
    ([name, path]) => environment[name] && path.every((key, depth) => key === setting[depth]),
  );
  return setBy?.[0];
}

function valueOf(name: string, text: string, leaf: z.core.$ZodType | undefined): unknown {
  if (leaf?._zod.def.type === 'string') return text;
  if (leaf?._zod.def.type === 'array' && !text.startsWith('[')) {
    // A list of addresses is usually written with commas alone.
    const { element } = leaf._zod.def as z.core.$ZodArrayDef;
    const ofNumbers = unwrapped(element)._zod.def.type === 'number';
    return text.split(',').map((item) => (ofNumbers ? numberIn(item.trim()) : item.trim()));
  }
  try {
    return parse(text) as unknown;
  } catch (cause) {
    throw new ConfigurationError(`The environment variable ${name} cannot be read as a YAML value.`, {
      cause,
    });
  }
}

/** What is no number stays as it is, so that the schema says what is wrong with it. */
function numberIn(item: string): unknown {
  return item === '' || Number.isNaN(Number(item)) ? item : Number(item);
}

/** A zod schema without the wrappers that only say what happens when nothing was given. */
function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = schema._zod;
  return 'innerType' in def ? unwrapped(def.innerType as z.core.$ZodType) : schema;
}

function shapeOf(schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> | undefined {
  const { def } = unwrapped(schema)._zod;
  return def.type === 'object' ? (def as z.core.$ZodObjectDef).shape : undefined;
}

function leaves(schema: z.core.$ZodType, path: readonly string[] = []): (readonly string[])[] {
  const shape = shapeOf(schema);
  if (!shape) return [path];
  return Object.entries(shape).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function leafAt(schema: z.core.$ZodType, path: readonly string[]): z.core.$ZodType | undefined {
  const leaf = path.reduce<z.core.$ZodType | undefined>(
    (inner, key) => inner && shapeOf(inner)?.[key],
    schema,
  );
  return leaf && unwrapped(leaf);
}

function withValue(target: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const object = typeof target === 'object' && target !== null && !Array.isArray(target) ? target : {};
  return { ...object, [key]: withValue(Reflect.get(object, key), rest, value) };
}
