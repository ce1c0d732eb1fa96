import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMockProvider } from '../../mock-provider/server.js';
import { startHookService } from '../../../stack/hook-service.js';
import { startLitellm } from '../../../stack/litellm.js';
import { freePort, type ServiceProcess } from '../../../stack/process.js';
import { createProviderCount, type ProviderCount } from './calls.js';

/** Provider, LiteLLM and hook service, each of which can be stopped and started by itself, on ports that stay. */
export interface Gateway {
  /** A virtual key of the tenant `bench`. */
  readonly key: string;
  readonly directory: string;
  readonly provider: ProviderCount;
  litellmUrl(): string;
  litellm(): ServiceProcess;
  /** Starts LiteLLM, with the committed configuration unless another one is given. */
  startLitellm(more?: { configFile?: string; environment?: NodeJS.ProcessEnv }): Promise<void>;
  hooks(): ServiceProcess;
  startHooks(dataDir: string, environment: NodeJS.ProcessEnv): Promise<void>;
  /** Where the hook service is, or whatever stands in for it. */
  readonly hooksPort: number;
  stop(): Promise<void>;
}

/** Makes the gateway's directory, key file and provider; LiteLLM and the hook service are started by the caller. */
export async function createGateway(litellmEnvironment: NodeJS.ProcessEnv = {}): Promise<Gateway> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-events-'));
  const key = `sk-${randomBytes(16).toString('hex')}`;
  const keyFile = join(directory, 'virtual_keys.yaml');
  const hash = createHash('sha256').update(key).digest('hex');
  const entry = { key: `sha256:${hash}`, alias: 'bench', team_id: 'bench', metadata: { tenant_id: 'bench' } };
  // JSON is YAML.
  writeFileSync(keyFile, JSON.stringify({ virtual_keys: [entry] }));
  const secret = randomBytes(16).toString('hex');
  const masterKey = `sk-${randomBytes(24).toString('hex')}`;
  const provider = createProviderCount();
  const mock = await startMockProvider({ onAnswer: (answered) => provider.note(answered), keep: 1 });
  const [hooksPort, litellmPort] = [await freePort(), await freePort()];
  let litellm: ServiceProcess | undefined;
  let hooks: ServiceProcess | undefined;
  const running = (service: ServiceProcess | undefined): ServiceProcess => {
    if (service === undefined) throw new Error('This part of the gateway was not started.');
    return service;
  };
  // An interrupted run must not leave processes behind.
  const killAll = () => [litellm, hooks].forEach((service) => service?.signal('SIGKILL'));
  process.once('exit', killAll);
  return {
    key,
    directory,
    provider,
    hooksPort,
    litellmUrl: () => `http://127.0.0.1:${litellmPort}`,
    litellm: () => running(litellm),
    async startLitellm({ configFile, environment } = {}) {
      litellm = await startLitellm({
        port: litellmPort,
        hooksUrl: `http://127.0.0.1:${hooksPort}`,
        hooksSecret: secret,
        masterKey,
        logFile: join(directory, 'litellm.log'),
        ...(configFile !== undefined && { configFile }),
        environment: {
          VIRTUAL_KEYS_FILE: keyFile,
          OPENAI_API_BASE: `${mock.url}/v1`,
          OPENAI_API_KEY: 'mock',
          ...litellmEnvironment,
          ...environment,
        },
      });
    },
    hooks: () => running(hooks),
    async startHooks(dataDir, environment) {
      mkdirSync(dataDir, { recursive: true });
      const logFile = join(directory, 'hooks.log');
      // Each call is to reach the provider, so that its count is the number of calls.
      const settings = { HOOKS_CACHE_MODE: 'off', REDIS_URL: '', HOOKS_CACHE_EMBEDDER_KIND: 'lexical' };
      hooks = await startHookService({
        port: hooksPort,
        secret,
        dataDir,
        logFile,
        environment: { ...settings, ...environment },
      });
    },
    async stop() {
      process.off('exit', killAll);
      await Promise.all([litellm?.stop('SIGKILL'), hooks?.stop('SIGKILL')]);
      await mock.stop();
      if (process.env['KEEP_BENCH_FILES'] !== '1') rmSync(directory, { recursive: true, force: true });
    },
  };
}
