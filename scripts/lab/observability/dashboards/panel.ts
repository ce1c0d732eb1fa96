import {
  LegendDisplayMode,
  LegendPlacement,
  TooltipDisplayMode,
  VisibilityMode,
} from '@grafana/grafana-foundation-sdk/common';
import * as common from '@grafana/grafana-foundation-sdk/common';
import {
  DashboardBuilder,
  DashboardCursorSync,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  type Dashboard,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';

/** PromQL, and what its lines are called. */
export type Query = readonly [expr: string, legend: string];

export interface PanelPlan {
  readonly title: string;
  /** What it tells, and what is amiss when it looks otherwise. */
  readonly description: string;
  /** `stat` is one number for the whole time that is shown. */
  readonly kind: 'stat' | 'graph' | 'bars';
  /** Of Grafana's list. */
  readonly unit: string;
  readonly queries: readonly Query[];
  /** Of 24 columns. */
  readonly width: number;
}

/** A graph of half the width. */
export const graph = (
  title: string,
  description: string,
  unit: string,
  queries: readonly Query[],
): PanelPlan => ({
  kind: 'graph',
  width: 12,
  title,
  description,
  unit,
  queries,
});

export interface DashboardPlan {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  /** A metric whose tenants can be chosen; none: there is no choice. */
  readonly tenantsOf?: string;
  readonly panels: readonly PanelPlan[];
}

const TAG = 'litellm-hooks';
const WIDTH = 24;
const HEIGHTS = { stat: 4, graph: 8, bars: 8 } as const;
const datasource = { type: 'prometheus', uid: '${datasource}' } as const;

/** A dashboard as Grafana reads it; panels are numbered in their order, from 1. */
export function buildDashboard({ uid, title, description, tenantsOf, panels }: DashboardPlan): Dashboard {
  const dashboard = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags([TAG])
    .time({ from: 'now-6h', to: 'now' })
    .refresh('30s')
    .tooltip(DashboardCursorSync.Crosshair)
    .withVariable(new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'));
  if (tenantsOf !== undefined) dashboard.withVariable(tenantVariable(tenantsOf));
  let [x, y, rowHeight] = [0, 0, 0];
  for (const [index, plan] of panels.entries()) {
    const height = HEIGHTS[plan.kind];
    if (x + plan.width > WIDTH) [x, y, rowHeight] = [0, y + rowHeight, 0];
    dashboard.withPanel(
      panelOf(plan)
        .id(index + 1)
        .gridPos({ x, y, w: plan.width, h: height }),
    );
    x += plan.width;
    rowHeight = Math.max(rowHeight, height);
  }
  return dashboard.build();
}

function tenantVariable(metric: string) {
  return new QueryVariableBuilder('tenant')
    .label('Tenant')
    .query(`label_values(${metric}, tenant)`)
    .datasource(datasource)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ selected: true, text: 'All', value: '$__all' });
}

function panelOf(plan: PanelPlan) {
  const panel = plan.kind === 'stat' ? statPanel() : graphPanel(plan.kind);
  for (const [index, [expr, legend]] of plan.queries.entries())
    panel.withTarget(
      new DataqueryBuilder()
        .refId(String.fromCharCode('A'.charCodeAt(0) + index))
        .expr(expr)
        .legendFormat(legend),
    );
  return panel.title(plan.title).description(plan.description).datasource(datasource).unit(plan.unit);
}

function statPanel() {
  const last = new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false);
  return new stat.PanelBuilder().reduceOptions(last).graphMode(common.BigValueGraphMode.None);
}

function graphPanel(kind: 'graph' | 'bars') {
  const panel = new timeseries.PanelBuilder()
    .legend(
      new common.VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom),
    )
    .tooltip(
      new common.VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(common.SortOrder.Descending),
    )
    .showPoints(VisibilityMode.Never)
    .axisSoftMin(0);
  if (kind === 'graph') return panel.lineWidth(1).fillOpacity(8);
  return panel
    .drawStyle(common.GraphDrawStyle.Bars)
    .fillOpacity(60)
    .stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal));
}

/** A panel's number on its dashboard; throws where no panel has that title. */
export function panelNumber({ uid, panels }: DashboardPlan, title: string): number {
  const index = panels.findIndex((panel) => panel.title === title);
  if (index < 0) throw new Error(`The dashboard ${uid} has no panel \`${title}\`.`);
  return index + 1;
}
