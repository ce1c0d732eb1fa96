import type { FaultResult } from '../../scripts/lab/bench/events/account.js';
import { faults } from '../../scripts/lab/bench/events/faults.js';
import { runMatrix } from '../../scripts/lab/bench/events/matrix.js';
import { litellmRuntime } from '../support/litellm-proxy.js';
import { describeWith, natsService } from '../support/services.js';

const CALLS = 200;

const [litellm, nats] = [await litellmRuntime(), await natsService()];
const services = litellm && nats?.control && { url: nats.url, control: nats.control };
afterAll(() => nats?.stop());

describeWith(services, 'usage events through real LiteLLM and JetStream', (server) => {
  let results: readonly FaultResult[] = [];
  const lines: string[] = [];
  beforeAll(async () => {
    results = await runMatrix({
      calls: CALLS,
      concurrency: 20,
      seconds: { hung: 2, natsDown: 2, natsPaused: 3, diskFull: 3 },
      nats: server,
      // Short pauses, so that what was held back comes soon after the trouble.
      litellmEnvironment: { HOOKS_FLUSH_SECONDS: '0.2' },
      hooksEnvironment: {
        HOOKS_EVENTS_NATS_ACK_TIMEOUT_MS: '1000',
        HOOKS_EVENTS_NATS_PING_INTERVAL_MS: '1000',
        HOOKS_EVENTS_NATS_BACKOFF_MAX_MS: '500',
      },
      say: (line) => lines.push(line),
    });
  }, 400_000);

  it.each(faults.map((fault) => [fault.name, fault] as const))(
    '%s: nothing is lost, counted twice or unnoticed',
    (name, { losesMemory, symptom }) => {
      const result = results.find((one) => one.name === name);
      if (result === undefined && lines.some((line) => line.startsWith('NOT RUN') && line.endsWith(name))) {
        process.stderr.write(`\nNOT TESTED, no small file system can be mounted: ${name}\n`);
        expect(process.env['REQUIRE_SERVICES']).not.toBe('1');
        return;
      }
      expect(result).toMatchObject({ calls: CALLS, duplicates: 0, unnoticed: 0, falseAlarms: 0 });
      expect(result?.tokens.events).toBe(result?.tokens.provider);
      expect(result?.costUsd.events).toBe(result?.costUsd.provider);
      // A kill takes LiteLLM's memory with it; what is lost there has been reported, or it would be unnoticed.
      expect(losesMemory ? 0 : result?.lost).toBe(0);
      expect(result?.events).toBeGreaterThanOrEqual(losesMemory ? 1 : CALLS);
      // A trouble that nobody felt would prove nothing.
      expect(symptom === undefined ? 1 : result?.symptoms[symptom]).toBeGreaterThan(0);
    },
  );
});
