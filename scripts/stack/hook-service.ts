import { join } from 'node:path';
import { projectRoot } from './paths.js';
import { startProcess, type ServiceProcess, type ServiceProcessOptions } from './process.js';

export interface HookServiceOptions {
  readonly port: number;
  readonly secret: string;
  readonly dataDir: string;
  readonly logFile: string;
  /** Stands in for `config/tenants.yaml`. */
  readonly tenantsFile?: string;
  /** Further settings, by environment variable. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Where it says that it is ready, when that is not its port without TLS. */
  readonly readyUrl?: string;
  readonly onWaiting?: ServiceProcessOptions['onWaiting'];
}

/**
 * As the image and `npm start` run it: V8 collects before the heap is large, since most of what a call leaves dies with
 * it, and glibc keeps freed memory in two arenas and not in one for each thread.
 */
const NODE_FLAGS = ['--max-semi-space-size=4', '--max-old-space-size=256'];
const ALLOCATOR = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072' };

/** Starts the hook service as a process of its own and waits until it is ready. */
export function startHookService(options: HookServiceOptions): Promise<ServiceProcess> {
  return startProcess({
    name: 'The hook service',
    command: process.execPath,
    args: [
      ...NODE_FLAGS,
      join(projectRoot, 'dist/hooks-server/main.js'),
      ...(options.tenantsFile === undefined ? [] : ['--tenants', options.tenantsFile]),
    ],
    cwd: projectRoot,
    environment: {
      ...process.env,
      ...ALLOCATOR,
      HOOKS_HOST: '127.0.0.1',
      HOOKS_PORT: String(options.port),
      HOOKS_SECRET: options.secret,
      HOOKS_DATA_DIR: options.dataDir,
      ...options.environment,
    },
    logFile: options.logFile,
    url: options.readyUrl ?? `http://127.0.0.1:${options.port}`,
    readyPath: '/health/ready',
    ...(options.onWaiting && { onWaiting: options.onWaiting }),
  });
}
