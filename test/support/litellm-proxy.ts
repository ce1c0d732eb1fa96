import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GenericContainer, ImageName, Wait, getContainerRuntimeClient } from 'testcontainers';
import { KEEP_ALIVE, startLitellm, type LitellmOptions } from '../../scripts/stack/litellm.js';
import { projectRoot } from '../../scripts/stack/paths.js';
import { freePort } from '../../scripts/stack/process.js';
import { dockerAnswers } from './services.js';

/** LiteLLM waits up to eight seconds and some between attempts; nothing here is about how long. */
export const SHORT_RETRIES = { INITIAL_RETRY_DELAY: '0.05', JITTER: '0.05' } as const;

/** A running LiteLLM. */
export interface LitellmProxy {
  readonly url: string;
  /** SIGTERM, as an orchestrator sends it, and waits until it is gone. */
  stop(): Promise<void>;
}

/** Where LiteLLM comes from on this machine. */
export type LitellmRuntime = (options: Omit<LitellmOptions, 'port'>) => Promise<LitellmProxy>;

const IMAGE = process.env['LITELLM_IMAGE'] ?? 'ghcr.io/berriai/litellm:main-stable';

/** Real LiteLLM from `.venv` (LITELLM_BIN overrides), else from the image LITELLM_IMAGE, else undefined. */
export async function litellmRuntime(): Promise<LitellmRuntime | undefined> {
  const binary = process.env['LITELLM_BIN'] ?? join(projectRoot, '.venv/bin/litellm');
  if (existsSync(binary)) return installedLitellm(binary);
  if (!(await dockerAnswers())) return undefined;
  const { image } = await getContainerRuntimeClient();
  return (await image.exists(ImageName.fromString(IMAGE))) ? startContainer : undefined;
}

/** A release that is installed on this machine. */
export const installedLitellm =
  (binary: string): LitellmRuntime =>
  async (options) =>
    startLitellm({ binary, ...options, port: await freePort() });

/** On the host's network, so that the addresses of the tests' own servers are the same inside. */
async function startContainer(options: Omit<LitellmOptions, 'port'>): Promise<LitellmProxy> {
  const port = await freePort();
  const keys = options.environment?.['VIRTUAL_KEYS_FILE'] ?? join(projectRoot, 'config/virtual_keys.yaml');
  const given = Object.entries(options.environment ?? {}).filter((entry): entry is [string, string] => {
    return entry[1] !== undefined;
  });
  const configuration = options.configFile ? dirname(options.configFile) : join(projectRoot, 'litellm');
  const container = await new GenericContainer(IMAGE)
    .withNetworkMode('host')
    .withBindMounts([
      { source: configuration, target: '/app/hooks', mode: 'ro' },
      { source: dirname(keys), target: dirname(keys), mode: 'ro' },
    ])
    .withEnvironment({
      LITELLM_LOCAL_MODEL_COST_MAP: 'True',
      LITELLM_MASTER_KEY: options.masterKey,
      HOOKS_URL: options.hooksUrl,
      HOOKS_SECRET: options.hooksSecret,
      ...Object.fromEntries(given),
      VIRTUAL_KEYS_FILE: keys,
    })
    .withCommand([
      '--config',
      '/app/hooks/config.yaml',
      '--host',
      '127.0.0.1',
      '--port',
      `${port}`,
      ...KEEP_ALIVE,
    ])
    .withWaitStrategy(Wait.forLogMessage(/Uvicorn running on/))
    .start();
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => void (await container.stop({ timeout: 15_000 })),
  };
}
