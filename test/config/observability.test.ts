import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metricList } from '../../hooks-server/telemetry/metrics.js';
import type { MetricDefinition } from '../../hooks-server/telemetry/metrics/definition.js';
import { observabilityFiles } from '../../scripts/lab/observability/build.js';
import { dashboards } from '../../scripts/lab/observability/dashboards.js';
import { readValues } from '../../scripts/lab/observability/values.js';
import { ruleGroups } from '../../scripts/lab/observability/rules.js';
import { projectRoot } from '../../scripts/stack/paths.js';

const files = await observabilityFiles();
const definitions = Object.values<MetricDefinition>(metricList);
const groups = ruleGroups(readValues());

test.each(Object.entries(files))('%s is what the code gives (npm run observability:build)', (path, text) => {
  expect(readFileSync(join(projectRoot, path), 'utf8')).toBe(text);
});

test('no dashboard lies about that nobody generates', () => {
  const found = readdirSync(join(projectRoot, 'config/grafana/dashboards')).filter((name) =>
    name.endsWith('.json'),
  );
  expect(found.sort()).toEqual(dashboards.map(({ uid }) => `${uid}.json`).sort());
});

/** Each of our metrics that a query asks for, with the labels that it asks of it by selector. */
function asked(expr: string): { name: string; labels: string[] }[] {
  return [
    ...expr.replaceAll(/\bby \([^)]*\)/g, '').matchAll(/\b((?:hooks|litellm)_[a-z0-9_]+)\b(?:\{([^}]*)\})?/g),
  ].map(([, name = '', selector = '']) => ({
    name,
    labels: [...selector.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']) => label),
  }));
}

const known = new Map<string, readonly string[]>([
  ...definitions.flatMap(({ name, type, labels }) =>
    (type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']).map(
      (part) => [`${name}${part}`, [...labels, 'job', 'instance', 'le']] as const,
    ),
  ),
]);
const recorded = new Set(groups.flatMap(({ rules }) => rules.flatMap(({ record }) => record ?? [])));
/** LiteLLM's own are seen on a running LiteLLM alone, by the end-to-end test. */
const isOfLitellm = (name: string) =>
  recorded.has(name) || /_metric(?:_total|_bucket|_sum|_count)?$/.test(name) || OF_LITELLM.has(name);
const OF_LITELLM = new Set([
  'litellm_deployment_failure_responses_total',
  'litellm_deployment_state',
  'litellm_in_flight_requests',
  'litellm_request_queue_time_seconds_bucket',
]);

const queries = [
  ...dashboards.flatMap(({ uid, panels }) =>
    panels.flatMap((panel) => panel.queries.map(([expr]) => [`${uid}: ${panel.title}`, expr] as const)),
  ),
  ...groups.flatMap(({ rules }) =>
    rules.map(({ alert, record, expr }) => [alert ?? record ?? '', expr] as const),
  ),
];

test.each(queries)('%s asks for metrics and labels that are there', (_, expr) => {
  for (const { name, labels } of asked(expr)) {
    const own = known.get(name);
    expect([name, own !== undefined || isOfLitellm(name)]).toEqual([name, true]);
    if (own) expect([name, labels.filter((label) => !own.includes(label))]).toEqual([name, []]);
  }
  // What it is summed by belongs to one of the metrics at least.
  const by = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(', '));
  const owned = asked(expr).flatMap(({ name }) => known.get(name) ?? []);
  if (owned.length > 0) expect(by.filter((label) => !owned.includes(label))).toEqual([]);
});

test('each metric of the service stands on a dashboard', () => {
  const shown = new Set(queries.flatMap(([, expr]) => asked(expr)).map(({ name }) => name));
  const missing = definitions.filter(
    ({ name }) => ![name, `${name}_bucket`, `${name}_count`].some((variant) => shown.has(variant)),
  );
  expect(missing.map(({ name }) => name)).toEqual([]);
});

test.each(dashboards)('$uid tells what each panel means, in a unit, without overlaps', ({ panels, uid }) => {
  const built = JSON.parse(files[`config/grafana/dashboards/${uid}.json`] ?? '') as {
    panels: { id: number; gridPos: { x: number; y: number; w: number; h: number } }[];
  };
  expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
  for (const { unit, queries: own } of panels)
    expect([unit.length > 0, own.length > 0]).toEqual([true, true]);
  const cells = built.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, index) => `${x + (index % w)}:${y + Math.floor(index / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(built.panels.every(({ gridPos }) => gridPos.x + gridPos.w <= 24)).toBe(true);
});
