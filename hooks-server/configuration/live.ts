import { existsSync } from 'node:fs';
import { createReloader, type ReloadOutcome } from './reload.js';
import { SERVICE_WIDE, settingAt } from './service-wide.js';
import { loadConfiguration, type Configuration, type ConfigurationFiles } from './settings.js';
import {
  createLearnedTenants,
  createTenantDirectory,
  type KnownTenant,
  type LearnedTenants,
  type TenantDirectory,
} from '../tenancy/directory.js';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';

/** Settings that are read at the start: ports, connections and models cannot change under running requests. */
const START_ONLY = ['server', 'log', 'redis', 'langfuse', 'metrics', 'tracing', 'events', ...SERVICE_WIDE];

export interface LiveConfiguration {
  /** `settings` are those of the start; `tenants` and `settingsFor` follow the files. */
  readonly configuration: Configuration;
  /** Finds tenants by the files as they are now. */
  readonly tenants: TenantDirectory;
  /** Reads the files again, as on SIGHUP. */
  reload(): ReloadOutcome;
  close(): void;
}

export interface LiveConfigurationOptions {
  readonly files: ConfigurationFiles;
  readonly environment: NodeJS.ProcessEnv;
  readonly initial: Configuration;
  readonly log: Log;
  readonly metrics?: Pick<Metrics, 'settingsReloads' | 'settingsRefused'>;
  readonly intervalMs?: number;
}

/**
 * A configuration that follows its files: what belongs to single requests (thresholds, profiles, detectors, tenants)
 * changes with the next request. A bad file, or one that is gone, is logged and the old settings stay in force.
 */
export function createLiveConfiguration(options: LiveConfigurationOptions): LiveConfiguration {
  const { files, environment, initial, log, metrics, intervalMs } = options;
  let current = initial;
  const learned = createLearnedTenants();
  let directory = directoryOf(initial, learned);
  // A file that was there is not meant to be away: it is being replaced, or lost. Its settings must not fall to defaults.
  let required = existing(files);
  const reloader = createReloader<Configuration>({
    files: [files.hooks, files.tenants],
    initial,
    load: () => loadConfiguration({ ...files, required }, environment),
    apply(next) {
      required = existing(files);
      current = next;
      directory = directoryOf(next, learned);
    },
    needRestart: (before, after) =>
      START_ONLY.filter(
        (name) =>
          JSON.stringify(settingAt(before.settings, name)) !==
          JSON.stringify(settingAt(after.settings, name)),
      ),
    onOutcome: (outcome) => {
      metrics?.settingsReloads.inc({ outcome: outcome.kind });
      metrics?.settingsRefused.set(outcome.kind === 'refused' ? 1 : 0);
      report(outcome, log);
    },
    ...(intervalMs !== undefined && { intervalMs }),
  });
  return {
    configuration: {
      settings: initial.settings,
      get tenants() {
        return current.tenants;
      },
      settingsFor: (tenantId) => current.settingsFor(tenantId),
    },
    tenants: { resolve: (identity, options) => directory.resolve(identity, options) },
    reload: () => reloader.reload(),
    close: () => reloader.close(),
  };
}

function existing({ hooks, tenants, required = [] }: ConfigurationFiles): string[] {
  return [hooks, tenants].filter((file) => required.includes(file) || existsSync(file));
}

function directoryOf(configuration: Configuration, learned: LearnedTenants): TenantDirectory {
  return createTenantDirectory(configuration.settings.tenancy, knownTenants(configuration), learned);
}

/** The tenants of the file, as the directory wants them. */
function knownTenants({ tenants }: Configuration): KnownTenant[] {
  return tenants.map(({ id, name, platform_id: platformId, teams, keys }) => ({
    id,
    ...(name !== undefined && { name }),
    ...(platformId !== undefined && { platformId }),
    teams,
    keyHashes: keys,
  }));
}

function report(outcome: ReloadOutcome, log: Log): void {
  switch (outcome.kind) {
    case 'applied':
      log.info(
        { audit: { action: 'configuration.reload', at: Date.now() } },
        'the settings were read again and are in force',
      );
      if (outcome.needRestart.length > 0) {
        log.warn({ sections: outcome.needRestart }, 'these settings changed too and need a restart');
      }
      return;
    case 'refused':
      log.error(
        { audit: { action: 'configuration.refused', at: Date.now() }, reason: outcome.message },
        'the settings are wrong: the old ones stay in force',
      );
      return;
    case 'unchanged':
      log.debug('the settings were read again and are the same');
      return;
  }
}
