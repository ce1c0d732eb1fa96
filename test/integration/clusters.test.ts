import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startHookService } from '../../scripts/stack/hook-service.js';
import { freePort, type ServiceProcess } from '../../scripts/stack/process.js';
import { faultName } from '../../hooks-server/errors.js';
import { sampleUsage } from '../events/support.js';
import { startNatsCluster, startRedisCluster, type ThreeNodes } from '../support/clusters.js';
import { quickNatsSettings, receiveEvents } from '../support/nats-admin.js';
import { describeWith, dockerAnswers } from '../support/services.js';

/** Docker's own network is another machine's on macOS and Windows: there the nodes could not be reached. */
const engines =
  (await dockerAnswers()) && process.platform === 'linux'
    ? { redis: await startRedisCluster(), nats: await startNatsCluster() }
    : undefined;
afterAll(async () => {
  await engines?.redis.stop();
  await engines?.nats.stop();
}, 60_000);

const CALLS = 400;
const secret = randomBytes(16).toString('hex');
const headers = { 'content-type': 'application/json', 'x-api-key': secret };

describeWith(
  engines,
  'three Redis and three NATS nodes',
  ({ redis, nats }: { redis: ThreeNodes; nats: ThreeNodes }) => {
    const directory = mkdtempSync(join(tmpdir(), 'hooks-clusters-'));
    const services: ServiceProcess[] = [];
    beforeAll(async () => {
      for (const index of [0, 1]) {
        services.push(
          await startHookService({
            port: await freePort(),
            secret,
            dataDir: join(directory, `data-${index}`),
            logFile: join(directory, `hooks-${index}.log`),
            environment: {
              HOOKS_REPLICAS: '2',
              REDIS_URL: redis.nodes.map(({ url }) => url).join(','),
              NATS_URL: nats.nodes.map(({ url }) => url).join(','),
              HOOKS_EVENTS_NATS_STREAM_REPLICAS: '3',
              HOOKS_EVENTS_NATS_BACKOFF_MAX_MS: '500',
              HOOKS_EVENTS_REDIS_WAIT_FOR_AOF: 'false',
            },
          }),
        );
      }
    }, 120_000);
    afterAll(async () => {
      for (const service of services) await service.stop();
      if (process.env['KEEP_E2E_FILES'] !== '1') rmSync(directory, { recursive: true, force: true });
    }, 60_000);

    const post = async (turn: number, path: string, body: object) => {
      const response = await fetch(`${services[turn % 2]?.url}${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(10_000),
      });
      await response.arrayBuffer();
      return response;
    };

    /** What the plugin does before a call: it asks once, and goes on. */
    async function begin(index: number): Promise<number> {
      const callId = `cluster-${index}`;
      const identity = { keyHash: 'a'.repeat(64), keyMetadata: { tenant_id: 'acme' } };
      const request = { messages: [{ role: 'user', content: `Which berth has number ${index}?` }] };
      const question = { callId, callType: 'acompletion', model: 'gpt-4o', identity, request };
      return (await post(index, '/calls', question)).status;
    }

    /**
     * And after it: records wait together, and leave in batches until each is taken. A node that is back for a minute
     * and still not written to is a fault of ours: the error says what was answered, and each node's last lines.
     */
    async function deliver(waiting: object[], count: number): Promise<void> {
      let taken = 0;
      let last = 'no answer';
      const until = performance.now() + 90_000;
      for (let turn = 0; taken < count; turn++) {
        const records = waiting.slice(0, 50);
        const answer = await post(turn, '/calls/ended', { records }).catch((error: unknown) =>
          faultName(error),
        );
        last = typeof answer === 'string' ? answer : String(answer.status);
        if (last === '200') taken += waiting.splice(0, records.length).length;
        if (performance.now() > until) {
          const nodes = await Promise.all([...redis.nodes, ...nats.nodes].map((node) => node.lastLines()));
          throw new Error(
            `${taken} of ${count} records were taken, the last answer is ${last}\n${nodes.join('\n')}`,
          );
        }
        await delay(100);
      }
    }

    it('a node of each that is killed under load loses no event and fails no call', async () => {
      const killed = async ({ nodes }: ThreeNodes, which: number, afterMs: number) => {
        await delay(afterMs);
        await nodes[which]?.kill();
        await delay(3_000);
        await nodes[which]?.start();
      };
      const outages = Promise.all([killed(redis, 1, 1_000), killed(nats, 0, 6_000)]);
      const waiting: object[] = [];
      const delivered = deliver(waiting, CALLS);
      const answers = await Promise.all(
        Array.from({ length: CALLS }, async (_, index) => {
          await delay(index * 30);
          const answer = await begin(index);
          waiting.push(sampleUsage(`cluster-${index}`));
          return answer;
        }),
      );
      await Promise.all([outages, delivered]);
      expect(new Set(answers)).toEqual(new Set([200]));
      const settings = quickNatsSettings(nats.nodes[1]?.url ?? '');
      const received = await receiveEvents(settings, CALLS, AbortSignal.timeout(60_000));
      expect(new Set(received).size).toBe(CALLS);
      expect(received).toHaveLength(CALLS);
    }, 240_000);
  },
);
