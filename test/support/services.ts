/* eslint-disable jest/no-export, jest/valid-title, jest/valid-describe-callback, jest/expect-expect -- a maker of suites, not a suite */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { GenericContainer, getContainerRuntimeClient } from 'testcontainers';

/** Failures that a test may cause. Absent when the service is somebody else's (REDIS_URL, NATS_URL). */
export interface ServiceControl {
  /** SIGKILL: connections break, what was only in memory is lost. */
  kill(): Promise<void>;
  /** Starts a killed service again at the same url, with the same disk; resolves when it takes connections. */
  start(): Promise<void>;
  /** The service stays connected and answers nothing. */
  pause(): Promise<void>;
  unpause(): Promise<void>;
}

export interface Service {
  readonly url: string;
  readonly control?: ServiceControl;
  /** Stops and removes what was started for the tests. To be called in afterAll. */
  stop(): Promise<void>;
}

interface Recipe {
  readonly scheme: string;
  readonly image: string;
  readonly containerPort: number;
  readonly containerCommand: string[];
  readonly givenUrl: string | undefined;
  readonly binary: string;
  arguments(port: number, directory: string): string[];
}

/**
 * A Redis 8 from a container, else REDIS_URL, else redis-server on the PATH, else undefined. With `appendOnly` it keeps what
 * it was told when it is killed.
 */
export function redisService({ appendOnly = false } = {}): Promise<Service | undefined> {
  const durable = appendOnly ? ['--appendonly', 'yes'] : [];
  return startService({
    scheme: 'redis',
    image: process.env['REDIS_IMAGE'] ?? 'redis:8',
    containerPort: 6379,
    containerCommand: [
      'redis-server',
      '--bind',
      '0.0.0.0',
      '--protected-mode',
      'no',
      '--save',
      '',
      '--dir',
      '/tmp',
      ...durable,
    ],
    givenUrl: process.env['REDIS_URL'],
    binary: 'redis-server',
    arguments: (port, directory) => ['--port', `${port}`, '--dir', directory, '--save', '', ...durable],
  });
}

/** A NATS server with JetStream from a container, else NATS_URL, else nats-server on the PATH, else undefined. */
export function natsService(): Promise<Service | undefined> {
  return startService({
    scheme: 'nats',
    image: process.env['NATS_IMAGE'] ?? 'nats:2',
    containerPort: 4222,
    containerCommand: ['-js', '-sd', '/data'],
    givenUrl: process.env['NATS_URL'],
    binary: 'nats-server',
    arguments: (port, directory) => ['-p', `${port}`, '-js', '-sd', directory],
  });
}

/**
 * `describe` for suites that need a service. Without it the suite is skipped with one loud line that says what was not
 * tested; under REQUIRE_SERVICES=1 that is a failure instead.
 */
export function describeWith<S>(service: S | undefined, name: string, body: (service: S) => void): void {
  if (service !== undefined) {
    describe(name, () => body(service));
    return;
  }
  process.stderr.write(`\nNOT TESTED, no service to test with: ${name}\n`);
  if (process.env['REQUIRE_SERVICES'] === '1') {
    it(`${name}: has a service to test with`, () => {
      throw new Error('REQUIRE_SERVICES=1, and neither Docker nor a url nor a binary gives this service.');
    });
    return;
  }
  // eslint-disable-next-line jest/no-disabled-tests -- the loud line above names what this machine cannot test
  describe.skip(name, () => body(undefined as S));
}

/** A TCP port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** True when a Docker engine answers and tests may start containers on it. */
export async function dockerAnswers(): Promise<boolean> {
  try {
    await getContainerRuntimeClient();
    return true;
  } catch {
    return false;
  }
}

async function startService(recipe: Recipe): Promise<Service | undefined> {
  if (await dockerAnswers()) return startContainer(recipe);
  if (recipe.givenUrl !== undefined) return { url: recipe.givenUrl, stop: async () => {} };
  if (spawnSync(recipe.binary, ['--version']).status === 0) return startBinary(recipe);
  return undefined;
}

async function startContainer({ scheme, image, containerPort, containerCommand }: Recipe): Promise<Service> {
  // The host port is fixed, because Docker gives a restarted container another one otherwise.
  const host = await freePort();
  const container = await new GenericContainer(image)
    .withCommand(containerCommand)
    .withExposedPorts({ container: containerPort, host })
    .start();
  const { container: docker } = await getContainerRuntimeClient();
  const handle = docker.getById(container.getId());
  await untilListening(host);
  return {
    url: `${scheme}://127.0.0.1:${host}`,
    control: {
      kill: async () => void (await handle.kill()),
      start: async () => {
        await handle.start();
        await untilListening(host);
      },
      pause: async () => void (await handle.pause()),
      unpause: async () => void (await handle.unpause()),
    },
    // By force: a paused or killed container cannot be asked to stop.
    stop: async () => void (await handle.remove({ force: true, v: true })),
  };
}

async function startBinary(recipe: Recipe): Promise<Service> {
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), 'hooks-service-'));
  let child: ChildProcess;
  const start = async () => {
    child = spawn(recipe.binary, recipe.arguments(port, directory), { stdio: 'ignore' });
    await untilListening(port);
  };
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  const signal = (name: NodeJS.Signals) => () => {
    child.kill(name);
    return Promise.resolve();
  };
  await start();
  return {
    url: `${recipe.scheme}://127.0.0.1:${port}`,
    control: { kill, start, pause: signal('SIGSTOP'), unpause: signal('SIGCONT') },
    stop: async () => {
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/**
 * Resolves once the port answers a first byte or keeps a connection open. Docker's proxy accepts connections before the
 * service listens, and closes them at once.
 */
async function untilListening(port: number, deadlineMs = 30_000): Promise<void> {
  const deadline = Date.now() + deadlineMs;
  while (Date.now() < deadline) {
    if (await keepsConnection(port)) return;
    await delay(50);
  }
  throw new Error(`Nothing listens on port ${port} after ${deadlineMs} ms.`);
}

function keepsConnection(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const settle = (kept: boolean) => {
      socket.destroy();
      resolve(kept);
    };
    // Both speak when spoken to: NATS greets, and answers PING too; Redis answers an inline PING.
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', () => settle(true));
    socket.once('close', () => settle(false));
    socket.once('error', () => settle(false));
    socket.setTimeout(1_000, () => settle(false));
  });
}
