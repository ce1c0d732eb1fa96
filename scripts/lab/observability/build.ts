import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { projectRoot } from '../../stack/paths.js';
import { dashboards } from './dashboards.js';
import { buildDashboard } from './dashboards/panel.js';
import { metricsPage } from './metrics-page.js';
import { operatorRule, ruleFile } from './rules.js';
import { readValues } from './values.js';

/** What the generated files must hold, by their path in the project. */
export async function observabilityFiles(): Promise<Readonly<Record<string, string>>> {
  const values = readValues();
  const json = (value: unknown) => format(JSON.stringify(value), { parser: 'json', printWidth: 110 });
  const yaml = (text: string) => format(text, { parser: 'yaml', printWidth: 110, singleQuote: true });
  const rules = await yaml(ruleFile(values));
  return {
    'docs/Metrics.md': await metricsPage(),
    'config/prometheus/rules/litellm-hooks.yml': rules,
    'config/chart/files/rules.yml': rules,
    'config/kubernetes/components/monitoring/prometheus-rule.yaml': await yaml(operatorRule(values)),
    ...Object.fromEntries(
      await Promise.all(
        dashboards.map(
          async (plan) =>
            [`config/grafana/dashboards/${plan.uid}.json`, await json(buildDashboard(plan))] as const,
        ),
      ),
    ),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of Object.entries(await observabilityFiles())) {
    writeFileSync(join(projectRoot, path), text);
    console.log(`Wrote ${path}.`);
  }
}
