import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/stack/paths.js';

/** Folders whose pages people read. */
const FOLDERS = ['config', 'docs', 'models', 'scripts'];

/** The pages that tell what is, as paths within the repository. The changelog tells what was, and is none of them. */
export function pages(): string[] {
  const below = FOLDERS.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .map((file) => join(folder, file)),
  );
  return ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...below.sort()];
}

export const readPage = (file: string): string => readFileSync(join(projectRoot, file), 'utf8');
