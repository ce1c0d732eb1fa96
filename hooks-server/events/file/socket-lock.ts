import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { createConnection, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { errorCode } from '../error-code.js';

/** `held` by another living process; `unsupported` where the directory cannot hold sockets. */
export type SocketLock = (() => Promise<void>) | 'held' | 'unsupported';

/** What binding a socket ends with on file systems that have none, and on systems that have none of that kind. */
const UNSUPPORTED_CODES = new Set(['ENOTSUP', 'EOPNOTSUPP', 'EPERM', 'EINVAL', 'ENOSYS', 'ENAMETOOLONG']);

/** `sun_path` holds 107 bytes on Linux and 103 on macOS. */
const MAX_PATH_BYTES = 103;

/**
 * The directory's lock by a listening socket in it: a connection succeeds as long as its process lives, in whichever
 * container, and is refused from then on. Everyone who wants the lock puts down a socket of its own before it looks at
 * those of others, so that of two at the same time at least one sees the other. A name is never used twice: what refuses
 * once is dead for ever, and may be removed by anybody.
 */
export async function lockBySocket(directory: string): Promise<SocketLock> {
  const name = `lock.${randomBytes(8).toString('hex')}`;
  const addresses = await openAddresses(directory, name);
  if (addresses === undefined) return 'unsupported';
  const server = createServer((socket) => socket.destroy()).unref();
  // A connection that cannot be accepted (too many open files) was made all the same, which is all it is for.
  server.on('error', () => undefined);
  const release = async () => {
    await rm(join(directory, name), { force: true });
    server.close();
  };
  try {
    // A socket that is bound and does not listen yet refuses, too: it gets the name by which others find it afterwards.
    const unnamed = `new-${name}`;
    await listen(server, addresses.of(unnamed));
    await rename(join(directory, unnamed), join(directory, name));
    if (!(await isAnswered(addresses.of(name)))) {
      await release();
      return 'unsupported';
    }
    if (!(await isAnyOtherHeld(directory, name, addresses.of))) return release;
    await release();
    return 'held';
  } catch (error) {
    await release();
    if (UNSUPPORTED_CODES.has(errorCode(error) ?? '')) return 'unsupported';
    throw error;
  } finally {
    await addresses.close();
  }
}

async function isAnyOtherHeld(
  directory: string,
  own: string,
  addressOf: (name: string) => string,
): Promise<boolean> {
  const names = (await readdir(directory)).filter(
    (name) => /^lock\.[0-9a-f]{16}$/.test(name) && name !== own,
  );
  let held = false;
  for (const name of names) {
    if (await isAnswered(addressOf(name))) held = true;
    else await rm(join(directory, name), { force: true });
  }
  return held;
}

/** Addresses of sockets in the directory; undefined where its path is too long for any. */
async function openAddresses(directory: string, longest: string) {
  if (Buffer.byteLength(join(directory, `new-${longest}`)) <= MAX_PATH_BYTES) {
    return { of: (name: string) => join(directory, name), close: () => Promise.resolve() };
  }
  if (process.platform !== 'linux') return undefined;
  // Linux names an open directory by a number, however long its path is.
  const handle = await open(directory, 'r');
  return { of: (name: string) => `/proc/self/fd/${handle.fd}/${name}`, close: () => handle.close() };
}

async function listen(server: Server, address: string): Promise<void> {
  server.listen(address);
  await once(server, 'listening');
}

/** Whether somebody listens. Any doubt counts as yes: a directory with two writers loses events. */
async function isAnswered(address: string): Promise<boolean> {
  const socket = createConnection(address);
  try {
    await once(socket, 'connect');
    return true;
  } catch (error) {
    return !['ECONNREFUSED', 'ENOENT'].includes(errorCode(error) ?? '');
  } finally {
    socket.destroy();
  }
}
