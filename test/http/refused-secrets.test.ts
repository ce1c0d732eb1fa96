import { createRefusedSecrets } from '../../hooks-server/http/refused-secrets.js';
import { createMetrics } from '../../hooks-server/telemetry/metrics.js';

function refusedSecrets() {
  const metrics = createMetrics();
  const lines: unknown[] = [];
  let now = 1_000_000;
  const log = { warn: (fields: unknown) => void lines.push(fields) } as never;
  const refused = createRefusedSecrets({ metrics, log, clock: () => now });
  const wait = (ms: number) => (now += ms);
  return { refused, lines, metrics, wait };
}

describe('requests with a wrong secret', () => {
  test('are told of at once, and then once a minute with their number', () => {
    const { refused, lines, wait } = refusedSecrets();
    for (let i = 0; i < 5; i += 1) refused.note();
    expect(lines).toEqual([{ requests: 1 }]);
    wait(60_000);
    refused.note();
    expect(lines).toEqual([{ requests: 1 }, { requests: 5 }]);
  });

  test('are counted, each of them', async () => {
    const { refused, metrics } = refusedSecrets();
    for (let i = 0; i < 3; i += 1) refused.note();
    expect(await metrics.registry.metrics()).toContain('hooks_refused_secrets_total 3');
  });

  test('stand on the health page for five minutes after the last one', async () => {
    const { refused, wait } = refusedSecrets();
    const { check } = refused.healthCheck;
    expect(await check()).toEqual({ ok: true });
    refused.note();
    refused.note();
    expect(await check()).toMatchObject({
      ok: false,
      detail: expect.stringContaining('2 requests') as unknown,
    });
    expect(await check()).toMatchObject({ detail: expect.stringContaining('HOOKS_SECRET') as unknown });
    wait(300_000);
    expect(await check()).toEqual({ ok: true });
  });
});
