import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnavailableError } from '../../hooks-server/errors.js';
import { startEvents } from '../../hooks-server/events/start-events.js';
import { openFileOutbox } from '../../hooks-server/events/file/file-outbox.js';
import { eventsSettings, fileOutboxSettings } from '../../hooks-server/events/settings.js';
import { startHookService } from '../../scripts/stack/hook-service.js';
import { freePort } from '../../scripts/stack/process.js';
import {
  commonDeps,
  idsOf,
  readAll,
  sampleEvent,
  sampleUsage,
  temporaryDirectory,
} from '../events/support.js';
import { describeWith } from '../support/services.js';

describe('a service that is killed', () => {
  it('keeps every event it confirmed, over kill after kill in mid-write', async () => {
    const directory = await temporaryDirectory();
    const confirmed: number[] = [];
    for (let life = 0; life < 5; life += 1) {
      const script = join(import.meta.dirname, '../events/support-crash-child.js');
      const child = spawn(process.execPath, [script, directory.path, String(life * 1_000_000)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let output = '';
      const closed = once(child, 'close');
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.split('\n').length > 150) child.kill('SIGKILL');
      });
      await closed;
      confirmed.push(...output.split('\n').slice(0, -1).map(Number));
    }
    const outbox = await openFileOutbox(directory.path, fileOutboxSettings.parse({}), commonDeps());
    const stored = new Set(idsOf(await readAll(outbox)));
    await outbox.close();
    await directory.remove();
    expect(confirmed.length).toBeGreaterThan(700);
    expect(confirmed.filter((number) => !stored.has(sampleEvent(number).event.eventId))).toEqual([]);
  }, 120_000);
});

/** Runs a command as process 1 of its own, as a container does; undefined where that is not allowed (not root, not Linux). */
function ownProcessIds(): string[] | undefined {
  const command = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child'];
  return spawnSync(command[0] ?? '', [...command.slice(1), 'true']).status === 0 ? command : undefined;
}

describeWith(
  ownProcessIds(),
  'two services that are both process 1 (a container each)',
  ([command = '', ...options]) => {
    it('never write to one directory, and the second gets it when the first is dead', async () => {
      const directory = await temporaryDirectory();
      const script = join(import.meta.dirname, '../events/support-crash-child.js');
      const start = (from: number) =>
        spawn(command, [...options, process.execPath, script, directory.path, String(from)], {
          stdio: ['ignore', 'pipe', 'pipe'],
        });
      const first = start(0);
      const firstEnd = once(first, 'close');
      await once(first.stdout, 'data');
      const second = start(1_000_000);
      let output = '';
      let errors = '';
      second.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        second.kill('SIGKILL');
      });
      second.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
      await once(second, 'close');
      expect(output).toBe('');
      expect(errors).toContain('belong to this process alone');
      first.kill('SIGKILL');
      await firstEnd;
      const third = start(2_000_000);
      await once(third.stdout, 'data');
      third.kill('SIGKILL');
      await once(third, 'close');
      await directory.remove();
    }, 60_000);
  },
);

/** A file system of a few kilobytes; undefined where it cannot be mounted (not root, not Linux). */
async function smallDisk(): Promise<{ path: string; unmount: () => Promise<void> } | undefined> {
  const path = await mkdtemp(join(tmpdir(), 'small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    await rm(path, { recursive: true, force: true });
    return undefined;
  }
  return {
    path,
    async unmount() {
      execFileSync('umount', [path]);
      await rm(path, { recursive: true, force: true });
    },
  };
}

const disk = await smallDisk();
afterAll(() => disk?.unmount());

describeWith(disk, 'a full disk (a mounted tmpfs)', ({ path }) => {
  it('refuses deliveries, keeps all that was confirmed, and takes them when there is room again', async () => {
    const open = () =>
      startEvents(
        eventsSettings.parse({
          dataDirectory: join(path, 'data'),
          file: { segmentBytes: 20_000, retainBytes: 1 },
        }),
        {
          ...commonDeps(),
          resolveTenant: () => ({ id: 'acme' }),
          callContext: () => undefined,
        },
      );
    const events = await open();
    const reader = await events.outbox.reader('publisher');
    const delivery = (number: number) =>
      JSON.stringify(Array.from({ length: 20 }, (_, index) => sampleUsage(`${number}-${index}`)));
    let confirmed = 0;
    let refusal: unknown;
    for (; refusal === undefined && confirmed < 100; confirmed += 1) {
      refusal = await events.accept(delivery(confirmed)).catch((error: unknown) => error);
      if (!(refusal instanceof UnavailableError)) refusal = undefined;
    }
    confirmed -= 1;
    expect(refusal).toBeInstanceOf(UnavailableError);
    await expect(events.accept(delivery(confirmed))).rejects.toThrow(UnavailableError);
    const stored = await readAll(events.outbox);
    expect(new Set(idsOf(stored)).size).toBe(confirmed * 20);
    // Delivered segments may be deleted once the mirror has them too: that is the room.
    await reader.ack(stored);
    await events.stop();
    await rm(join(path, 'data', 'outbox'), { recursive: true, force: true });
    const again = await open();
    expect(await again.accept(delivery(confirmed))).toMatchObject({ accepted: 20 });
    await again.stop();
  }, 60_000);

  it('leaves no half record behind in a file that goes on', async () => {
    const outbox = await openFileOutbox(join(path, 'plain'), fileOutboxSettings.parse({}), commonDeps());
    await outbox.reader('publisher');
    await outbox.append([sampleEvent(0)]);
    const ballast = join(path, 'ballast');
    // Writes until nothing is left; dd then fails, as it should.
    spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=1k'], { stdio: 'ignore' });
    await expect(
      outbox.append(Array.from({ length: 50 }, (_, index) => sampleEvent(1 + index))),
    ).rejects.toThrow(UnavailableError);
    await rm(ballast);
    await outbox.append([sampleEvent(99)]);
    expect(idsOf(await readAll(outbox))).toEqual(idsOf([sampleEvent(0), sampleEvent(99)]));
    await outbox.close();
  }, 60_000);

  it('does not keep a whole service from starting, which refuses records until there is room', async () => {
    const ballast = join(path, 'ballast');
    spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=1k'], { stdio: 'ignore' });
    const logs = await temporaryDirectory();
    const secret = 'on-a-full-disk';
    const service = await startHookService({
      port: await freePort(),
      secret,
      dataDir: join(path, 'service'),
      logFile: join(logs.path, 'log'),
    });
    const post = async (route: string, body: unknown) => {
      const headers = { 'content-type': 'application/json', 'x-api-key': secret };
      const answer = await fetch(service.url + route, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      return answer.status;
    };
    const ended = { records: [sampleUsage('on-a-full-disk')], stores: [] };
    try {
      expect(await post('/calls', { callId: 'a', callType: 'acompletion', request: {} })).toBe(200);
      expect(await post('/calls/ended', ended)).toBe(503);
      expect(await (await fetch(`${service.url}/health`)).text()).toContain('could not be made durable');
      await rm(ballast);
      expect(await post('/calls/ended', ended)).toBe(200);
    } finally {
      await rm(ballast, { force: true });
      await service.stop();
      await logs.remove();
    }
  }, 60_000);
});
