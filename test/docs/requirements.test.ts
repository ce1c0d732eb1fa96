import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsSchema } from '../../hooks-server/configuration/settings.js';
import { createMetrics } from '../../hooks-server/telemetry/metrics.js';
import { projectRoot } from '../../scripts/stack/paths.js';
import { readPage } from '../support/pages.js';

interface Row {
  readonly line: string;
  readonly where: string;
  readonly tests: string;
  readonly state: string;
}

const rows = readPage('docs/01-Requirements.md')
  .split('\n')
  .filter((line) => line.startsWith('|') && !/^\| (asked for|-)/.test(line))
  .map((line): Row => {
    const [asked = '', where = '', tests = '', state = ''] = line.split('|').slice(1, -1);
    return { line: asked.trim(), where, tests, state: state.trim() };
  });

const filesIn = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
const isThere = (file: string) => existsSync(join(projectRoot, file));

test('every file that the table of requirements names exists', () => {
  expect(rows.length).toBeGreaterThan(40);
  const named = rows.flatMap(({ where, tests }) => [...filesIn(where), ...filesIn(tests)]);
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((file) => !isThere(file))).toEqual([]);
});

test('what shows a requirement is a test, and what holds is shown by one', () => {
  const shown = rows.flatMap(({ tests }) => filesIn(tests));
  expect(shown.filter((file) => !/^test\/.*(\.test\.ts|\/test_\w+\.py)$/.test(file))).toEqual([]);
  const unshown = rows.filter(({ tests, state }) => state.startsWith('holds') && filesIn(tests).length === 0);
  expect(unshown.map(({ line }) => line)).toEqual([]);
});

test('each requirement holds, or says what is missing', () => {
  const vague = rows.filter(
    ({ state }) => !/^(holds\b|partly: .{10}|not shown(:| by a test:) .{10}|not there yet)/.test(state),
  );
  expect(vague.map(({ line, state }) => `${line}: ${state}`)).toEqual([]);
});

describe('what was asked for by name', () => {
  test('packages', () => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(projectRoot, 'package.json'), 'utf8'),
    ) as Record<string, Record<string, string>>;
    expect(Object.keys({ ...dependencies, ...devDependencies })).toEqual(
      expect.arrayContaining(
        'express ioredis nats yaml zod prom-client langfuse tiktoken jest testcontainers'.split(' '),
      ),
    );
  });

  test('files and folders at the top', () => {
    const asked =
      'package.json tsconfig.json hooks-server litellm config scripts test docker-compose.yml README.md .env.example';
    expect(asked.split(' ').filter((name) => !isThere(name))).toEqual([]);
  });

  test('models', () => {
    const configuration = readFileSync(join(projectRoot, 'litellm/config.yaml'), 'utf8');
    const asked =
      'gpt-4o gpt-4o-mini gpt-4-turbo gpt-3.5-turbo claude-sonnet-4-5 claude-opus-4-1 claude-haiku-3-5 gemini-2-5-pro gemini-2-5-flash gemini-1-5-pro groq-llama-3-3-70b groq-mixtral-8x7b';
    expect(asked.split(' ').filter((name) => !configuration.includes(`model_name: ${name}\n`))).toEqual([]);
  });

  test('numbers, as defaults', () => {
    const { cache, compression } = settingsSchema.parse({});
    expect({
      ttl: cache.ttlSeconds,
      threshold: cache.semantic.threshold,
      namespace: cache.store.namespace,
      from: compression.minimumTokens,
      kept: [compression.profiles['default']?.keep, compression.profiles['rag']?.keep],
      deadlineIsBelow50: compression.deadlineMs < 50,
    }).toEqual({
      ...{ ttl: 3_600, threshold: 0.8, namespace: 'litellm:cache', from: 500, kept: [1 / 2, 1 / 3] },
      deadlineIsBelow50: true,
    });
  });

  test('metrics', () => {
    const names = createMetrics()
      .registry.getMetricsAsArray()
      .map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        ...['litellm_cache_hit_total', 'litellm_cache_miss_total', 'litellm_compression_requests_total'],
        ...['litellm_compression_savings_percent', 'litellm_compression_latency_seconds'],
        ...['litellm_tenant_tokens_total', 'litellm_tenant_cost_usd_total'],
      ]),
    );
  });
});
