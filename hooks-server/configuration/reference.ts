import { stringify } from 'yaml';
import { z } from 'zod';
import { variables } from './environment.js';

/** A JSON Schema as far as it is read here. */
interface Schema {
  readonly type?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly enum?: readonly unknown[];
}

/**
 * The JSON Schema (2020-12) of what a person writes: settings with a default may be left out. Editors use it for
 * completion and hints.
 */
export function jsonSchemaOf(schema: z.ZodType, title: string): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return { $schema, title, ...rest };
}

/**
 * A settings file that says everything: each setting with its default, what it means, what it may be, and the variable
 * that overrides it. Settings without a default stand there as comments. `lines` come first, as comments.
 */
export function settingsReference(schema: z.ZodType, lines: readonly string[]): string {
  const names = new Map(variables(schema).map(([name, path]) => [path.join('.'), name]));
  const defaults = schema.parse({});
  const body = sectionLines(jsonSchemaOf(schema, ''), defaults, [], names);
  return [...lines.map((line) => `# ${line}`), ...body, ''].join('\n');
}

function sectionLines(
  { properties = {} }: Schema,
  values: unknown,
  path: readonly string[],
  names: ReadonlyMap<string, string>,
): string[] {
  const indent = '  '.repeat(path.length);
  return Object.entries(properties).flatMap(([key, schema]) => {
    const here = [...path, key];
    const value: unknown =
      typeof values === 'object' && values !== null ? Reflect.get(values, key) : undefined;
    if (schema.properties) {
      const about = schema.description ? [`${indent}# ${schema.description}`] : [];
      return ['', ...about, `${indent}${key}:`, ...sectionLines(schema, value, here, names)];
    }
    const variable = names.get(here.join('.')) ?? '';
    const named = schema.description?.includes(variable) ? '' : variable;
    const comment = [schema.description, choices(schema), named].filter(Boolean).join(' ');
    return [`${indent}# ${comment}`, ...entryLines(key, value).map((line) => indent + line)];
  });
}

function choices({ enum: values }: Schema): string | undefined {
  return values && `One of ${values.map(String).join(', ')}.`;
}

/** A setting as it would stand in the file; as a comment when it has no default. */
function entryLines(key: string, value: unknown): string[] {
  if (value === undefined) return [`# ${key}:`];
  if (typeof value === 'object' && value !== null) return [`${key}: ${JSON.stringify(value)}`];
  return [stringify({ [key]: value }, { lineWidth: 0 }).trimEnd()];
}
