import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { Redis } from 'ioredis';
import { GenericContainer, Wait } from 'testcontainers';
import { startHookService } from '../../scripts/stack/hook-service.js';
import { freePort, type ServiceProcess } from '../../scripts/stack/process.js';
import { createAuthority, type Authority, type CertificateFiles } from '../support/certificates.js';
import { startGatewayStack, type GatewayStack } from '../support/gateway-stack.js';
import { litellmRuntime } from '../support/litellm-proxy.js';
import { describeWith, dockerAnswers } from '../support/services.js';

jest.setTimeout(120_000);

const authority = createAuthority();
const litellm = (await dockerAnswers()) ? await litellmRuntime() : undefined;
const needed = authority && litellm && { authority, litellm };
afterAll(() => authority?.remove());

/** A Redis that speaks TLS alone, and with nobody who has no certificate of the authority. */
async function startSecureRedis({ caFile }: Authority, { certFile, keyFile }: CertificateFiles) {
  const files = { 'ca.pem': caFile, 'server.pem': certFile, 'server.key': keyFile };
  const password = randomBytes(12).toString('hex');
  const words =
    `--requirepass ${password} --bind 0.0.0.0 --save "" --dir /tmp --port 0 --tls-port 6379 --tls-auth-clients yes ` +
    '--tls-ca-cert-file /tls/ca.pem --tls-cert-file /tls/server.pem --tls-key-file /tls/server.key';
  const container = await new GenericContainer(process.env['REDIS_IMAGE'] ?? 'redis:8')
    .withCopyContentToContainer(
      Object.entries(files).map(([name, path]) => ({
        content: readFileSync(path),
        target: `/tls/${name}`,
        mode: 0o644,
      })),
    )
    .withExposedPorts(6379)
    .withCommand(['sh', '-c', `exec redis-server ${words}`])
    .withWaitStrategy(Wait.forLogMessage(/Ready to accept connections/))
    .start();
  return {
    url: `rediss://:${password}@127.0.0.1:${container.getMappedPort(6379)}`,
    stop: async () => void (await container.stop({ timeout: 0 })),
  };
}

describeWith(needed, 'LiteLLM, hook service and Redis with certificates on both sides (openssl)', (given) => {
  let redis: Awaited<ReturnType<typeof startSecureRedis>>;
  let hooks: ServiceProcess;
  let stack: GatewayStack;
  let onlooker: Redis;
  let address: string;
  const name = `tls-${randomBytes(4).toString('hex')}`;

  beforeAll(async () => {
    const { caFile, directory, ca, issue } = given.authority;
    const [server, client] = [issue('server'), issue('client')];
    redis = await startSecureRedis(given.authority, server);
    const [port, metricsPort] = [await freePort(), await freePort()];
    address = `127.0.0.1:${port}`;
    const ofClient = { ssl_ca_certs: caFile, ssl_certfile: client.certFile, ssl_keyfile: client.keyFile };
    stack = await startGatewayStack(given.litellm, {
      withHooks: false,
      replicas: 1,
      keys: { acme: { team_id: 'acme', metadata: { tenant_id: 'acme' }, max_budget: 5 } },
      litellmEnvironment: {
        HOOKS_URL: `https://127.0.0.1:${port}`,
        HOOKS_TLS_CA: caFile,
        HOOKS_TLS_CERTIFICATE: client.certFile,
        HOOKS_TLS_KEY: client.keyFile,
        HOOKS_BUDGETS_REDIS_URL: `${redis.url}?${new URLSearchParams(ofClient).toString()}`,
      },
    });
    hooks = await startHookService({
      port,
      secret: stack.secret,
      dataDir: join(directory, 'data'),
      logFile: join(directory, 'hooks.log'),
      // Metrics and health have a port of their own, without TLS.
      readyUrl: `http://127.0.0.1:${metricsPort}`,
      environment: {
        HOOKS_METRICS_PORT: String(metricsPort),
        HOOKS_SERVER_TLS_CERT_FILE: server.certFile,
        HOOKS_SERVER_TLS_KEY_FILE: server.keyFile,
        HOOKS_SERVER_CLIENT_CA_FILE: caFile,
        // More than one: the calls' state, events and sums are in Redis.
        HOOKS_REPLICAS: '2',
        REDIS_URL: redis.url,
        HOOKS_REDIS_CA_FILE: caFile,
        HOOKS_REDIS_CERT_FILE: client.certFile,
        HOOKS_REDIS_KEY_FILE: client.keyFile,
        HOOKS_EVENTS_NATS_SERVERS: '',
        NATS_URL: '',
        HOOKS_EVENTS_REDIS_KEY: `${name}:events`,
        HOOKS_EVENTS_REDIS_WAIT_FOR_AOF: 'false',
        HOOKS_CACHE_STORE_NAMESPACE: name,
        HOOKS_CACHE_SAMPLING_SHARE: '0',
      },
    });
    const [cert, key] = [readFileSync(client.certFile), readFileSync(client.keyFile)];
    onlooker = new Redis(redis.url, { tls: { ca, cert, key } });
  }, 180_000);

  afterAll(async () => {
    onlooker?.disconnect();
    await hooks?.stop('SIGKILL');
    await stack?.stop();
    await redis?.stop();
  }, 60_000);

  it('answers calls from the cache, keeps their events, and counts a budget, all of it in that Redis', async () => {
    const first = await stack.ask('acme', 'Which river flows through the city of Quaybourne?');
    expect([first.status, first.headers.get('x-cache')]).toEqual([200, 'MISS']);
    let again = first;
    for (let tries = 0; tries < 50 && again.headers.get('x-cache') !== 'HIT'; tries += 1)
      again = await stack.ask('acme', 'Which river flows through the city of Quaybourne?');
    expect(again.headers.get('x-cache')).toBe('HIT');
    let events = 0;
    for (let tries = 0; tries < 100 && events < 2; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      events = await onlooker.xlen(`${name}:events`);
    }
    expect(events).toBeGreaterThanOrEqual(2);
    const keys = await onlooker.keys('*');
    expect(keys.some((key) => key.startsWith(`${name}:`))).toBe(true);
    expect(keys.some((key) => key.includes('budget'))).toBe(true);
  });

  it('is refused by Redis without a certificate, and by the hook service, too', async () => {
    const anonymous = new Redis(redis.url, {
      tls: { ca: given.authority.ca },
      lazyConnect: true,
      retryStrategy: () => null,
    });
    anonymous.on('error', () => undefined);
    await expect(anonymous.ping()).rejects.toThrow();
    anonymous.disconnect();
    await expect(fetch(`http://${address}`)).rejects.toThrow('fetch failed');
  });
});
