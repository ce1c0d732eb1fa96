import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { projectRoot } from '../scripts/stack/paths.js';

const sources = join(projectRoot, 'hooks-server');

/** Files at the top that everybody may import. */
const shared = ['deadline.js', 'errors.js', 'unicode.js'];

/** Rooms with one subject each; none of them knows another but those named. */
const domains = ['cache', 'compression', 'detection', 'events'];
const tools = ['litellm', 'redis', 'telemetry', 'tenancy', 'workers'];

/** Which folders a folder may import, itself and the shared files apart. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  cache: [...tools, 'vectors', 'verification'],
  compression: tools,
  composition: [...domains, ...tools, 'configuration', 'hooks', 'http', 'verification'],
  configuration: [...domains, ...tools, 'verification'],
  detection: tools,
  events: tools,
  hooks: [...domains, ...tools, 'configuration'],
  http: [...domains, ...tools, 'configuration', 'hooks'],
  litellm: ['tenancy'],
  redis: ['telemetry'],
  telemetry: [],
  tenancy: [],
  vectors: [],
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

function importsOf(file: string): Import[] {
  const text = readFileSync(join(sources, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s+'([^']+)'/g)].map((match) => ({
    file,
    target: match[1] ?? '',
  }));
}

const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
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

test('no file imports itself by way of others', () => {
  const targets = new Map(
    files.map((file) => [
      file,
      imports
        .filter((one) => one.file === file && one.target.startsWith('.'))
        .map(({ target }) => normalize(join(dirname(file), target)).replace(/\.js$/, '.ts')),
    ]),
  );
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
    if (path.includes(file) || done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(circles).toEqual([]);
});

test('the top holds the process and what is truly shared, and the overview names every room', () => {
  expect(files.filter((file) => folderOf(file) === '').sort()).toEqual([
    'deadline.ts',
    'errors.ts',
    'main.ts',
    'unicode.ts',
  ]);
  const rooms = [...new Set(files.map(folderOf))].filter((room) => room !== '');
  expect(rooms.sort()).toEqual(Object.keys(allowed).sort());
  const overview = readFileSync(join(projectRoot, 'docs/00-Overview.md'), 'utf8');
  expect(rooms.filter((room) => !overview.includes(`${room}/\``))).toEqual([]);
});

test('no source file names a folder outside the project', () => {
  const outside = files.filter((file) => readFileSync(join(sources, file), 'utf8').includes('../shared'));
  expect(outside).toEqual([]);
});
