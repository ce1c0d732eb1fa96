import { adminOperations } from './admin.js';
import { health, liveness, readiness } from './answers.js';
import type { Operation } from './operation.js';
import { trafficOperations } from './traffic.js';

const NOT_READY = { 503: 'The service stops, or something that it needs is down. The body is the same.' };

/** What probes and Prometheus ask. */
const probeOperations: readonly Operation[] = [
  {
    id: 'live',
    method: 'get',
    path: '/health/live',
    tag: 'health',
    summary: 'Whether the process answers.',
    secret: 'none',
    answer: { schema: liveness, example: { status: 'ok' } },
  },
  {
    id: 'ready',
    method: 'get',
    path: '/health/ready',
    tag: 'health',
    summary: 'Whether it takes traffic: 503 while it stops.',
    secret: 'none',
    answer: { schema: readiness, example: { status: 'ok' } },
    errors: NOT_READY,
  },
  {
    id: 'health',
    method: 'get',
    path: '/health',
    tag: 'health',
    summary: 'Each part that the service leans on, and whether it works.',
    secret: 'none',
    answer: {
      schema: health,
      example: {
        status: 'ok',
        version: '0.2.0',
        stopping: false,
        parts: [{ name: 'cache store', required: false, ok: true }],
      },
    },
    errors: NOT_READY,
  },
  {
    id: 'metrics',
    method: 'get',
    path: '/metrics',
    tag: 'health',
    summary: 'For Prometheus.',
    secret: 'none',
    answer: { contentType: 'text/plain', description: 'Prometheus’ text format.' },
  },
];

/** Every route of the service. */
export const operations: readonly Operation[] = [
  ...trafficOperations,
  ...adminOperations,
  ...probeOperations,
];
