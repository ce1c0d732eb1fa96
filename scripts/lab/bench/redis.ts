import { GenericContainer, Wait } from 'testcontainers';

/** A Redis to measure with: REDIS_URL, else a container of REDIS_IMAGE. */
export async function startRedis(): Promise<{ url: URL; stop(): Promise<unknown> }> {
  const given = process.env['REDIS_URL'];
  if (given) return { url: new URL(given), stop: () => Promise.resolve() };
  const container = await new GenericContainer(process.env['REDIS_IMAGE'] ?? 'redis:8')
    .withCommand(['redis-server', '--bind', '0.0.0.0', '--protected-mode', 'no', '--save', ''])
    .withExposedPorts(6379)
    .withWaitStrategy(Wait.forLogMessage(/Ready to accept connections/))
    .start();
  const url = new URL(`redis://127.0.0.1:${container.getMappedPort(6379)}`);
  return { url, stop: () => container.stop({ timeout: 1_000 }) };
}
