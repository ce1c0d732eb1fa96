import { join } from 'node:path';
import { projectRoot } from './paths.js';
import { startProcess, type ServiceProcess, type ServiceProcessOptions } from './process.js';

export interface LitellmOptions {
  readonly port: number;
  readonly hooksUrl: string;
  readonly hooksSecret: string;
  readonly masterKey: string;
  readonly logFile: string;
  /** Defaults to LITELLM_BIN, else to the one in `.venv`. */
  readonly binary?: string;
  /** Defaults to the committed `litellm/config.yaml`. */
  readonly configFile?: string;
  /** Virtual keys and provider addresses, by environment variable. */
  readonly environment?: NodeJS.ProcessEnv;
  readonly onWaiting?: ServiceProcessOptions['onWaiting'];
}

/**
 * Uvicorn closes a connection that was idle for 5 s. Node's fetch keeps its own for 4 s by a coarse timer, so with both ends
 * busy a request can be on its way to a connection that LiteLLM is just closing: the caller reads ECONNRESET, and no fault of
 * the gateway's was behind it. The server must be the one that keeps connections for longer.
 */
export const KEEP_ALIVE = ['--keepalive_timeout', '75'] as const;

/** Starts real LiteLLM with the project's configuration, and waits until it is ready. */
export function startLitellm(options: LitellmOptions): Promise<ServiceProcess> {
  const config = options.configFile ?? join(projectRoot, 'litellm/config.yaml');
  return startProcess({
    name: 'LiteLLM',
    command: options.binary ?? process.env['LITELLM_BIN'] ?? join(projectRoot, '.venv/bin/litellm'),
    args: ['--config', config, '--host', '127.0.0.1', '--port', String(options.port), ...KEEP_ALIVE],
    environment: {
      ...process.env,
      LITELLM_LOCAL_MODEL_COST_MAP: 'True',
      LITELLM_MASTER_KEY: options.masterKey,
      HOOKS_URL: options.hooksUrl,
      HOOKS_SECRET: options.hooksSecret,
      VIRTUAL_KEYS_FILE: join(projectRoot, 'config/virtual_keys.yaml'),
      ...options.environment,
    },
    logFile: options.logFile,
    url: `http://127.0.0.1:${options.port}`,
    readyPath: '/health/readiness',
    idleMs: 120_000,
    ...(options.onWaiting && { onWaiting: options.onWaiting }),
  });
}
