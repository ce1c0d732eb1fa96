import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GenericContainer, Wait } from 'testcontainers';
import { dockerAnswers, freePort } from './services.js';

export interface RedisClusterService {
  readonly urls: readonly string[];
  /** Where the addresses that the nodes announce are reached from the tests. */
  readonly natMap: Record<string, { host: string; port: number }>;
  stop(): Promise<void>;
}

const INNER_PORTS = [7101, 7102, 7103];

/** A Redis Cluster of three masters, from one container or from redis-server on the PATH; else undefined. */
export async function redisClusterService(): Promise<RedisClusterService | undefined> {
  if (await dockerAnswers()) return startContainer();
  if (spawnSync('redis-server', ['--version']).status === 0) return startBinaries();
  return undefined;
}

/** All three nodes in one container, where they reach each other at 127.0.0.1 on every platform. */
async function startContainer(): Promise<RedisClusterService> {
  const container = await new GenericContainer(process.env['REDIS_IMAGE'] ?? 'redis:8')
    .withExposedPorts(...INNER_PORTS)
    .withCommand([
      'sh',
      '-c',
      `${INNER_PORTS.map((port) => `${serverCommand(port)} &`).join(' ')} ${createCommand(INNER_PORTS)} && echo formed; wait`,
    ])
    .withWaitStrategy(Wait.forLogMessage('formed'))
    .start();
  const mapped = INNER_PORTS.map((port) => [port, container.getMappedPort(port)] as const);
  return {
    urls: mapped.map(([, port]) => `redis://127.0.0.1:${port}`),
    natMap: Object.fromEntries(
      mapped.map(([port, host]) => [`127.0.0.1:${port}`, { host: '127.0.0.1', port: host }]),
    ),
    stop: async () => void (await container.stop({ timeout: 0 })),
  };
}

function serverCommand(port: number): string {
  return `redis-server --port ${port} --bind 0.0.0.0 --protected-mode no --cluster-enabled yes --cluster-config-file nodes-${port}.conf --cluster-announce-ip 127.0.0.1 --save '' --dir /tmp`;
}

function createCommand(ports: readonly number[]): string {
  const nodes = ports.map((port) => `127.0.0.1:${port}`).join(' ');
  const answers = ports.map((port) => `redis-cli -p ${port} ping`).join(' && ');
  return `until ${answers}; do sleep 0.1; done; redis-cli --cluster create ${nodes} --cluster-yes`;
}

async function startBinaries(): Promise<RedisClusterService> {
  const directory = mkdtempSync(join(tmpdir(), 'hooks-cluster-'));
  const ports = [await freeClusterPort(), await freeClusterPort(), await freeClusterPort()];
  const children: ChildProcess[] = ports.map((port) =>
    spawn('sh', ['-c', `exec ${serverCommand(port)} --dir ${directory}`], { stdio: 'ignore' }),
  );
  spawnSync('sh', ['-c', createCommand(ports)], { stdio: 'ignore', timeout: 30_000 });
  return {
    urls: ports.map((port) => `redis://127.0.0.1:${port}`),
    natMap: {},
    stop: () => {
      for (const child of children) child.kill('SIGKILL');
      rmSync(directory, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

/** The nodes' bus takes the port 10,000 above, which must be one too. */
async function freeClusterPort(): Promise<number> {
  const port = await freePort();
  return port < 55_000 ? port : freeClusterPort();
}
