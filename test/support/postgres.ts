import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { GenericContainer, Wait } from 'testcontainers';
import { dockerAnswers, freePort } from './services.js';

export interface PostgresService {
  readonly url: string;
  /** Stops and removes what was started for the tests. */
  stop(): Promise<void>;
}

/** POSTGRES_URL, else Postgres's binaries on this machine, else a container where Docker answers, else undefined. */
export async function postgresService(): Promise<PostgresService | undefined> {
  const given = process.env['POSTGRES_URL'];
  if (given !== undefined) return { url: given, stop: () => Promise.resolve() };
  const folder = binaries();
  if (folder !== undefined) return startBinary(folder);
  return (await dockerAnswers()) ? startContainer() : undefined;
}

/** Debian keeps them off the PATH, by version. */
function binaries(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(debian, version, 'bin'))
    : [];
  const onPath = (process.env['PATH'] ?? '').split(':');
  return [...versions, ...onPath].find(
    (place) => existsSync(join(place, 'initdb')) && existsSync(join(place, 'postgres')),
  );
}

async function startBinary(folder: string): Promise<PostgresService> {
  const directory = mkdtempSync(join(tmpdir(), 'postgres-'));
  // Postgres refuses to run as root.
  const owner = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;
  if (owner !== undefined) chownSync(directory, owner.uid, owner.gid);
  const data = join(directory, 'data');
  execFileSync(join(folder, 'initdb'), ['-D', data, '-U', 'postgres', '--auth=trust'], {
    ...owner,
    cwd: directory,
    stdio: 'ignore',
  });
  const port = await freePort();
  const options = [
    '-D',
    data,
    '-k',
    directory,
    '-p',
    `${port}`,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'fsync=off',
  ];
  const child = spawn(join(folder, 'postgres'), options, { ...owner, cwd: directory, stdio: 'ignore' });
  const exited = once(child, 'exit');
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  await untilAnswering(url);
  return {
    url,
    async stop() {
      child.kill('SIGINT');
      await exited;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function startContainer(): Promise<PostgresService> {
  const container = await new GenericContainer(process.env['POSTGRES_IMAGE'] ?? 'postgres:16')
    .withEnvironment({ POSTGRES_HOST_AUTH_METHOD: 'trust' })
    .withExposedPorts(5432)
    .withWaitStrategy(Wait.forListeningPorts())
    .start();
  const url = `postgresql://postgres@127.0.0.1:${container.getMappedPort(5432)}/postgres`;
  await untilAnswering(url);
  return { url, stop: async () => void (await container.stop()) };
}

async function untilAnswering(url: string, deadlineMs = 30_000): Promise<void> {
  for (const deadline = Date.now() + deadlineMs; ;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(50);
    }
  }
}
