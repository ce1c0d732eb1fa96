import { counter, histogram } from './definition.js';

export const detectionMetrics = {
  alerts: counter(
    'litellm_guardrail_alerts_total',
    'Alerts (`guardrail.alert`) that were made durable as events.',
    ['tenant', 'direction'],
  ),
  detectionFindings: counter(
    'litellm_detection_findings_total',
    'Findings of alert-only detection, before repeats are folded.',
    ['tenant', 'direction', 'detector', 'kind', 'level'],
  ),
  detectionFolded: counter(
    'litellm_detection_folded_total',
    'Findings counted into a later alert, because the same key sent the same value lately.',
    ['tenant', 'detector'],
  ),
  detectionLatency: histogram(
    'litellm_detection_latency_seconds',
    'Time that a scan took.',
    ['direction'],
    [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1],
  ),
  detectionTruncated: counter(
    'litellm_detection_truncated_total',
    'Scans that left some of the text unread, because the size or the time budget was spent.',
    ['direction'],
  ),
  detectionShed: counter(
    'litellm_detection_classifier_shed_total',
    'Texts in the grey band that the classifier was not asked about, because it had computed enough.',
  ),
  detectionErrors: counter(
    'litellm_detection_errors_total',
    'Faults in a detector or in handing on its findings; the request went on.',
    ['where'],
  ),
} as const;
