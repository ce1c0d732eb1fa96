import { spawn } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ConfigurationError } from '../../hooks-server/errors.js';
import { lockDirectory } from '../../hooks-server/events/file/lock.js';
import { lockByProcessId } from '../../hooks-server/events/file/pid-lock.js';
import { commonDeps, temporaryDirectory } from './support.js';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

const { log } = commonDeps();
const noSockets = () => Promise.resolve('unsupported' as const);

describe('the lock of a directory', () => {
  it.each(['', 'a'.repeat(200)])('is held once at a time, and leaves nothing behind (%#)', async (name) => {
    const path = join(directory.path, name);
    const release = await lockDirectory(path, log);
    await expect(lockDirectory(path, log)).rejects.toThrow(ConfigurationError);
    await release();
    await (
      await lockDirectory(path, log)
    )();
    expect((await readdir(path)).filter((entry) => entry.includes('lock'))).toEqual([]);
  });

  it('goes to one of many that come at the same time', async () => {
    const taken = await Promise.allSettled(
      Array.from({ length: 8 }, () => lockDirectory(directory.path, log)),
    );
    const releases = taken.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(releases.length).toBeLessThanOrEqual(1);
    for (const release of releases) await release();
    await (
      await lockDirectory(directory.path, log)
    )();
  });

  it('tells processes apart by their ids where there are no sockets', async () => {
    const lock = () => lockDirectory(directory.path, log, noSockets);
    // A living process that is not this one: the parent of the test runner.
    await writeFile(join(directory.path, 'lock'), String(process.ppid));
    await expect(lock()).rejects.toThrow(ConfigurationError);
    // The same id, given to somebody else since.
    await writeFile(join(directory.path, 'lock'), `${process.ppid} another-boot:12345`);
    await (
      await lock()
    )();
  });

  it('does not pass over a directory that it cannot use', async () => {
    const path = join(directory.path, 'file');
    await mkdir(directory.path, { recursive: true });
    await writeFile(path, '');
    await expect(lockDirectory(path, log)).rejects.toThrow('EEXIST');
  });

  it('of process ids goes to one of several that find the same lock of a dead process', async () => {
    const script = join(import.meta.dirname, 'support-lock-child.js');
    const children = Array.from({ length: 3 }, () => {
      const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
      return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
    });
    for (let round = 0; round < 100; round += 1) {
      const path = join(directory.path, String(round));
      await mkdir(path);
      await writeFile(join(path, round % 2 === 0 ? 'lock' : 'lock-7'), `${process.ppid} another-boot:12345`);
      for (const { child } of children) child.stdin.write(`${path}\n`);
      const outcomes = await Promise.all(
        children.map(async ({ lines }) => (await lines.next()).value as unknown),
      );
      expect([round, ...outcomes.sort()]).toEqual([round, 'held', 'refused', 'refused']);
    }
    for (const { child } of children) child.stdin.end();
  }, 60_000);

  it('of process ids is free again once it is let go, and held until then', async () => {
    for (let time = 0; time < 3; time += 1) {
      const release = await lockByProcessId(directory.path);
      await expect(lockByProcessId(directory.path)).rejects.toThrow(ConfigurationError);
      await release();
    }
    expect(await readdir(directory.path)).toEqual(['lock-3']);
  });
});
