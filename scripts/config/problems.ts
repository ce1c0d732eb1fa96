import type { z } from 'zod';
import { shown, valueAt, type YamlFile } from '../../hooks-server/configuration/yaml-file.js';
import { ConfigurationError } from '../../hooks-server/errors.js';

/** Something wrong in a configuration file, for the person who wrote it. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  /** One sentence: what is wrong, and what to do about it. */
  readonly message: string;
}

/** Collects the problems of a whole configuration, so that one run shows them all. */
export interface ProblemList {
  add(file: YamlFile, path: readonly PropertyKey[], message: string): void;
  addAll(problems: readonly Problem[]): void;
  /** Whether the line of a setting already has a problem. */
  has(file: YamlFile, path: readonly PropertyKey[]): boolean;
  /** In the order of files and lines, each once. */
  list(): Problem[];
}

export function createProblemList(): ProblemList {
  const problems = new Map<string, Problem>();
  const add = (problem: Problem) => void problems.set(formatProblem(problem), problem);
  return {
    add: (file, path, message) => add({ file: file.path, line: file.lineOf(path), message }),
    addAll: (list) => list.forEach(add),
    has: (file, path) =>
      [...problems.values()].some(
        (problem) => problem.file === file.path && problem.line === file.lineOf(path),
      ),
    list: () => [...problems.values()].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line),
  };
}

/** `config/tenants.yaml:7: ...`, as editors and terminals turn it into a link. */
export function formatProblem({ file, line, message }: Problem): string {
  return `${file}:${line}: ${message}`;
}

/** The problems inside a ConfigurationError, whose message has one `file:line: sentence` for each. */
export function problemsOf(error: unknown): Problem[] {
  if (!(error instanceof ConfigurationError)) throw error;
  return error.message.split('\n').map((text) => {
    const match = /^(.*?):(?:(\d+):)? (.*)$/.exec(text);
    return match
      ? { file: match[1] ?? '', line: Number(match[2] ?? 1), message: match[3] ?? '' }
      : { file: '', line: 1, message: text };
  });
}

/** Checks a file against a schema: its value, or undefined with each thing that is wrong added to the list. */
export function checkFile<Schema extends z.ZodType>(
  file: YamlFile,
  schema: Schema,
  problems: ProblemList,
): z.infer<Schema> | undefined {
  const result = schema.safeParse(file.value ?? {});
  if (result.success) return result.data;
  for (const issue of result.error.issues) addIssue(file, issue, problems);
  return undefined;
}

function addIssue(file: YamlFile, issue: z.core.$ZodIssue, problems: ProblemList): void {
  const name = issue.path.length > 0 ? `\`${issue.path.map(String).join('.')}\`` : 'the file';
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      problems.add(
        file,
        [...issue.path, key],
        `unknown setting \`${key}\` in ${name}; remove it or correct its spelling.`,
      );
    }
    return;
  }
  problems.add(file, issue.path, `${name} ${complaint(issue, valueAt(file.value, issue.path))}.`);
}

function complaint(issue: z.core.$ZodIssue, value: unknown): string {
  const found =
    value === undefined
      ? 'missing'
      : value === null
        ? 'empty'
        : shown(value, String(issue.path.at(-1) ?? ''));
  if (issue.code === 'invalid_type') {
    return value === undefined
      ? `is missing; give it ${noun(issue.expected)}`
      : `is ${found}, but ${noun(issue.expected)} is expected; correct the value`;
  }
  if (issue.code === 'invalid_value') {
    return `is ${found}; use one of ${issue.values.map(String).join(', ')}`;
  }
  if (issue.code === 'too_small') return `is ${found}; give at least ${String(issue.minimum)}`;
  if (issue.code === 'too_big') return `is ${found}; give at most ${String(issue.maximum)}`;
  return `is ${found}: ${issue.message.replace(/\.$/, '')}`;
}

const NOUNS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

function noun(expected: string): string {
  return NOUNS[expected] ?? expected;
}
