import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '../../errors.js';
import { errorCode } from '../error-code.js';

/**
 * The directory's lock by a file that names the process, for file systems without sockets. A lock whose process is gone is
 * taken over. It tells processes of one machine apart, and not those of two containers, which may have the same id.
 * @throws ConfigurationError when another living process holds the lock.
 */
export async function lockByProcessId(directory: string): Promise<() => Promise<void>> {
  const path = join(directory, 'lock');
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await tryCreate(path)) return () => rm(path, { force: true });
    const [pid, born] = (await readFile(path, 'utf8').catch(() => '')).split(' ');
    if (await isAnotherLivingProcess(Number(pid), born)) {
      throw new ConfigurationError(
        `Expected ${directory} to belong to this process alone, process ${pid} uses it.`,
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
    await file.write([process.pid, await birthOf(process.pid)].filter(Boolean).join(' '));
    await file.close();
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** In a container the service always has the same process id, so its own id in the lock is that of a predecessor. */
async function isAnotherLivingProcess(pid: number, born: string | undefined): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  if (!isLiving(pid)) return false;
  // After a restart of the machine the id may be somebody else's: that process was born at another time.
  const actual = await birthOf(pid);
  return born === undefined || actual === undefined || born === actual;
}

function isLiving(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** When a process began, as Linux tells it: boot id and clock ticks since boot. Undefined elsewhere. */
async function birthOf(pid: number): Promise<string | undefined> {
  try {
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // Field 22, counted behind the name, which may hold spaces (proc_pid_stat(5)).
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${boot}:${ticks}`;
  } catch {
    return undefined;
  }
}
