import { merge } from './merge.js';
import { valueAt } from './yaml-file.js';

/** What several hook services must count and keep together: a file or a memory is one process's own. */
const IN_REDIS = {
  events: { outbox: 'redis', quota: { store: 'redis' }, missingUsage: { store: 'redis' } },
};

/** Puts that state into Redis where several hook services run. */
export function shareAmongReplicas(settings: unknown): unknown {
  return hasReplicas(settings) ? merge(settings, IN_REDIS) : settings;
}

/** Whether settings say that several hook services run. */
export function hasReplicas(settings: unknown): boolean {
  const replicas = valueAt(settings, ['server', 'replicas']);
  return typeof replicas === 'number' && replicas > 1;
}
