import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../scripts/stack/paths.js';
import { installedLitellm, litellmRuntime, type LitellmRuntime } from './litellm-proxy.js';

export interface LitellmRelease {
  readonly version: string;
  /** Undefined where it is not installed. */
  readonly start: LitellmRuntime | undefined;
  /** Its Python, where it is installed on this machine. */
  readonly python: string | undefined;
}

/** The releases that have a lock, which are those that the project is tested with. */
export function lockedReleases(): string[] {
  return readdirSync(join(projectRoot, 'scripts/litellm-releases'))
    .filter((name) => name.endsWith('.txt'))
    .map((name) => name.replace(/\.txt$/, ''))
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

/** The release that LITELLM_VERSION names, wherever it comes from, else each that has a lock. */
export async function litellmReleases(): Promise<LitellmRelease[]> {
  const named = process.env['LITELLM_VERSION'];
  if (named) {
    const python = pythonOf(named);
    return [{ version: named, python, start: startOf(python) ?? (await litellmRuntime()) }];
  }
  return lockedReleases().map((version) => {
    const python = pythonOf(version);
    return { version, python, start: startOf(python) };
  });
}

const startOf = (python: string | undefined) =>
  python === undefined ? undefined : installedLitellm(join(dirname(python), 'litellm'));

/** As `install_litellm` lays them out: the default release in `.venv`, each other in a folder of its own. */
function pythonOf(version: string): string | undefined {
  for (const folder of ['.venv', `.venvs/litellm-${version}`]) {
    const stamp = join(projectRoot, folder, '.installed-from');
    if (existsSync(stamp) && readFileSync(stamp, 'utf8').split(/\s/, 1)[0] === version)
      return join(projectRoot, folder, 'bin/python');
  }
  return undefined;
}
