#!/usr/bin/env node
// Before anything that has patterns.
import './composition/engine.js';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadConfiguration, type Configuration, type ConfigurationFiles } from './configuration/settings.js';
import { printSettings } from './configuration/masked.js';
import { ConfigurationError } from './errors.js';
import { createLiveConfiguration } from './configuration/live.js';
import { readSecretFiles } from './configuration/secret-files.js';
import { begin } from './composition/begin.js';
import { afterClosing } from './composition/close-in-phases.js';
import { listen } from './http/server.js';
import { createLog } from './telemetry/log.js';
import { createMetrics } from './telemetry/metrics.js';

const HELP = `Usage: litellm-hooks [--config FILE] [--tenants FILE] [--check | --print]

The hook service for LiteLLM. Settings come from config/hooks.yaml and config/tenants.yaml, each of them overridden by
an environment variable of its name (cache.ttlSeconds is HOOKS_CACHE_TTL_SECONDS). A secret may stand in the file that
NAME_FILE names, or in .keys/NAME.

  --config FILE    instead of config/hooks.yaml, which may be absent
  --tenants FILE   instead of config/tenants.yaml, which may be absent
  --check          check the settings and exit: 0 when they are right, 1 with one sentence for each mistake
  --print          print the settings in force, secrets masked, and exit
  --help           this text

The files are read again when they change and on SIGHUP; a bad file, or one that is gone, keeps the old settings.
`;

/** What the service writes (events, journals) is for its own user alone. */
const OWN_USER_ONLY = 0o077;

async function main(): Promise<number> {
  process.umask(OWN_USER_ONLY);
  const { values } = parseArgs({
    options: {
      config: { type: 'string' },
      tenants: { type: 'string' },
      check: { type: 'boolean', default: false },
      print: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const files: ConfigurationFiles = {
    hooks: values.config ?? 'config/hooks.yaml',
    tenants: values.tenants ?? 'config/tenants.yaml',
    // The usual files may be absent; one that somebody named is meant to be there.
    required: [values.config, values.tenants].filter((file) => file !== undefined),
  };
  readSecretFiles(process.env);
  const configuration = loadConfiguration(files, process.env);
  if (values.check) {
    process.stdout.write('The settings are right.\n');
    return 0;
  }
  if (values.print) {
    process.stdout.write(printSettings(configuration.settings));
    return 0;
  }
  await serve(configuration, files);
  return 0;
}

/** Runs the service until a signal ends it. */
async function serve(configuration: Configuration, files: ConfigurationFiles): Promise<void> {
  const { server: settings, log: logSettings } = configuration.settings;
  const begun = begin(configuration.settings);
  const log = createLog(logSettings.level);
  if (settings.secret === undefined)
    log.warn('no shared secret is set: anybody who reaches this port is trusted');
  if (settings.replicas > 1)
    log.info(
      { replicas: settings.replicas },
      'several hook services share the traffic: events, sums and open calls are kept in Redis, not in files and memory',
    );
  const version = ownVersion();
  const { port: metricsPort, host: metricsHost, ...limits } = configuration.settings.metrics;
  const tenants = configuration.tenants.map(({ id }) => id);
  const metrics = createMetrics({ limits, tenants, ofProcess: true });
  metrics.buildInfo.set({ version, node: process.version }, 1);
  const live = createLiveConfiguration({
    files,
    environment: process.env,
    initial: configuration,
    log,
    metrics,
  });
  // Loaded only now, beside the threads that were begun.
  const { createService } = await import('./composition/service.js');
  const service = await createService({ ...live, version, log, metrics, begun });
  const server = await listen(service.app, { ...settings, tls: tlsOf(settings) }).catch(
    afterClosing(service),
  );
  process.on('SIGHUP', () => {
    live.reload();
    void server.renewCertificate();
  });
  const operations =
    metricsPort === undefined
      ? undefined
      : await listen(service.operations, { ...settings, host: metricsHost, port: metricsPort });
  log.info({ address: server.address, ...(operations && { metrics: operations.address }) }, 'listening');

  const [signal] = (await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])) as [string];
  log.info({ signal }, 'stopping: running requests may finish');
  live.close();
  service.beginStop();
  await server.finish(settings.stopSeconds * 1000);
  await service.close();
  await operations?.finish(0);
  log.info('stopped');
  // Everything is closed and durable. ioredis 5 arms the timer of a cluster that is closed while it asks for its slots
  // once more: the process would stay for ever.
  process.exit();
}

/** Certificate and key come together: the settings' rules see to that. */
function tlsOf({
  tlsCertFile: certFile,
  tlsKeyFile: keyFile,
  clientCaFile,
}: Configuration['settings']['server']) {
  return certFile === undefined || keyFile === undefined ? undefined : { certFile, keyFile, clientCaFile };
}

function ownVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${describe(error)}\n`);
  // Connections and threads that are open by now would keep the process alive: neither serving nor ended.
  process.exit(1);
}

/** A mistake in the settings is for a person to read; anything else is a fault, with its trace. */
function describe(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (String(code).startsWith('ERR_PARSE_ARGS'))
    return `${(error as Error).message.split('. ')[0] ?? ''}; --help lists what there is.`;
  if (code === 'EADDRINUSE') return `The port is in use: ${String((error as Error).message)}`;
  // What the system refuses (a file, a name, an address) is for a person to put right, too.
  if (error instanceof Error && 'syscall' in error) return `The service cannot run: ${error.message}.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
