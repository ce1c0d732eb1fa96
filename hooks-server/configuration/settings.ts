import { existsSync } from 'node:fs';
import { z } from 'zod';
import { cacheSettings } from '../cache/settings.js';
import { compressionRules, compressionSettings } from '../compression/settings.js';
import { overlayEnvironment, refuseUnknownVariables, variableThatSet } from './environment.js';
import { merge } from './merge.js';
import { hasReplicas, shareAmongReplicas } from './replicas.js';
import { logSettings, redisSettings, serverSettings } from './server-settings.js';
import { SERVICE_WIDE, settingAt } from './service-wide.js';
import { checkYamlFile, parseYamlFile, readYamlFile, sentenceFor, type YamlFile } from './yaml-file.js';
import { detectionRules, detectionSettings } from '../detection/settings.js';
import { ConfigurationError } from '../errors.js';
import { eventsRules, eventsSettings } from '../events/settings.js';
import { langfuseRules, langfuseSettings, metricsSettings, tracingSettings } from '../telemetry/settings.js';
import { tenancySettings, tenantsFileSchema, type TenantsFile } from '../tenancy/settings.js';

/** Every setting of the hook service, as `config/hooks.yaml` names it. */
export const settingsSchema = z.strictObject({
  server: serverSettings.prefault({}),
  log: logSettings.prefault({}),
  redis: redisSettings.prefault({}),
  tenancy: tenancySettings.prefault({}),
  langfuse: langfuseSettings.prefault({}),
  metrics: metricsSettings.prefault({}),
  tracing: tracingSettings.prefault({}),
  cache: cacheSettings.prefault({}),
  compression: compressionSettings.prefault({}),
  detection: detectionSettings.prefault({}),
  events: eventsSettings.prefault({}),
});

export type Settings = z.infer<typeof settingsSchema>;

