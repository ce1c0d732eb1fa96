import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { parseArgs } from 'node:util';
import { loadConfiguration } from './config.js';
import { ConfigurationError } from './errors.js';
import { createService } from './service.js';
import { createLog } from './telemetry/log.js';

const HELP = `Usage: node dist/hooks-server/main.js [--config FILE] [--tenants FILE] [--check]

The hook service for LiteLLM. Settings come from config/hooks.yaml and config/tenants.yaml, each of them overridden by
an environment variable of its name (cache.ttlSeconds is HOOKS_CACHE_TTL_SECONDS).

  --config FILE    instead of config/hooks.yaml
  --tenants FILE   instead of config/tenants.yaml
  --check          check the settings and exit: 0 when they are right, 1 with one sentence for each mistake
  --help           this text
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      config: { type: 'string', default: 'config/hooks.yaml' },
      tenants: { type: 'string', default: 'config/tenants.yaml' },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const configuration = loadConfiguration({ hooks: values.config, tenants: values.tenants }, process.env);
  if (values.check) {
    process.stdout.write('The settings are right.\n');
    return 0;
  }
  const { server: settings, log: logSettings } = configuration.settings;
  const log = createLog(logSettings.level);
  if (settings.secret === undefined)
    log.warn('No shared secret is set: anybody who reaches this port is trusted.');
  const service = await createService({ configuration, version: ownVersion(), log });
  const server = createServer({ keepAliveTimeout: settings.keepAliveSeconds * 1000 }, (request, response) => {
    service.app(request, response);
  });
  server.listen(settings.port, settings.host);
  await once(server, 'listening');
  log.info({ address: server.address() }, 'listening');

  const [signal] = (await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])) as [string];
  log.info({ signal }, 'stopping: running requests may finish');
  service.beginStop();
  await finishRequests(server, settings.stopSeconds * 1000);
  await service.close();
  log.info('stopped');
  return 0;
}

/** Takes no new connections, lets running requests finish, and cuts what is left after `graceMs`. */
async function finishRequests(server: Server, graceMs: number): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(cut);
}

function ownVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${describe(error)}\n`);
  process.exitCode = 1;
}

/** A mistake in the settings is for a person to read; anything else is a fault, with its trace. */
function describe(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (code === 'EADDRINUSE') return `The port is in use: ${String((error as Error).message)}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
