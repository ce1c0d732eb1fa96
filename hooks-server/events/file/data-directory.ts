import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ConfigurationError } from '../../errors.js';
import { errorCode } from '../error-code.js';

/**
 * Makes the data directory with all that is missing above it, for this user alone.
 * @throws ConfigurationError with one sentence when there is none afterwards, or it cannot be written.
 */
export async function prepareDataDirectory(directory: string): Promise<void> {
  try {
    await makeDirectory(resolve(directory));
    if (!(await stat(directory)).isDirectory())
      throw Object.assign(new Error('not a directory'), { code: 'ENOTDIR' });
    await access(directory, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new ConfigurationError(
      `events.dataDirectory (HOOKS_DATA_DIR): expected a directory that can be written, got ${directory} (${errorCode(cause) ?? 'unknown error'}).`,
      { cause },
    );
  }
}

/** As a recursive mkdir, which never ends where a directory exists and takes no entries (`/proc`). */
async function makeDirectory(path: string): Promise<void> {
  const make = () =>
    mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
  try {
    await make();
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeDirectory(dirname(path));
    await make();
  }
}
