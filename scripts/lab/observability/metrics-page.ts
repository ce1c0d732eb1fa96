import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { Registry, collectDefaultMetrics } from 'prom-client';
import { cacheMetrics } from '../../../hooks-server/telemetry/metrics/cache.js';
import { compressionMetrics } from '../../../hooks-server/telemetry/metrics/compression.js';
import { labelMeanings, type MetricDefinition } from '../../../hooks-server/telemetry/metrics/definition.js';
import { detectionMetrics } from '../../../hooks-server/telemetry/metrics/detection.js';
import { eventsMetrics } from '../../../hooks-server/telemetry/metrics/events.js';
import { serviceMetrics } from '../../../hooks-server/telemetry/metrics/service.js';
import { metricsSettings } from '../../../hooks-server/telemetry/settings.js';

const groups: Readonly<Record<string, Readonly<Record<string, MetricDefinition>>>> = {
  'The service': serviceMetrics,
  Cache: cacheMetrics,
  Compression: compressionMetrics,
  Detection: detectionMetrics,
  Events: eventsMetrics,
};

const code = (text: string) => `\`${text}\``;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function metricTables(): string {
  return Object.entries(groups)
    .map(([title, metrics]) => {
      const rows = Object.values(metrics).map(({ name, type, labels, help }) => [
        code(name),
        type,
        labels.map(code).join(', '),
        help,
      ]);
      return `### ${title}\n\n${table(['metric', 'type', 'labels', 'what it tells'], rows)}`;
    })
    .join('\n\n');
}

const labelTable = () =>
  table(
    ['label', 'what it tells'],
    Object.entries(labelMeanings).map(([name, meaning]) => [code(name), meaning]),
  );

const ON_LINUX_ALONE = /^process_(?:virtual_memory_bytes|heap_bytes|open_fds|max_fds)$/;

async function processTable(): Promise<string> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const metrics = (await registry.getMetricsAsJSON()).filter(({ name }) => !ON_LINUX_ALONE.test(name));
  return table(
    ['metric', 'type', 'what it tells'],
    metrics.map(({ name, type, help }) => [code(name), String(type), help]),
  );
}

/** docs/Metrics.md as it should be: every metric and label of the code, and what is made of them. */
export async function metricsPage(): Promise<string> {
  const { tenants, models, series } = metricsSettings.parse({});
  const text = `# Metrics

Made from the code by \`npm run -s docs:metrics\`, and held to it by a test.

The hook service answers \`GET /metrics\` in Prometheus' text format, without a secret. With \`metrics.port\`
(\`HOOKS_METRICS_PORT\`) it does so on a port of its own, beside \`/health\`, and no longer on the one that LiteLLM asks: so the
deployments in this repository have it, on port 4101. Nothing is asked of Redis or NATS for a scrape: while they are away it
answers as ever, and \`litellm_cache_store_up\`, \`litellm_hooks_outbox_up\` and \`litellm_hooks_nats_connected\` say so.

Names that begin with \`litellm_\` without \`hooks\` are those that dashboards elsewhere ask for; LiteLLM itself has none of them.

## Labels

No label holds a text, a key or an id of a call, and none grows without end. The first ${tenants} tenants (\`metrics.tenants\`; those of the
tenants file have their place whenever they come) and ${models} models (\`metrics.models\`) are told apart, and of each metric ${series.toLocaleString('en')}
combinations (\`metrics.series\`); whatever comes beyond is counted as \`other\`, so that sums stay right. Gauges of what is beyond are
not shown. A tenant that is really called \`other\` is counted there, too.

${labelTable()}

## Metrics of the hook service

${metricTables()}

### Its process

As prom-client measures them; on Linux there are \`process_virtual_memory_bytes\`, \`process_heap_bytes\`, \`process_open_fds\` and
\`process_max_fds\` besides.

${await processTable()}
`;
  return format(text, { parser: 'markdown', printWidth: 120, proseWrap: 'preserve' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync('docs/Metrics.md', await metricsPage());
  console.log('Wrote docs/Metrics.md.');
}
