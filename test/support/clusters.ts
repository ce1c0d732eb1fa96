import { GenericContainer, Wait, getContainerRuntimeClient, type StartedTestContainer } from 'testcontainers';
import { freePort } from './services.js';

/** One of three; killed at once, and started again with its disk. */
export interface ClusterNode {
  readonly url: string;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Whether it runs, and the end of what it logged: for the message of a test that failed. */
  lastLines(): Promise<string>;
}

export interface ThreeNodes {
  readonly nodes: readonly ClusterNode[];
  stop(): Promise<void>;
}

/** All nodes on the host's network, where they have the same addresses for each other and for the service. */
async function startNode(image: string, command: string[], ready: RegExp): Promise<StartedTestContainer> {
  return new GenericContainer(image)
    .withNetworkMode('host')
    .withCommand(command)
    .withWaitStrategy(Wait.forLogMessage(ready))
    .start();
}

async function nodeOf(container: StartedTestContainer, url: string): Promise<ClusterNode> {
  const { container: docker } = await getContainerRuntimeClient();
  const handle = docker.getById(container.getId());
  return {
    url,
    kill: async () => void (await handle.kill()),
    start: async () => void (await handle.start()),
    async lastLines() {
      const { State } = await handle.inspect();
      const lines = await handle.logs({ stdout: true, stderr: true, tail: 5 });
      return `${url} ${State.Status}\n${lines.toString()}`;
    },
  };
}

async function threeOf(
  containers: readonly StartedTestContainer[],
  urls: readonly string[],
): Promise<ThreeNodes> {
  return {
    nodes: await Promise.all(containers.map((container, index) => nodeOf(container, urls[index] ?? ''))),
    async stop() {
      const { container: docker } = await getContainerRuntimeClient();
      const remove = (one: StartedTestContainer) =>
        docker.getById(one.getId()).remove({ force: true, v: true });
      await Promise.all(containers.map(remove));
    },
  };
}

/** The nodes' bus takes the port 10,000 above, which must be one too. */
async function freeClusterPort(): Promise<number> {
  const port = await freePort();
  return port < 55_000 ? port : freeClusterPort();
}

const three = <T>(make: () => Promise<T>): Promise<T[]> => Promise.all([make(), make(), make()]);

/** Three masters that write each command to disk before they answer. */
export async function startRedisCluster(): Promise<ThreeNodes> {
  const image = process.env['REDIS_IMAGE'] ?? 'redis:8';
  const ports = await three(freeClusterPort);
  const options =
    '--cluster-enabled yes --cluster-node-timeout 1000 --appendonly yes --appendfsync always --dir /tmp';
  const containers = await Promise.all(
    ports.map((port) =>
      startNode(
        image,
        `redis-server --port ${port} --bind 127.0.0.1 --cluster-announce-ip 127.0.0.1 ${options}`.split(' '),
        /Ready to accept connections/,
      ),
    ),
  );
  const nodes = ports.map((port) => `127.0.0.1:${port}`);
  const { output, exitCode } = (await containers[0]?.exec(
    `redis-cli --cluster create ${nodes.join(' ')} --cluster-yes`.split(' '),
  )) ?? { output: 'no node', exitCode: 1 };
  if (exitCode !== 0) throw new Error(`The Redis Cluster was not formed: ${output}`);
  return threeOf(
    containers,
    nodes.map((node) => `redis://${node}`),
  );
}

/** Three servers with JetStream, each with routes to the others. */
export async function startNatsCluster(): Promise<ThreeNodes> {
  const image = process.env['NATS_IMAGE'] ?? 'nats:2';
  const [ports, routes] = [await three(freePort), await three(freePort)];
  const peers = routes.map((port) => `nats://127.0.0.1:${port}`).join(',');
  const containers = await Promise.all(
    ports.map((port, index) =>
      startNode(
        image,
        [
          ...`-a 127.0.0.1 -p ${port} -n n${index} -js -sd /tmp/js --cluster_name test`.split(' '),
          ...`--cluster nats://127.0.0.1:${routes[index]} --routes ${peers}`.split(' '),
        ],
        /Server is ready/,
      ),
    ),
  );
  return threeOf(
    containers,
    ports.map((port) => `nats://127.0.0.1:${port}`),
  );
}
