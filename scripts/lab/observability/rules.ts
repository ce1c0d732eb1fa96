import { stringify } from 'yaml';
import { alerts } from './alerts.js';
import { panelUrl } from './dashboards.js';
import { recordings } from './recording.js';
import type { AlertValues, Values } from './values.js';

export interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly [field: string]: unknown;
}
export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly Rule[];
}

/** The groups of Prometheus' rule file. Throws where values and rules do not name the same alerts, or a panel is not there. */
export function ruleGroups(values: Values): readonly RuleGroup[] {
  const names = alerts.map(({ name }) => name);
  const unknown = Object.keys(values.alerts).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`There is no alert rule ${unknown.join(', ')}.`);
  return [
    { name: 'litellm-names', rules: recordings.map(({ record, expr }) => ({ record, expr })) },
    { name: 'litellm-hooks', rules: alerts.map((alert) => alertRule(alert, values)) },
  ];
}

function alertRule({ name, expr, summary, panel }: (typeof alerts)[number], values: Values): Rule {
  const own = values.alerts[name];
  if (own === undefined) throw new Error(`The values have no entry ${name}.`);
  return {
    alert: name,
    expr: expr(thresholdOf(name, expr, own)),
    for: own.for,
    labels: { severity: own.severity },
    annotations: {
      summary,
      runbook_url: `${values.runbook}#${name.toLowerCase()}`,
      dashboard_url: panelUrl(values.grafana, ...panel),
    },
  };
}

function thresholdOf(name: string, expr: (above: number) => string, { above }: AlertValues): number {
  if ((above === undefined) !== (expr.length === 0))
    throw new Error(`${name}: expected ${expr.length === 0 ? 'no' : 'a'} value \`above\`.`);
  return above ?? 0;
}

const COMMENT =
  'generated, do not edit: made from config/prometheus/alerts.yaml by `npm run observability:build`';
const yaml = (value: unknown) => `# ${COMMENT}\n${stringify(value, { lineWidth: 0 })}`;

/** For Prometheus itself, and for the chart's PrometheusRule. */
export const ruleFile = (values: Values) => yaml({ groups: ruleGroups(values) });

/** For the Prometheus operator. */
export const operatorRule = (values: Values) =>
  yaml({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'litellm-hooks', labels: { release: 'prometheus' } },
    spec: { groups: ruleGroups(values) },
  });