/** What settings must have in common. It holds for files and environment together: REDIS_URL is seldom in a file. */
const settingsRules = z
  .object({
    server: serverSettings,
    redis: redisSettings,
    langfuse: langfuseRules,
    metrics: metricsSettings,
    cache: cacheSettings,
    compression: compressionRules,
    detection: detectionRules,
    events: eventsRules,
  })
  .superRefine((settings, context) => {
    if (!hasReplicas(settings)) return;
    const refuse = (path: PropertyKey[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (settings.redis.urls.length === 0)
      refuse(
        ['server', 'replicas'],
        'expected `redis.urls` (REDIS_URL), where several hook services keep their state',
      );
    // Answers that are erased on one of them would live on in the others.
    if (settings.cache.store.kind === 'memory')
      refuse(['cache', 'store', 'kind'], 'expected `redis`, as `server.replicas` is more than 1');
  })
  .superRefine(({ server, redis }, context) => {
    const refuse = (path: PropertyKey[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const files = [
      ['server', 'tlsCertFile', server.tlsCertFile, 'tlsKeyFile', server.tlsKeyFile],
      ['redis', 'certFile', redis.certFile, 'keyFile', redis.keyFile],
    ] as const;
    for (const [section, certName, cert, keyName, key] of files) {
      if (cert !== undefined && key === undefined)
        refuse([section, keyName], `expected the key of \`${certName}\`, got none`);
      if (key !== undefined && cert === undefined)
        refuse([section, certName], `expected the certificate of \`${keyName}\`, got none`);
    }
    if (server.clientCaFile !== undefined && server.tlsCertFile === undefined)
      refuse(['server', 'tlsCertFile'], 'expected a certificate, as clients are asked for theirs');
    const isTls = (redis.caFile ?? redis.certFile) !== undefined;
    if (isTls && redis.urls.some((url) => url.startsWith('redis:')))
      refuse(['redis', 'urls'], 'expected rediss://host:port, as files for TLS are named');
  })
  .superRefine(({ server, metrics }, context) => {
    if (metrics.port === undefined || metrics.port === 0 || metrics.port !== server.port) return;
    const message = `expected another port than \`server.port\` (${server.port}), or none`;
    context.addIssue({ code: 'custom', path: ['metrics', 'port'], message });
  })
  .superRefine(({ server, redis, cache, events }, context) => {
    if (redis.urls.length > 0 || server.replicas > 1) return;
    const stores = [
      [cache.store.kind, ['cache', 'store', 'kind']],
      [events.outbox, ['events', 'outbox']],
      [events.quota.store, ['events', 'quota', 'store']],
      [events.missingUsage.store, ['events', 'missingUsage', 'store']],
    ] as const;
    for (const [kind, [...path]] of stores) {
      if (kind !== 'redis') continue;
      const message = 'expected `redis.urls` (REDIS_URL) to name a Redis for it, got none';
      context.addIssue({ code: 'custom', path, message });
    }
  });

export type TenantFileEntry = TenantsFile['tenants'][number];

/** The settings of the three jobs for one tenant. */
export interface TenantSettings {
  readonly cache: Settings['cache'];
  readonly compression: Settings['compression'];
  readonly detection: Settings['detection'];
}

export interface Configuration {
  readonly settings: Settings;
  readonly tenants: readonly TenantFileEntry[];
  /** The service's own settings with the tenant's laid over them; a tenant without any gets the service's. */
  readonly settingsFor: (tenantId: string | undefined) => TenantSettings;
}

export interface ConfigurationFiles {
  readonly hooks: string;
  readonly tenants: string;
  /** Those of the two that must be there: somebody named them, or they were there before. */
  readonly required?: readonly string[];
}

/**
 * Reads, overlays and checks the whole configuration. A file that is absent counts as empty, unless it is required.
 * Throws ConfigurationError with one sentence for each thing that is wrong.
 */
export function loadConfiguration(files: ConfigurationFiles, environment: NodeJS.ProcessEnv): Configuration {
  const hooksFile = readFile(files.hooks, files);
  const settings = checkSettings(hooksFile, environment);
  const tenantsFile = readFile(files.tenants, files);
  const { tenants } = checkYamlFile(tenantsFile, tenantsFileSchema);
  const perTenant = new Map(
    tenants.map(
      (tenant, index) => [tenant.id, tenantSettings(settings, tenant, index, tenantsFile)] as const,
    ),
  );
  return Object.freeze({
    settings,
    tenants,
    settingsFor: (tenantId: string | undefined) =>
      (tenantId === undefined ? undefined : perTenant.get(tenantId)) ?? settings,
  });
}

function readFile(path: string, { required }: ConfigurationFiles): YamlFile {
  return required?.includes(path) || existsSync(path) ? readYamlFile(path) : parseYamlFile(path, '');
}

function checkSettings(file: YamlFile, environment: NodeJS.ProcessEnv): Settings {
  checkYamlFile(file, settingsSchema);
  const overlaid = shareAmongReplicas(overlayEnvironment(settingsSchema, file.value ?? {}, environment));
  const result = settingsSchema.safeParse(overlaid);
  if (!result.success) throw refusal(result.error, overlaid, file, environment);
  const together = settingsRules.safeParse(result.data);
  if (!together.success) throw refusal(together.error, result.data, file, environment);
  refuseUnknownVariables(settingsSchema, environment, [result.data.cache.embedder.openai.apiKeyVariable]);
  const { server } = result.data;
  if (server.secret === undefined && !server.development) {
    throw new ConfigurationError(
      'No shared secret is set: set HOOKS_SECRET to what LiteLLM sends as x-api-key, or HOOKS_DEVELOPMENT=true to run without.',
    );
  }
  return result.data;
}

/** One sentence for each mistake, with the variable or the line of the file that the setting comes from. */
function refusal(
  { issues }: z.ZodError,
  settings: unknown,
  file: YamlFile,
  environment: NodeJS.ProcessEnv,
): ConfigurationError {
  const sentences = issues.map((issue) => {
    const variable = variableThatSet(settingsSchema, issue.path, environment);
    const place = variable ? `Environment variable ${variable}` : `${file.path}:${file.lineOf(issue.path)}`;
    return `${place}: ${sentenceFor(issue, settings)}`;
  });
  return new ConfigurationError([...new Set(sentences)].join('\n'));
}

function tenantSettings(
  base: Settings,
  tenant: TenantFileEntry,
  index: number,
  file: YamlFile,
): TenantSettings {
  const section = <Schema extends z.ZodType>(name: 'cache' | 'compression' | 'detection', schema: Schema) => {
    const own = tenant[name];
    if (!own) return base[name];
    const merged = merge(base[name], own);
    const result = schema.safeParse(merged);
    if (result.success) return result.data;
    const sentences = result.error.issues.map(
      (issue) =>
        `${file.path}:${file.lineOf(['tenants', index, name, ...issue.path])}: tenant \`${tenant.id}\`, ${name}: ${sentenceFor(issue, merged)}`,
    );
    throw new ConfigurationError([...new Set(sentences)].join('\n'));
  };
  refuseServiceWide(tenant, index, file);
  return {
    cache: section('cache', cacheSettings) as Settings['cache'],
    compression: section('compression', compressionRules) as Settings['compression'],
    detection: section('detection', detectionRules) as Settings['detection'],
  };
}

function refuseServiceWide(tenant: TenantFileEntry, index: number, file: YamlFile): void {
  const sentences = SERVICE_WIDE.filter((name) => settingAt(tenant, name) !== undefined).map(
    (name) =>
      `${file.path}:${file.lineOf(['tenants', index, ...name.split('.')])}: tenant \`${tenant.id}\`: \`${name}\` is a setting of the whole service; remove it here, and set it in hooks.yaml.`,
  );
  if (sentences.length > 0) throw new ConfigurationError(sentences.join('\n'));
}
