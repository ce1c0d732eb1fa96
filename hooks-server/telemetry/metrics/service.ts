import { counter, gauge, histogram } from './definition.js';

export const serviceMetrics = {
  buildInfo: gauge('hooks_build_info', '1, with the releases of the service and of Node.js as labels.', [
    'version',
    'node',
  ]),
  settingsReloads: counter(
    'hooks_settings_reloads_total',
    'Times that the settings were read again: applied, unchanged, or refused, with the old ones still in force.',
    ['outcome'],
  ),
  settingsRefused: gauge(
    'hooks_settings_refused',
    '1 while the files of the settings are wrong and older settings are in force.',
  ),
  requestsInFlight: gauge('hooks_requests_in_flight', 'Requests that are being answered.'),
  faults: counter(
    'hooks_faults_total',
    "Requests of LiteLLM's that were answered neutrally because something failed inside, by route.",
    ['route'],
  ),
  refusedSecrets: counter(
    'hooks_refused_secrets_total',
    "Requests of LiteLLM's routes with a wrong shared secret, or without one.",
  ),
  answersDropped: counter(
    'hooks_answers_dropped_total',
    'Answers that were not stored because too many others waited.',
  ),
  bodiesRefused: counter(
    'hooks_bodies_refused_total',
    'Requests that were not read because as many bytes as there may be were under way, by route.',
    ['route'],
  ),
  bodyBytes: gauge('hooks_body_bytes', 'Bytes of the bodies that are under way.'),
  pluginMissing: gauge(
    'hooks_plugin_missing',
    'Features of the plugin that the running LiteLLM does not allow, as the plugin last said: 1 for each.',
    ['feature'],
  ),
  pluginFaults: gauge(
    'hooks_plugin_faults',
    'Faults of the plugin since its process began, by the moment of a call; the calls went on.',
    ['moment'],
  ),
  requestSeconds: histogram(
    'hooks_request_duration_seconds',
    'Time from a request to its answer, by route.',
    ['route', 'status'],
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
  ),
} as const;
