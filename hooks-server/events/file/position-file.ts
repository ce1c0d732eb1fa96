import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from '../error-code.js';
import { syncDirectory } from './segments.js';

/**
 * Replaces a file's content so that a crash leaves the old or the new one, never a mixture (write aside, sync, rename). Once it
 * resolves it is the new one: the directory is synced as well, or a loss of power could bring the old name back.
 */
export async function replaceFile(path: string, content: string): Promise<void> {
  const aside = `${path}.new`;
  const file = await open(aside, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(aside, path);
  await syncDirectory(dirname(path));
}

/** The content of a file, or undefined when it does not exist. */
export async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
