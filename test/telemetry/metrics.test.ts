import fc from 'fast-check';
import { createMetrics, metricList } from '../../hooks-server/telemetry/metrics.js';
import { labelMeanings, type MetricDefinition } from '../../hooks-server/telemetry/metrics/definition.js';

const limits = { tenants: 3, models: 2, series: 6 };
const definitions = Object.values<MetricDefinition>(metricList);

test('each metric has a name of its own that Prometheus takes, and ends as its kind asks', () => {
  const names = definitions.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, type, help } of definitions) {
    expect(name).toMatch(/^(?:hooks|litellm)_[a-z0-9_]+$/);
    expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter']);
    expect([name, /\.$/.test(help)]).toEqual([name, true]);
  }
});

test('what is asked for by dashboards elsewhere has the names it is asked for by', () => {
  expect(definitions.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'litellm_cache_hit_total',
      'litellm_cache_miss_total',
      'litellm_compression_requests_total',
      'litellm_compression_savings_percent',
      'litellm_compression_latency_seconds',
      'litellm_tenant_tokens_total',
      'litellm_tenant_cost_usd_total',
    ]),
  );
});

test('each label is used by a metric, and each that a metric has is explained', () => {
  const used = new Set(definitions.flatMap(({ labels }) => labels));
  expect([...used].sort()).toEqual(Object.keys(labelMeanings).sort());
});

test('the list is what the service shows', async () => {
  const { registry } = createMetrics();
  const shown = (await registry.getMetricsAsJSON()).map(({ name, help, type }) => ({ name, help, type }));
  expect(shown).toEqual(definitions.map(({ name, help, type }) => ({ name, help, type })));
});

test('memory, CPU and event loop of the process are shown where they are asked for', async () => {
  const { registry } = createMetrics({ ofProcess: true });
  const text = await registry.metrics();
  for (const name of [
    'process_cpu_seconds_total',
    'process_resident_memory_bytes',
    'nodejs_eventloop_lag_p99_seconds',
  ])
    expect(text).toMatch(new RegExp(`^${name} [\\d.e+-]+$`, 'm'));
});

test('a scrape asks nobody: what is away cannot hold it up or fail it', () => {
  const { registry, ...metrics } = createMetrics();
  expect(registry).toBeDefined();
  expect(
    Object.entries(metrics).filter(([, metric]) => 'collect' in metric && metric.collect !== undefined),
  ).toEqual([]);
});

/** What a counter holds, by one of its labels. */
const values = async (
  metric: { get(): Promise<{ values: { labels: Readonly<Record<string, unknown>>; value: number }[] }> },
  label: string,
) => (await metric.get()).values.map(({ labels, value }) => [String(labels[label]), value] as const);

describe('labels', () => {
  test('tenants beyond the limit are counted together, the same ones in each metric', async () => {
    const metrics = createMetrics({ limits });
    for (const tenant of ['a', 'b', 'c', 'd', 'e', 'a']) metrics.cacheHits.inc({ tenant, kind: 'exact' });
    for (const tenant of ['e', 'c']) metrics.usageMissing.inc({ tenant });
    expect(await values(metrics.cacheHits, 'tenant')).toEqual([
      ['a', 2],
      ['b', 1],
      ['c', 1],
      ['other', 2],
    ]);
    expect(await values(metrics.usageMissing, 'tenant')).toEqual([
      ['other', 1],
      ['c', 1],
    ]);
  });

  test('tenants of the file are told apart even when they come last', async () => {
    const metrics = createMetrics({ limits, tenants: ['acme', 'globex'] });
    for (const tenant of ['x', 'y', 'z', 'acme', 'globex']) metrics.usageMissing.inc({ tenant });
    expect(await values(metrics.usageMissing, 'tenant')).toEqual([
      ['x', 1],
      ['other', 2],
      ['acme', 1],
      ['globex', 1],
    ]);
  });

  test('a metric with many combinations keeps to the limit of all of them', async () => {
    const metrics = createMetrics({ limits: { tenants: 10, models: 10, series: 6 } });
    for (const tenant of ['a', 'b', 'c'])
      for (const model of ['m', 'n', 'o']) metrics.tenantCost.inc({ tenant, model }, 1);
    const counted = await values(metrics.tenantCost, 'tenant');
    expect(counted).toHaveLength(7);
    expect(counted.at(-1)).toEqual(['other', 3]);
  });

  test('a gauge is not set for what is not told apart: the last of many values says nothing', async () => {
    const metrics = createMetrics({ limits });
    for (const [index, tenant] of ['a', 'b', 'c', 'd'].entries())
      metrics.cacheFalseHits.set({ tenant, bound: 'estimate' }, index);
    expect((await values(metrics.cacheFalseHits, 'tenant')).map(([tenant]) => tenant)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  test('a value that is no name is not kept', async () => {
    const metrics = createMetrics();
    for (const tenant of ['x'.repeat(201), 'y'.repeat(10_000), 'z'.repeat(200)])
      metrics.usageMissing.inc({ tenant });
    expect(await values(metrics.usageMissing, 'tenant')).toEqual([
      ['other', 2],
      ['z'.repeat(200), 1],
    ]);
  });

  test('histograms are bounded with their timers', async () => {
    const metrics = createMetrics({ limits });
    for (const tenant of ['a', 'b', 'c', 'd', 'e'])
      metrics.compressionSavings.observe({ tenant, profile: 'agent' }, 50);
    for (let status = 0; status < 1_000; status += 1)
      metrics.requestSeconds.startTimer()({ route: '/calls', status });
    const tenants = new Set((await values(metrics.compressionSavings, 'tenant')).map(([tenant]) => tenant));
    expect([...tenants]).toEqual(['a', 'b', 'c', 'other']);
    expect(new Set((await values(metrics.requestSeconds, 'status')).map(([status]) => status)).size).toBe(7);
  });

  test('whatever comes, no series is over the limits and no count is lost', async () => {
    const call = fc.record({
      tenant: fc.string(),
      model: fc.string(),
      type: fc.constantFrom('prompt', 'completion'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 60 }), async (calls) => {
        const metrics = createMetrics({ limits: { tenants: 4, models: 3, series: 9 } });
        for (const labels of calls) metrics.tenantTokens.inc(labels, 2);
        const counted = (await metrics.tenantTokens.get()).values;
        expect(counted.length).toBeLessThanOrEqual(10);
        expect(counted.reduce((sum, { value }) => sum + value, 0)).toBe(calls.length * 2);
        expect(new Set(counted.map(({ labels }) => labels.tenant)).size).toBeLessThanOrEqual(5);
        expect(new Set(counted.map(({ labels }) => labels.model)).size).toBeLessThanOrEqual(4);
      }),
    );
  });
});
