import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import {
  hasCompose,
  imageOf,
  startProductionStack,
  type ProductionStack,
} from '../support/production-stack.js';
import { describeWith, dockerAnswers, natsService, redisService, type Service } from '../support/services.js';

jest.setTimeout(600_000);

/** Whose official image a machine without a registry may have no stand-in for. */
const OPTIONAL = ['postgres', 'prometheus'] as const;

/** What of each profile runs here. LiteLLM with a database does not: its engine is in its own image alone. */
function services(): string[] {
  const found = OPTIONAL.filter((service) => {
    if (imageOf(service) !== undefined) return true;
    const recipe = `docker build -t localhost/${service} test/deployment/${service}`;
    process.stderr.write(
      `\nNOT TESTED, no image: ${service} of the production compose file (\`${recipe}\` makes one)\n`,
    );
    return false;
  });
  return ['redis', 'nats', 'hooks', 'mock-provider', 'litellm-dev', ...found];
}

const runnable = hasCompose() && (await dockerAnswers()) ? services() : undefined;

describeWith(runnable, 'the production compose file, on this machine’s images', (names) => {
  let stack: ProductionStack;
  const answered = new Set<string>();
  const external: Service[] = [];
  beforeAll(async () => {
    stack = await startProductionStack(names);
  });

  afterAll(async () => {
    await stack?.down();
    await Promise.all(external.map((service) => service.stop()));
  });

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

  /** Kills a container between calls and while it is away, and starts it again between others. */
  async function killUnderLoad(service: string): Promise<void> {
    const before = await askMany(5);
    await stack.kill(service);
    const during = await askMany(5);
    const [, after] = await Promise.all([stack.restart(service), askMany(5)]);
    expect([...before, ...during, ...after]).toEqual(Array<number>(15).fill(200));
  }

  /** Each answered call has one event, however long it takes to get there. */
  async function expectEachOnce(from?: string): Promise<void> {
    const deliveries = await stack.deliveries(answered, from);
    expect([...answered].filter((id) => deliveries.get(id) !== 1)).toEqual([]);
  }

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
      // What Docker says it does, and what a process inside finds.
      const attempt = 'id -u; grep CapEff /proc/self/status; touch /etc/probe /probe 2>&1 || true';
      const found = await stack.exec(service, 'sh', '-c', attempt);
      expect(found).toMatch(/^[1-9]\d*\nCapEff:\t0{16}\n/);
      expect(found.match(/Read-only file system/g)).toHaveLength(2);
    },
  );

  test('the smoke test passes in the hook service’s container, its call included', async () => {
    const { ok, checks } = await stack.smoke();
    expect(checks.filter(({ result }) => result !== 'ok')).toEqual([]);
    expect(ok).toBe(true);
    expect(checks.map(({ check }) => check)).toContain('a call: its event');
  });

  test('Redis and NATS refuse whoever has no password', async () => {
    expect(await stack.exec('redis', 'sh', '-c', 'redis-cli ping 2>&1')).toContain('NOAUTH');
    const anonymous =
      "exec 3<>/dev/tcp/127.0.0.1/4222; printf 'CONNECT {}\\r\\nPING\\r\\n' >&3; timeout 3 cat <&3 || true";
    const answer = await stack.exec('nats', 'bash', '-c', anonymous);
    expect(answer).not.toContain('PONG');
    expect(answer).toContain('Authorization Violation');
  });

  test.each(['redis', 'nats', 'hooks'])(
    '%s killed under load fails no call and loses no event',
    async (service) => {
      await killUnderLoad(service);
      await expectEachOnce();
    },
  );

  const testPostgres = names.includes('postgres') ? test : test.skip;
  testPostgres(
    'Postgres killed under load keeps what was committed, and refuses a wrong password',
    async () => {
      const sql = (statement: string, password = '$POSTGRES_PASSWORD') =>
        stack.exec(
          'postgres',
          'sh',
          '-c',
          `PGPASSWORD="${password}" psql -At -h "$(hostname)" -U litellm -d litellm -c "${statement}" 2>&1 || true`,
        );
      await sql('CREATE TABLE kept (id int); INSERT INTO kept VALUES (42);');
      await killUnderLoad('postgres');
      expect((await sql('SELECT id FROM kept')).trim()).toBe('42');
      expect(await sql('SELECT 1', 'wrong')).toContain('password authentication failed');
    },
  );

  const testPrometheus = names.includes('prometheus') ? test : test.skip;
  testPrometheus('Prometheus finds the hook service by its name, killed or not, with all rules', async () => {
    const query = async (path: string) => {
      const text = await stack.exec('prometheus', 'wget', '-qO-', `http://127.0.0.1:9090/api/v1/${path}`);
      return (JSON.parse(text) as { data: { result: unknown[]; groups: unknown[] } }).data;
    };
    const asked = 'query?query=max_over_time(up%7Bjob%3D%22litellm-hooks%22%7D%5B1h%5D)%3D%3D1';
    const untilAsked = async () => {
      for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((r) => setTimeout(r, 500)))
        if ((await query(asked)).result.length > 0) return;
      throw new Error('Prometheus did not ask the hook service.');
    };
    await untilAsked();
    await killUnderLoad('prometheus');
    // Its samples are in its volume, so that the answer is there before the next scrape.
    expect((await query(asked)).result).toHaveLength(1);
    expect((await query('rules')).groups.length).toBeGreaterThan(1);
  });

  test('LiteLLM killed loses no event that it has handed over, and serves again once it is back', async () => {
    await askMany(5);
    await stack.deliveries(answered);
    await Promise.all([stack.kill('litellm-dev'), stack.kill('mock-provider')]);
    await expect(ask()).rejects.toThrow('fetch failed');
    await Promise.all([stack.restart('litellm-dev'), stack.restart('mock-provider')]);
    expect(await askMany(3)).toEqual([200, 200, 200]);
    await expectEachOnce();
  });

  test('managed-db: with Redis and NATS of others, by their addresses, all of it holds again', async () => {
    const given = await Promise.all([redisService({ appendOnly: true }), natsService()]);
    const [redis, nats] = given.map((service) => {
      if (service === undefined) throw new Error('Docker gave no Redis or no NATS.');
      external.push(service);
      return service.url;
    });
    answered.clear();
    await stack.hooksWith({ redis: redis ?? '', nats: nats ?? '' });
    // What the profile has not got is gone, so that nothing can be found there.
    await Promise.all([stack.kill('nats')]);
    const { checks } = await stack.smoke();
    expect(checks.filter(({ result }) => result !== 'ok')).toEqual([]);
    await killUnderLoad('hooks');
    await expectEachOnce(nats);
    const { Config, HostConfig } = await stack.inspect('hooks');
    expect([Config.User, HostConfig.ReadonlyRootfs, HostConfig.CapDrop]).toEqual([
      '1000:1000',
      true,
      ['ALL'],
    ]);
  });
});
