import { mkdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { ConfigurationError } from '../../errors.js';
import type { Log } from '../../telemetry/log.js';
import { lockByProcessId } from './pid-lock.js';
import { lockBySocket } from './socket-lock.js';

const ATTEMPTS = 4;

/**
 * Makes this process the directory's only writer and returns the release. A lock whose process is gone is taken over.
 * It holds among all processes and containers of one machine; replicas on several machines need a directory each, or
 * Redis.
 * @throws ConfigurationError when another living process holds the lock.
 */
export async function lockDirectory(
  directory: string,
  log: Log,
  takeSocket = lockBySocket,
): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true });
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    // Two that come at the same time see each other and both give way: by chance one of them comes back first.
    if (attempt > 0) await delay(20 + Math.random() * 80);
    const release = await takeSocket(directory);
    if (release === 'unsupported') {
      log.warn(
        { directory },
        'the outbox’s file system has no sockets: its lock does not hold between containers',
      );
      return lockByProcessId(directory);
    }
    if (release !== 'held') return release;
  }
  throw new ConfigurationError(`Expected ${directory} to belong to this process alone, another one uses it.`);
}
