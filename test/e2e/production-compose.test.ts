import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { hasCompose, startProductionStack, type ProductionStack } from '../support/production-stack.js';
import { describeWith, dockerAnswers } from '../support/services.js';

jest.setTimeout(600_000);

/** Postgres too where an image of it is at hand: without a registry there may be none. */
function services(): string[] {
  const image = process.env['POSTGRES_IMAGE'] ?? 'postgres:16';
  const hasPostgres = spawnSync('docker', ['image', 'inspect', image]).status === 0;
  if (!hasPostgres)
    process.stderr.write(`\nNOT TESTED, no image ${image}: Postgres of the production compose file\n`);
  return ['redis', 'nats', 'hooks', 'mock-provider', 'litellm-dev', ...(hasPostgres ? ['postgres'] : [])];
}

const runnable = hasCompose() && (await dockerAnswers()) ? services() : undefined;

describeWith(runnable, 'the production compose file, on this machine’s images', (names) => {
  let stack: ProductionStack;
  const answered = new Set<string>();
  beforeAll(async () => {
    stack = await startProductionStack(names);
  });

  afterAll(() => stack?.down());

  /** Asks something new; remembers the call when it was answered. */
  async function ask(): Promise<number> {
    const id = randomUUID();
    const response = await fetch(`${stack.url}/v1/chat/completions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${stack.key}`,
        'content-type': 'application/json',
        'x-correlation-id': id,
      },
      body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: `Name a city. ${id}` }] }),
    });
    await response.arrayBuffer();
    if (response.ok) answered.add(id);
    return response.status;
  }

  const askMany = async (count: number) => {
    const statuses: number[] = [];
    for (let call = 0; call < count; call += 1) statuses.push(await ask());
    return statuses;
  };

  test.each(names)(
    '%s runs as a user of its own, on a read-only root, without capabilities',
    async (service) => {
      const { Config, HostConfig } = await stack.inspect(service);
      expect(Config.User).toMatch(/^[1-9]\d*:[1-9]\d*$/);
      expect(Config.Healthcheck).toBeDefined();
      expect(HostConfig).toMatchObject({
        ReadonlyRootfs: true,
        Privileged: false,
        CapDrop: ['ALL'],
        CapAdd: null,
        SecurityOpt: ['no-new-privileges:true'],
        RestartPolicy: { Name: 'unless-stopped' },
      });
      for (const limit of [HostConfig.Memory, HostConfig.NanoCpus, HostConfig.PidsLimit])
        expect(limit).toBeGreaterThan(0);
      expect(await stack.exec(service, 'sh', '-c', 'test "$(id -u)" -ne 0')).toBe(true);
      expect(await stack.exec(service, 'sh', '-c', 'touch /etc/probe || touch /probe')).toBe(false);
    },
  );

  test('Redis and NATS refuse whoever has no password', async () => {
    expect(await stack.exec('redis', 'sh', '-c', 'redis-cli ping | grep PONG')).toBe(false);
    const anonymous =
      "exec 3<>/dev/tcp/127.0.0.1/4222; printf 'CONNECT {}\\r\\nPING\\r\\n' >&3; timeout 3 cat <&3";
    expect(await stack.exec('nats', 'bash', '-c', `${anonymous} | grep PONG`)).toBe(false);
    expect(await stack.exec('nats', 'bash', '-c', `${anonymous} | grep 'Authorization Violation'`)).toBe(
      true,
    );
  });

  test.each(names.filter((name) => !['litellm-dev', 'mock-provider'].includes(name)))(
    '%s killed under load fails no call and loses no event',
    async (service) => {
      const before = await askMany(5);
      await stack.kill(service);
      const during = await askMany(5);
      const [, after] = await Promise.all([stack.restart(service), askMany(5)]);
      expect([...before, ...during, ...after]).toEqual(Array<number>(15).fill(200));
      const deliveries = await stack.deliveries(answered);
      expect([...answered].filter((id) => deliveries.get(id) !== 1)).toEqual([]);
    },
  );

  test('LiteLLM killed loses no event that it has handed over, and serves again once it is back', async () => {
    await askMany(5);
    await stack.deliveries(answered);
    await stack.kill('litellm-dev');
    await expect(ask()).rejects.toThrow('fetch failed');
    await stack.restart('litellm-dev');
    expect(await askMany(3)).toEqual([200, 200, 200]);
    const deliveries = await stack.deliveries(answered);
    expect([...answered].filter((id) => deliveries.get(id) !== 1)).toEqual([]);
  });
});
