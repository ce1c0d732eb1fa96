import { cache, compression, detection } from './dashboards/jobs.js';
import { litellm } from './dashboards/litellm.js';
import { events, service } from './dashboards/operations.js';
import { panelNumber, type DashboardPlan } from './dashboards/panel.js';
import { savings } from './dashboards/savings.js';

/** Every dashboard, the one for everybody first. */
export const dashboards: readonly DashboardPlan[] = [
  savings,
  cache,
  compression,
  detection,
  events,
  service,
  litellm,
];

/** Where a panel is in Grafana; throws where there is none. */
export function panelUrl(grafana: string, uid: string, title: string): string {
  const plan = dashboards.find((dashboard) => dashboard.uid === uid);
  if (plan === undefined) throw new Error(`There is no dashboard ${uid}.`);
  return `${grafana.replace(/\/$/, '')}/d/${uid}?viewPanel=${panelNumber(plan, title)}`;
}
