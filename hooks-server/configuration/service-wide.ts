import { valueAt } from './yaml-file.js';

/**
 * Settings inside the three jobs' sections that are read at the start and are the same for all tenants: connections,
 * models and worker threads. Their descriptions say so.
 */
export const SERVICE_WIDE: readonly string[] = [
  'cache.embedder',
  'cache.verification',
  'cache.store',
  'compression.breaker',
  'compression.threads',
  'compression.classifier.modelDir',
  'compression.classifier.maxTokens',
  'detection.classifier.modelPath',
  'detection.classifier.tokenizerPath',
  'detection.classifier.positiveLabel',
  'detection.classifier.maxTokens',
];

/** What stands in settings under a name such as `cache.store`; undefined when nothing does. */
export function settingAt(settings: unknown, name: string): unknown {
  return valueAt(settings, name.split('.'));
}
