import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '../../errors.js';
import { errorCode } from '../error-code.js';

/**
 * Makes this process the directory's only writer and returns the release. A lock whose process is gone is taken over.
 * It protects against two processes on one machine; replicas on several machines need a directory each, or Redis.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, 'lock');
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await tryCreate(path)) return () => rm(path, { force: true });
    const owner = Number(await readFile(path, 'utf8').catch(() => ''));
    if (isAnotherLivingProcess(owner)) {
      throw new ConfigurationError(
        `Expected ${directory} to belong to this process alone, process ${owner} uses it.`,
      );
    }
    await rm(path, { force: true });
  }
  throw new ConfigurationError(
    `Expected to lock ${directory}, another process takes the lock again and again.`,
  );
}

async function tryCreate(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.write(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** In a container the service always has the same process id, so its own id in the lock is that of a predecessor. */
function isAnotherLivingProcess(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
