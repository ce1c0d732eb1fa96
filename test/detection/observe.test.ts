import { createMetrics } from '../../hooks-server/telemetry/metrics.js';
import { createObserver } from '../../hooks-server/detection/observe.js';
import type { Finding } from '../../hooks-server/detection/finding.js';
import type { AlertContext } from '../../hooks-server/detection/alerts/alerts.js';

const context: AlertContext = {
  tenantId: 'acme',
  platformId: null,
  keyHash: null,
  model: 'gpt-4o',
  callId: 'call-1',
  direction: 'request',
};
const finding: Finding = {
  detector: 'secret',
  kind: 'openai-api-key',
  level: 'high',
  score: 0.95,
  where: { message: 0, role: 'user', start: 0, end: 10 },
  signals: ['prefix'],
  excerpt: '[10 characters]',
  valueHash: '0'.repeat(32),
};

describe('createObserver', () => {
  it('counts by kind and level, times the scan and scores the trace', async () => {
    const metrics = createMetrics();
    const scores: unknown[] = [];
    const lines: unknown[] = [];
    const write = (...line: unknown[]) => void lines.push(line);
    const log = { debug: write, info: write, warn: write, error: write };
    const observer = createObserver({
      metrics,
      log,
      score: (call, score) => scores.push({ call, ...score }),
    });
    observer.onScan({ findings: [finding], truncated: true, latencyMs: 2 }, context);
    observer.onFinding(finding, context);
    observer.onFolded(finding, context);
    observer.onError('pii', new Error('holds 4111'));
    const text = await metrics.registry.metrics();
    expect(text).toContain(
      'litellm_detection_findings_total{tenant="acme",direction="request",detector="secret",kind="openai-api-key",level="high"} 1',
    );
    expect(text).toContain('litellm_detection_folded_total{tenant="acme",detector="secret"} 1');
    expect(text).toContain('litellm_detection_truncated_total{direction="request"} 1');
    expect(text).toContain('litellm_detection_errors_total{where="pii"} 1');
    expect(scores).toEqual([
      {
        call: { callId: 'call-1' },
        name: 'detection.request.secret',
        value: 0.95,
        comment: 'openai-api-key',
      },
    ]);
    expect(lines).toHaveLength(2);
    expect(JSON.stringify(lines)).not.toContain('4111');
  });
});
