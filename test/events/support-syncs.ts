import { readlinkSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

interface Syncing {
  readonly fd: number;
  sync(): Promise<void>;
}

/** The paths that `work` syncs, in order; Linux names the file behind a descriptor. */
export async function syncedBy(work: () => Promise<unknown>): Promise<string[]> {
  const handle: FileHandle = await open('/dev/null');
  const prototype = Object.getPrototypeOf(handle) as Syncing;
  await handle.close();
  const synced: string[] = [];
  const original = Object.getOwnPropertyDescriptor(prototype, 'sync');
  const sync = original?.value as (this: Syncing) => Promise<void>;
  prototype.sync = function (this: Syncing) {
    synced.push(readlinkSync(`/proc/self/fd/${this.fd}`));
    return sync.call(this);
  };
  try {
    await work();
  } finally {
    Object.defineProperty(prototype, 'sync', original ?? {});
  }
  return synced;
}
