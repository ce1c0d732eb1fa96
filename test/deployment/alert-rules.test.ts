import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { createMetrics } from '../../hooks-server/telemetry/metrics.js';
import { alerts } from '../../scripts/lab/observability/alerts.js';
import { ruleGroups, type RuleGroup } from '../../scripts/lab/observability/rules.js';
import { readValues } from '../../scripts/lab/observability/values.js';
import { projectRoot } from '../../scripts/stack/paths.js';
import { cases, type Series } from './alert-cases.js';
import { describeWithTool, tool } from './tools.js';

const values = readValues();
const RULES = join(projectRoot, 'config/prometheus/rules/litellm-hooks.yml');
const { groups: committed } = parse(readFileSync(RULES, 'utf8')) as { groups: RuleGroup[] };
/** Long enough for the longest window and the longest `for`. */
const MINUTES = 100;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'alert-rules-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What promtool says of a rule on some series; empty where it fires, or stays quiet, as each of them says. */
function complaint(promtool: string, name: string, expected: readonly (readonly [Series, fires: boolean])[]) {
  const file = join(folder, `${name}.yml`);
  const tests = expected.map(([series, fires], index) => ({
    interval: '1m',
    input_series: Object.entries(series).map(([metric, line]) => ({ series: metric, values: line })),
    promql_expr_test: [
      {
        // The number alone is compared: which labels an alert has is seen in the rules. The comment names the case.
        expr: `count(ALERTS{alertname="${name}",alertstate="firing"}) * 0 + 1 or vector(0) # case ${index + 1}`,
        eval_time: `${MINUTES}m`,
        exp_samples: [{ labels: '{}', value: fires ? 1 : 0 }],
      },
    ],
  }));
  // The rule alone: with all others, each of which is computed for each minute, this takes ten times as long.
  const groups = committed.map((group) => ({
    ...group,
    rules: group.rules.filter(({ alert }) => alert === name),
  }));
  const rules = `${file}.rules`;
  writeFileSync(rules, stringify({ groups }));
  writeFileSync(file, stringify({ rule_files: [rules], evaluation_interval: '1m', tests }));
  const { status, stdout, stderr } = spawnSync(promtool, ['test', 'rules', file], { encoding: 'utf8' });
  return status === 0 ? '' : `${stdout}${stderr}`;
}

test('each rule has series at which it fires and others at which it stays quiet', () => {
  expect(Object.keys(cases).sort()).toEqual(alerts.map(({ name }) => name).sort());
});

test('the values name each rule once, with a threshold where it has one', () => {
  const [name = '', entry] = Object.entries(values.alerts).find(([, { above }]) => above !== undefined) ?? [];
  const without = { ...values, alerts: { ...values.alerts, [name]: { ...entry, above: undefined } } };
  expect(() => ruleGroups(without as typeof values)).toThrow(`${name}: expected a value \`above\`.`);
  const more = { ...values, alerts: { ...values.alerts, Unheard: values.alerts[name] } };
  expect(() => ruleGroups(more as typeof values)).toThrow('There is no alert rule Unheard.');
});

test('a threshold of the values is the one that the rule compares with', () => {
  const changed = structuredClone(values);
  const slow = changed.alerts['LitellmHooksSlow'];
  if (slow) slow.above = 0.777;
  const rules = ruleGroups(changed).flatMap((group) => group.rules);
  expect(rules.find(({ alert }) => alert === 'LitellmHooksSlow')?.expr).toMatch(/> 0\.777$/);
});

test('the runbook has a section for each rule, which says what it means, what to look at and what to do', () => {
  const text = readFileSync(join(projectRoot, 'docs/Runbook.md'), 'utf8');
  const sections = new Map(
    text
      .split(/^### /m)
      .slice(1)
      .map((section) => [section.split('\n')[0] ?? '', section] as const),
  );
  expect([...sections.keys()]).toEqual(alerts.map(({ name }) => name));
  for (const [name, section] of sections)
    for (const part of ['**Means:**', '**Look at:**', '**Do:**'])
      expect([name, section.includes(part)]).toEqual([name, true]);
});

describeWithTool(tool('promtool'), 'promtool', (promtool) => {
  it('takes the committed configuration, with its rules', () => {
    const file = join(projectRoot, 'config/prometheus/prometheus.yml');
    expect(execFileSync(promtool, ['check', 'config', file], { encoding: 'utf8' })).toContain('is valid');
  });

  it('takes what the service shows, whatever tenants are called', async () => {
    const { registry, cacheHits, cacheFalseHits, compressionSavings } = createMetrics();
    const names = [
      '',
      '__proto__',
      'a"b',
      'a\\b',
      'a\nb',
      'a\r\nb',
      '{x="y"}',
      '😀',
      '\ud800',
      'NaN',
      '+Inf',
      '# HELP',
      '日本語',
      '\0',
      '\u2028',
      '\\n',
      'le',
      'x'.repeat(3_000),
    ];
    for (const tenant of names) {
      cacheHits.inc({ tenant, kind: 'exact' });
      cacheFalseHits.set({ tenant, bound: 'lower' }, 0.1);
      compressionSavings.observe({ tenant, profile: 'default' }, 3);
    }
    const input = await registry.metrics();
    const { status, stdout, stderr } = spawnSync(promtool, ['check', 'metrics'], { input, encoding: 'utf8' });
    expect([status, stdout + stderr]).toEqual([0, '']);
  });

  it('takes the rules', () => {
    expect(execFileSync(promtool, ['check', 'rules', RULES], { encoding: 'utf8' })).toContain('SUCCESS');
  });

  it.each(Object.entries(cases))('%s fires, and stays quiet', (name, { fires, quiet }) => {
    expect([fires.length > 0, quiet.length > 0]).toEqual([true, true]);
    const expected = [
      ...fires.map((series) => [series, true] as const),
      ...quiet.map((series) => [series, false] as const),
    ];
    expect(complaint(promtool, name, expected)).toBe('');
  });

  it('says so when a rule does not fire, or fires where it should not', () => {
    const { fires, quiet } = cases['LitellmHooksEventsHeldUp'] ?? { fires: [], quiet: [] };
    for (const [series, wrong] of [
      [fires[0], false],
      [quiet[0], true],
    ] as const)
      expect(complaint(promtool, 'LitellmHooksEventsHeldUp', [[series ?? {}, wrong]])).toContain('# case 1');
  });
});
