import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigurationError } from '../../hooks-server/errors.js';
import { checkYamlFile, parseYamlFile, readYamlFile } from '../../hooks-server/configuration/yaml-file.js';

const schema = z.strictObject({
  cache: z.strictObject({ threshold: z.number().min(0).max(1) }).optional(),
  list: z.array(z.strictObject({ name: z.string() })).optional(),
});

function messageOf(source: string): string {
  try {
    checkYamlFile(parseYamlFile('hooks.yaml', source), schema);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

test('a wrong value is named with file, line, expectation and what stands there', () => {
  const message = messageOf('cache:\n  threshold: high\n');
  expect(message).toMatch(/^hooks\.yaml:2: `cache\.threshold`: .*expected number.*\(got "high"\)\.$/);
});

test('an unknown setting is named on its own line', () => {
  expect(messageOf('cache:\n  threshold: 0.5\n  treshold: 0.5\n')).toBe(
    'hooks.yaml:3: unknown setting `treshold` in `cache`; remove it or correct its spelling.',
  );
});

test('a missing value is shown on the line of what should hold it', () => {
  expect(messageOf('list:\n  - name: a\n  - {}\n')).toMatch(
    /^hooks\.yaml:3: `list\.1\.name`: .*\(got nothing\)\.$/,
  );
});

test('a value long enough to be a secret is never repeated', () => {
  const secret = 'x'.repeat(40);
  expect(messageOf(`cache:\n  threshold: ${secret}\n`)).not.toContain(secret);
});

test('broken YAML and repeated keys are named with their line', () => {
  expect(messageOf('a: 1\nb: [\n')).toMatch(/^hooks\.yaml:\d: /);
  expect(messageOf('cache: {}\ncache: {}\n')).toMatch(/^hooks\.yaml:2: .*unique/i);
});

test('an empty file is an empty configuration', () => {
  expect(checkYamlFile(parseYamlFile('hooks.yaml', ''), schema)).toEqual({});
});

test('a secret is never repeated, however short', () => {
  const withSecret = z.strictObject({ secret: z.string().min(8) });
  const check = () => checkYamlFile(parseYamlFile('hooks.yaml', 'secret: hush\n'), withSecret);
  expect(check).toThrow('(got a value that is not shown)');
  expect(check).not.toThrow('hush');
});

test('aliases that stand for millions of values are refused in one sentence', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 9; level += 1) {
    const alias = `*a${level - 1}`;
    lines.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => alias).join(', ')}]`);
  }
  expect(() => parseYamlFile('hooks.yaml', lines.join('\n'))).toThrow(
    'hooks.yaml: its aliases cannot be resolved.',
  );
});

test.each(['/dev/zero', '/tmp'])('%s is no settings file, and is not read', (path) => {
  expect(() => readYamlFile(path)).toThrow(new ConfigurationError(`${path}: expected a regular file.`));
});

describe('what may have no end is no settings file', () => {
  let path: string;
  beforeEach(() => (path = join(mkdtempSync(join(tmpdir(), 'yaml-')), 'hooks.yaml')));
  afterEach(() => rmSync(join(path, '..'), { recursive: true }));

  test('a file of more than ten million bytes', () => {
    writeFileSync(path, '');
    truncateSync(path, 10_000_001);
    expect(() => readYamlFile(path)).toThrow(`${path}: expected 10000000 bytes at most, got 10000001.`);
  });

  test('a pipe, for whose other end nobody waits', () => {
    expect(spawnSync('mkfifo', [path]).status).toBe(0);
    expect(() => readYamlFile(path)).toThrow(`${path}: expected a regular file.`);
  });
});
