import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { startGatewayStack, type Answered, type GatewayStack } from '../support/gateway-stack.js';
import { litellmRuntime, type LitellmRuntime } from '../support/litellm-proxy.js';
import { isQuota, type StoredEvent } from '../support/outbox-files.js';
import { describeWith } from '../support/services.js';

jest.setTimeout(120_000);

const runtime = await litellmRuntime();

type Reply = (response: ServerResponse) => void;

/** Right for a call and for the probe that looks whether the service is back. */
const rightly: Reply = (response) => void response.end('{}');

/**
 * Ways to answer LiteLLM wrongly. One is missing, because LiteLLM 1.106.2 fails the call on it whatever is configured: a
 * rewrite of the stock guardrail's whose texts are not as many as the request's.
 */
const GARBAGE: readonly Reply[] = [
  (response) => response.end(''),
  (response) => response.end('<html>Bad gateway</html>'),
  (response) => response.end('null'),
  (response) => response.end('[1, 2, 3]'),
  (response) => response.end('{"action": "EXPLODE", "hit": true}'),
  (response) =>
    response.end(
      '{"action": ["NONE"], "hit": true, "value": {"timestamp": 1, "response": {"choices": "x"}}}',
    ),
  (response) => response.end('{"action": "NONE", "hit": true, "value": {"timestamp": 1, "response": "{"}}'),
  (response) =>
    response.end('{"cache": {"hit": true, "value": {"timestamp": 1, "response": {"choices": [{}]}}}}'),
  (response) => response.end('{"cache": {"hit": true, "value": {"response": "{"}}}'),
  (response) => response.end('{"cache": {"items": 7, "store": "yes"}, "changes": [7], "headers": [1]}'),
  (response) => response.end('{"changes": [{"path": ["messages", 9, "content"], "text": "x"}]}'),
  (response) => response.end('{"changes": [{"path": ["messages", 0], "text": "x"}]}'),
  (response) => response.end('{"headers": {"X-Compression": "a\\r\\nX-Evil: 1", "é": "ü", "": ""}}'),
  (response) => response.end(Buffer.from([0xff, 0xfe, 0x00])),
  (response) => response.end(`{"cache": ${'['.repeat(5_000)}${']'.repeat(5_000)}}`),
  (response) => void response.destroy(),
  (response) => void response.writeHead(204).end(),
  (response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
];

/** After many failures records wait so long in LiteLLM (`LONGEST_PAUSE_SECONDS` in the plugin's delivery.py). */
const LONGEST_PAUSE_SECONDS = 30;
const PROBED_MS = 100;

const quarter = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 4)] ?? NaN;
const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

const transports = ['one-hop', 'generic'];

describeWith(runtime, 'a hook service in trouble', (start: LitellmRuntime) => {
  describe.each(transports)('asked by %s', (transport) => {
    troubles(start, transport);
  });
});

