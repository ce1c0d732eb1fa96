import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { startHookService } from '../stack/hook-service.js';
import { startLitellm } from '../stack/litellm.js';
import { projectRoot } from '../stack/paths.js';
import { isPortBusy, startProcess, type ServiceProcess } from '../stack/process.js';
import { createHooksClient } from './hooks-client.js';
import type { TourStack } from './make-tour.js';

/** The ports of the stack on this machine; each can be moved by an environment variable. */
const portSchema = z.coerce.number().int().min(1).max(65_535);

function portOf(variable: string, usual: number): number {
  const text = process.env[variable] || String(usual);
  const port = portSchema.safeParse(text);
  if (!port.success) throw new Error(`${variable}: expected a port from 1 to 65535, got ${text}.`);
  return port.data;
}

function portsInUse() {
  return {
    litellm: portOf('LITELLM_PORT', 4000),
    hooks: portOf('HOOKS_PORT', 4100),
    mockProvider: portOf('MOCK_PROVIDER_PORT', 9090),
  };
}

type Ports = ReturnType<typeof portsInUse>;

/** As long as a real provider takes for a short answer, so that a hit's gain can be seen. */
const MOCK_ANSWER_MS = 400;

export interface LocalStack extends TourStack {
  /** Whether a mock stands in for the provider. */
  readonly mocked: boolean;
  readonly dataDir: string;
  readonly hooksUrl: string;
  /** The shared secret of this run. */
  readonly secret: string;
  stop(): Promise<void>;
}

/** Starts what the tour needs as processes of this machine, and says on standard error what it waits for. */
export async function startLocalStack(say: (line: string) => void): Promise<LocalStack> {
  const ports = portsInUse();
  const mocked = !process.env['OPENAI_API_KEY'];
  await refuseBusyPorts(ports, mocked);
  // Of its own for each port, so that two can run in one checkout.
  const dataDir = join(projectRoot, '.data/quickstart', String(ports.litellm));
  const secret = process.env['HOOKS_SECRET'] || randomBytes(24).toString('hex');
  const onWaiting = (name: string, seconds: number) => say(`Waiting for ${name} (${seconds} s so far) ...`);
  const keys = { acme: newKey('ACME_VIRTUAL_KEY'), globex: newKey('GLOBEX_VIRTUAL_KEY') };
  const virtualKeys = { ACME_VIRTUAL_KEY: keys.acme, GLOBEX_VIRTUAL_KEY: keys.globex };
  const hooksUrl = `http://127.0.0.1:${ports.hooks}`;
  const started = await startTogether(say, [
    [
      'LiteLLM',
      startLitellm({
        port: ports.litellm,
        onWaiting,
        hooksUrl,
        hooksSecret: secret,
        masterKey: newKey('LITELLM_MASTER_KEY'),
        logFile: join(dataDir, 'litellm.log'),
        environment: {
          ...virtualKeys,
          ...(mocked && mockedProviders(ports)),
          // LiteLLM, a provider and the service share one machine here, and its cores are busy.
          HOOKS_CALL_TIMEOUT_MS: '5000',
        },
      }),
    ],
    [
      'the hook service',
      startHookService({
        port: ports.hooks,
        onWaiting,
        secret,
        dataDir,
        logFile: join(dataDir, 'hooks.log'),
        environment: { HOOKS_COMPRESSION_DEADLINE_MS: '4000' },
      }),
    ],
    ...(mocked
      ? [['the mock provider (no OPENAI_API_KEY is set)', startMockProvider(ports, dataDir)] as const]
      : []),
  ]);
  return {
    url: `http://127.0.0.1:${ports.litellm}`,
    keys,
    model: 'gpt-4o',
    // The service takes its admin secret from the same environment.
    hooks: createHooksClient(hooksUrl, process.env['HOOKS_SERVER_ADMIN_SECRET'] || secret),
    hooksUrl,
    secret,
    mocked,
    dataDir,
    stop: () => stopInOrder(started),
  };
}

type Starting = readonly [what: string, service: Promise<ServiceProcess>];

/** Waits for all; when one cannot start, the others are stopped and its error is thrown. */
async function startTogether(
  say: (line: string) => void,
  starting: readonly Starting[],
): Promise<ServiceProcess[]> {
  const from = Date.now();
  const outcomes = await Promise.allSettled(
    starting.map(async ([what, service]) => {
      const { url } = await service;
      say(`Starting ${what} ... ready on ${url} after ${((Date.now() - from) / 1000).toFixed(1)} s`);
      return service;
    }),
  );
  const started = outcomes.filter((outcome) => outcome.status === 'fulfilled').map(({ value }) => value);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (!failed) return started;
  await stopInOrder(started);
  throw failed.reason;
}

/** LiteLLM goes first, so that the events it still holds find the hook service. */
async function stopInOrder(services: readonly ServiceProcess[]): Promise<void> {
  for (const service of services) await service.stop();
}

async function refuseBusyPorts(ports: Ports, mocked: boolean): Promise<void> {
  const wanted = [
    ['LiteLLM', ports.litellm, 'LITELLM_PORT'],
    ['the hook service', ports.hooks, 'HOOKS_PORT'],
    ...(mocked ? [['the mock provider', ports.mockProvider, 'MOCK_PROVIDER_PORT'] as const] : []),
  ] as const;
  for (const [who, port, variable] of wanted) {
    if (await isPortBusy(port)) {
      throw new Error(
        `Port ${port}, wanted for ${who}, is in use; stop what listens there or set ${variable} to another.`,
      );
    }
  }
}

function startMockProvider({ mockProvider }: Ports, dataDir: string): Promise<ServiceProcess> {
  return startProcess({
    name: 'The mock provider',
    command: process.execPath,
    args: [
      join(projectRoot, 'dist/scripts/lab/mock-provider.js'),
      ...['--port', String(mockProvider), '--delay', String(MOCK_ANSWER_MS)],
    ],
    environment: process.env,
    logFile: join(dataDir, 'mock-provider.log'),
    url: `http://127.0.0.1:${mockProvider}`,
    readyPath: '/health',
  });
}

function mockedProviders({ mockProvider }: Ports): NodeJS.ProcessEnv {
  const base = `http://127.0.0.1:${mockProvider}`;
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
