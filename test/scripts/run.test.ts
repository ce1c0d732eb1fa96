import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/stack/paths.js';

let root: string;
const write = (path: string, text: string) => writeFileSync(join(root, path), text);
const run = () => execFileSync(join(root, 'scripts/lib/run'), ['say', 'well'], { encoding: 'utf8' }).trim();

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'run-'));
  for (const folder of ['hooks-server', 'scripts', 'test']) mkdirSync(join(root, folder));
  cpSync(join(projectRoot, 'scripts/lib'), join(root, 'scripts/lib'), { recursive: true });
  write('package-lock.json', '{}');
  write('tsconfig.json', '{}');
  // Stands in for the compiler: it copies.
  const build = 'mkdir -p dist/scripts && cp scripts/say.ts dist/scripts/say.js';
  write('package.json', JSON.stringify({ scripts: { build } }));
  write('scripts/say.ts', 'console.log("old", process.argv[2])');
});
afterEach(() => rmSync(root, { recursive: true }));

test('a command compiles before its first run, and again when a source has changed', () => {
  expect(run()).toBe('old well');
  write('scripts/say.ts', 'console.log("new", process.argv[2])');
  expect(run()).toBe('new well');
}, 30_000);

test('a command does not compile when nothing has changed', () => {
  expect(run()).toBe('old well');
  write('dist/scripts/say.js', 'console.log("as built")');
  const longAgo = new Date(0);
  for (const path of ['scripts/say.ts', 'scripts', 'scripts/lib']) {
    utimesSync(join(root, path), longAgo, longAgo);
  }
  expect(run()).toBe('as built');
}, 30_000);
