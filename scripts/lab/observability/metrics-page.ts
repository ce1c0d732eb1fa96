import { format } from 'prettier';
import { Registry, collectDefaultMetrics } from 'prom-client';
import { cacheMetrics } from '../../../hooks-server/telemetry/metrics/cache.js';
import { compressionMetrics } from '../../../hooks-server/telemetry/metrics/compression.js';
import { labelMeanings, type MetricDefinition } from '../../../hooks-server/telemetry/metrics/definition.js';
import { detectionMetrics } from '../../../hooks-server/telemetry/metrics/detection.js';
import { eventsMetrics } from '../../../hooks-server/telemetry/metrics/events.js';
import { serviceMetrics } from '../../../hooks-server/telemetry/metrics/service.js';
import { alerts } from './alerts.js';
import { dashboards } from './dashboards.js';
import { recordings } from './recording.js';
import { readValues } from './values.js';
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

function alertTable(): string {
  const values = readValues();
  const rows = alerts.map(({ name, panel: [uid, panel] }) => {
    const { severity, above, for: time } = values.alerts[name] ?? { severity: '', for: '' };
    const dashboard = dashboards.find((plan) => plan.uid === uid)?.title ?? uid;
    return [
      `[${code(name)}](Runbook.md#${name.toLowerCase()})`,
      severity,
      String(above ?? ''),
      time,
      `${dashboard}: ${panel}`,
    ];
  });
  return table(['alert', 'severity', 'above', 'for', 'panel'], rows);
}

/** docs/Metrics.md as it should be: every metric and label of the code, and what is made of them. */
export async function metricsPage(): Promise<string> {
  const { tenants, models, series } = metricsSettings.parse({});
  const text = `# Metrics

Made from the code by \`npm run observability:build\`, and held to it by a test.

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

## Metrics of LiteLLM

LiteLLM measures itself with its callback \`prometheus\` (no licence is needed for it), which asks for the Python package
\`prometheus-client\`: the official image has it, \`pip install 'litellm[proxy]'\` does not bring it. \`npm run config:build -- --metrics
prometheus\` puts it into the configuration, without the labels that hold people (\`user_email\`, \`end_user\`, \`client_ip\`,
\`user_agent\`) and with at most 2,000 combinations of each metric. With \`PROMETHEUS_METRICS_PORT=4001\` LiteLLM shows them on a port
of their own, at \`/metrics/\`, from a process that takes about 200 MB; on its main port \`/metrics\` asks for a key.

What dashboards elsewhere ask for has other names there by now. These recording rules keep the names:

${table(
  ['name', 'what it tells', 'made of'],
  recordings.map(({ record, meaning, expr }) => [code(record), meaning, code(expr)]),
)}

## Dashboards

${dashboards.map(({ uid, title, description }) => `- [${title}](../config/grafana/dashboards/${uid}.json): ${description}`).join('\n')}

They are written in \`scripts/lab/observability/dashboards\` and generated by \`npm run observability:build\`. The compose profile
\`observability\` shows them; elsewhere import the JSON files and choose your Prometheus.

## Alerts

What they fire at stands in [\`config/prometheus/alerts.yaml\`](../config/prometheus/alerts.yaml), which also says where the runbook and
Grafana are. The rules are generated: for Prometheus (\`config/prometheus/rules\`), for the Prometheus operator (kustomize's component
\`monitoring\`) and for the chart. Each links to its section of the [runbook](Runbook.md) and to the panel that shows it.

${alertTable()}
`;
  return format(text, { parser: 'markdown', printWidth: 120, proseWrap: 'preserve' });
}
