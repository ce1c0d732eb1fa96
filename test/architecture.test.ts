import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { projectRoot } from '../scripts/stack/paths.js';

const sources = join(projectRoot, 'hooks-server');

/** Files at the top that everybody may import. */
const shared = ['deadline.js', 'edit-distance.js', 'errors.js', 'unicode.js'];

/** Rooms with one subject each; none of them knows another but those named. */
const domains = ['cache', 'compression', 'detection', 'events'];
const tools = ['litellm', 'redis', 'telemetry', 'tenancy', 'workers'];

/** Which folders a folder may import, itself and the shared files apart. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  cache: [...tools, 'vectors', 'verification'],
  compression: tools,
  composition: [...domains, ...tools, 'configuration', 'console', 'hooks', 'http', 'vectors', 'verification'],
  configuration: [...domains, ...tools, 'verification'],
  console: [...domains, ...tools, 'configuration', 'hooks'],
  detection: tools,
  events: tools,
  hooks: [...domains, ...tools, 'configuration'],
  http: [...domains, ...tools, 'configuration', 'console', 'hooks'],
  litellm: ['tenancy'],
  redis: ['telemetry'],
  telemetry: [],
  tenancy: [],
  vectors: ['workers'],
  verification: ['vectors', 'workers'],
  workers: [],
};

/** Packages that only one file may know, so that they can be replaced. */
const soleImporters: Readonly<Record<string, readonly string[]>> = {
  nats: ['events/jetstream.ts'],
  langfuse: ['telemetry/langfuse.ts'],
};

interface Import {
  readonly file: string;
  readonly target: string;
}

/** Whatever a file's text imports, also while it runs. */
const targetsIn = (text: string): string[] =>
  [...text.matchAll(/(?:from\s+|import\s+|import\()'([^']+)'/g)].map((match) => match[1] ?? '');

function importsOf(file: string): Import[] {
  return targetsIn(readFileSync(join(sources, file), 'utf8')).map((target) => ({ file, target }));
}

const typescriptBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

const files = typescriptBelow(sources);
const imports = files.flatMap(importsOf);

function folderOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : '';
}

test('a folder imports only downwards, and domain folders never import each other', () => {
  expect(files.length).toBeGreaterThan(20);
  const wrong = imports
    .filter(({ target }) => target.startsWith('.'))
    .map(({ file, target }) => ({
      file,
      to: relative(sources, normalize(join(sources, dirname(file), target))),
    }))
    .filter(({ file, to }) => {
      const from = folderOf(file);
      const into = folderOf(to);
      if (from === '' || from === into) return false;
      return into === '' ? !shared.includes(to) : !allowed[from]?.includes(into);
    })
    .map(({ file, to }) => `${file} imports ${to}`);
  expect(wrong).toEqual([]);
});

test.each(Object.entries(soleImporters))('%s is imported by one place only', (name, places) => {
  const importers = imports
    .filter(({ target }) => target === name || target.startsWith(`${name}/`))
    .map(({ file }) => file)
    .filter((file) => !places.some((place) => file.startsWith(place)));
  expect(importers).toEqual([]);
});

test('no file imports itself by way of others, the command line and the tests included', () => {
  const all = ['hooks-server', 'scripts', 'test'].flatMap((folder) =>
    typescriptBelow(join(projectRoot, folder)).map((file) => join(folder, file)),
  );
  const targets = new Map(
    all.map((file) => [
      file,
      targetsIn(readFileSync(join(projectRoot, file), 'utf8'))
        .filter((target) => target.startsWith('.'))
        .map((target) => normalize(join(dirname(file), target)).replace(/\.js$/, '.ts')),
    ]),
  );
  expect(circlesIn(targets)).toEqual([]);
});

/** Ways from a file back to itself. */
function circlesIn(targets: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
    if (path.includes(file) || done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return circles;
}

test('a circle would be found', () => {
  expect(
    circlesIn(
      new Map([
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['a']],
      ]),
    ),
  ).toEqual(['a -> b -> c -> a']);
});

test('the service knows neither its command line nor its tests, and the command line not the tests', () => {
  const outside = imports.filter(({ file, target }) =>
    normalize(join(dirname(file), target)).startsWith('..'),
  );
  expect(outside.filter(({ target }) => target.startsWith('.'))).toEqual([]);
  // The laboratory may use the tests' stacks.
  const scripts = typescriptBelow(join(projectRoot, 'scripts')).filter((file) => !file.startsWith('lab/'));
  const testing = scripts.filter((file) =>
    targetsIn(readFileSync(join(projectRoot, 'scripts', file), 'utf8')).some((target) =>
      /^[./]+\/test\//.test(target),
    ),
  );
  expect(testing).toEqual([]);
});

test('the top holds the process and what is truly shared', () => {
  expect(files.filter((file) => folderOf(file) === '').sort()).toEqual(
    [...shared.map((file) => file.replace(/\.js$/, '.ts')), 'main.ts'].sort(),
  );
  const rooms = [...new Set(files.map(folderOf))].filter((room) => room !== '');
  expect(rooms.sort()).toEqual(Object.keys(allowed).sort());
});

describe('the overview’s folder table', () => {
  const overview = readFileSync(join(projectRoot, 'docs/00-Overview.md'), 'utf8');
  const table = overview.slice(overview.indexOf('| folder'), overview.indexOf('## When something fails'));
  const named = table
    .split('\n')
    .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''));

  it('names only what is there', () => {
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
  });

  it('names every folder of the project and everything at the top of the service', () => {
    const kept = readFileSync(join(projectRoot, '.gitignore'), 'utf8').split('\n');
    const folders = readdirSync(projectRoot, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => `${name}/`)
      .filter((folder) => !kept.includes(folder) && folder !== 'hooks-server/');
    const parts = readdirSync(sources, { withFileTypes: true }).map((entry) =>
      join('hooks-server', entry.isDirectory() ? `${entry.name}/` : entry.name),
    );
    expect([...folders, ...parts].filter((path) => !named.includes(path))).toEqual([]);
  });
});

test('no source file names a folder outside the project', () => {
  const outside = files.filter((file) => readFileSync(join(sources, file), 'utf8').includes('../shared'));
  expect(outside).toEqual([]);
});
