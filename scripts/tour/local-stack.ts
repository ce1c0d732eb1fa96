import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startHookService } from '../stack/hook-service.js';
import { startLitellm } from '../stack/litellm.js';
import { projectRoot } from '../stack/paths.js';
import { isPortBusy, startProcess, type ServiceProcess } from '../stack/process.js';
import { createHooksClient } from './hooks-client.js';
import type { TourStack } from './make-tour.js';

/** The ports of the stack on this machine; each can be moved by an environment variable. */
const PORTS = {
  litellm: Number(process.env['LITELLM_PORT'] ?? 4000),
  hooks: Number(process.env['HOOKS_PORT'] ?? 4100),
  mockProvider: Number(process.env['MOCK_PROVIDER_PORT'] ?? 9090),
};

export interface LocalStack extends TourStack {
  /** Whether a mock stands in for the provider. */
  readonly mocked: boolean;
  readonly dataDir: string;
  stop(): Promise<void>;
}

/** Starts what the tour needs as processes of this machine, and says on standard error what it waits for. */
export async function startLocalStack(say: (line: string) => void): Promise<LocalStack> {
  const mocked = !process.env['OPENAI_API_KEY'];
  await refuseBusyPorts(mocked);
  const dataDir = join(projectRoot, '.data/quickstart');
  const secret = randomBytes(24).toString('hex');
  const keys = { acme: newKey('ACME_VIRTUAL_KEY'), globex: newKey('GLOBEX_VIRTUAL_KEY') };
  const virtualKeys = { ACME_VIRTUAL_KEY: keys.acme, GLOBEX_VIRTUAL_KEY: keys.globex };
  const started: ServiceProcess[] = [];
  const start = async (what: string, starting: Promise<ServiceProcess>): Promise<ServiceProcess> => {
    const from = Date.now();
    const service = await starting;
    started.unshift(service);
    say(`Starting ${what} ... ready on ${service.url} after ${((Date.now() - from) / 1000).toFixed(1)} s`);
    return service;
  };
  const stop = async () => {
    for (const service of started.splice(0)) await service.stop();
  };
  try {
    if (mocked) await start('the mock provider (no OPENAI_API_KEY is set)', startMockProvider(dataDir));
    const hooks = await start(
      'the hook service',
      startHookService({
        port: PORTS.hooks,
        secret,
        dataDir,
        logFile: join(dataDir, 'hooks.log'),
        // LiteLLM, a provider and this service share one machine here, and its cores are busy while they start.
        environment: { HOOKS_COMPRESSION_DEADLINE_MS: '250' },
      }),
    );
    const litellm = await start(
      'LiteLLM',
      startLitellm({
        port: PORTS.litellm,
        hooksUrl: hooks.url,
        hooksSecret: secret,
        masterKey: newKey('LITELLM_MASTER_KEY'),
        logFile: join(dataDir, 'litellm.log'),
        environment: { ...virtualKeys, ...(mocked && mockedProviders()) },
      }),
    );
    return {
      url: litellm.url,
      keys,
      model: 'gpt-4o',
      hooks: createHooksClient(hooks.url, secret),
      mocked,
      dataDir,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function refuseBusyPorts(mocked: boolean): Promise<void> {
  const wanted = [
    ['LiteLLM', PORTS.litellm, 'LITELLM_PORT'],
    ['the hook service', PORTS.hooks, 'HOOKS_PORT'],
    ...(mocked ? [['the mock provider', PORTS.mockProvider, 'MOCK_PROVIDER_PORT'] as const] : []),
  ] as const;
  for (const [who, port, variable] of wanted) {
    if (await isPortBusy(port)) {
      throw new Error(
        `Port ${port}, wanted for ${who}, is in use; stop what listens there or set ${variable} to another.`,
      );
    }
  }
}

function startMockProvider(dataDir: string): Promise<ServiceProcess> {
  return startProcess({
    name: 'The mock provider',
    command: process.execPath,
    args: [join(projectRoot, 'dist/scripts/mock-provider.js'), '--port', String(PORTS.mockProvider)],
    environment: process.env,
    logFile: join(dataDir, 'mock-provider.log'),
    url: `http://127.0.0.1:${PORTS.mockProvider}`,
    readyPath: '/health',
  });
}

function mockedProviders(): NodeJS.ProcessEnv {
  const base = `http://127.0.0.1:${PORTS.mockProvider}`;
  return {
    OPENAI_API_BASE: `${base}/v1`,
    OPENAI_API_KEY: 'sk-mock',
    ANTHROPIC_API_BASE: base,
    ANTHROPIC_API_KEY: 'sk-mock',
  };
}

/** A key from the environment, else a fresh one for this run. */
function newKey(variable: string): string {
  return process.env[variable] ?? `sk-${randomBytes(16).toString('hex')}`;
}
