import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { projectRoot } from '../../scripts/stack/paths.js';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');

/** Docker's rules: the last line that fits a path decides. */
const ignoreRules = read('.dockerignore')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const isBelow = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
function isInContext(path: string): boolean {
  const rule = ignoreRules.findLast((line) => line === '**' || isBelow(path, line.replace(/^!/, '')));
  return rule?.startsWith('!') ?? true;
}

const sources = ['hooks-server', 'scripts']
  .flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
      join(folder, path),
    ),
  )
  .filter((path) => path.endsWith('.ts'));
const importsOf = (file: string) =>
  [...read(file).matchAll(/(?:from|import)\s+'(\.[^']+)'/g)].map((match) =>
    relative('.', join(dirname(file), match[1] ?? '')),
  );

interface Stage {
  readonly name: string;
  readonly base: string;
  readonly lines: readonly string[];
}

/** The Dockerfile's stages, each with its instructions, continued lines joined. */
function stages(): Stage[] {
  const instructions = read('Dockerfile')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line));
  const all: (Stage & { lines: string[] })[] = [];
  for (const line of instructions) {
    const from = /^FROM (\S+)(?: AS (\S+))?/.exec(line);
    if (from) all.push({ base: from[1] ?? '', name: from[2] ?? '', lines: [] });
    else all.at(-1)?.lines.push(line);
  }
  return all;
}

/** What a stage copies, from the context or from another stage: `dist/scripts` of `product`. */
const copiesOf = ({ lines }: Stage) =>
  lines.flatMap((line) => {
    const copy = /^COPY (?:--from=(\S+) )?(.+) \S+$/.exec(line);
    return copy
      ? (copy[2] ?? '').split(' ').map((path) => ({ from: copy[1], path: path.replace(/^\/app\//, '') }))
      : [];
  });

test('the image of the hook service is built from files that need none outside it', () => {
  const inImage = sources.filter(isInContext);
  expect(inImage.length).toBeGreaterThan(100);
  const missing = inImage.flatMap((file) =>
    importsOf(file)
      .filter((target) => !isInContext(target))
      .map((target) => `${file} imports ${target}`),
  );
  expect(missing).toEqual([]);
});

test('whatever the Dockerfile copies is let into its context', () => {
  const copied = stages()
    .flatMap(copiesOf)
    .filter(({ from }) => from === undefined);
  expect(copied.length).toBeGreaterThan(5);
  expect(copied.map(({ path }) => path).filter((path) => !isInContext(path))).toEqual([]);
});

test('the image has no bench, evaluation, training, mock-provider or test file', () => {
  const all = stages();
  const last = all.at(-1);
  const copied = last ? copiesOf(last) : [];
  const ofProduct = copied.filter(({ path }) => path.startsWith('dist/'));
  // Whatever of `scripts` gets into the last stage comes by way of one that has thrown the laboratory away.
  expect(ofProduct.map(({ path }) => path).sort()).toEqual(['dist/hooks-server', 'dist/scripts']);
  for (const { from } of ofProduct)
    expect(all.find(({ name }) => name === from)?.lines).toContain('RUN rm -r dist/scripts/lab');
  const others = copied.filter(({ path }) => !path.startsWith('dist/')).map(({ path }) => path);
  expect(others.sort()).toEqual(['config', 'console', 'models', 'node_modules', 'package.json']);
  const shipped = sources.filter((file) => !file.startsWith('scripts/lab/'));
  expect(shipped.filter((file) => /\b(?:bench|benchmark|eval|mock|train|training)\b/.test(file))).toEqual([]);
});

test('the product’s command line needs nothing of the laboratory, which the image leaves out', () => {
  const files = sources.filter((path) => !path.startsWith('scripts/lab/'));
  expect(files.length).toBeGreaterThan(100);
  const wanting = files.flatMap((file) =>
    importsOf(file).filter((target) => target.startsWith('scripts/lab/')),
  );
  expect(wanting).toEqual([]);
});

test('the image, `npm start` and the scripts tell V8 and the allocator the same', () => {
  const launches = ['Dockerfile', 'package.json', 'scripts/stack/hook-service.ts'].map(read);
  const wanted = [
    /--max-semi-space-size=4\b/,
    /--max-old-space-size=256\b/,
    /MALLOC_ARENA_MAX\W+2\b/,
    /MALLOC_TRIM_THRESHOLD_\W+131072\b/,
  ];
  for (const launch of launches) for (const flag of wanted) expect(launch).toMatch(flag);
});

test('manifests, chart and pages name the image of this release', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string };
  const folders = ['config/chart', 'config/kubernetes'];
  const files = folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => join(folder, file)),
  );
  const named = [...files, 'docs/06-Configuration.md'].flatMap((file) =>
    [...read(file).matchAll(/(?:litellm-hooks:|newTag: |^(?:appV|v)ersion: | tag: )(\d+\.\d+\.\d+)/gm)].map(
      ([, tag]) => `${file}: ${tag}`,
    ),
  );
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((one) => !one.endsWith(`: ${version}`))).toEqual([]);
});
