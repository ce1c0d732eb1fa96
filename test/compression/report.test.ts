import { createCompressionReport } from '../../hooks-server/compression/report.js';
import type { CompressionResult } from '../../hooks-server/compression/result.js';
import { createMetrics } from '../../hooks-server/telemetry/metrics.js';

const compressed: CompressionResult = {
  reason: 'compressed',
  profile: 'default',
  originalTokens: 400,
  compressedTokens: 100,
  savingsPercent: 75,
  latencyMs: 8,
  exact: true,
  changes: [{ message: 0, text: 'Hazel keeps the light.' }],
};

async function reported(result: CompressionResult) {
  const metrics = createMetrics();
  const lines: unknown[] = [];
  const report = createCompressionReport({
    metrics,
    log: { debug: (line: unknown) => void lines.push(line) },
  });
  report({ tenantId: 'acme', model: 'gpt-4o' }, result);
  return { shown: await metrics.registry.metrics(), lines };
}

describe('what is told of a compression', () => {
  it('is its outcome and its tokens, and no text', async () => {
    const { shown, lines } = await reported(compressed);
    expect(shown).toContain(
      'litellm_compression_requests_total{tenant="acme",profile="default",reason="compressed"} 1',
    );
    expect(shown).toContain('litellm_compression_tokens_total{tenant="acme",kind="original"} 400');
    expect(shown).toContain('litellm_compression_tokens_total{tenant="acme",kind="compressed"} 100');
    expect(lines).toMatchObject([
      { tenant: 'acme', model: 'gpt-4o', reason: 'compressed', savingsPercent: 75 },
    ]);
    expect(`${shown}${JSON.stringify(lines)}`).not.toContain('Hazel');
  });

  it('is no number of tokens where nobody counted them', async () => {
    const { shown } = await reported({ ...compressed, exact: false, reason: 'deadline', changes: [] });
    expect(shown).toContain('reason="deadline"} 1');
    expect(shown).not.toContain('litellm_compression_tokens_total{tenant');
  });
});
