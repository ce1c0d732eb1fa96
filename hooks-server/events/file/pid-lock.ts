import { randomBytes } from 'node:crypto';
import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '../../errors.js';
import { errorCode } from '../error-code.js';
import { replaceFile } from './position-file.js';

/** What a lock says whose process let it go. */
const RELEASED = 'released';

/** Link's refusals on file systems that have no hard links. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

const ATTEMPTS = 20;

/**
 * The directory's lock by files that name processes, for file systems without sockets. It tells processes of one machine
 * apart, and not those of two containers, which may have the same id.
 *
 * Locks are numbered, and the highest number holds. A lock whose process is gone is never removed or written over by who
 * comes next: a higher number is linked beside it, which of several that try only one can do, and which one that looked a
 * while ago cannot undo. Only who holds removes lower numbers.
 * @throws ConfigurationError when another living process holds the lock, and where files cannot be linked.
 */
export async function lockByProcessId(directory: string): Promise<() => Promise<void>> {
  const own = join(directory, `new-lock.${randomBytes(8).toString('hex')}`);
  await writeFile(own, [process.pid, await birthOf(process.pid)].filter(Boolean).join(' '));
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const { number, path } = await highestLock(directory);
      const [pid, born] = (await readFile(path, 'utf8').catch(() => RELEASED)).split(' ');
      if (await isLivingHolder(Number(pid), born)) {
        throw new ConfigurationError(
          `Expected ${directory} to belong to this process alone, process ${pid} uses it.`,
        );
      }
      const release = await tryTake(directory, own, number + 1);
      if (release !== undefined) return release;
    }
  } finally {
    await rm(own, { force: true });
  }
  throw new ConfigurationError(
    `Expected to lock ${directory}, another process takes the lock again and again.`,
  );
}

/** The number of the lock that holds, 0 when there is none: `lock-7`, or `lock` as earlier releases wrote it. */
async function highestLock(directory: string): Promise<{ number: number; path: string }> {
  const number = Math.max(0, ...(await locksIn(directory)));
  return { number, path: join(directory, number === 0 ? 'lock' : `lock-${number}`) };
}

async function locksIn(directory: string): Promise<number[]> {
  return (await readdir(directory)).flatMap((name) => {
    const [, number] = /^lock-(\d{1,15})$/.exec(name) ?? [];
    return number === undefined ? [] : [Number(number)];
  });
}

/** Links the lock of that number; undefined when another process was faster. */
async function tryTake(
  directory: string,
  own: string,
  number: number,
): Promise<(() => Promise<void>) | undefined> {
  const path = join(directory, `lock-${number}`);
  try {
    await link(own, path);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return undefined;
    if (!NO_LINKS.has(errorCode(error) ?? '')) throw error;
    throw new ConfigurationError(
      `Expected ${directory} on a file system with sockets or hard links, this one has neither; use another, or the Redis outbox.`,
    );
  }
  const others = await locksIn(directory);
  // The number may be one that was in use a while ago: then a higher one holds.
  if (others.some((other) => other > number)) {
    await rm(path, { force: true });
    return undefined;
  }
  await rm(join(directory, 'lock'), { force: true });
  for (const other of others) {
    if (other < number) await rm(join(directory, `lock-${other}`), { force: true });
  }
  return () => replaceFile(path, RELEASED);
}

/** In a container the service always has the same process id: its own id with another birth is that of a predecessor. */
async function isLivingHolder(pid: number, born: string | undefined): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0 || (pid === process.pid && born === undefined)) return false;
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