function troubles(start: LitellmRuntime, transport: string): void {
  let stack: GatewayStack;
  const correlationIds: string[] = [];
  beforeAll(async () => {
    stack = await startGatewayStack(start, {
      transport,
      // The troubles of one: test/e2e/replicas.test.ts has those of several.
      replicas: 1,
      keys: { acme: { team_id: 'acme', metadata: { tenant_id: 'acme' } } },
      litellmEnvironment: { HOOKS_CALL_TIMEOUT_MS: '500' },
    });
  }, 180_000);
  afterAll(() => stack?.stop(), 60_000);

  /** Distinct questions, `concurrency` at a time; `during` is told after each answer. */
  async function ask(count: number, concurrency = 1, during?: (done: number) => void): Promise<Answered[]> {
    const answers: Answered[] = [];
    let next = 0;
    const worker = async () => {
      while (next < count) {
        const id = `fault-${transport}-${process.pid}-${correlationIds.length}`;
        correlationIds.push(id);
        next++;
        const messages = [{ role: 'user', content: `Which word comes after ${id}?` }];
        const body = { model: 'gpt-4o', messages, stream: next % 5 === 0 };
        answers.push(await stack.post('acme', '/v1/chat/completions', body, { 'x-correlation-id': id }));
        during?.(answers.length);
      }
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
    return answers;
  }

  const statuses = (answers: readonly Answered[]) => [...new Set(answers.map(({ status }) => status))];

  /** Every call so far has one event, and no event belongs to no call. */
  async function expectOneEventEach(): Promise<void> {
    const all = (events: readonly StoredEvent[]) => events.filter(isQuota).length >= correlationIds.length;
    const quota = await stack.events(all, LONGEST_PAUSE_SECONDS + 60);
    const calls = quota.filter(isQuota).map(({ event }) => event.correlationId);
    expect(calls.toSorted()).toEqual(correlationIds.toSorted());
  }

  it('killed: every call succeeds, at next to no cost', async () => {
    await ask(10);
    const before = await ask(30);
    await stack.hooks().stop('SIGKILL');
    await ask(5);
    const after = await ask(30);
    expect(statuses([...before, ...after])).toEqual([200]);
    const cost =
      median(after.map(({ milliseconds }) => milliseconds)) -
      median(before.map(({ milliseconds }) => milliseconds));
    process.stdout.write(
      `${transport}: with the hook service stopped a call costs ${cost.toFixed(1)} ms more (median of 30)\n`,
    );
    // A catastrophe would be a timeout for each call, 250 ms and more; what is aimed at is below 20 ms.
    expect(cost).toBeLessThan(100);
  });

  it.each([
    // After an answer that is right calls ask again, and no more once three answers in a row were wrong.
    ...[500, 503, 401, 413].map((status) => {
      const wrong: Reply = (response) => void response.writeHead(status).end('{}');
      return [`answering ${status}`, [rightly, wrong, wrong, wrong]] as const;
    }),
    ['answering garbage', GARBAGE.flatMap((reply) => [rightly, reply])] as const,
  ])('%s: every call succeeds', async (_kind, replies) => {
    let served = 0;
    const fake = createServer((request, response) => {
      request.resume();
      // An event would count as delivered: to those even this service says no.
      if (request.url === '/calls/ended') return void response.writeHead(500).end();
      replies[served++ % replies.length]?.(response);
    }).listen(Number(new URL(stack.hooksUrl).port), '127.0.0.1');
    await once(fake, 'listening');
    try {
      const end = Date.now() + 60_000;
      while (served < replies.length && Date.now() < end) {
        expect(statuses(await ask(3))).toEqual([200]);
        // Calls cost next to nothing while nobody is asked: without a pause there would be thousands until the next probe.
        await delay(PROBED_MS);
      }
      expect(served).toBeGreaterThanOrEqual(replies.length);
    } finally {
      fake.closeAllConnections();
      fake.close();
      await once(fake, 'close');
    }
  });

  it('back again: the events of all those calls arrive, each once', async () => {
    await stack.startHooks();
    expect(statuses(await ask(5))).toEqual([200]);
    await expectOneEventEach();
  });

  it('hung: every call succeeds and, but for the first three, costs no more than with a dead one; no event is lost', async () => {
    const milliseconds = (answers: readonly Answered[]) => answers.map((answer) => answer.milliseconds);
    stack.hooks().signal('SIGSTOP');
    const hung = await ask(53);
    // A process that is stopped dies of SIGKILL all the same.
    await stack.hooks().stop('SIGKILL');
    const dead = await ask(50);
    expect(statuses([...hung, ...dead])).toEqual([200]);
    const [late, gone] = [milliseconds(hung.slice(3)), milliseconds(dead)];
    process.stdout.write(
      `${transport}: with the hook service hung a call takes ${(median(late) - median(gone)).toFixed(1)} ms more than with it dead (median of 50)\n`,
    );
    // A catastrophe would be a timeout for each call; what is aimed at is below 5 ms. The quickest quarter, since other work
    // on the machine makes single calls slow.
    expect(quarter(late) - quarter(gone)).toBeLessThan(100);
    await stack.startHooks();
    await expectOneEventEach();
  });

  it('slow: a service that takes half a second fails no call', async () => {
    const slow = createServer((request, response) => {
      request.resume();
      setTimeout(() => response.writeHead(request.url === '/calls/ended' ? 500 : 200).end('{}'), 480);
    });
    await stack.hooks().stop('SIGTERM');
    slow.listen(Number(new URL(stack.hooksUrl).port), '127.0.0.1');
    await once(slow, 'listening');
    try {
      expect(statuses(await ask(6, 3))).toEqual([200]);
    } finally {
      slow.closeAllConnections();
      slow.close();
      await once(slow, 'close');
    }
    await stack.startHooks();
    await expectOneEventEach();
  });

  it('killed and started again in the middle of 500 calls: 500 answers, 500 events, no duplicates', async () => {
    let restarted: Promise<void> | undefined;
    const answers = await ask(500, 10, (done) => {
      if (done === 150) restarted = stack.hooks().stop('SIGKILL').then(stack.startHooks);
    });
    await restarted;
    expect(answers).toHaveLength(500);
    expect(statuses(answers)).toEqual([200]);
    await expectOneEventEach();
    const events = (await stack.events(() => true)).filter(isQuota);
    expect(new Set(events.map(({ event }) => event.eventId)).size).toBe(events.length);
  });
}
