import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../scripts/stack/paths.js';

const folders = readdirSync(join(projectRoot, 'models'));
const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8');

describe('weights that come with the repository', () => {
  it('are all looked at here', () => {
    expect(folders.length).toBeGreaterThan(3);
  });

  it.each(folders)(
    '%s names the scripts that made it and the hash of the data that it was trained on',
    (folder) => {
      const page = read(`models/${folder}/README.md`);
      const scripts = [...page.matchAll(/`(scripts\/[\w./-]+)`|npm run -s ([\w:]+)/g)];
      expect(scripts.length).toBeGreaterThan(0);
      const commands = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;
      for (const [, file, command] of scripts)
        expect(
          file === undefined ? commands[command ?? ''] : existsSync(join(projectRoot, file)),
        ).toBeTruthy();
      const told = [page, ...scripts.flatMap(([, file]) => (file?.endsWith('.md') ? [read(file)] : []))];
      if (existsSync(join(projectRoot, 'models', folder, 'weights.json')))
        told.push(read(`models/${folder}/weights.json`));
      expect(told.join('\n')).toMatch(/\b[0-9a-f]{64}\b/);
    },
  );
});
