import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { projectRoot } from '../../scripts/stack/paths.js';

test('the image of the hook service is built from files that need none outside it', () => {
  const left = readFileSync(join(projectRoot, '.dockerignore'), 'utf8').split('\n');
  const [taken, leftOut] = [
    left.filter((line) => line.startsWith('!')).map((line) => line.slice(1)),
    left.filter((line) => /^\w/.test(line)),
  ];
  const isIn = (folders: readonly string[], path: string) =>
    folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
  const isInImage = (path: string) => isIn(taken, path) && !isIn(leftOut, path);
  const sources = ['hooks-server', 'scripts']
    .flatMap((folder) =>
      readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
        join(folder, path),
      ),
    )
    .filter((path) => path.endsWith('.ts') && isInImage(path));
  expect(sources.length).toBeGreaterThan(100);
  const missing = sources.flatMap((file) =>
    [...readFileSync(join(projectRoot, file), 'utf8').matchAll(/(?:from|import)\s+'(\.[^']+)'/g)]
      .map((match) => relative('.', join(dirname(file), match[1] ?? '')))
      .filter((target) => !isInImage(target))
      .map((target) => `${file} imports ${target}`),
  );
  expect(missing).toEqual([]);
});

test('the product’s command line needs nothing of the laboratory, which the image leaves out', () => {
  const files = ['hooks-server', 'scripts']
    .flatMap((folder) =>
      readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
        join(folder, path),
      ),
    )
    .filter((path) => path.endsWith('.ts') && !path.startsWith('scripts/lab/'));
  expect(files.length).toBeGreaterThan(100);
  const wanting = files.filter((file) =>
    /(?:from|import)\s+'[^']*\/lab\//.test(readFileSync(join(projectRoot, file), 'utf8')),
  );
  expect(wanting).toEqual([]);
});

test('the image, `npm start` and the scripts tell V8 and the allocator the same', () => {
  const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
  const launches = ['Dockerfile', 'package.json', 'scripts/stack/hook-service.ts'].map(read);
  const wanted = [
    /--max-semi-space-size=4\b/,
    /--max-old-space-size=256\b/,
    /MALLOC_ARENA_MAX\W+2\b/,
    /MALLOC_TRIM_THRESHOLD_\W+131072\b/,
  ];
  for (const launch of launches) for (const flag of wanted) expect(launch).toMatch(flag);
});
