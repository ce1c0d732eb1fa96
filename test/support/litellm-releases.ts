import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/stack/paths.js';
import { installedLitellm, litellmRuntime, type LitellmRuntime } from './litellm-proxy.js';

export interface LitellmRelease {
  readonly version: string;
  /** Undefined where it is not installed. */
  readonly start: LitellmRuntime | undefined;
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
  if (named) return [{ version: named, start: installed(named) ?? (await litellmRuntime()) }];
  return lockedReleases().map((version) => ({ version, start: installed(version) }));
}

/** As `install_litellm` lays them out: the default release in `.venv`, each other in a folder of its own. */
function installed(version: string): LitellmRuntime | undefined {
  for (const folder of ['.venv', `.venvs/litellm-${version}`]) {
    const stamp = join(projectRoot, folder, '.installed-from');
    if (existsSync(stamp) && readFileSync(stamp, 'utf8').split(/\s/, 1)[0] === version)
      return installedLitellm(join(projectRoot, folder, 'bin/litellm'));
  }
  return undefined;
}
