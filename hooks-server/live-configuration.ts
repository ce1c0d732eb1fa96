import { loadConfiguration, type Configuration, type ConfigurationFiles } from './config.js';
import { createReloader, type ReloadOutcome } from './configuration/reload.js';
import type { Log } from './telemetry/log.js';

/** The sections that take effect at once; everything else is read at the start only. */
const LIVE_SECTIONS: readonly string[] = ['cache', 'compression', 'detection'];

export interface LiveConfiguration extends Configuration {
  close(): void;
}

/**
 * A configuration that follows its files: what `settingsFor` gives changes with them, or on SIGHUP. A bad file keeps the
 * old settings and says so. Which tenants there are, and the sections that open something, are read at the start only.
 */
export function createLiveConfiguration(
  initial: Configuration,
  files: ConfigurationFiles,
  log: Log,
  environment: NodeJS.ProcessEnv = process.env,
): LiveConfiguration {
  let current = initial;
  const reloader = createReloader({
    files: [files.hooks, files.tenants],
    initial,
    load: () => loadConfiguration(files, environment),
    apply: (next) => {
      current = next;
    },
    needRestart: changedSections,
    onOutcome: (outcome) => report(outcome, log),
  });
  const onHangup = () => void reloader.reload();
  process.on('SIGHUP', onHangup);
  return {
    settings: initial.settings,
    tenants: initial.tenants,
    settingsFor: (tenantId) => current.settingsFor(tenantId),
    close() {
      process.off('SIGHUP', onHangup);
      reloader.close();
    },
  };
}

function changedSections(before: Configuration, after: Configuration): string[] {
  return Object.entries(after.settings)
    .filter(([name, section]) => {
      const old: unknown = Reflect.get(before.settings, name);
      return !LIVE_SECTIONS.includes(name) && JSON.stringify(old) !== JSON.stringify(section);
    })
    .map(([name]) => name);
}

function report(outcome: ReloadOutcome, log: Log): void {
  switch (outcome.kind) {
    case 'applied':
      log.info(
        { needRestart: outcome.needRestart },
        'settings reloaded; the sections named take effect at the next start',
      );
      break;
    case 'refused':
      log.error(
        { mistakes: outcome.message.split('\n') },
        'the new settings are wrong; the old ones stay in force',
      );
      break;
    case 'unchanged':
      break;
  }
}
