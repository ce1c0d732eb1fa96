import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { isMap, isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { ConfigurationError } from '../errors.js';
import { quotable } from './masked.js';

/** A parsed YAML file that still knows on which line each setting stands. */
export interface YamlFile {
  readonly path: string;
  readonly value: unknown;
  /** The 1-based line of the deepest part of `path` that the file holds. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** No settings are longer; a file that is, is something else. */
const MAX_FILE_BYTES = 10_000_000;

/** Reads a YAML file. Throws ConfigurationError, with file and line, when it cannot be read or parsed. */
export function readYamlFile(path: string): YamlFile {
  let source: string;
  try {
    source = readRegularFile(path);
  } catch (cause) {
    if (cause instanceof ConfigurationError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
    const what = code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`;
    throw new ConfigurationError(`${path}: ${what}.`, { cause });
  }
  return parseYamlFile(path, source);
}

/** Never a device or a pipe, which may have no end. */
function readRegularFile(path: string): string {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const status = fstatSync(file);
    if (!status.isFile()) throw new ConfigurationError(`${path}: expected a regular file.`);
    if (status.size > MAX_FILE_BYTES) {
      throw new ConfigurationError(`${path}: expected ${MAX_FILE_BYTES} bytes at most, got ${status.size}.`);
    }
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

/** As `readYamlFile`, for a text that was read already. */
export function parseYamlFile(path: string, source: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true });
  const [error] = document.errors;
  if (error) {
    const line = error.linePos?.[0].line ?? 1;
    throw new ConfigurationError(`${path}:${line}: ${firstLine(error.message)}.`, { cause: error });
  }
  return {
    path,
    value: plainValue(path, document),
    lineOf: (keys) => lines.linePos(offsetOf(document, keys)).line,
  };
}

/** A few aliases that stand for each other many times over would be millions of values. */
function plainValue(path: string, document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  } catch (cause) {
    throw new ConfigurationError(`${path}: its aliases cannot be resolved.`, { cause });
  }
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+.*$/, '').replace(/[.:]$/, '');
}

/** A key's own offset where there is one: an error about a value is best shown on the line that names it. */
function offsetOf(document: Document, keys: readonly PropertyKey[]): number {
  for (let length = keys.length; length > 0; length--) {
    const parent = document.getIn(keys.slice(0, length - 1), true);
    if (isMap(parent)) {
      const pair = parent.items.find(
        (item) => isNode(item.key) && String(item.key) === String(keys[length - 1]),
      );
      if (pair && isNode(pair.key) && pair.key.range) return pair.key.range[0];
    }
    const node = document.getIn(keys.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/**
 * Checks a file against a schema. Throws ConfigurationError with one sentence for each problem: file, line, setting,
 * what was expected and what stands there.
 */
export function checkYamlFile<Schema extends z.ZodType>(file: YamlFile, schema: Schema): z.infer<Schema> {
  const result = schema.safeParse(file.value ?? {});
  if (result.success) return result.data;
  const sentences = result.error.issues.map(
    (issue) => `${file.path}:${file.lineOf(lineOfIssue(issue))}: ${sentenceFor(issue, file.value)}`,
  );
  throw new ConfigurationError([...new Set(sentences)].join('\n'));
}

function lineOfIssue(issue: z.core.$ZodIssue): PropertyKey[] {
  return issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
}

/** One problem as a sentence for a person. Values are shown only where they can be no secret. */
export function sentenceFor(issue: z.core.$ZodIssue, value: unknown): string {
  const name = issue.path.length > 0 ? `\`${issue.path.map(String).join('.')}\`` : 'the file';
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => `\`${key}\``).join(', ');
    return `unknown setting ${keys}${issue.path.length > 0 ? ` in ${name}` : ''}; remove it or correct its spelling.`;
  }
  const found = shown(valueAt(value, issue.path), String(issue.path.at(-1) ?? ''));
  return `${name}: ${issue.message.replace(/\.$/, '')} (got ${found}).`;
}

/** What stands in a value under a path; undefined when nothing does. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner === null || typeof inner !== 'object' ? undefined : Reflect.get(inner, key)),
    value,
  );
}

/** A value as a message may show it. */
export function shown(value: unknown, name: string): string {
  if (value === undefined) return 'nothing';
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') {
    const plain = value === '' ? value : quotable(value, name);
    return plain === undefined ? 'a value that is not shown' : JSON.stringify(plain);
  }
  return Array.isArray(value) ? 'a list' : 'a mapping';
}
